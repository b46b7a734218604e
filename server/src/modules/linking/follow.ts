import type { Node } from '../../context.ts'
import { followChanges } from '../../follow-changes.ts'
import type { Followed } from '../../follow-changes.ts'
import type { Database, Tx } from '../../store/database.ts'
import { keyVersion } from './keys.ts'
import { matchChanged } from './match.ts'

/** Matches all that has changed so far. */
export async function catchUpLinks({ database }: Pick<Node, 'database'>): Promise<void> {
  await noteChanges(database)
  while (await matchSome(database, 1000));
}

interface Place extends Followed {
  readonly version: number
}

/**
 * Notes what has changed since, in the transaction that moves the place on: nothing is skipped and nothing is lost with the
 * process. Changes of transactions that ended while an older one still runs are taken at once, and remembered as taken.
 */
export async function noteChanges(database: Database): Promise<void> {
  await database.inTransaction(async (tx) => {
    const place = await getPlace(tx)
    let isMoved = place.version !== keyVersion
    if (isMoved) await matchAllAnew(tx)
    const next = await followChanges(
      tx,
      {
        concerned: 'entity_ids',
        readAgain: async (_, entities) => {
          isMoved = true
          await tx.client.query(
            'insert into link_pending select * from unnest($1::bigint[]) on conflict do nothing',
            [entities],
          )
        },
      },
      place,
    )
    if (!isMoved && next.ahead.length === place.ahead.length) return
    await tx.client.query('update link_place set until = $1::xid8, ahead = $2::bigint[], version = $3', [
      next.until,
      next.ahead,
      keyVersion,
    ])
  })
}

async function getPlace(tx: Tx): Promise<Place> {
  const found = await tx.client.query<Place>('select until::text, ahead, version from link_place for update')
  const [place] = found.rows
  if (!place) throw new Error('the place of the matching is lost')
  return place
}

async function matchAllAnew(tx: Tx): Promise<void> {
  await tx.client.query('insert into link_pending select id from entity on conflict do nothing')
}

/**
 * Matches some of what waits, at most so many, and tells whether more may wait. One at a time: two that matched side by side
 * could each miss the other's keys.
 */
export async function matchSome(database: Database, most: number): Promise<boolean> {
  return database.inTransaction(async (tx) => {
    await tx.client.query('select 1 from link_place for update')
    const taken = await tx.client.query<{ entity_id: number }>(
      `delete from link_pending where entity_id in (
         select entity_id from link_pending order by entity_id limit $1) returning entity_id`,
      [most],
    )
    if (taken.rows.length > 0)
      await matchChanged(
        tx.client,
        taken.rows.map((row) => row.entity_id),
      )
    return taken.rows.length === most
  })
}
