import type { SubjectFile } from '@shield/contract'
import type { Outcome, Words } from '@shield/core'

import type { Context } from '../../context.ts'

const dayMs = 86_400_000

interface DecisionRow {
  readonly id: string
  readonly opened_at: Date
  readonly organisations: readonly string[]
  readonly outcome: Outcome | null
  readonly decided_at: Date | null
  readonly legal_basis: string | null
  readonly told_at: Date | null
  readonly reasons_id: string | null
  readonly review_days: number | null
}

/** Panels about a person and until when each may be asked to look again. How an agency voted is not in it. */
export async function decisionsOf(
  ctx: Context,
  code: string,
  nameOf: (organisation: string) => Words,
): Promise<SubjectFile['decisions']> {
  return (await findDecisions(ctx, code)).map((row) => {
    const from = row.told_at ?? row.decided_at
    const until = from && row.review_days !== null && new Date(from.getTime() + row.review_days * dayMs)
    return {
      id: row.id,
      openedAt: row.opened_at.toISOString(),
      organisations: row.organisations.map(nameOf),
      ...(row.outcome ? { outcome: row.outcome } : {}),
      ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
      ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
      ...(row.told_at ? { toldAt: row.told_at.toISOString() } : {}),
      ...(row.outcome === 'not-identified' && until ? { reviewUntil: until.toISOString() } : {}),
      hasReasons: row.reasons_id !== null,
    }
  })
}

export async function findDecisions(ctx: Context, code: string): Promise<readonly DecisionRow[]> {
  const found = await ctx.tx.client.query<DecisionRow>(
    `select id, opened_at, organisations, outcome, decided_at, legal_basis, told_at, reasons_id,
       (law->'review'->>'days')::int as review_days
     from determination where code = $1 order by opened_at, id`,
    [code],
  )
  return found.rows
}
