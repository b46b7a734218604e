import { tlps } from '@shield/core'
import type { Json, Tlp } from '@shield/core'
import { redactStix } from '@shield/formats'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

export interface Verbatim {
  readonly record: number
  readonly body: Json
  /** Of the body as a whole, where it marks its stricter parts itself. */
  readonly tlp: Tlp | undefined
}

export interface VerbatimBodies {
  /** By entity. */
  readonly entities: ReadonlyMap<number, Verbatim>
  /** By link: of records that are relations themselves. */
  readonly links: ReadonlyMap<number, Verbatim>
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

/**
 * What the sources themselves wrote, where the file is of the format it came in and the record may leave whole: so an export that is
 * imported again has lost nothing, not even what SHIELD has no word for. An entity that other records speak of as well is written anew.
 */
export async function findVerbatim(
  ctx: Context,
  format: string,
  { ids, bits }: { readonly ids: readonly number[]; readonly bits: Buffer },
): Promise<VerbatimBodies> {
  const entities = await ctx.tx.client.query<Row>(
    `select e.id, r.id as record, r.marking_id, r.body from entity e
     join record r on r.source_id = e.source_id and r.key = e.key and r.ended_at is null join batch b on b.id = r.batch_id
     where e.id = any($1::bigint[]) and ${whole}
       and not exists (select 1 from statement s where s.entity_id = e.id and s.retracted_at is null and s.record_id <> r.id)`,
    [ids, bits, format],
  )
  const links = await ctx.tx.client.query<Row>(
    `select l.id, r.id as record, r.marking_id, r.body from link l
     join record r on r.id = l.record_id and r.key = l.key and r.ended_at is null join batch b on b.id = r.batch_id
     where l.from_entity = any($1::bigint[]) and l.to_entity = any($1::bigint[]) and l.retracted_at is null and ${whole}`,
    [ids, bits, format],
  )
  const byId = (rows: readonly Row[]): Map<number, Verbatim> =>
    new Map(
      rows.map((row) => {
        const tlp = marksParts(format, row)
          ? ctx.node.markings.block(row.marking_id).conditions.tlp
          : undefined
        return [row.id, { record: row.record, body: leaving(ctx, format, row), tlp }]
      }),
    )
  return { entities: byId(entities.rows), links: byId(links.rows) }
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
function leaving(ctx: Context, format: string, row: Row): Json {
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
