import { routes } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { listAgreements } from './agreement.ts'
import { approveRelease, createRelease, previewRelease, recallRelease } from './release.ts'
import { findReleases, getRelease, viewOf } from './view.ts'

export const exchangeRoutes: readonly Served[] = [
  serve(routes.agreementList, 'agreement.read', (ctx) => listAgreements(ctx)),
  serve(routes.releaseList, 'exchange.read', async (ctx, { query }) => {
    const { rows, next } = await findReleases(ctx, query)
    await audit(ctx, { action: 'release.read', detail: { count: rows.length } })
    return { items: rows.map((row) => viewOf(ctx, row)), ...(next === undefined ? {} : { next }) }
  }),
  serve(routes.releasePreview, 'exchange.release', (ctx, { body }) => previewRelease(ctx, body)),
  serve(routes.releaseCreate, 'exchange.release', (ctx, { body }) => createRelease(ctx, body), {
    again: async (ctx, id) => viewOf(ctx, await getRelease(ctx, id)),
  }),
  serve(routes.releaseRead, 'exchange.read', async (ctx, { params }) => {
    const row = await getRelease(ctx, params.id)
    await audit(ctx, { action: 'release.read', object: row.id })
    return viewOf(ctx, row)
  }),
  serve(routes.releaseApprove, 'exchange.read', (ctx, { params, body }) =>
    approveRelease(ctx, params.id, body.reason),
  ),
  serve(routes.releaseRecall, 'exchange.recall', (ctx, { params, body }) =>
    recallRelease(ctx, params.id, body.reason),
  ),
]
