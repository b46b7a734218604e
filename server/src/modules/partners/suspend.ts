import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'

interface Suspending {
  readonly peer: string
  readonly by: string
  readonly reason: string
}

/**
 * This node's own decision, at once: nothing ordinary goes to the partner or is taken from it. What takes back or corrects goes on
 * both ways. Gives false when there is no such partner, or it is suspended already.
 */
export async function suspendPartner(visit: Visit, { peer, by, reason }: Suspending): Promise<boolean> {
  const done = await visit.tx.client.query(
    `update peer set suspended_at = $2, suspended_by = $3, suspended_reason = $4 where node = $1 and suspended_at is null`,
    [peer, visit.now, by, reason],
  )
  if (done.rowCount === 0) return false
  await audit(visit, { action: 'peer.suspended', detail: { peer } })
  return true
}

/** Ends it; what waited goes at once. `by` is a person of this node, or undefined for whoever types a command. */
export async function resumePartner(
  visit: Visit,
  { peer, by, reason }: { readonly peer: string; readonly by?: string; readonly reason: string },
): Promise<boolean> {
  const done = await visit.tx.client.query(
    `update peer set suspended_at = null, suspended_by = null, suspended_reason = null, try_at = null, meet = true,
       decided_by = $2, decided_reason = $3
     where node = $1 and suspended_at is not null`,
    [peer, by ?? null, reason],
  )
  if (done.rowCount === 0) return false
  await audit(visit, { action: 'peer.resumed', detail: { peer } })
  return true
}
