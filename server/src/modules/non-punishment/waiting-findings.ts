import type { FindingState } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

export interface WaitingFinding {
  readonly id: string
  readonly at: Date
  readonly due: Date
  readonly state: FindingState
  /** What is wanted of this person: a first word, a second one, what the authority answered, or to see whether it is so. */
  readonly wants: 'assess' | 'second' | 'outcome' | 'follow' | 'ground'
}

const mostCounted = 200

/** Findings whose next step is this person's: of the office for its assessors, of those they care for and were told of for carers. */
export async function waitingFindings(ctx: Context): Promise<readonly WaitingFinding[]> {
  if (!mayDo(ctx, 'punishment.read', 'node').allow) return []
  const assesses = mayDo(ctx, 'punishment.assess', 'node').allow
  const found = await ctx.tx.client.query<
    Omit<WaitingFinding, 'wants'> & { readonly second: boolean; readonly asked: boolean }
  >(
    `select f.id, f.found_at as at, f.due_at as due, f.state, exists (
         select 1 from punishment_act a where a.finding_id = f.id and a.kind = 'assess' and a.person_id <> $2 and not exists (
           select 1 from punishment_act b where b.finding_id = f.id and b.sequence > a.sequence
             and b.kind in ('assess', 'second') and b.body->>'offence' = a.body->>'offence')) as second,
       f.asked_at is not null and f.state in ('found', 'assessing')
         and exists (select 1 from punishment_act a where a.finding_id = f.id and a.kind = 'ask') as asked
     from punishment_finding f where visible($1, f.marking_id) and f.due_at is not null
     order by f.due_at, f.id limit ${mostCounted}`,
    [ctx.visible, ctx.actor.person],
  )
  return found.rows.flatMap(({ second, asked, ...row }): readonly WaitingFinding[] => {
    if (row.state === 'reported') return [{ ...row, wants: 'follow' }]
    if (!assesses) return asked ? [{ ...row, wants: 'ground' }] : []
    if (row.state === 'assessed') return [{ ...row, wants: 'outcome' }]
    return [{ ...row, wants: second ? 'second' : 'assess' }]
  })
}
