import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { mayBeAnnounced, othersOf, partiesTo } from './announce.ts'

/**
 * Tickets for the contact desks of organisations that hold something on one number and do not see each other's records: only where
 * both owners let that be announced. A ticket names nothing of the other side; it is looked at anew whenever it is read.
 */
export async function findTickets(visit: Visit): Promise<void> {
  const keys = await sharedKeys(visit)
  if (keys.length === 0) return
  const parties = await partiesTo(visit, keys)
  for (const [party, others] of await othersOf(visit, parties)) {
    if (others.length === 0) continue
    const id = newId()
    const made = await visit.tx.client.query(
      `insert into ticket (id, organisation, key, marking_id, found_at) values ($1, $2, $3::bigint, $4, $5)
       on conflict do nothing`,
      [id, party.organisation, party.key, party.marking, visit.now],
    )
    if (made.rowCount === 1)
      await audit(visit, { action: 'ticket.found', object: id, organisation: party.organisation })
  }
}

/** Newly stated identifiers that stand under blocks of more than one organisation which may be announced. */
async function sharedKeys(visit: Visit): Promise<readonly string[]> {
  const blocks = await visit.node.markings.all(visit.tx)
  const announced = blocks.filter(({ block }) => mayBeAnnounced(block) && block.node === visit.node.name)
  const found = await visit.tx.client.query<{ key: string }>(
    `select i.key::text as key from stated_identifier i
     join unnest($1::integer[], $2::text[]) as block (id, organisation) on block.id = i.marking_id
     where i.key in (select key from fresh_identifier) group by i.key having count(distinct block.organisation) > 1 order by i.key`,
    [announced.map((one) => one.id), announced.map((one) => one.block.organisation)],
  )
  return found.rows.map((row) => row.key)
}
