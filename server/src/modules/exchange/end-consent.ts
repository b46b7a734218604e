import type { ReleaseView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { permitTakingBack } from './release.ts'
import { takeBack } from './take-back.ts'
import { getRelease, viewOf } from './view.ts'

interface Ended {
  readonly reference: string
  /** Whose consents they are: another organisation's ledger may use the same numbers. Absent: an id, which nobody else gives. */
  readonly organisation?: string
}

/**
 * Takes back everything that rests on a consent, in one act, when the person has withdrawn it. Whoever keeps the consents calls
 * this in the transaction in which one ends. Gives how many releases there were.
 */
export async function endConsent(
  visit: Visit,
  { reference, organisation }: Ended,
  why: { readonly by: string; readonly reason: string },
): Promise<number> {
  const found = await visit.tx.client.query<{ id: string; peer: string; state: string }>(
    `select id, peer, state from release where consent->>'reference' = $1 and ($2::text is null or organisation = $2) and direction = 'out'
     and state in ('waiting', 'sent', 'applied') order by id for update`,
    [reference, organisation ?? null],
  )
  await takeBack(visit, found.rows, why)
  return found.rows.length
}

/** An officer is told that the consent of a release has ended: all that rests on it is taken back at once. */
export async function endConsentOf(ctx: Context, id: string, reason: string): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  permitTakingBack(ctx, release)
  if (!release.consent || !['waiting', 'sent', 'applied'].includes(release.state))
    throw new Problem('conflict')
  const { reference } = release.consent
  const count = await endConsent(
    ctx,
    { reference, organisation: release.organisation },
    { by: ctx.actor.person, reason },
  )
  await audit(ctx, { action: 'consent.ended', object: id, detail: { count } })
  return viewOf(ctx, await getRelease(ctx, id))
}
