import type { ReferralRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { letIn } from '../consent/index.ts'
import { getReferral, stateOf, viewReferral } from './find-referral.ts'
import { getCared } from './person.ts'

const hourMs = 3_600_000

/** The receiver sees the package from now on, by a share on a ground of the ledger; the clock for an answer runs. */
export async function sendReferral(ctx: Context, id: string): Promise<ReferralRow> {
  const row = await getReferral(ctx, id, { lock: true })
  const person = await getCared(ctx, row.code, { lock: true })
  if (stateOf(row, ctx.now) !== 'prepared') throw new Problem('conflict')
  const share = await letIn(ctx, person, {
    organisation: row.to_organisation,
    purpose: row.purpose,
    parts: ['package'],
  })
  const due = new Date(ctx.now.getTime() + row.answer_hours * hourMs)
  const late = new Date(due.getTime() + row.answer_hours * hourMs)
  await ctx.tx.client.query(
    `update referral set state = 'waiting', sent_at = $2, due_at = $3, share_id = $4 where id = $1`,
    [id, ctx.now, due, share],
  )
  await enqueue(ctx.tx, 'care.chase', { referral: id }, { key: `referral:${id}`, at: due })
  await enqueue(ctx.tx, 'care.chase', { referral: id }, { key: `referral-late:${id}`, at: late })
  await audit(ctx, {
    action: 'referral.sent',
    object: row.code,
    detail: { organisation: row.to_organisation },
  })
  // The handling of the person names the receiver anew: this transaction's view of markings is older.
  return viewReferral(ctx, { ...row, state: 'waiting', sent_at: ctx.now, due_at: due, share_id: share })
}
