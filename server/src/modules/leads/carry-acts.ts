import type { LeadState } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { findActors } from '../identity/index.ts'
import { seesAll } from './reader.ts'

interface Change {
  readonly records: readonly number[]
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/**
 * Where the handling of values was changed, what was done with the leads on them goes over to the leads that stand in their
 * place: newly written ones, and earlier ones that stand again. Once for each change, in the transaction that found the leads.
 */
export async function carryActs(visit: Visit): Promise<void> {
  const { rows } = await visit.tx.client.query<Change>(
    `with fresh as (
       insert into lead_carried_change (change_id)
       select c.id from marking_change c where c.state in ('done', 'approved')
         and c.entity_id in (select entity_id from changed_entity)
         and not exists (select 1 from lead_carried_change d where d.change_id = c.id)
       returning change_id)
     select c.records, c.before, c.after from fresh join marking_change c on c.id = fresh.change_id
     order by coalesce(c.decided_at, c.at), c.id`,
  )
  for (const change of rows) await carryOne(visit, change)
}

interface Carried {
  readonly to_number: number
  readonly from_number: number
  readonly state: LeadState
  readonly assigned_to: string | null
  readonly markings: readonly number[]
  /** Everything that the lead lists was listed by those before it. */
  readonly is_whole: boolean
}

async function carryOne(visit: Visit, change: Change): Promise<void> {
  const found = await visit.tx.client.query<Carried>(successors, [
    change.records,
    change.before,
    change.after,
    visit.now,
  ])
  for (const [to, from] of Map.groupBy(found.rows, (row) => row.to_number)) {
    await visit.tx.client.query(
      `with carried as (
         insert into lead_carried (to_number, from_number, at) select $1, from_number, $3 from unnest($2::bigint[]) as from_number
         on conflict do nothing)
       insert into lead_seen (lead_number, person_id, at)
       select $1, person_id, min(at) from lead_seen where lead_number = any($2::bigint[]) group by person_id on conflict do nothing`,
      [to, from.map((row) => row.from_number), visit.now],
    )
    const { state, assigned } = await inherited(visit, from)
    await visit.tx.client.query('update lead set state = $2, assigned_to = $3 where number = $1', [
      to,
      state,
      assigned ?? null,
    ])
  }
}

/** Of several leads that come together only what all have in common; whoever may not read all of it is not in charge of it. */
async function inherited(
  visit: Visit,
  from: readonly Carried[],
): Promise<{ readonly state: LeadState; readonly assigned: string | undefined }> {
  const [first] = from
  const states = new Set(from.map((row) => row.state))
  const charged = new Set(from.map((row) => row.assigned_to))
  const isOne = first?.is_whole === true
  const person = isOne && charged.size === 1 ? (first.assigned_to ?? undefined) : undefined
  const actor = person && (await findActors(visit)).find((one) => one.actor.person === person)?.actor
  return {
    state: isOne && states.size === 1 ? first.state : 'new',
    assigned: actor && first && (await seesAll(visit, actor, first.markings)) ? person : undefined,
  }
}

// A lead stands in the place of another where the change leads from the blocks of that one to its own, it speaks of the same and
// rests on one of the changed records. It is new, or it stood here before the other did.
const successors = `
with step as (select * from unnest($2::integer[], $3::integer[]) as step (before, after)),
moved as materialized (
  select distinct st.entity_id, st.record_id, e.source_id, identifier_key(st.property, st.norm) as key
  from statement st join entity e on e.id = st.entity_id
  where st.record_id = any($1::bigint[]) and st.retracted_at is null and st.marking_id in (select after from step)),
earlier as (
  select p.* from lead p where p.markings && $2::integer[] and (
    p.entity_id in (select entity_id from moved)
    or p.rule = 'shared-identifier' and exists (select 1 from moved m where m.key = any(p.keys) and m.source_id in (p.left_source, p.right_source)))),
following as (
  select n.number as to_number, p.number as from_number, p.state, p.assigned_to, n.markings, n.keys as to_keys, p.keys as from_keys
  from earlier p join lead n on n.number <> p.number and n.rule = p.rule and n.organisation = p.organisation
    and n.watch_id is not distinct from p.watch_id and n.record_id is not distinct from p.record_id
    and n.entity_id is not distinct from p.entity_id
    and n.left_source is not distinct from p.left_source and n.right_source is not distinct from p.right_source
    and n.markings && $3::integer[]
  where (p.keys = '{}' or p.keys && n.keys)
    and not exists (select 1 from unnest(n.markings) as m where m <> all(p.markings)
      and not exists (select 1 from step where step.after = m and step.before = any(p.markings)))
    and not exists (select 1 from unnest(p.markings) as m where m <> all(n.markings)
      and not exists (select 1 from step where step.before = m and step.after = any(n.markings)))
    and n.markings <> p.markings
    and (n.found_at = $4 or n.keys <@ p.keys and exists (
      select 1 from lead_carried c where c.to_number = p.number and c.from_number = n.number)))
select to_number, from_number, state, assigned_to, markings,
  to_keys <@ array(select unnest(from_keys) from following o where o.to_number = f.to_number) as is_whole
from following f order by to_number, from_number`
