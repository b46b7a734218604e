import type { StandingAnswer } from '@shield/contract'
import type { AnswerValue } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { getPerson } from '../protection/index.ts'
import { differingOf } from './differing.ts'
import { answersOf, getHeard } from './find-interview.ts'
import { standingAnswers } from './view-interview.ts'

interface Settling {
  /** Made by the device, so that sent again it is the same act. */
  readonly id: string
  readonly value: AnswerValue
}

/** Somebody who cares for the person says which of two differing answers holds. All of them stay where they were written. */
export async function settleAnswer(
  ctx: Context,
  { code, indicator }: { readonly code: string; readonly indicator: string },
  { id, value }: Settling,
): Promise<StandingAnswer> {
  const person = await getPerson(ctx, code, { lock: true })
  await getHeard(ctx, code)
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  const known = await ctx.tx.client.query<{ code: string }>(
    'select i.code from interview_act a join interview i on i.id = a.interview_id where a.id = $1',
    [id],
  )
  if (known.rows[0] && known.rows[0].code !== code) throw notFound()
  if (!known.rows[0]) await writeSettled(ctx, { id, code, indicator, value })
  const settled = (await standingAnswers(ctx, code)).find((one) => one.indicator === indicator)
  if (!settled) throw new Problem('conflict', agreeing)
  return settled
}

async function writeSettled(
  ctx: Context,
  { id, code, indicator, value }: Settling & { readonly code: string; readonly indicator: string },
): Promise<void> {
  const answers = await answersOf(ctx, code)
  const standing = answers.find((one) => one.indicator === indicator)
  const differing = (await differingOf(ctx, code, answers)).get(indicator)
  if (!standing || !differing) throw new Problem('conflict', agreeing)
  if (!differing.some((one) => one.value === value))
    throw faultAt('/value', {
      en: 'choose one of the answers that were written',
      th: 'โปรดเลือกคำตอบหนึ่งที่บันทึกไว้',
    })
  await ctx.tx.client.query(
    `insert into interview_act (id, interview_id, kind, indicator, value, basis, settles, at, received_at, person_id, organisation)
     values ($1, $2, 'answer', $3, $4, $5, true, $6, $6, $7, $8)`,
    [
      ...[id, standing.interview_id, indicator, value, standing.basis, ctx.now],
      ...[ctx.actor.person, ctx.actor.organisation],
    ],
  )
  await audit(ctx, { action: 'interview.settled', object: code, detail: { indicator } })
}

const notCaring = {
  en: 'Those who care for the person say which answer holds',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้ระบุว่าใช้คำตอบใด',
}
const agreeing = {
  en: 'Nothing differs here any more',
  th: 'ไม่มีคำตอบที่ไม่ตรงกันแล้ว',
}
