import type { Tx } from '#store/database.ts'
import { holdSource } from './hold-source.ts'

interface Undone {
  readonly id: number
  /** The handling block its rows get at the same time; absent, they keep theirs. */
  readonly marking?: number
}

/**
 * Takes batches back, as if one after the other: their records end, and what it had replaced stands again as if it had never come.
 * What a later import states as well is that import's from now on.
 */
export async function undoRecords(tx: Tx, ...undone: readonly Undone[]): Promise<void> {
  const { client } = tx
  const batches = undone.map((one) => one.id)
  const found = await client.query<{ source_id: number }>(
    'select distinct source_id from batch where id = any($1::bigint[]) order by source_id',
    [batches],
  )
  for (const { source_id: source } of found.rows) await holdSource(client, source)
  await client.query(handOver, [batches])
  // Of several records that this batch ended for one key, the newest may stand again, unless a later batch holds the key.
  await client.query(
    `create temp table undo_record on commit drop as
     select r.id, r.source_id, r.key,
            row_number() over (partition by r.source_id, r.key
              order by r.version collate "C" desc, case when r.version <> '' then r.hash end desc nulls last, r.id desc) as place,
            (select s.batch_id from record s where s.source_id = r.source_id and s.key = r.key and s.ended_at is null
               and s.batch_id <> all($1::bigint[])) as holder
     from record r join batch b on b.id = r.batch_id
     where r.replaced_by_batch = any($1::bigint[]) and r.batch_id <> all($1::bigint[]) and b.state <> 'undone'`,
    [batches],
  )
  // Counted, so that a few records of a partner are looked up by key in tables of millions, and a list of a million is not.
  await client.query(
    `create temp table undo_own on commit drop as
     select r.id, r.ended_at is null as stands, t.marking
     from unnest($1::bigint[], $2::integer[]) as t (batch, marking) join record r on r.batch_id = t.batch`,
    [batches, undone.map((one) => one.marking ?? null)],
  )
  await client.query('create temp table undo_touched (entity_id bigint) on commit drop; analyze undo_own')
  await client.query(
    `insert into undo_touched select distinct entity_id from statement
     where record_id in (select id from undo_own union select id from undo_record)`,
  )
  for (const table of ['statement', 'link'])
    await client.query(
      `update ${table} t set retracted_at = coalesce(t.retracted_at, now()), marking_id = coalesce(o.marking, t.marking_id)
       from undo_own o where t.record_id = o.id and (t.retracted_at is null or o.marking is not null)`,
    )
  await client.query('delete from parked_link where record_id in (select id from undo_own)')
  await client.query(
    `update record r set ended_at = coalesce(r.ended_at, now()), marking_id = coalesce(o.marking, r.marking_id)
     from undo_own o where r.id = o.id and (o.stands or o.marking is not null)`,
  )
  await client.query(
    `update record r set ended_at = null, replaced_by_batch = null from undo_record u
     where u.id = r.id and u.place = 1 and u.holder is null`,
  )
  await client.query(
    `update record r set replaced_by_batch = coalesce(u.holder, (select b.batch_id from undo_record o join record b on b.id = o.id
       where o.source_id = u.source_id and o.key = u.key and o.place = 1))
     from undo_record u where u.id = r.id and (u.place > 1 or u.holder is not null)`,
  )
  const restored = 'select id from undo_record where place = 1 and holder is null'
  await client.query(`update statement set retracted_at = null where record_id in (${restored})`)
  await client.query(`update link set retracted_at = null where record_id in (${restored})`)
  await client.query(
    `update entity set markings = coalesce((select array_agg(distinct s.marking_id order by s.marking_id) from statement s
       where s.entity_id = entity.id and s.retracted_at is null), '{}')
     where id in (select entity_id from undo_touched)`,
  )
  await client.query(
    'insert into index_change (batch_id, entity_ids) select ($1::bigint[])[1], array_agg(entity_id) from undo_touched having count(*) > 0',
    [batches],
  )
  // One transaction may take back several times: an envelope does.
  await client.query('drop table undo_own, undo_record, undo_touched')
}

const handOver = `
update record set batch_id = heir.batch_id
from (select r.id, min(m.batch_id) as batch_id
      from batch_match m join batch b on b.id = m.batch_id cross join unnest(m.records) as span
      join record r on r.id >= lower(span) and r.id < upper(span)
      where r.batch_id = any($1::bigint[]) and m.batch_id <> all($1::bigint[]) and b.state = 'done' and b.source_id = r.source_id
      group by r.id) as heir
where record.id = heir.id`
