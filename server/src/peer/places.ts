import type { Lane, Places } from '@shield/contract'
import { lanes } from '@shield/contract'

import type { Tx } from '#store/database.ts'

/** The place of each stream with a partner; one that has not begun is at none of the incarnation it will begin with. */
export async function placesOf(
  tx: Tx,
  peer: string,
  { direction, incarnation }: { readonly direction: 'out' | 'in'; readonly incarnation: number },
): Promise<Places> {
  const found = await tx.db
    .selectFrom('stream')
    .select(['lane', 'incarnation', 'last'])
    .where('peer', '=', peer)
    .where('direction', '=', direction)
    .execute()
  const of = (lane: Lane): Places[Lane] => {
    const row = found.find((one) => one.lane === lane)
    return row ? { incarnation: row.incarnation, last: row.last } : { incarnation, last: 0 }
  }
  return { urgent: of('urgent'), ordinary: of('ordinary') }
}

/** This node was set back to a backup: the partner has taken numbers, or an incarnation, that are not in our books. */
export function isSetBack(given: Places, taken: Places): boolean {
  return lanes.some(
    (lane) =>
      taken[lane].incarnation > given[lane].incarnation ||
      (taken[lane].incarnation === given[lane].incarnation && taken[lane].last > given[lane].last),
  )
}

/** The partner was set back, or never had them: what it does not know any more goes again, under its number or under a new one. */
export async function sendAgain(tx: Tx, peer: string, given: Places, taken: Places): Promise<number> {
  let again = 0
  for (const lane of lanes) {
    const { incarnation, last } = taken[lane]
    const isCurrent = incarnation === given[lane].incarnation
    const done = await tx.client.query(
      `update outbox set answered_at = null${isCurrent ? '' : ', stream = null, incarnation = null, number = null'}
       where peer = $1 and stream = $2 and incarnation = $3 and number > $4 and answered_at is not null`,
      [peer, lane, incarnation, last],
    )
    again += done.rowCount ?? 0
  }
  return again
}

/** Begins every stream to a partner anew; what was not answered is numbered again behind the beginning. */
export async function renewStreams(tx: Tx, peer: string, incarnation: number): Promise<void> {
  await tx.client.query('update peer set own_incarnation = $2 where node = $1', [peer, incarnation])
  await tx.client.query(
    `update stream set incarnation = $2, last = 0 where peer = $1 and direction = 'out' and lane <> 'single'`,
    [peer, incarnation],
  )
  await tx.client.query(
    `update outbox set stream = null, incarnation = null, number = null
     where peer = $1 and answered_at is null and number is not null and stream <> 'single'`,
    [peer],
  )
}
