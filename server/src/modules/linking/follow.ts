import type { Node } from '../../context.ts'
import { followChanges } from '../../follow-changes.ts'
import type { Followed } from '../../follow-changes.ts'
import { loggable } from '../../loggable.ts'
import type { Tx } from '../../store/database.ts'
import { keyVersion } from './keys.ts'
import { matchChanged } from './match.ts'

/** Keeps candidates up with what committed transactions say has changed, until it is closed. */
export interface Linking {
  close(): Promise<void>
}

const intervalMs = 500
/** Entities matched in one transaction: a twentieth of a second of work, and other requests come between. */
const batchSize = 150

/** Follows the changes of a node on its own, from where it was when it last ran. */
export function startLinking(node: Node): Linking {
  let isClosed = false
  let running = Promise.resolve()
  const step = async (): Promise<void> => {
    try {
      await noteChanges(node)
      while (!isClosed && (await matchSome(node)));
    } catch (error) {
      if (!isClosed) node.log.error(loggable(error), 'matching stopped and will go on from its place')
    }
  }
  let isWaiting = false
  const timer = setInterval(() => {
    if (isWaiting) return
    isWaiting = true
    running = running.then(step).finally(() => {
      isWaiting = false
    })
  }, intervalMs)
  timer.unref()
  return {
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await running
    },
  }
}

/** Matches all that has changed so far. */
export async function catchUpLinks(node: Node): Promise<void> {
  await noteChanges(node)
  while (await matchSome(node));
}

interface Place extends Followed {
  readonly version: number
}

/**
 * Notes what has changed since, in the transaction that moves the place on: nothing is skipped and nothing is lost with the
 * process. Changes of transactions that ended while an older one still runs are taken at once, and remembered as taken.
 */
async function noteChanges(node: Node): Promise<void> {
  await node.database.inTransaction(async (tx) => {
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

/** Matches some of what waits, if anything does. One at a time: two that matched side by side could each miss the other's keys. */
async function matchSome(node: Node): Promise<boolean> {
  return node.database.inTransaction(async (tx) => {
    await tx.client.query('select 1 from link_place for update')
    const taken = await tx.client.query<{ entity_id: number }>(
      `delete from link_pending where entity_id in (
         select entity_id from link_pending order by entity_id limit ${batchSize}) returning entity_id`,
    )
    if (taken.rows.length === 0) return false
    await matchChanged(
      tx.client,
      taken.rows.map((row) => row.entity_id),
    )
    return true
  })
}
