import type { PartnerView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { acceptLog } from '../../federation/index.ts'
import { Problem, notFound } from '../../problem.ts'
import { resumePartner, suspendPartner } from './suspend.ts'
import { viewPartner } from './view-partners.ts'

/** Stops everything ordinary with a partner, by a person's word and at once. */
export async function suspendByPerson(ctx: Context, node: string, reason: string): Promise<PartnerView> {
  await lockPartner(ctx, node)
  if (!(await suspendPartner(ctx, { peer: node, by: ctx.actor.person, reason })))
    throw new Problem('conflict')
  return viewPartner(ctx, node)
}

export async function resumeByPerson(ctx: Context, node: string, reason: string): Promise<PartnerView> {
  await lockPartner(ctx, node)
  if (!(await resumePartner(ctx, { peer: node, by: ctx.actor.person, reason }))) throw new Problem('conflict')
  return viewPartner(ctx, node)
}

/** Asks a partner now rather than when its pause is over; what waits goes as soon as it answers. */
export async function tryPartner(ctx: Context, node: string): Promise<PartnerView> {
  await lockPartner(ctx, node)
  await ctx.tx.client.query('update peer set try_at = null, meet = true where node = $1', [node])
  await audit(ctx, { action: 'peer.tried', detail: { peer: node } })
  return viewPartner(ctx, node)
}

/** Witnesses the log of a partner from where it stands now: the decision of a person who has asked them why it was set back. */
export async function acceptLogByPerson(ctx: Context, node: string, reason: string): Promise<PartnerView> {
  await lockPartner(ctx, node)
  if ((await acceptLog(ctx, node)) === undefined) throw new Problem('conflict')
  await ctx.tx.client.query('update peer set decided_by = $2, decided_reason = $3 where node = $1', [
    ...[node, ctx.actor.person, reason],
  ])
  return viewPartner(ctx, node)
}

/** A partner, held until this act is done. */
export async function lockPartner({ tx }: Context, node: string): Promise<void> {
  const found = await tx.client.query('select 1 from peer where node = $1 for no key update', [node])
  if (found.rowCount === 0) throw notFound()
}
