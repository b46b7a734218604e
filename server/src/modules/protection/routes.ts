import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { addArrivals } from './add-arrivals.ts'
import { endArrival, listArrivals, makeArrival, makeCodes, readArrival } from './arrival.ts'
import { listProtected } from './list-people.ts'
import { openIdentity } from './open-identity.ts'
import { readProtected } from './read-person.ts'
import { sealIdentity } from './seal-identity.ts'
import { seekPerson } from './seek-person.ts'
import { settleConflicts } from './settle-conflicts.ts'
import { previewList, takeList } from './take-list.ts'

export const protectionRoutes: readonly Served[] = [
  serve(routes.arrivalList, 'protection.work', (ctx) => listArrivals(ctx)),
  serve(routes.arrivalMake, 'protection.work', (ctx, { body }) => makeArrival(ctx, body), {
    again: readArrival,
  }),
  serve(routes.arrivalRead, 'protection.work', (ctx, { params }) => readArrival(ctx, params.id)),
  serve(routes.arrivalEnd, 'protection.work', (ctx, { params }) => endArrival(ctx, params.id)),
  serve(routes.arrivalCodes, 'protection.work', (ctx, { params, body }) =>
    makeCodes(ctx, params.id, body.count),
  ),
  serve(routes.arrivalAdd, 'protection.work', (ctx, { params, body }) =>
    addArrivals(ctx, params.id, body.acts),
  ),
  serve(routes.arrivalListPreview, 'protection.work', (ctx, { params, body }) =>
    previewList(ctx, params.id, body),
  ),
  serve(routes.arrivalListTake, 'identity.seal', (ctx, { params, body }) => takeList(ctx, params.id, body)),
  serve(routes.protectedList, 'protection.work', (ctx, { query }) => listProtected(ctx, query)),
  serve(routes.protectedRead, 'panel.work', (ctx, { params }) => readProtected(ctx, params.code)),
  serve(routes.protectedSeek, 'identity.open', (ctx, { body }) => seekPerson(ctx, body)),
  serve(routes.protectedSettle, 'protection.work', (ctx, { params, body }) =>
    settleConflicts(ctx, params.code, body),
  ),
  serve(routes.protectedIdentity, 'identity.seal', (ctx, { params, body }) =>
    sealIdentity(ctx, params.code, body.identity),
  ),
  serve(routes.protectedOpen, 'identity.open', (ctx, { params, body }) =>
    openIdentity(ctx, params.code, body.reason),
  ),
]
