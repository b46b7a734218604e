import type { Finding } from '@shield/contract'
import { isChild, mayByConsent } from '@shield/core'
import type { IndicatorSet } from '@shield/core'

import type { Context } from '../../context.ts'
import { readLedger } from '../consent/index.ts'
import { answersOf, getSets } from '../interview/index.ts'
import type { FindingRow } from './finding.ts'

export interface Evidence {
  readonly mayRead: boolean
  readonly told: Finding['told']
}

/**
 * Answers that were a yes, by reference and without a word that was said: for those who care, and for the office that
 * assesses where the ledger has a ground that names it. What is recorded against a person is not among them.
 */
export async function readEvidence(ctx: Context, row: FindingRow): Promise<Evidence> {
  const [ledger, answers, sets] = [
    await readLedger(ctx, row.code),
    await answersOf(ctx, row.code),
    await setsOf(ctx, row.code),
  ]
  const { organisation } = ctx.actor
  const ground = mayByConsent(
    { ...ledger, entries: ledger.entries.filter(({ recipients }) => recipients.includes(organisation)) },
    {
      purpose: 'interview',
      recipient: { organisation, kind: ctx.actor.organisationKind },
      isChild: isChild(row.triage),
      now: ctx.now.toISOString(),
    },
  )
  if (!row.carers.includes(organisation) && !ground) return { mayRead: false, told: [] }
  const told = answers
    .filter(({ value }) => value === 'yes')
    .flatMap(({ indicator, interview_id: interview }) => {
      const set = sets.find((one) => one.indicators.some(({ id }) => id === indicator))
      const known = set?.indicators.find(({ id }) => id === indicator)
      if (!set || !known) return []
      const { name, dimension } = known
      return [{ indicator, interview, name: { ...name }, dimension, set: set.id, version: set.version }]
    })
  return { mayRead: true, told }
}

/** The sets that the interviews of a person used, as they were kept. */
async function setsOf(ctx: Context, code: string): Promise<readonly IndicatorSet[]> {
  const found = await ctx.tx.client.query<{ id: string; version: string }>(
    `select distinct s->>'id' as id, s->>'version' as version from interview i, jsonb_array_elements(i.sets) s
     where i.code = $1 order by 1, 2`,
    [code],
  )
  return getSets(ctx, found.rows)
}
