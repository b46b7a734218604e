import type { InterviewResult, InterviewView } from '@shield/contract'
import { isChild, screen, withParents } from '@shield/core'
import type { Answers, ScreeningResult } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openForReason, sealWords } from '../protection/index.ts'
import { answersOf, getInterview } from './find-interview.ts'
import { getSets } from './indicator-sets.ts'
import { readInterview } from './view-interview.ts'

/** What the interviewer thinks comes before what the rule says, so that the rule does not think for them (safeguard S2). */
export async function judgeInterview(
  ctx: Context,
  id: string,
  given: { readonly judgement: 'possible-victim' | 'no-sign-yet' | 'unclear'; readonly reason: string },
): Promise<InterviewView> {
  const { interview } = await getInterview(ctx, id, { lock: true })
  if (interview.by_person !== ctx.actor.person) throw new Problem('not-allowed', notYours)
  if (interview.state === 'open' || interview.state === 'paused' || interview.judgement)
    throw new Problem('conflict')
  const reason = await sealWords(ctx, interview.code, given.reason)
  await ctx.tx.client.query(
    'update interview set judgement = $2, judgement_reason_id = $3, judged_at = $4 where id = $1',
    [id, given.judgement, reason, ctx.now],
  )
  await audit(ctx, { action: 'interview.judged', object: interview.code })
  return readInterview(ctx, id)
}

/** What the answers say by each set, side by side: the official list and the proposal. No total, no verdict. */
export async function readResult(ctx: Context, id: string): Promise<{ results: InterviewResult[] }> {
  const { interview, person } = await getInterview(ctx, id)
  if (!interview.judgement) throw new Problem('conflict', judgeFirst)
  const sets = await getSets(ctx, interview.sets)
  const told: Answers = Object.fromEntries(
    (await answersOf(ctx, interview.code)).map(({ indicator, value }) => [indicator, value]),
  )
  const profile = isChild(person.triage) ? 'child' : 'adult'
  const results = sets.map((set) => {
    const base = sets.find((one) => one.id === set.extends?.id && one.version === set.extends.version)
    const refinements = sets.filter((one) => one.extends?.id === set.id).flatMap((one) => one.indicators)
    return viewOf(screen(set, base, { answers: withParents(told, refinements), profile }))
  })
  await audit(ctx, { action: 'interview.result', object: interview.code })
  return { results }
}

function viewOf({ dimensions, conclusions, ...rest }: ScreeningResult): InterviewResult {
  return {
    ...rest,
    conclusions: [...conclusions],
    dimensions: dimensions.map(({ strong, medium, weak, open, unsaid, ...one }) => ({
      ...one,
      ...{ strong: [...strong], medium: [...medium], weak: [...weak], open: [...open], unsaid: [...unsaid] },
    })),
  }
}

/** The words of one answer. A reason is kept as sealed as they are. */
export async function openWords(
  ctx: Context,
  { id, indicator }: { readonly id: string; readonly indicator: string },
  reason: string,
) {
  const { interview } = await getInterview(ctx, id)
  const answer = (await answersOf(ctx, interview.code)).find((one) => one.indicator === indicator)
  const wanted = [answer?.words_id, answer?.translation_id].filter((one) => one !== undefined && one !== null)
  if (!answer || wanted.length === 0) throw new Problem('conflict', noWords)
  const { code } = interview
  const opened = await openForReason(ctx, code, { ids: wanted, reason })
  await audit(ctx, { action: 'interview.words', object: code, detail: { indicator } })
  const textOf = (sealed: string | null): string | undefined => {
    const body = opened.find((one) => one.id === sealed)?.body
    return body && Buffer.from(body).toString('utf8')
  }
  const [words, translation] = [textOf(answer.words_id), textOf(answer.translation_id)]
  return {
    ...(words === undefined ? {} : { words }),
    ...(answer.words_language ? { language: answer.words_language } : {}),
    ...(translation === undefined ? {} : { translation }),
    ...(answer.translated_by ? { translatedBy: answer.translated_by } : {}),
  }
}

const notYours = { en: 'Whoever asked says what they think', th: 'ผู้สัมภาษณ์เป็นผู้ให้ความเห็น' }
const judgeFirst = {
  en: 'Say first what you think yourself, and why; then the result is shown',
  th: 'โปรดให้ความเห็นของคุณพร้อมเหตุผลก่อน แล้วระบบจึงแสดงผล',
}
const noWords = { en: 'No words were written to this answer', th: 'ไม่มีบันทึกถ้อยคำของคำตอบนี้' }
