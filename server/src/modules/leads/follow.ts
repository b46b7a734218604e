import type { Node, Visit } from '../../context.ts'
import { followChanges } from '../../follow-changes.ts'
import { keepDoing } from '../../keep-doing.ts'
import { newId } from '#store/identifier.ts'
import type { Tx } from '#store/database.ts'
import { carryActs } from './carry-acts.ts'
import { findConnections } from './find-connections.ts'
import { findTickets } from './find-tickets.ts'
import { hearWatches } from './hear-watches.ts'

/** Looks for leads once a second until stopped; a fault is told to the log, and the next look begins where the last good one ended. */
export function startLeads(node: Node): { stop(): Promise<void> } {
  return keepDoing(node, {
    everyMs: 1000,
    givesWay: true,
    failed: 'looking for leads failed and will be done again',
    act: () => followLeads(node),
  })
}

/**
 * Takes up what committed transactions changed since the last look and writes the leads it makes: place and leads in one
 * transaction, so that a node that dies tells nothing twice and forgets nothing.
 */
export async function followLeads(node: Node): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const found = await tx.client.query<{ until: string; ahead: number[] }>(
      'select until::text, ahead from lead_place for update',
    )
    const place = found.rows[0] ?? { until: '0', ahead: [] }
    let changed = 0
    const next = await followChanges(
      tx,
      {
        concerned: 'entity_ids || linked_ids',
        readAgain: async (_, entities) => {
          if (changed === 0) await tx.client.query(scratch)
          changed += entities.length
          await tx.client.query(noteIdentifiers, [entities])
          await tx.client.query('insert into changed_entity select * from unnest($1::bigint[])', [entities])
        },
      },
      place,
    )
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await node.markings.all(tx)
    if (changed > 0) await tellChanges(visit)
    await hearWatches(visit, changed > 0)
    if (changed > 0) await carryActs(visit)
    if (changed > 0 || next.ahead.length !== place.ahead.length) await keepPlace(tx, next)
  })
}

async function tellChanges(visit: Visit): Promise<void> {
  await visit.tx.client.query('analyze fresh_identifier')
  await findConnections(visit)
  await findTickets(visit)
}

async function keepPlace(
  tx: Tx,
  place: { readonly until: string; readonly ahead: readonly number[] },
): Promise<void> {
  await tx.client.query('update lead_place set until = $1::xid8, ahead = $2::bigint[]', [
    place.until,
    place.ahead,
  ])
}

const scratch = `
create temp table changed_entity (entity_id bigint) on commit drop;
create temp table fresh_identifier (key bigint, marking_id integer, source_id bigint) on commit drop`

// Entity by entity: an array of thousands of ids is looked for in each of the partitions.
const noteIdentifiers = `
with standing as materialized (
  select distinct identifier_key(st.property, st.norm) as key, st.marking_id, e.id as entity_id, e.source_id
  from unnest($1::bigint[]) as changed (id) join entity e on e.id = changed.id
  cross join lateral (select * from statement where entity_id = changed.id and retracted_at is null offset 0) as st
  where identifier_key(st.property, st.norm) is not null),
gone as (
  delete from stated_identifier i using unnest($1::bigint[]) as changed (id)
  where i.entity_id = changed.id and not exists (
    select 1 from standing s where s.key = i.key and s.marking_id = i.marking_id and s.entity_id = i.entity_id)),
added as (
  insert into stated_identifier (key, marking_id, entity_id, source_id)
  select key, marking_id, entity_id, source_id from standing on conflict do nothing returning key, marking_id, source_id)
insert into fresh_identifier select distinct key, marking_id, source_id from added`
