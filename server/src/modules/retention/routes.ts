import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { decideErasure } from './decide-erasure.ts'
import { openHold, placeHold, releaseHold, reviewHold } from './hold.ts'
import { readRules } from './law.ts'
import { listErasures, listRetention } from './list.ts'
import { listOverdue, overseeHold, releaseOverseen } from './oversee.ts'
import { proposeErasure } from './propose-erasure.ts'
import { readErasure, takeCertificate } from './read-erasure.ts'
import { readRetention } from './view.ts'

export const retentionRoutes: readonly Served[] = [
  serve(routes.erasureDecide, 'retention.decide', (ctx, { params, body }) =>
    decideErasure(ctx, params.id, body),
  ),
  serve(routes.erasureFile, 'retention.read', (ctx, { params }) => takeCertificate(ctx, params.id)),
  serve(routes.erasureList, 'retention.read', (ctx, { query }) => listErasures(ctx, query)),
  serve(routes.erasurePropose, 'protection.work', (ctx, { params, body }) =>
    proposeErasure(ctx, params.code, body),
  ),
  serve(routes.erasureRead, 'retention.read', (ctx, { params }) => readErasure(ctx, params.id)),
  serve(routes.holdPlace, 'retention.decide', (ctx, { params, body }) => placeHold(ctx, params.code, body)),
  serve(routes.holdRelease, 'retention.decide', (ctx, { params, body }) =>
    releaseHold(ctx, params.id, body.reason),
  ),
  serve(routes.holdReview, 'retention.decide', (ctx, { params, body }) =>
    reviewHold(ctx, params.id, body.until),
  ),
  serve(routes.holdWords, 'retention.read', (ctx, { params, body }) => openHold(ctx, params.id, body.reason)),
  serve(routes.overdueHold, 'retention.oversee', (ctx, { params, body }) =>
    overseeHold(ctx, params.code, body),
  ),
  serve(routes.overdueList, 'retention.oversee', (ctx, { query }) => listOverdue(ctx, query)),
  serve(routes.overdueRelease, 'retention.oversee', (ctx, { params, body }) =>
    releaseOverseen(ctx, params.id, body.reason),
  ),
  serve(routes.retentionList, 'retention.read', (ctx, { query }) => listRetention(ctx, query)),
  serve(routes.retentionRead, 'retention.read', (ctx, { params }) => readRetention(ctx, params.code)),
  serve(routes.retentionRules, 'retention.rules', (ctx) => readRules(ctx)),
]
