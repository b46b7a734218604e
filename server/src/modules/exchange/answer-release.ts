import type { LaterReceipt, ReleaseAnswer, ReleaseView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { acknowledge } from '../../peer/index.ts'
import { Problem } from '../../problem.ts'
import { getRelease, viewOf } from './view.ts'

/** Tells the owner that a person here has opened what it released. Opened twice is opened once. */
export async function seeRelease(ctx: Context, id: string): Promise<ReleaseView> {
  await tellOwner(ctx, id, { state: 'seen' })
  await audit(ctx, { action: 'release.seen', object: id })
  return viewOf(ctx, await getRelease(ctx, id))
}

/** Tells the owner what was done with it here, or why nothing will be. The reason travels. */
export async function answerRelease(ctx: Context, id: string, input: ReleaseAnswer): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  if (!viewOf(ctx, release).can.includes('exchange.answer')) throw new Problem('conflict')
  await tellOwner(ctx, id, { state: input.answer, reason: input.reason })
  await audit(ctx, { action: 'release.answered', object: id, detail: { answer: input.answer } })
  return viewOf(ctx, await getRelease(ctx, id))
}

async function tellOwner(ctx: Context, id: string, receipt: Omit<LaterReceipt, 'message'>): Promise<void> {
  const release = await getRelease(ctx, id, true)
  if (release.direction !== 'in' || release.state !== 'applied') throw new Problem('conflict')
  const told = await ctx.tx.client.query<{ message_id: string }>(
    `select message_id from inbox where peer = $1 and about = $2 and kind = 'release' and state = 'applied'`,
    [release.peer, id],
  )
  const message = told.rows[0]?.message_id
  if (message === undefined) throw new Problem('conflict')
  await acknowledge(ctx, release.peer, { message, ...receipt })
}
