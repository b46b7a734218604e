import type { PartnerView, SettleKeys } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { dropProposal, openForksOf, settleFork } from '../../federation/index.ts'
import { Problem } from '../../problem.ts'
import { lockPartner } from './operate-partner.ts'
import { maySettle, viewPartner } from './view-partners.ts'

/** A second person agrees to what was compared, and that history counts from now on; or anybody drops it, and it is compared again. */
export async function settleKeys(
  ctx: Context,
  node: string,
  { agree, reason }: SettleKeys,
): Promise<PartnerView> {
  await lockPartner(ctx, node)
  const fork = (await openForksOf(ctx, node)).find((one) => one.proposal)
  if (!fork) throw new Problem('conflict')
  if (!agree) {
    await dropProposal(ctx, fork)
    await ctx.tx.client.query('update peer set decided_by = $2, decided_reason = $3 where node = $1', [
      ...[node, ctx.actor.person, reason],
    ])
    await audit(ctx, { action: 'keys.proposal-dropped', detail: { peer: node } })
    return viewPartner(ctx, node)
  }
  if (!maySettle(ctx, fork)) throw new Problem('second-person-needed')
  await settleFork(ctx, { peer: node, fork, decision: { by: ctx.actor.person, reason } })
  return viewPartner(ctx, node)
}
