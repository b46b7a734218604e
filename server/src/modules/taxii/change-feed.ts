import type { FeedView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { getFeed, viewFeed } from './view-feed.ts'

/** `run`: at once, whatever the clock says. A feed that rests keeps its place. */
export async function changeFeed(
  ctx: Context,
  id: string,
  change: 'run' | 'pause' | 'resume',
): Promise<FeedView> {
  await getFeed(ctx, id)
  await ctx.tx.client.query(
    change === 'pause'
      ? `update feed set state = 'paused' where id = $1 and $2::timestamptz is not null`
      : `update feed set state = 'active', next_pull = $2, attempts = 0 where id = $1`,
    [id, ctx.now],
  )
  await audit(ctx, { action: 'feed.changed', object: id, detail: { change } })
  return viewFeed(ctx, await getFeed(ctx, id))
}
