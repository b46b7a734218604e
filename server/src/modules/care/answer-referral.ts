import type { AnswerReferral, ReferralRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { endShares, sealWords } from '../protection/index.ts'
import { getReferral, isReceiver, stateOf, viewReferral } from './find-referral.ts'
import type { ReferralRecord } from './find-referral.ts'

/** The receiver says yes or no. A no ends the share in the same transaction, and is told to the sender with its reason. */
export async function answerReferral(ctx: Context, id: string, given: AnswerReferral): Promise<ReferralRow> {
  const row = await getReferral(ctx, id, { lock: true })
  if (!isReceiver(ctx, row)) throw new Problem('not-allowed', notAsked)
  if (stateOf(row, ctx.now) !== 'waiting') throw new Problem('conflict')
  await audit(ctx, { action: 'referral.answered', object: row.code, detail: { answer: given.answer } })
  if (given.answer === 'accept') {
    await ctx.tx.client.query(`update referral set state = 'accepted', answered_at = $2 where id = $1`, [
      id,
      ctx.now,
    ])
    return viewReferral(ctx, await getReferral(ctx, id))
  }
  const words = given.words === undefined ? null : await sealWords(ctx, row.code, given.words)
  await ctx.tx.client.query(
    `update referral set state = 'declined', answered_at = $2, ended_at = $2, declined = $3, words_id = $4 where id = $1`,
    [id, ctx.now, given.because, words],
  )
  return endedView(ctx, row, 'declined')
}

/** Help was given, or the sender takes the package back: the receiver's next read is refused. */
export async function endReferral(
  ctx: Context,
  id: string,
  how: 'done' | 'taken-back',
): Promise<ReferralRow> {
  const row = await getReferral(ctx, id, { lock: true })
  if (how === 'taken-back' && isReceiver(ctx, row)) throw new Problem('not-allowed', notSent)
  const state = stateOf(row, ctx.now)
  const fits = how === 'done' ? ['accepted'] : ['prepared', 'waiting', 'accepted']
  if (!fits.includes(state)) throw new Problem('conflict')
  await ctx.tx.client.query('update referral set state = $2, ended_at = $3 where id = $1', [id, how, ctx.now])
  await audit(ctx, { action: 'referral.ended', object: row.code, detail: { how } })
  return endedView(ctx, row, how)
}

/** The last look of who ended it: for the receiver there is nothing more after it. */
async function endedView(
  ctx: Context,
  row: ReferralRecord,
  because: 'declined' | 'done' | 'taken-back',
): Promise<ReferralRow> {
  const after = await getReferral(ctx, row.id)
  if (row.share_id) await endShares(ctx, row.code, { share: row.share_id, because })
  return viewReferral(ctx, after)
}

const notAsked = { en: 'Whoever was asked answers', th: 'หน่วยงานที่ได้รับการขอเป็นผู้ตอบ' }
const notSent = { en: 'Whoever sent it takes it back', th: 'หน่วยงานที่ส่งเป็นผู้เรียกคืน' }
