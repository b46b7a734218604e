import type { PairProposal } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { addJudgement, judgementMarking } from './keep-judgement.ts'
import { secondPersonWords } from './reach.ts'
import { selectProposals, viewProposal } from './view-proposal.ts'
import type { ProposalRow } from './view-proposal.ts'

/** Agrees as the second person: the "same" is made, by who proposed it. */
export async function approveProposal(ctx: Context, id: string, reason: string): Promise<PairProposal> {
  const row = await getDecidable(ctx, id)
  const standing = await findStanding(ctx, row)
  // Somebody of the organisation has judged it otherwise meanwhile.
  if (standing && standing.verdict !== 'same') throw new Problem('state-changed')
  const wire = standing?.wire ?? newId()
  const judgement = standing?.id ?? (await makeSame(ctx, row, wire))
  await decide(ctx, id, { state: 'approved', reason, judgement })
  await audit(ctx, {
    action: 'judgement.approved',
    object: id,
    shown: [row.left_wire, row.right_wire],
    detail: { judgement: wire },
  })
  return viewProposal(ctx, id)
}

async function findStanding(
  ctx: Context,
  row: ProposalRow,
): Promise<{ readonly id: number; readonly wire: string; readonly verdict: string } | undefined> {
  return ctx.tx.db
    .selectFrom('judgement')
    .select(['id', 'wire', 'verdict'])
    .where('left_entity', '=', row.left_entity)
    .where('right_entity', '=', row.right_entity)
    .where('organisation', '=', row.organisation)
    .where('marking_id', '=', row.marking_id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
}

/** Handled as strictly as both sides are now: they may have been raised while it waited. */
async function makeSame(ctx: Context, row: ProposalRow, wire: string): Promise<number> {
  const blocks = row.blocks.map((id) => ctx.node.markings.block(id))
  const marking = await ctx.node.markings.intern(ctx.tx, judgementMarking(ctx, blocks))
  return addJudgement(ctx, {
    left: row.left_entity,
    right: row.right_entity,
    verdict: 'same',
    reason: row.reason,
    marking,
    wire,
    by: row.by_person,
  })
}

/** Refuses as the second person; both stay apart. */
export async function refuseProposal(ctx: Context, id: string, reason: string): Promise<PairProposal> {
  const row = await getDecidable(ctx, id)
  await decide(ctx, id, { state: 'refused', reason })
  await audit(ctx, { action: 'judgement.refused', object: id, shown: [row.left_wire, row.right_wire] })
  return viewProposal(ctx, id)
}

/** Takes the own proposal back before anybody has decided. */
export async function withdrawProposal(ctx: Context, id: string, reason: string): Promise<PairProposal> {
  const row = await getWaiting(ctx, id)
  if (row.by_person !== ctx.actor.person)
    throw new Problem('not-allowed', { en: 'Who proposed it withdraws it', th: 'ผู้เสนอเท่านั้นที่ถอนได้' })
  await decide(ctx, id, { state: 'withdrawn', reason })
  await audit(ctx, { action: 'judgement.withdrawn', object: id, shown: [row.left_wire, row.right_wire] })
  return viewProposal(ctx, id)
}

interface Decision {
  readonly state: 'approved' | 'refused' | 'withdrawn'
  readonly reason: string
  readonly judgement?: number
}

async function decide(ctx: Context, id: string, { state, reason, judgement }: Decision): Promise<void> {
  await ctx.tx.db
    .updateTable('pair_proposal')
    .set({
      state,
      decided_by: ctx.actor.person,
      decided_at: ctx.now,
      decided_reason: reason,
      judgement_id: judgement ?? null,
    })
    .where('id', '=', id)
    .execute()
}

async function getWaiting(ctx: Context, id: string): Promise<ProposalRow> {
  const [row] = await selectProposals(ctx, { more: 'p.id = $3', values: [id], lock: true })
  if (!row) throw notFound()
  if (row.state !== 'waiting') throw new Problem('conflict')
  return row
}

/** The policy, asked for who decides now and for each block either side is under: reader of both, judge, and another person. */
async function getDecidable(ctx: Context, id: string): Promise<ProposalRow> {
  const row = await getWaiting(ctx, id)
  for (const marking of row.blocks)
    permit(ctx, 'content.join', ctx.node.markings.block(marking), row.by_person !== ctx.actor.person)
  // Where it is the reach that asks for two, the policy alone would let the first person pass.
  if (row.by_person === ctx.actor.person)
    throw new Problem('second-person-needed', secondPersonWords[row.why])
  return row
}
