import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { askCases } from './ask-cases.ts'
import { agreeCases, refuseCases } from './decide-cases.ts'
import { listOffices } from './list-offices.ts'
import { previewCases } from './preview-cases.ts'
import { tellRecipient } from './tell-recipient.ts'
import { listCaseReleases, readCaseRelease } from './view-cases.ts'
import { writeCases } from './write-cases.ts'

export const giveOutRoutes: readonly Served[] = [
  serve(routes.caseReleaseOffices, 'case.read', (ctx) => listOffices(ctx)),
  serve(routes.caseReleasePreview, 'case.give', (ctx, { query }) => previewCases(ctx, query)),
  serve(routes.caseReleaseAsk, 'case.give', (ctx, { body }) => askCases(ctx, body), {
    again: readCaseRelease,
  }),
  serve(routes.caseReleaseList, 'case.read', (ctx, { query }) => listCaseReleases(ctx, query)),
  serve(routes.caseReleaseRead, 'case.read', (ctx, { params }) => readCaseRelease(ctx, params.id)),
  serve(routes.caseReleaseAgree, 'case.agree', (ctx, { params, body }) =>
    agreeCases(ctx, params.id, body.reason),
  ),
  serve(routes.caseReleaseRefuse, 'case.agree', (ctx, { params, body }) =>
    refuseCases(ctx, params.id, body.reason),
  ),
  serve(routes.caseReleaseFile, 'case.give', (ctx, { params, body }) =>
    writeCases(ctx, params.id, body.format),
  ),
  serve(routes.caseReleaseTold, 'case.give', (ctx, { params, body }) =>
    tellRecipient(ctx, params.id, body.way),
  ),
]
