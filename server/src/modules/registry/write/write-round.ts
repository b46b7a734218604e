import type { Client } from '#store/database.ts'
import { keepHandling } from './keep-handling.ts'

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
export async function writeRound(client: Client, batch: number, source: number): Promise<RoundCounts> {
  for (const statement of decide) await client.query(statement, [source])
  for (const statement of replace) await client.query(statement, [batch])
  await client.query(insertRecords, [source, batch])
  await client.query(findEntities, [source])
  await client.query(insertEntities, [source])
  await client.query(findEntities, [source])
  await client.query(insertStatements)
  await client.query(insertLinks, [source])
  await client.query(parkLinks, [source])
  await keepHandling(client, source)
  await client.query(refreshMarkings)
  await client.query(tellIndex, [batch])
  const counted = await client.query<{ outcome: string; count: number }>(
    'select outcome, count(*) from stage_record group by outcome',
  )
  const count = (...outcomes: readonly string[]): number =>
    counted.rows.reduce((sum, row) => sum + (outcomes.includes(row.outcome) ? row.count : 0), 0)
  return {
    new: count('new'),
    matched: count('matched', 'older'),
    changed: count('changed'),
    conflict: count('won', 'lost'),
  }
}

const decide = [
  `update stage_record s set old_id = r.id, old_batch = r.batch_id, outcome = case
     when r.hash = s.hash then 'matched'
     when s.version collate "C" > r.version collate "C" then 'changed'
     when s.version collate "C" < r.version collate "C" then 'older'
     when s.version = '' then 'changed'
     when s.hash > r.hash then 'won' else 'lost' end
   from record r where r.source_id = $1 and r.key = s.key and r.ended_at is null`,
  // An older version that is kept already is no news.
  `update stage_record s set outcome = case when outcome is null then 'new'
     when exists (select 1 from record r join batch b on b.id = r.batch_id
                  where r.source_id = $1 and r.key = s.key and r.hash = s.hash and r.ended_at is not null and b.state <> 'undone')
     then 'matched' else outcome end
   where outcome is null or outcome in ('older', 'lost')`,
]

const replace = [
  `update record set ended_at = now(), replaced_by_batch = $1
   where id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
  `update statement set retracted_at = now()
   where $1::bigint is not null and retracted_at is null and record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
  `update link set retracted_at = now()
   where $1::bigint is not null and retracted_at is null and record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
  `delete from parked_link
   where $1::bigint is not null and record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`,
]

const insertRecords = `
with added as (
  insert into record (source_id, batch_id, key, version, hash, body, marking_id, ended_at, replaced_by_batch)
  select $1, $2, key, version, hash, body, marking_id,
         case when outcome in ('older', 'lost') then now() end, case when outcome in ('older', 'lost') then old_batch end
  from stage_record where outcome <> 'matched' order by n
  returning id, key)
update stage_record s set record_id = added.id from added where added.key = s.key`

const findEntities = `
update stage_entity s set entity_id = e.id from entity e
where s.entity_id is null and e.source_id = $1 and e.key = s.key`

const insertEntities = `
insert into entity (id, wire, source_id, key, kind, canonical) overriding system value
select id, wire, $1, key, kind, id
from (select nextval(pg_get_serial_sequence('entity', 'id')) as id, wire, key, kind
      from stage_entity where entity_id is null order by e) as fresh
on conflict (source_id, key) do nothing`

const insertStatements = `
insert into statement (entity_id, property, value, norm, record_id, marking_id, grade, valid_from, valid_until, retracted_at)
select e.entity_id, v.property, v.value, v.norm, r.record_id, v.marking_id, v.grade, v.valid_from, v.valid_until,
       case when r.outcome in ('older', 'lost') then now() end
from stage_value v join stage_record r using (n) join stage_entity e using (e)
where r.outcome <> 'matched'`

const insertLinks = `
insert into link (wire, source_id, key, kind, from_entity, to_entity, starts, ends, amount, currency, detail, record_id, marking_id, retracted_at)
select l.wire, $1, l.key, l.kind, f.id, t.id, l.starts, l.ends, l.amount, l.currency, l.detail, r.record_id, l.marking_id,
       case when r.outcome in ('older', 'lost') then now() end
from stage_link l join stage_record r using (n)
join entity f on f.source_id = $1 and f.key = l.from_key
join entity t on t.source_id = $1 and t.key = l.to_key
where r.outcome <> 'matched'`

const parkLinks = `
insert into parked_link (source_id, record_id, link, missing)
select $1, r.record_id,
       jsonb_build_object('wire', l.wire, 'key', l.key, 'kind', l.kind, 'from', l.from_key, 'to', l.to_key, 'starts', l.starts,
         'ends', l.ends, 'amount', l.amount::text, 'currency', l.currency, 'detail', l.detail, 'marking', l.marking_id),
       array_remove(array[case when f.id is null then l.from_key end, case when t.id is null then l.to_key end], null)
from stage_link l join stage_record r using (n)
left join entity f on f.source_id = $1 and f.key = l.from_key
left join entity t on t.source_id = $1 and t.key = l.to_key
where r.outcome in ('new', 'changed', 'won') and (f.id is null or t.id is null)`

const touched = `
select distinct e.entity_id from stage_entity e where e.entity_id is not null
union select s.entity_id from statement s where s.record_id in (select old_id from stage_record where outcome in ('changed', 'won'))`

const refreshMarkings = `
update entity set markings = fresh.markings
from (select t.entity_id, coalesce((select array_agg(distinct s.marking_id order by s.marking_id) from statement s
             where s.entity_id = t.entity_id and s.retracted_at is null), '{}') as markings
      from (${touched}) as t) as fresh
where entity.id = fresh.entity_id and entity.markings is distinct from fresh.markings`

const tellIndex = `
insert into index_change (batch_id, entity_ids)
select $1, array_agg(entity_id) from (${touched}) as t
where exists (select 1 from stage_record where outcome <> 'matched') having count(*) > 0`

/** Links that waited for an end which has come since, of one source. */
export async function joinParked(client: Client, source: number): Promise<void> {
  await client.query(
    `with ready as (
       delete from parked_link p using entity f, entity t
       where p.source_id = $1 and f.source_id = $1 and f.key = p.link->>'from' and t.source_id = $1 and t.key = p.link->>'to'
       returning p.record_id, p.link, f.id as from_entity, t.id as to_entity)
     insert into link (wire, source_id, key, kind, from_entity, to_entity, starts, ends, amount, currency, detail, record_id, marking_id)
     select (link->>'wire')::uuid, $1, link->>'key', (link->>'kind')::smallint, from_entity, to_entity, link->>'starts', link->>'ends',
            (link->>'amount')::numeric, link->>'currency', link->>'detail', record_id, (link->>'marking')::integer
     from ready`,
    [source],
  )
}
