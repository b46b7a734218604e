import type { AnswerHit, HitView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { Problem, faultAt } from '../../problem.ts'
import { releaseCore } from './core-data.ts'
import { getHit, viewHit } from './view-hit.ts'

/** Answers a partner that found something of ours: with core data, by a contact, not at all, or without saying which. */
export async function answerHit(ctx: Context, id: string, input: AnswerHit): Promise<HitView> {
  const hit = await getHit(ctx, id, true)
  if (hit.answer !== null) throw new Problem('state-changed')
  if (input.answer === 'refuse' && input.code === undefined) throw faultAt('/code', needed, 'required')
  const release = input.answer === 'core' ? await releaseCore(ctx, hit, input) : undefined
  const text = input.answer === 'neither' ? undefined : input.text?.trim()
  await ctx.tx.client.query(
    `update match_disclosure set answer = $2, code = $3, text = $4, reason = $5, release_id = $6, answered_by = $7, answered_at = $8 where id = $1`,
    [
      ...[id, input.answer, input.answer === 'refuse' ? input.code : null, text ?? null, input.reason.trim()],
      ...[release ?? null, ctx.actor.person, ctx.now],
    ],
  )
  await post(ctx, {
    peer: hit.peer,
    kind: 'match-reply',
    about: id,
    body: {
      disclosure: id,
      answer: input.answer,
      ...(input.answer === 'refuse' && input.code !== undefined ? { code: input.code } : {}),
      ...(text === undefined || text === '' ? {} : { text }),
      ...(release === undefined ? {} : { release }),
    },
  })
  await audit(ctx, {
    action: 'match.hit-answered',
    object: id,
    detail: { peer: hit.peer, answer: input.answer },
  })
  return viewHit(ctx, await getHit(ctx, id))
}

const needed = { en: 'say why nothing is told', th: 'โปรดระบุเหตุผลที่ไม่ให้ข้อมูล' }
