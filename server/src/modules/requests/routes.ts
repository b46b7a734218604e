import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { actOnRequest, readRequest } from './act-on-request.ts'
import { listPartners } from './list-partners.ts'
import { approveRequest, makeRequest } from './make-request.ts'
import { printRequest } from './print-request.ts'
import { listRequests } from './view-request.ts'

export const requestsRoutes: readonly Served[] = [
  serve(routes.requestList, 'exchange.read', (ctx, { query }) => listRequests(ctx, query)),
  serve(routes.requestPartners, 'exchange.read', (ctx) => listPartners(ctx)),
  serve(routes.requestMake, 'exchange.read', (ctx, { body }) => makeRequest(ctx, body), {
    again: readRequest,
  }),
  serve(routes.requestRead, 'exchange.read', (ctx, { params }) => readRequest(ctx, params.id)),
  serve(routes.requestApprove, 'exchange.read', (ctx, { params, body }) =>
    approveRequest(ctx, params.id, body.reason),
  ),
  serve(routes.requestAct, 'exchange.read', (ctx, { params, body }) => actOnRequest(ctx, params.id, body)),
  serve(routes.requestPack, 'exchange.read', (ctx, { params }) => printRequest(ctx, params.id)),
]
