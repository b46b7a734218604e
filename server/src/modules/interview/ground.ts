import type { InterviewView } from '@shield/contract'
import { isChild, isInForce, mayByConsent } from '@shield/core'

import type { Context } from '../../context.ts'
import { readLedger } from '../consent/index.ts'
import type { PersonRow } from '../protection/index.ts'

/** The agreement to be asked does not hold any more: since when, and why. */
export interface LostGround {
  readonly because: NonNullable<InterviewView['heldBack']>
  readonly since: string
}

/** Whether an interview may go on; undefined: it may. Who never agreed has no interview. */
export async function lostGroundOf(
  ctx: Context,
  { code, triage }: Pick<PersonRow, 'code' | 'triage'>,
): Promise<LostGround | undefined> {
  const ledger = await readLedger(ctx, code)
  const now = ctx.now.toISOString()
  if (mayByConsent(ledger, { purpose: 'interview', isChild: isChild(triage), now })) return undefined
  const ended = ledger.entries
    .filter(({ purpose }) => purpose === 'interview')
    .flatMap(({ withdrawnAt, expiresAt }): readonly LostGround[] => {
      if (withdrawnAt !== undefined) return [{ because: 'withdrawn', since: withdrawnAt }]
      return expiresAt !== undefined && expiresAt <= now ? [{ because: 'expired', since: expiresAt }] : []
    })
  const last = ended.toSorted((a, b) => (a.since < b.since ? 1 : -1))[0]
  const stands = ledger.entries.some((entry) => entry.purpose === 'interview' && isInForce(entry, now))
  return stands && isChild(triage) ? { because: 'no-guardian', since: await knownAsChild(ctx, code) } : last
}

/** Since when it is known that it is a child, or may be one: what was told before is kept. */
async function knownAsChild(ctx: Context, code: string): Promise<string> {
  const found = await ctx.tx.client.query<{ at: Date | null }>(
    `with told as (select a.at, a.body->'triage'->>'age' as age from protection_act a where a.code = $1)
     select min(at) as at from told where age in ('child', 'unsure')
       and at > coalesce((select max(at) from told where age = 'adult'), '-infinity')`,
    [code],
  )
  return (found.rows[0]?.at ?? ctx.now).toISOString()
}
