import { linkKinds } from '@shield/core'
import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { makeJudgement, withdrawJudgement } from './judge.ts'
import { listNewest } from './list-newest.ts'
import { readEntity, readHistory, readLinks, readRecord } from './read-entity.ts'

export const registryRoutes: readonly Served[] = [
  serve(routes.entityRead, 'content.read', (ctx, { params }) => readEntity(ctx, params.id)),
  serve(routes.entityLinks, 'content.read', (ctx, { params, query }) =>
    readLinks(ctx, params.id, {
      ...query,
      kind: query.kind === undefined ? undefined : linkKinds[query.kind].number,
    }),
  ),
  serve(routes.entityHistory, 'content.read', (ctx, { params, query }) => readHistory(ctx, params.id, query)),
  serve(routes.entityNewest, 'search.run', (ctx, { query }) => listNewest(ctx, query)),
  serve(routes.recordRead, 'content.read', (ctx, { params }) => readRecord(ctx, Number(params.id))),
  serve(routes.judgementMake, 'content.judge', (ctx, { body }) => makeJudgement(ctx, body), {
    creates: true,
  }),
  serve(routes.judgementWithdraw, 'content.judge', async (ctx, { params, body }) => {
    await withdrawJudgement(ctx, params.id, body.reason)
    return undefined
  }),
]
