import { isChild, isInForce, mayByConsent, nextTestimony } from '@shield/core'
import type { TestimonyState } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import { getPerson } from '../protection/index.ts'
import type { ActOf, Doing, Kept } from './doing.ts'

/**
 * Testimony before a return: offered, declined, agreed, recorded, taken back. Declining and taking back need no reason
 * and change nothing else; recording needs an agreement to give a statement.
 */
export async function writeTestimony(
  ctx: Context,
  { id, code, at }: Doing,
  { state }: ActOf<'testimony'>,
): Promise<Kept> {
  const found = await ctx.tx.client.query<{ state: TestimonyState }>(
    'select state from early_testimony where code = $1 order by at desc, id desc limit 1',
    [code],
  )
  const stands = found.rows[0]?.state ?? 'none'
  if (!nextTestimony[stands].includes(state)) throw new Problem('conflict')
  if (state === 'recorded' && !(await mayRecord(ctx, code))) throw new Problem('not-allowed', notAgreed)
  await ctx.tx.client.query('insert into early_testimony (id, code, state, at) values ($1, $2, $3, $4)', [
    id,
    code,
    state,
    at,
  ])
  return { state }
}

async function mayRecord(ctx: Context, code: string): Promise<boolean> {
  const person = await getPerson(ctx, code)
  const ledger = await readLedger(ctx, code)
  const now = ctx.now.toISOString()
  return ledger.entries
    .filter((entry) => entry.basis === 'consent' && entry.purpose === 'statement' && isInForce(entry, now))
    .some(({ recipients: [organisation = ''] }) =>
      mayByConsent(ledger, {
        purpose: 'statement',
        recipient: { organisation, kind: '' },
        isChild: isChild(person.triage),
        now,
      }),
    )
}

const notAgreed = {
  en: 'The person has not agreed to give a statement, or has taken it back',
  th: 'บุคคลนี้ยังไม่ได้ยินยอมให้ปากคำ หรือได้ถอนความยินยอมแล้ว',
}
