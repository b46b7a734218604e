import type { FollowUp, ReturnView } from '@shield/contract'
import { mayByConsent, mayEnd } from '@shield/core'
import type { ReturnOutcome } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import { sealWords } from '../protection/index.ts'
import { getOwnReturn, isChildIn } from './find-return.ts'
import { noteReturn } from './note-return.ts'
import { settleReturn } from './settle-return.ts'
import { readReturn } from './view-return.ts'

/** How somebody is. They are called only where they agreed to be; where they did not, that is the answer. */
export async function followUp(
  ctx: Context,
  id: string,
  { day, outcome, words }: FollowUp,
): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  const found = await ctx.tx.client.query<{ outcome: string | null }>(
    'select outcome from return_follow_up where case_id = $1 and day = $2',
    [id, day],
  )
  if (!found.rows[0]) throw faultAt('/day', { en: 'choose one of the days', th: 'โปรดเลือกวันที่มีอยู่' })
  if (found.rows[0].outcome !== null) throw new Problem('conflict')
  const agreed = mayByConsent(await readLedger(ctx, held.row.code), {
    ...{ purpose: 'contact-later', isChild: isChildIn(held), now: ctx.now.toISOString() },
  })
  if (!agreed && outcome !== 'not-wanted') throw new Problem('not-allowed', notToBeCalled)
  const reason = words === undefined ? undefined : await sealWords(ctx, held.row.code, words)
  await ctx.tx.client.query(
    'update return_follow_up set outcome = $3, at = $4, by_person = $5, words_id = $6 where case_id = $1 and day = $2',
    [id, day, outcome, ctx.now, ctx.actor.person, reason ?? null],
  )
  await noteReturn(ctx, held, { kind: 'follow-up', state: outcome, reason })
  await settleReturn(ctx, held.row)
  await audit(ctx, { action: 'return.followed', object: held.row.code, detail: { day } })
  return readReturn(ctx, id)
}

/** Brings a return to its end: home, to stay, elsewhere, or as it was. Another may be opened later. */
export async function endReturn(
  ctx: Context,
  id: string,
  { outcome, reason }: { readonly outcome: ReturnOutcome; readonly reason: string },
): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  if (!mayEnd(held.stands, outcome)) throw new Problem('conflict', notThisEnd)
  const sealed = await sealWords(ctx, held.row.code, reason)
  await ctx.tx.client.query('update return_case set outcome = $2, ended_at = $3 where id = $1', [
    id,
    outcome,
    ctx.now,
  ])
  await ctx.tx.client.query(
    'update consular_matter set ended_at = $2 where case_id = $1 and ended_at is null',
    [id, ctx.now],
  )
  await noteReturn(ctx, held, { kind: 'ended', state: outcome, reason: sealed })
  await settleReturn(ctx, { ...held.row, ended_at: ctx.now })
  await audit(ctx, { action: 'return.ended', object: held.row.code, detail: { outcome } })
  return readReturn(ctx, id)
}

const notToBeCalled = {
  en: 'The person did not agree to be called at home: write “not wanted”',
  th: 'บุคคลนี้ไม่ได้ยินยอมให้ติดต่อหลังกลับบ้าน โปรดบันทึกว่า “ไม่ต้องการ”',
}
const notThisEnd = {
  en: 'It does not end so from where it stands',
  th: 'จากสถานะนี้สิ้นสุดแบบนั้นไม่ได้',
}
