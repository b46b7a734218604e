import { routes } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { changeFeed } from './change-feed.ts'
import { makeFeed } from './make-feed.ts'
import { getFeed, listFeeds, viewFeed } from './view-feed.ts'

export const feedRoutes: readonly Served[] = [
  serve(routes.feedList, 'import.run', async (ctx, { query }) => {
    await audit(ctx, { action: 'feed.listed' })
    return listFeeds(ctx, query)
  }),
  serve(routes.feedMake, 'import.run', (ctx, { body }) => makeFeed(ctx, body), {
    again: async (ctx, id) => viewFeed(ctx, await getFeed(ctx, id)),
  }),
  serve(routes.feedRun, 'import.run', (ctx, { params }) => changeFeed(ctx, params.id, 'run')),
  serve(routes.feedPause, 'import.run', (ctx, { params }) => changeFeed(ctx, params.id, 'pause')),
  serve(routes.feedResume, 'import.run', (ctx, { params }) => changeFeed(ctx, params.id, 'resume')),
]
