import type { MarkingTarget } from '@shield/contract'

import type { Context } from '../../../context.ts'
import { Problem, notFound } from '../../../problem.ts'
import { unseal } from '../../../seal.ts'
import { getCluster } from '../cluster.ts'
import { holdSource } from '../write/hold-source.ts'

/** The rows a change of handling is about: whole records in all their versions, as far as the asker sees them. */
export interface Target {
  readonly entity: { readonly id: number; readonly wire: string }
  readonly source: number
  /** The one record asked for; undefined for all of a source. */
  readonly record: number | undefined
  /** Every version, ended ones too: what is taken back today may stand again when a later import is undone. */
  readonly records: readonly number[]
  /** Each block those rows carry, and how many carry it. */
  readonly blocks: ReadonlyMap<number, number>
}

const most = 10_000

/** Finds what is to change, and holds its source where it will be changed. Throws not-found for what the asker does not see. */
export async function getTarget(ctx: Context, asked: MarkingTarget, lock: boolean): Promise<Target> {
  const members = await getCluster(ctx, asked.entity)
  const chosen = 'source' in asked ? members.filter((member) => member.source_wire === asked.source) : members
  const record = 'record' in asked ? (unseal(ctx.node, 'record', asked.record)?.[0] ?? 0) : undefined
  const ids = chosen.map((member) => member.id)
  const [before] = await versionsOf(ctx, ids, record)
  if (lock && before) await holdSource(ctx.tx.client, before.source_id)
  // Asked again once held: an import that wrote until now may have added a version.
  const found = await versionsOf(ctx, ids, record)
  const [first] = found
  if (!first) throw notFound()
  if (found.length > most)
    throw new Problem('too-large', {
      en: 'More than 10,000 records: change the handling of the import instead',
      th: 'มีมากกว่า 10,000 ระเบียน โปรดเปลี่ยนชั้นการจัดการของการนำเข้าแทน',
    })
  const records = found.map((row) => row.id)
  const member = chosen.find((one) => one.id === first.entity_id) ?? chosen[0]
  return {
    entity: { id: member?.id ?? 0, wire: member?.wire ?? '' },
    source: first.source_id,
    record,
    records,
    blocks: await blocksOf(ctx, records),
  }
}

interface Version {
  readonly id: number
  readonly source_id: number
  readonly entity_id: number
}

/** Standing and ended records have an index each: without either condition the whole table would be read. */
export const everyVersion = `
  select id from record where source_id = named.source_id and key = named.key and ended_at is null
  union all select id from record where source_id = named.source_id and key = named.key and ended_at is not null`

async function versionsOf(
  ctx: Context,
  entities: readonly number[],
  record: number | undefined,
): Promise<readonly Version[]> {
  const found = await ctx.tx.client.query<Version>(
    `with named as (
       select r.source_id, r.key, min(st.entity_id) as entity_id from statement st join record r on r.id = st.record_id
       where st.entity_id = any($1::bigint[]) and visible($2, st.marking_id) and ($3::bigint is null or r.id = $3)
       group by r.source_id, r.key)
     select r.id, named.source_id, named.entity_id from named cross join lateral (${everyVersion}) r
     order by r.id limit ${most + 1}`,
    [entities, Buffer.from(ctx.visible), record ?? null],
  )
  return found.rows
}

/** The blocks on the rows of some records that this person sees, with the number of rows under each. */
export async function blocksOf(
  ctx: Context,
  records: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const found = await ctx.tx.client.query<{ marking_id: number; count: number }>(
    `select marking_id, count(*) from (
       select marking_id from record where id = any($1::bigint[])
       union all select marking_id from statement where record_id = any($1::bigint[])
       union all select marking_id from link where record_id = any($1::bigint[])
       union all select (link->>'marking')::integer from parked_link where record_id = any($1::bigint[])) as carrying
     where visible($2, marking_id) group by marking_id order by marking_id`,
    [records, Buffer.from(ctx.visible)],
  )
  return new Map(found.rows.map((row) => [row.marking_id, row.count]))
}

export interface Counts {
  readonly records: number
  readonly statements: number
  readonly links: number
  readonly entities: number
}

/** What of some records stands and is visible, in numbers. */
export async function countStanding(ctx: Context, records: readonly number[]): Promise<Counts> {
  const found = await ctx.tx.client.query<Counts>(
    `select (select count(*) from record where id = any($1::bigint[]) and ended_at is null) as records,
       (select count(*) from statement where record_id = any($1::bigint[]) and retracted_at is null and visible($2, marking_id)) as statements,
       (select count(*) from link where record_id = any($1::bigint[]) and retracted_at is null and visible($2, marking_id)) as links,
       (select count(distinct entity_id) from statement
        where record_id = any($1::bigint[]) and retracted_at is null and visible($2, marking_id)) as entities`,
    [records, Buffer.from(ctx.visible)],
  )
  return found.rows[0] ?? { records: 0, statements: 0, links: 0, entities: 0 }
}
