import { minorOf } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { notOfPerson } from './doing.ts'
import type { ActOf, Doing, Kept } from './doing.ts'

export async function beginClaim(ctx: Context, { code, at }: Doing, act: ActOf<'claim'>): Promise<Kept> {
  const made = await ctx.tx.client.query(
    'insert into money_claim (id, code, what, at) values ($1, $2, $3, $4) on conflict do nothing',
    [act.claim, code, act.what, at],
  )
  if (made.rowCount === 0) throw new Problem('conflict')
  return { claim: act.claim, what: act.what }
}

/** An amount that was claimed, awarded or paid. Entries are added, never changed; a sum is of one currency. */
export async function writeMoney(ctx: Context, { id, code }: Doing, act: ActOf<'money'>): Promise<Kept> {
  const { amount, currency } = act.money
  const minor = minorOf(amount, currency)
  if (minor === undefined)
    throw faultAt('/act/money/amount', {
      en: 'write the amount with a point, as the currency has it',
      th: 'โปรดเขียนจำนวนเงินโดยใช้จุดทศนิยมตามสกุลเงิน',
    })
  const made = await ctx.tx.client.query(
    `insert into money_entry (id, claim_id, stage, minor, currency, on_day)
     select $1, c.id, $4, $5, $6, $7 from money_claim c where c.id = $2 and c.code = $3`,
    [id, act.claim, code, act.stage, String(minor), currency, act.on],
  )
  if (made.rowCount === 0) throw faultAt('/act/claim', notOfPerson)
  return { claim: act.claim, stage: act.stage, money: { amount, currency }, on: act.on }
}
