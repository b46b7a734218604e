import type { WatchView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { viewWatch } from './list-watches.ts'

/** Lets a watch rest. What comes meanwhile is told when it goes on. */
export async function pauseWatch(ctx: Context, id: string): Promise<WatchView> {
  await getChangeable(ctx, id, 'pause')
  await ctx.tx.client.query('update watch set paused_at = $2 where id = $1', [id, ctx.now])
  await audit(ctx, { action: 'watch.paused', object: id })
  return viewWatch(ctx, id)
}

export async function resumeWatch(ctx: Context, id: string): Promise<WatchView> {
  await getChangeable(ctx, id, 'resume')
  await ctx.tx.client.query('update watch set paused_at = null, look_again = true where id = $1', [id])
  await audit(ctx, { action: 'watch.resumed', object: id })
  return viewWatch(ctx, id)
}

/** Ends a watch; its leads stay. */
export async function endWatch(ctx: Context, id: string): Promise<WatchView> {
  await getChangeable(ctx, id, 'end')
  await ctx.tx.client.query('update watch set ended_at = $2 where id = $1', [id, ctx.now])
  await audit(ctx, { action: 'watch.ended', object: id })
  return viewWatch(ctx, id)
}

async function getChangeable(ctx: Context, id: string, act: string): Promise<void> {
  const watch = await viewWatch(ctx, id)
  if (!watch.can.includes(act)) throw new Problem('conflict')
}
