import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { compareKeys } from './compare-keys.ts'
import { acceptLogByPerson, resumeByPerson, suspendByPerson, tryPartner } from './operate-partner.ts'
import { settleKeys } from './settle-keys.ts'
import { listPartners } from './view-partners.ts'

export const partnersRoutes: readonly Served[] = [
  serve(routes.partnerList, 'partner.read', (ctx) => listPartners(ctx)),
  serve(routes.partnerSuspend, 'partner.stop', (ctx, { params, body }) =>
    suspendByPerson(ctx, params.node, body.reason),
  ),
  serve(routes.partnerResume, 'partner.stop', (ctx, { params, body }) =>
    resumeByPerson(ctx, params.node, body.reason),
  ),
  serve(routes.partnerTry, 'partner.stop', (ctx, { params }) => tryPartner(ctx, params.node)),
  serve(routes.partnerCompareKeys, 'partner.compare-keys', (ctx, { params, body }) =>
    compareKeys(ctx, params.node, body),
  ),
  serve(routes.partnerSettleKeys, 'partner.compare-keys', (ctx, { params, body }) =>
    settleKeys(ctx, params.node, body),
  ),
  serve(routes.partnerAcceptLog, 'partner.operate', (ctx, { params, body }) =>
    acceptLogByPerson(ctx, params.node, body.reason),
  ),
]
