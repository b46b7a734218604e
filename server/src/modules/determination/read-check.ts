import type { QualityCheck } from '@shield/contract'
import { isChild } from '@shield/core'
import type { AnswerValue, IndicatorSet } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { getCheck, waitingChecks } from './find-check.ts'

interface Checks {
  readonly items: { readonly id: string; readonly dueAt: string; readonly isChild: boolean }[]
}

/** Decisions to be taken again that wait for this person. */
export async function listChecks(ctx: Context): Promise<Checks> {
  const waiting = await waitingChecks(ctx)
  await audit(ctx, { action: 'quality.checks', detail: { count: waiting.length } })
  return {
    items: waiting.map(({ id, due, triage }) => ({
      id,
      dueAt: due.toISOString(),
      isChild: isChild(triage),
    })),
  }
}

/** What was told, by question; not by whom, not when, not where, and not what was decided. */
export async function readCheck(ctx: Context, id: string): Promise<QualityCheck> {
  const check = await getCheck(ctx, id)
  const answers = await ctx.tx.client.query<{ indicator: string; value: AnswerValue }>(
    `select distinct on (a.indicator) a.indicator, a.value from interview_act a join interview i on i.id = a.interview_id
     where i.code = $1 and a.kind = 'answer' order by a.indicator, a.has_conflict, a.sequence desc`,
    [check.code],
  )
  const sets = await ctx.tx.client.query<{ body: IndicatorSet }>(
    `select distinct s.body from indicator_set s join interview i on i.code = $1
       and exists (select 1 from jsonb_array_elements(i.sets) e where e->>'id' = s.id and e->>'version' = s.version)`,
    [check.code],
  )
  // The check, and nobody's code: who reads the audit beside the person's file must not lay one on the other.
  await audit(ctx, { action: 'quality.read', object: id })
  const { law, cites } = check.law.determination
  return {
    id,
    dueAt: check.due_at.toISOString(),
    isChild: isChild(check.triage),
    organisations: [...check.organisations],
    law: { law, cites },
    answers: answers.rows.flatMap(({ indicator, value }) => {
      const set = sets.rows.find(({ body }) => body.indicators.some((one) => one.id === indicator))?.body
      const known = set?.indicators.find((one) => one.id === indicator)
      const dimension = set?.dimensions.find((one) => one.id === known?.dimension)
      return known && dimension
        ? [{ indicator, value, name: { ...known.name }, dimension: { ...dimension.name } }]
        : []
    }),
    can: check.vote_id === null ? ['qualityCheckVote'] : [],
  }
}
