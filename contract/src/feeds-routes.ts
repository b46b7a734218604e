import { ChangesQuery, FeedView, FeedsReply, MakeFeed } from './feeds.ts'
import { route } from './route.ts'
import { ById, Nothing, PageQuery, Strict } from './shape.ts'

/** What others are told of, and what is fetched from them. */
export const feedsRoutes = {
  changesFollow: route('changesFollow', {
    summary: 'Events of what changed among what this person or system may see',
    query: ChangesQuery,
    transfer: 'events',
  }),
  feedList: route('feedList', {
    summary: 'TAXII collections and MISP feeds the own organisation pulls',
    query: Strict(PageQuery),
    reply: FeedsReply,
  }),
  feedMake: route('feedMake', {
    summary: 'Pull a TAXII collection or a MISP feed by the clock',
    body: MakeFeed,
    reply: FeedView,
  }),
  feedRun: route('feedRun', { summary: 'Pull now', params: ById, body: Nothing, reply: FeedView }),
  feedPause: route('feedPause', { summary: 'Let a feed rest', params: ById, body: Nothing, reply: FeedView }),
  feedResume: route('feedResume', {
    summary: 'Let a feed go on from where it was',
    params: ById,
    body: Nothing,
    reply: FeedView,
  }),
} as const
