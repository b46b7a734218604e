import { tlps } from '@shield/core'
import type { Json, Tlp } from '@shield/core'
import { redactStix } from '@shield/formats'

import { mayDo } from '../../permit.ts'
import type { Taker } from './gather.ts'

interface Verbatim {
  readonly record: number
  readonly body: Json
  /** Of the body as a whole, where it marks its stricter parts itself. */
  readonly tlp: Tlp | undefined
}

interface Row {
  readonly id: number
  readonly record: number
  readonly marking_id: number
  readonly body: { readonly [key: string]: Json }
}

const whole = `visible($2, r.marking_id) and b.format = $3
  and not exists (select 1 from statement s where s.record_id = r.id and not visible($2, s.marking_id))
  and not exists (select 1 from link o where o.record_id = r.id and not visible($2, o.marking_id))`

interface Chosen {
  readonly ids: readonly number[]
  readonly bits: Uint8Array
}

/**
 * What the sources themselves wrote, where the file is of the format it came in and the record may leave whole: so an export that is
 * imported again has lost nothing, not even what SHIELD has no word for. An entity that other records speak of as well is written anew.
 */
export async function verbatimEntities(
  ctx: Taker,
  format: string,
  { ids, bits }: Chosen,
): Promise<ReadonlyMap<number, Verbatim>> {
  const found = await ctx.tx.client.query<Row>(
    // Entity by entity: of a source that was just filled PostgreSQL has no counts, and read all its records for every page
    // (an event of 40,000 attributes, 1,000 at a time: 470 ms each, so 48).
    `select e.id, r.id as record, r.marking_id, r.body
     from (select distinct id from unnest($1::bigint[]) as c (id)) as chosen join entity e on e.id = chosen.id
     cross join lateral (select * from record where source_id = e.source_id and key = e.key and ended_at is null offset 0) as r
     join batch b on b.id = r.batch_id
     where ${whole}
       and not exists (select 1 from statement s where s.entity_id = e.id and s.retracted_at is null and s.record_id <> r.id)`,
    [ids, Buffer.from(bits), format],
  )
  return bodiesOf(ctx, format, found.rows)
}

/** The same of records that are relations themselves, by link. */
export async function verbatimLinks(
  ctx: Taker,
  format: string,
  { ids, bits }: Chosen,
): Promise<ReadonlyMap<number, Verbatim>> {
  const found = await ctx.tx.client.query<Row>(
    `select l.id, r.id as record, r.marking_id, r.body from link l
     join record r on r.id = l.record_id and r.key = l.key and r.ended_at is null join batch b on b.id = r.batch_id
     where l.id = any($1::bigint[]) and l.retracted_at is null and ${whole}`,
    [ids, Buffer.from(bits), format],
  )
  return bodiesOf(ctx, format, found.rows)
}

function bodiesOf(ctx: Taker, format: string, rows: readonly Row[]): ReadonlyMap<number, Verbatim> {
  return new Map(
    rows.map((row) => {
      const tlp = marksParts(format, row) ? ctx.node.markings.block(row.marking_id).conditions.tlp : undefined
      return [row.id, { record: row.record, body: leaving(ctx, format, row), tlp }]
    }),
  )
}

/** What opens a wallet or an account is no statement here, and nothing to hand on. */
const secrets = ['privateKey', 'password']

function withoutSecrets(body: Row['body']): Json {
  const { properties } = body
  if (typeof properties !== 'object' || properties === null) return body
  return {
    ...body,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !secrets.includes(name))),
  }
}

/** A part of a STIX object may be marked stricter than the object, also one that became no statement: it stays here. */
function leaving(ctx: Taker, format: string, row: Row): Json {
  const { marking_id: marking, body } = row
  if (format === 'ftm') return withoutSecrets(body)
  if (!marksParts(format, row)) return body
  const block = ctx.node.markings.block(marking)
  const may = (tlp: Tlp): boolean => {
    const stricter = {
      ...block,
      conditions: { ...block.conditions, tlp },
      ...(tlp === 'RED' ? { releasedTo: [] } : {}),
    }
    return mayDo(ctx, 'content.read', stricter).allow && mayDo(ctx, 'content.export', stricter).allow
  }
  const own = block.conditions.tlp
  const most = tlps.slice(tlps.indexOf(own)).findLast(may) ?? own
  return redactStix(body, most)
}

function marksParts(format: string, { body }: Row): boolean {
  return format === 'stix' && Object.hasOwn(body, 'granular_markings')
}
