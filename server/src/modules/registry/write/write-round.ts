import type { Client } from '#store/database.ts'
import { keepHandling } from './keep-handling.ts'
import { stageRecords, stageSaid } from './stage.ts'
import type { Staged, StageOptions } from './stage.ts'

export interface Writing {
  readonly batch: number
  readonly source: number
  readonly options: StageOptions
}

export interface RoundCounts {
  readonly new: number
  readonly matched: number
  readonly changed: number
  readonly conflict: number
}

/**
 * Writes what is staged, by sets: decides each record against the standing one of its key, ends what is replaced,
 * then entities, statements, links. The greater version stands whatever came first; of two that claim one version,
 * the one with the greater hash, so that every order of imports ends in the same state.
 */
export async function writeRound(
  client: Client,
  { batch, source, options }: Writing,
  round: readonly Staged[],
): Promise<RoundCounts> {
  await stageRecords(client, round, options)
  for (const statement of decide) await client.query(statement, [source])
  const decided = await client.query<{ n: number; outcome: string }>(
    `select n, outcome from stage_record where outcome <> 'new'`,
  )
  const outcomes = new Map(decided.rows.map((row) => [row.n, row.outcome]))
  const counts = countsOf(round.length, outcomes)
  const matched = decided.rows.filter((row) => row.outcome === 'matched').length
  if (matched > 0) await client.query(noteMatches, [batch])
  if (matched === round.length) return counts
  await stageSaid(client, round, { options, isNews: (n) => outcomes.get(n) !== 'matched' })
  const replaces = counts.changed > 0 || decided.rows.some((row) => row.outcome === 'won')
  if (replaces) for (const statement of replace) await client.query(statement, [batch])
  await client.query(insertRecords, [source, batch])
  const known = await writeEntities(client, source)
  await client.query(insertStatements)
  await client.query(insertLinks, [source])
  const moved = await keepHandling(client, source)
  // A new entity came with the markings its file states.
  if (known > 0) await client.query(addMarkings)
  if (replaces || moved) await client.query(refreshMarkings, [moved])
  await client.query(tellIndex, [batch])
  return counts
}

function countsOf(all: number, outcomes: ReadonlyMap<number, string>): RoundCounts {
  const counts = { new: all - outcomes.size, matched: 0, changed: 0, conflict: 0 }
  for (const outcome of outcomes.values())
    if (outcome === 'matched' || outcome === 'older') counts.matched += 1
    else if (outcome === 'changed') counts.changed += 1
    else counts.conflict += 1
  return counts
}

/** Gives every staged entity its id, and tells how many were there before. */
async function writeEntities(client: Client, source: number): Promise<number> {
  const found = await client.query(findEntities, [source])
  const numbered = await client.query(numberEntities)
  const inserted = await client.query(insertEntities, [source])
  const added = inserted.rowCount ?? 0
  // Another import of the same source may have written some of them meanwhile.
  if (added < (numbered.rowCount ?? 0)) {
    await client.query('update stage_entity set entity_id = null, is_new = false where is_new')
    await client.query(findEntities, [source])
  }
  return (found.rowCount ?? 0) + (numbered.rowCount ?? 0) - added
}

// Each staged row asks the index: joined as sets, the planner reads the whole source in every round
// (a source of a million records: 0.6 s a round; so 0.03 s).
const decide = [
  `update stage_record s set old_id = found.id, old_batch = found.batch_id, outcome = case
     when found.hash = s.hash then 'matched'
     when s.version collate "C" > found.version collate "C" then 'changed'
     when s.version collate "C" < found.version collate "C" then 'older'
     when s.version = '' then 'changed'
     when s.hash > found.hash then 'won' else 'lost' end
   from (select d.n, r.* from stage_record d cross join lateral (
           select id, batch_id, hash, version from record
           where source_id = $1 and key = d.key and ended_at is null limit 1) as r) as found
   where found.n = s.n`,
  // An older version that is kept already is no news.
  `update stage_record s set outcome = 'matched', old_id = found.id
   from (select d.n, r.id from stage_record d cross join lateral (
           select o.id from record o join batch b on b.id = o.batch_id
           where o.source_id = $1 and o.key = d.key and o.hash = d.hash and o.ended_at is not null and b.state <> 'undone' limit 1) as r
         where d.outcome in ('older', 'lost')) as found
   where found.n = s.n`,
  // Parts of one key may come in another order the next time: the first then had the key itself, the others a key of their own.
  `update stage_record s set outcome = 'matched', old_id = found.id
   from (select d.n, r.id from (
           select n, key, hash, outcome, '#' || encode(substring(hash from 1 for 8), 'hex') as own from stage_record where version = '') as d
         cross join lateral (
           select o.id from record o where o.source_id = $1 and o.hash = d.hash and o.ended_at is null
             and o.key = case when d.outcome = 'changed' then d.key || d.own else left(d.key, -17) end limit 1) as r
         where d.outcome = 'changed' or (d.outcome = 'new' and right(d.key, 17) = d.own)) as found
   where found.n = s.n`,
]

const noteMatches = `
insert into batch_match (batch_id, records)
select $1, range_agg(int8range(s.old_id, s.old_id, '[]')) from stage_record s join record r on r.id = s.old_id
where s.outcome = 'matched' and r.batch_id <> $1 having count(*) > 0`

const replace = [
  `update record set ended_at = now(), replaced_by_batch = $1
   where id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
  `update statement set retracted_at = now()
   where $1::bigint is not null and retracted_at is null and record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
  `update link set retracted_at = now()
   where $1::bigint is not null and retracted_at is null and record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
]

const insertRecords = `
insert into record (id, source_id, batch_id, key, version, hash, body, marking_id, ended_at, replaced_by_batch) overriding system value
select record_id, $1, $2, key, version, hash, body, marking_id,
       case when outcome in ('older', 'lost') then now() end, case when outcome in ('older', 'lost') then old_batch end
from stage_record where outcome <> 'matched' order by n`

const findEntities = `
update stage_entity s set entity_id = found.id
from (select d.e, r.id from stage_entity d cross join lateral (
        select id from entity where source_id = $1 and key = d.key limit 1) as r
      where d.entity_id is null) as found
where found.e = s.e`

const numberEntities = `
update stage_entity set entity_id = nextval('entity_id_seq'), is_new = true where entity_id is null`

const insertEntities = `
insert into entity (id, wire, source_id, key, kind, canonical, markings) overriding system value
select s.entity_id, s.wire, $1, s.key, s.kind, s.entity_id, coalesce(m.markings, '{}')
from stage_entity s left join (
  select v.e, array_agg(distinct v.marking_id order by v.marking_id) as markings
  from stage_value v join stage_record r using (n) where r.outcome in ('new', 'changed', 'won') group by v.e) as m using (e)
where s.is_new order by s.e
on conflict (source_id, key) do nothing`

const insertStatements = `
insert into statement (entity_id, property, value, norm, record_id, marking_id, grade, valid_from, valid_until, retracted_at)
select e.entity_id, v.property, v.value, v.norm, r.record_id, v.marking_id, v.grade, v.valid_from, v.valid_until,
       case when r.outcome in ('older', 'lost') then now() end
from stage_value v join stage_record r using (n) join stage_entity e using (e)
where r.outcome <> 'matched'`

// Each end is a subquery of its row, so the index is asked: joined, the planner reads all entities of the source in every round
// as long as it knows nothing of a source that has just grown (measured: 100,000 records with 40,000 links, 104 s; so 9 s).
const insertLinks = `
with ends as materialized (
  select l.*, r.record_id, r.outcome in ('older', 'lost') as is_past,
         (select id from entity where source_id = $1 and key = l.from_key) as from_entity,
         (select id from entity where source_id = $1 and key = l.to_key) as to_entity
  from stage_link l join stage_record r using (n) where r.outcome <> 'matched'),
parked as (
  insert into parked_link (source_id, record_id, link, missing)
  select $1, record_id,
         jsonb_build_object('wire', wire, 'key', key, 'kind', kind, 'from', from_key, 'to', to_key, 'starts', starts, 'ends', ends,
           'amount', amount::text, 'currency', currency, 'detail', detail, 'marking', marking_id),
         array_remove(array[case when from_entity is null then from_key end, case when to_entity is null then to_key end], null)
  from ends where from_entity is null or to_entity is null)
insert into link (wire, source_id, key, kind, from_entity, to_entity, starts, ends, amount, currency, detail, record_id, marking_id, retracted_at)
select wire, $1, key, kind, from_entity, to_entity, starts, ends, amount, currency, detail, record_id, marking_id,
       case when is_past then now() end
from ends where from_entity is not null and to_entity is not null`

const replaced = `
select s.entity_id from statement s where s.record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`

// What only comes to a known entity is added to its markings: counted anew, an entity that every row of a file names
// (a bank, a country) would be read whole in every round.
const addMarkings = `
update entity set markings = array(select distinct m from unnest(entity.markings || more.markings) as m order by m)
from (select e.entity_id, array_agg(distinct v.marking_id) as markings
      from stage_value v join stage_record r using (n) join stage_entity e using (e)
      where r.outcome in ('new', 'changed', 'won') and not e.is_new group by e.entity_id) as more
where entity.id = more.entity_id and not entity.markings @> more.markings`

// Materialised: as a plain subquery it is computed a second time for the comparison.
const refreshMarkings = `
with fresh as materialized (
  select t.entity_id, coalesce((select array_agg(distinct s.marking_id order by s.marking_id) from statement s
                                where s.entity_id = t.entity_id and s.retracted_at is null), '{}') as markings
  from (select e.entity_id from stage_entity e where $1 union ${replaced}) as t)
update entity set markings = fresh.markings from fresh
where entity.id = fresh.entity_id and entity.markings is distinct from fresh.markings`

const tellIndex = `
insert into index_change (batch_id, entity_ids)
select $1, array_agg(entity_id) from (select e.entity_id from stage_entity e union ${replaced}) as t
where exists (select 1 from stage_record where outcome <> 'matched') having count(*) > 0`

/** Links that waited for an end which has come since, of one source; those of a record that does not stand are ready for the day it does. */
export async function joinParked(client: Client, source: number): Promise<void> {
  await client.query(
    `with ready as (
       delete from parked_link p using entity f, entity t
       where p.source_id = $1 and f.source_id = $1 and f.key = p.link->>'from' and t.source_id = $1 and t.key = p.link->>'to'
       returning p.record_id, p.link, f.id as from_entity, t.id as to_entity)
     insert into link (wire, source_id, key, kind, from_entity, to_entity, starts, ends, amount, currency, detail, record_id, marking_id, retracted_at)
     select (link->>'wire')::uuid, $1, link->>'key', (link->>'kind')::smallint, from_entity, to_entity, link->>'starts', link->>'ends',
            (link->>'amount')::numeric, link->>'currency', link->>'detail', record_id, (link->>'marking')::integer, r.ended_at
     from ready join record r on r.id = ready.record_id`,
    [source],
  )
}
