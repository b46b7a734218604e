import type { Tx } from '#store/database.ts'
import type { Node } from '../../context.ts'
import { followChanges } from '../../follow-changes.ts'

/**
 * Gives what committed transactions changed its place in one order: a number for each entity and marking of which something else
 * stands now. One writer at a time holds the place, so a number once seen is never followed by a lower one; and who may not see a
 * marking finds no change under it, not even that the entity was looked at. False: another has it in hand.
 */
export async function followOutlet(node: Node): Promise<boolean> {
  return node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ until: string; ahead: number[]; last: number }>(
      'select until::text, ahead, last from outlet_place for update skip locked',
    )
    const place = found.rows[0]
    if (!place) return false
    let { last } = place
    let looked = 0
    const next = await followChanges(
      tx,
      {
        concerned: 'entity_ids || linked_ids',
        readAgain: async (_, entities) => {
          looked += entities.length
          last += await note(tx, entities, last)
        },
      },
      place,
    )
    if (looked > 0 || next.ahead.length !== place.ahead.length)
      await tx.client.query('update outlet_place set until = $1::xid8, ahead = $2::bigint[], last = $3', [
        next.until,
        next.ahead,
        last,
      ])
    return true
  })
}

async function note(tx: Tx, entities: readonly number[], last: number): Promise<number> {
  const noted = await tx.client.query(noteChanges, [entities, last])
  return noted.rowCount ?? 0
}

// A record that is replaced has another number, so what it says beyond its statements counts as well.
const noteChanges = `
with changed as materialized (select distinct id from unnest($1::bigint[]) as c (id)),
said as (
  select st.entity_id, st.marking_id, st.record_id || ':' || st.property || ':' || st.value as words
  from changed cross join lateral (select * from statement where entity_id = changed.id and retracted_at is null offset 0) as st
  union all
  select l.from_entity, l.marking_id, 'link:' || l.id
  from changed cross join lateral (select * from link where from_entity = changed.id and retracted_at is null offset 0) as l),
standing as materialized (
  select entity_id, marking_id, hashtextextended(string_agg(words, '|' order by words collate "C"), 0) as hash
  from said group by entity_id, marking_id),
known as materialized (
  select o.entity_id, o.marking_id, o.hash from changed
  cross join lateral (select * from outlet_change where entity_id = changed.id offset 0) as o),
differing as (
  select entity_id, marking_id, coalesce(s.hash, 0) as hash
  from standing s full join known k using (entity_id, marking_id)
  where k.hash is distinct from coalesce(s.hash, 0))
insert into outlet_change (entity_id, marking_id, sequence, hash)
select entity_id, marking_id, $2::bigint + row_number() over (order by entity_id, marking_id), hash from differing
on conflict (entity_id, marking_id) do update set sequence = excluded.sequence, hash = excluded.hash`
