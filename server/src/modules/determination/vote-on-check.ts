import { hindranceOf, isChild } from '@shield/core'
import type { PanelVote } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { getCheck } from './find-check.ts'
import type { CheckRow } from './find-check.ts'

/** A vote of the second panel, with its reason. When all have voted the rules of every panel say what it carries. */
export async function voteOnCheck(
  ctx: Context,
  id: string,
  given: {
    readonly id: string
    readonly vote: 'identified' | 'not-identified' | 'abstains'
    readonly reason: string
  },
): Promise<{ isDone: boolean }> {
  const check = await getCheck(ctx, id, { lock: true })
  if (check.vote_id === given.id) return { isDone: false }
  if (check.vote_id !== null) throw new Problem('conflict', castOnce)
  const reason = await sealWords(ctx, check.code, given.reason)
  const { person, organisation, organisationKind } = ctx.actor
  await ctx.tx.client.query(
    `insert into quality_vote (id, check_id, vote, reason_id, at, person_id, organisation, organisation_kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [given.id, id, given.vote, reason, ctx.now, person, organisation, organisationKind],
  )
  const votes = await ctx.tx.client.query<PanelVote>(
    'select organisation, organisation_kind as kind, vote from quality_vote where check_id = $1',
    [id],
  )
  const isDone = votes.rows.length === check.organisations.length
  if (isDone)
    await ctx.tx.client.query('update quality_check set outcome = $2, decided_at = $3 where id = $1', [
      id,
      outcomeOf(check, votes.rows),
      ctx.now,
    ])
  await audit(ctx, { action: 'quality.voted', object: id })
  return { isDone }
}

function outcomeOf(
  { triage }: CheckRow,
  votes: readonly PanelVote[],
): 'identified' | 'not-identified' | 'none' {
  const child = { isChild: isChild(triage) }
  for (const outcome of ['identified', 'not-identified'] as const)
    if (!hindranceOf(votes, outcome, child)) return outcome
  return 'none'
}

const castOnce = { en: 'Your organisation has voted', th: 'หน่วยงานของคุณลงความเห็นแล้ว' }
