import { routes } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { agreementRoutes } from './agreement-routes.ts'
import { answerRelease, seeRelease } from './answer-release.ts'
import { answerPermission } from './answer-permission.ts'
import { endConsentOf } from './end-consent.ts'
import { listHolders } from './list-holders.ts'
import { amendRelease, approveAmendment, previewAmendment } from './amend.ts'
import { listPermissions } from './permissions.ts'
import { readFlows } from './read-flows.ts'
import { makeRecallOrder, previewRecallOrder } from './recall-order.ts'
import { listRecalls, recallAgain } from './recalls.ts'
import { approveRelease, createRelease, previewRelease, recallRelease } from './release.ts'
import { findReleases, getRelease, viewOf } from './view.ts'
import { listRecallOrders, viewRecallOrder } from './view-recall-order.ts'

export const exchangeRoutes: readonly Served[] = [
  ...agreementRoutes,
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
  serve(routes.releaseSeen, 'exchange.read', (ctx, { params }) => seeRelease(ctx, params.id)),
  serve(routes.releaseAnswer, 'exchange.recall', (ctx, { params, body }) =>
    answerRelease(ctx, params.id, body),
  ),
  serve(routes.entityHolders, 'exchange.read', (ctx, { params }) => listHolders(ctx, params.id)),
  serve(routes.releaseRecall, 'exchange.recall', (ctx, { params, body }) =>
    recallRelease(ctx, params.id, body.reason),
  ),
  serve(routes.releaseAmendPreview, 'exchange.recall', (ctx, { params, body }) =>
    previewAmendment(ctx, params.id, body),
  ),
  serve(
    routes.releaseAmend,
    'exchange.recall',
    (ctx, { params, body }) => amendRelease(ctx, params.id, body),
    { again: async (ctx, id) => viewOf(ctx, await getRelease(ctx, id)) },
  ),
  serve(routes.releaseAmendApprove, 'exchange.read', (ctx, { params, body }) =>
    approveAmendment(ctx, params.id, body.reason),
  ),
  serve(routes.releaseConsentEnded, 'exchange.recall', (ctx, { params, body }) =>
    endConsentOf(ctx, params.id, body.reason),
  ),
  serve(routes.permissionList, 'exchange.read', (ctx) => listPermissions(ctx)),
  serve(routes.permissionAnswer, 'exchange.recall', (ctx, { params, body }) =>
    answerPermission(ctx, params.id, body),
  ),
  serve(routes.recallList, 'exchange.recall', (ctx) => listRecalls(ctx)),
  serve(routes.recallAgain, 'exchange.recall', (ctx, { params }) => recallAgain(ctx, params.id)),
  serve(routes.recallOrderPreview, 'exchange.recall', (ctx, { body }) => previewRecallOrder(ctx, body)),
  serve(routes.recallOrderMake, 'exchange.recall', (ctx, { body }) => makeRecallOrder(ctx, body), {
    again: (ctx, id) => viewRecallOrder(ctx, id),
  }),
  serve(routes.recallOrderList, 'exchange.recall', (ctx) => listRecallOrders(ctx)),
  serve(routes.recallOrderRead, 'exchange.recall', (ctx, { params }) => viewRecallOrder(ctx, params.id)),
  serve(routes.flowRead, 'exchange.read', (ctx, { query }) => readFlows(ctx, query)),
]
