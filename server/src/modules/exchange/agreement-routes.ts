import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { listAgreements } from './agreement.ts'
import { downloadAgreement } from './agreement-file.ts'
import { listVersions, viewVersion } from './agreement-version.ts'
import { agreeFirst, declineAgreement, signSecond, withdrawAgreement } from './decide-agreement.ts'
import { proposeAgreement } from './propose-agreement.ts'
import { endAgreement, resumeAgreement, suspendAgreement } from './stop-agreement.ts'

export const agreementRoutes: readonly Served[] = [
  serve(routes.agreementList, 'agreement.read', (ctx) => listAgreements(ctx)),
  serve(routes.agreementSuspend, 'agreement.stop', (ctx, { params, body }) =>
    suspendAgreement(ctx, params.id, body.reason),
  ),
  serve(routes.agreementResume, 'agreement.stop', (ctx, { params, body }) =>
    resumeAgreement(ctx, params.id, body.reason),
  ),
  serve(routes.agreementEnd, 'agreement.stop', (ctx, { params, body }) =>
    endAgreement(ctx, params.id, body.reason),
  ),
  serve(routes.agreementFile, 'agreement.read', (ctx, { params }) => downloadAgreement(ctx, params.id)),
  serve(routes.agreementVersionList, 'agreement.read', (ctx, { query }) => listVersions(ctx, query)),
  serve(routes.agreementPropose, 'agreement.propose', (ctx, { body }) => proposeAgreement(ctx, body), {
    again: (ctx, id) => viewVersion(ctx, id),
  }),
  serve(routes.agreementAgree, 'agreement.propose', (ctx, { params, body }) =>
    agreeFirst(ctx, params.id, body.reason),
  ),
  serve(routes.agreementSign, 'agreement.read', (ctx, { params, body }) =>
    signSecond(ctx, params.id, body.reason),
  ),
  serve(routes.agreementDecline, 'agreement.propose', (ctx, { params, body }) =>
    declineAgreement(ctx, params.id, body.reason),
  ),
  serve(routes.agreementWithdraw, 'agreement.propose', (ctx, { params, body }) =>
    withdrawAgreement(ctx, params.id, body.reason),
  ),
]
