import { Readable } from 'node:stream'

import { kindOf, linkKindOf, propertyOf, tlps } from '@shield/core'
import type { Json, Words } from '@shield/core'
import type { ExportRequest } from '@shield/contract'
import { writeCsv, writeFtm, writeStix } from '@shield/formats'
import type { ExportEntity, ExportItems, ExportLink } from '@shield/formats'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import { entitiesOf } from './run-search.ts'
import { findVerbatim } from './verbatim.ts'
import type { Verbatim } from './verbatim.ts'

const most = 10_000
const fileEnds = { stix: 'json', ftm: 'ijson', csv: 'csv' } as const
const contentTypes = {
  stix: 'application/stix+json;version=2.1',
  ftm: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
} as const

const nothingLeaves: Words = {
  en: 'Nothing of this may be taken along for the purpose you stated',
  th: 'ไม่มีส่วนใดที่ส่งออกได้เพื่อวัตถุประสงค์ที่คุณระบุ',
}

/** Takes what may be taken along of a search or of chosen entities; the file is audited with every entity in it. */
export async function exportEntities(ctx: Context, input: ExportRequest): Promise<Download> {
  if ((input.q === undefined) === (input.entities === undefined))
    throw new Problem('body-invalid', undefined, [
      { pointer: 'q', rule: 'one-of', hint: 'give either q or entities' },
    ])
  const takeable = await exportable(ctx)
  const ids = await chosen(ctx, input)
  const items = await gather(ctx, { ids, bits: takeable, format: input.format })
  const shown = items.filter((item) => !('from' in item)).map((item) => item.id)
  if (shown.length === 0) throw new Problem('not-allowed', nothingLeaves)
  const id = newId()
  await ctx.tx.db
    .insertInto('export')
    .values({
      id,
      person: ctx.actor.person,
      organisation: ctx.actor.organisation,
      format: input.format,
      reason: input.reason,
      entity_count: shown.length,
      at: ctx.now,
    })
    .execute()
  await audit(ctx, {
    action: 'export.run',
    object: id,
    shown,
    detail: { format: input.format, count: shown.length },
  })
  return {
    fileName: `shield-${ctx.node.name}-${ctx.now.toISOString().slice(0, 10)}.${fileEnds[input.format]}`,
    contentType: contentTypes[input.format],
    body: Readable.from(writer(input.format, each(items), ctx)),
  }
}

function writer(
  format: ExportRequest['format'],
  items: ExportItems,
  ctx: Context,
): AsyncIterable<Uint8Array> {
  if (format === 'csv') return writeCsv(items)
  return format === 'ftm' ? writeFtm(items) : writeStix(items, { id: newId(), at: ctx.now.toISOString() })
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

/** Of the visible markings, those the policy lets leave; the same kind of bitmap. */
async function exportable(ctx: Context): Promise<Buffer> {
  const bits = Buffer.from(ctx.visible)
  for (const { id, block } of await ctx.node.markings.all(ctx.tx))
    if (!mayDo(ctx, 'content.export', block).allow) bits[id >> 3] = (bits[id >> 3] ?? 0) & ~(1 << (id & 7))
  return bits
}

async function chosen(ctx: Context, input: ExportRequest): Promise<readonly number[]> {
  if (input.q !== undefined) return entitiesOf(ctx, { ...input, q: input.q }, most)
  const found = await ctx.tx.client.query<{ id: number }>(
    'select id from entity where wire = any($1::uuid[]) and any_visible($2, markings)',
    [input.entities, Buffer.from(ctx.visible)],
  )
  return found.rows.map((row) => row.id)
}

interface Taken {
  readonly ids: readonly number[]
  readonly bits: Buffer
  readonly format: ExportRequest['format']
}

async function gather(
  ctx: Context,
  { ids, bits, format }: Taken,
): Promise<readonly (ExportEntity | ExportLink)[]> {
  const values = await ctx.tx.client.query<{
    id: number
    wire: string
    kind: number
    property: number
    value: string
    norm: string
    marking_id: number
  }>(
    `select e.id, e.wire, e.kind, st.property, st.value, st.norm, st.marking_id from entity e join statement st on st.entity_id = e.id
     where e.id = any($1::bigint[]) and st.retracted_at is null and visible($2, st.marking_id) order by e.id, st.property, st.id`,
    [ids, bits],
  )
  const entities = new Map<
    number,
    {
      id: string
      kind: ExportEntity['kind']
      tlp: ExportEntity['tlp']
      values: ExportEntity['values'][number][]
      body?: Json
    }
  >()
  for (const row of values.rows) {
    const tlp = ctx.node.markings.block(row.marking_id).conditions.tlp
    const entity = entities.get(row.id) ?? { id: row.wire, kind: kindOf(row.kind), tlp, values: [] }
    entity.values.push({ property: propertyOf(row.property), value: row.value, norm: row.norm })
    // One file entry has one TLP: the strictest of what is in it.
    entity.tlp = tlps.indexOf(tlp) > tlps.indexOf(entity.tlp) ? tlp : entity.tlp
    entities.set(row.id, entity)
  }
  const verbatim = await findVerbatim(ctx, format, { ids: [...entities.keys()], bits })
  for (const [id, { body, tlp }] of verbatim.entities) {
    const entity = entities.get(id)
    if (!entity) continue
    entity.body = body
    entity.tlp = tlp ?? entity.tlp
  }
  const written = new Set([...verbatim.entities.values()].map((one) => one.record))
  const links = await ctx.tx.client.query<{
    id: number
    record_id: number
    wire: string
    kind: number
    from_wire: string
    to_wire: string
    starts: string | null
    ends: string | null
    amount: string | null
    currency: string | null
    detail: string | null
    marking_id: number
  }>(
    `select l.id, l.record_id, l.wire, l.kind, f.wire as from_wire, t.wire as to_wire, l.starts, l.ends, l.amount, l.currency, l.detail, l.marking_id
     from link l join entity f on f.id = l.from_entity join entity t on t.id = l.to_entity
     where l.from_entity = any($1::bigint[]) and l.to_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)
     order by l.id`,
    [[...entities.keys()], bits],
  )
  return [
    ...entities.values(),
    // A reference inside a body that leaves as it came is written with it.
    ...links.rows
      .filter((row) => !written.has(row.record_id))
      .map((row): ExportLink => ({
        id: row.wire,
        kind: linkKindOf(row.kind),
        from: row.from_wire,
        to: row.to_wire,
        tlp: ctx.node.markings.block(row.marking_id).conditions.tlp,
        ...(row.starts === null ? {} : { starts: row.starts }),
        ...(row.ends === null ? {} : { ends: row.ends }),
        ...(row.amount === null ? {} : { amount: row.amount }),
        ...(row.currency === null ? {} : { currency: row.currency }),
        ...(row.detail === null ? {} : { detail: row.detail }),
        ...bodyOf(verbatim.links.get(row.id)),
      })),
  ]
}

function bodyOf(verbatim: Verbatim | undefined): { readonly body?: Json } {
  return verbatim === undefined ? {} : { body: verbatim.body }
}
