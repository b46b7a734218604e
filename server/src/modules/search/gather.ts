import { kindOf, linkKindOf, propertyOf, tlps } from '@shield/core'
import type { ExportEntity, ExportLink } from '@shield/formats'

import type { Context } from '../../context.ts'
import { verbatimEntities, verbatimLinks } from './verbatim.ts'

/** Who takes along: a signed-in person, or a machine. */
export type Taker = Pick<Context, 'tx' | 'node' | 'actor' | 'purpose'>

interface Taken {
  /** The markings that may leave. */
  readonly bits: Uint8Array
  /** A source's own body is taken where it is of this format. */
  readonly format: string
  /** Only what was stated by then. What was agreed to is written anew: the hour of a record's own wording is not that of its values. */
  readonly until?: Date
}

const nothing: Awaited<ReturnType<typeof verbatimEntities>> = new Map()

type Built<T> = { -readonly [K in keyof T]: T[K] }

export interface GatheredEntity extends ExportEntity {
  readonly number: number
  /** What it is made of. */
  readonly records: readonly number[]
  /** The record whose body is written as it came. */
  readonly verbatim?: number
}

export interface GatheredLink extends ExportLink {
  readonly number: number
  readonly record: number
  readonly between: readonly [number, number]
}

interface Value {
  readonly id: number
  readonly wire: string
  readonly kind: number
  readonly property: number
  readonly value: string
  readonly norm: string
  readonly marking_id: number
  readonly record_id: number
}

/** What entities say under the markings that may leave; those of which nothing may are not there. */
export async function gatherEntities(
  ctx: Taker,
  { ids, bits, format, until }: Taken & { readonly ids: readonly number[] },
): Promise<readonly GatheredEntity[]> {
  const values = await ctx.tx.client.query<Value>(
    // Entity by entity: an array of thousands of ids is looked for in each of the partitions.
    `select e.id, e.wire, e.kind, st.property, st.value, st.norm, st.marking_id, st.record_id
     from (select distinct id from unnest($1::bigint[]) as c (id)) as chosen join entity e on e.id = chosen.id
     cross join lateral (select * from statement where entity_id = e.id and retracted_at is null offset 0) as st
     where visible($2, st.marking_id) and ($3::timestamptz is null or st.recorded_at <= $3) order by e.id, st.property, st.id`,
    [ids, Buffer.from(bits), until ?? null],
  )
  const entities = new Map<
    number,
    Built<GatheredEntity> & { values: ExportEntity['values'][number][]; records: number[] }
  >()
  for (const row of values.rows) {
    const tlp = ctx.node.markings.block(row.marking_id).conditions.tlp
    const entity = entities.get(row.id) ?? {
      ...{ id: row.wire, number: row.id, kind: kindOf(row.kind), tlp, values: [], records: [] },
    }
    entity.values.push({ property: propertyOf(row.property), value: row.value, norm: row.norm })
    if (!entity.records.includes(row.record_id)) entity.records.push(row.record_id)
    // One file entry has one TLP: the strictest of what is in it.
    entity.tlp = tlps.indexOf(tlp) > tlps.indexOf(entity.tlp) ? tlp : entity.tlp
    entities.set(row.id, entity)
  }
  const verbatim = until ? nothing : await verbatimEntities(ctx, format, { ids: [...entities.keys()], bits })
  for (const [id, { body, tlp, record }] of verbatim) {
    const entity = entities.get(id)
    if (!entity) continue
    entity.body = body
    entity.verbatim = record
    entity.tlp = tlp ?? entity.tlp
  }
  return [...entities.values()]
}

interface Relation {
  readonly id: number
  readonly record_id: number
  readonly wire: string
  readonly kind: number
  readonly from_entity: number
  readonly to_entity: number
  readonly from_wire: string
  readonly to_wire: string
  readonly starts: string | null
  readonly ends: string | null
  readonly amount: string | null
  readonly currency: string | null
  readonly detail: string | null
  readonly marking_id: number
}

type Chosen =
  /** Both ends are among these entities. */
  | { readonly among: readonly number[] }
  /** One end is; `after` and `most` page by the link's number. */
  | { readonly touching: readonly number[]; readonly after: number; readonly most: number }

/** Relations under the markings that may leave. */
export async function gatherLinks(
  ctx: Taker,
  { bits, format, until, ...chosen }: Taken & Chosen,
): Promise<readonly GatheredLink[]> {
  const found = await ctx.tx.client.query<Relation>(
    `select l.id, l.record_id, l.wire, l.kind, l.from_entity, l.to_entity, f.wire as from_wire, t.wire as to_wire, l.starts, l.ends,
            l.amount, l.currency, l.detail, l.marking_id
     from link l join entity f on f.id = l.from_entity join entity t on t.id = l.to_entity
     where l.retracted_at is null and visible($2, l.marking_id) and ($3::timestamptz is null or l.recorded_at <= $3) and ${
       'among' in chosen
         ? 'l.from_entity = any($1::bigint[]) and l.to_entity = any($1::bigint[]) order by l.id'
         : `l.id in (select id from link where from_entity = any($1::bigint[]) and retracted_at is null
                     union select id from link where to_entity = any($1::bigint[]) and retracted_at is null)
            and l.id > $4 order by l.id limit $5`
     }`,
    'among' in chosen
      ? [chosen.among, Buffer.from(bits), until ?? null]
      : [chosen.touching, Buffer.from(bits), until ?? null, chosen.after, chosen.most],
  )
  const verbatim = until
    ? nothing
    : await verbatimLinks(ctx, format, { ids: found.rows.map((row) => row.id), bits })
  return found.rows.map((row) => {
    const own = verbatim.get(row.id)
    return {
      ...{
        id: row.wire,
        number: row.id,
        record: row.record_id,
        between: [row.from_entity, row.to_entity] as const,
      },
      ...{ kind: linkKindOf(row.kind), from: row.from_wire, to: row.to_wire },
      tlp: ctx.node.markings.block(row.marking_id).conditions.tlp,
      ...(row.starts === null ? {} : { starts: row.starts }),
      ...(row.ends === null ? {} : { ends: row.ends }),
      ...(row.amount === null ? {} : { amount: row.amount }),
      ...(row.currency === null ? {} : { currency: row.currency }),
      ...(row.detail === null ? {} : { detail: row.detail }),
      ...(own === undefined ? {} : { body: own.body }),
    }
  })
}
