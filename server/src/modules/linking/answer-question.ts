import type { PairQuestion } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { selectQuestions, viewQuestion } from './view-question.ts'

/** Answers a question about a record of the own organisation; the asker's people read it beside the pair. */
export async function answerQuestion(ctx: Context, id: string, answer: string): Promise<PairQuestion> {
  const [row] = await selectQuestions(ctx, { more: 'q.id = $3', values: [id], lock: true })
  if (!row) throw notFound()
  for (const block of row.own_blocks) permit(ctx, 'content.judge', ctx.node.markings.block(block))
  if (row.asked_organisation !== ctx.actor.organisation)
    throw new Problem('not-allowed', { en: 'Who was asked answers', th: 'ผู้ที่ถูกถามเท่านั้นที่ตอบได้' })
  if (row.answer !== null) throw new Problem('conflict')
  await ctx.tx.db
    .updateTable('pair_question')
    .set({ answer, answered_by: ctx.actor.person, answered_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action: 'question.answered', object: id, shown: [row.own_wire] })
  return viewQuestion(ctx, id)
}
