import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { askRelease } from './ask-release.ts'
import { readCaseFacts, writeCaseFacts } from './case-facts.ts'
import { agreeRelease, refuseRelease, withdrawRelease } from './decide-release.ts'
import { listOffices } from './list-offices.ts'
import { listFigurePeople, previewFigure } from './preview-figure.ts'
import { checkCases, takeCases } from './take-cases.ts'
import { listReleases, readRelease } from './view-release.ts'
import { writeRelease } from './write-release.ts'

export const figuresRoutes: readonly Served[] = [
  serve(routes.figureOffices, 'figure.read', (ctx) => listOffices(ctx)),
  serve(routes.figurePreview, 'figure.count', (ctx, { query }) => previewFigure(ctx, query)),
  serve(routes.figurePeople, 'figure.count', (ctx, { query }) => listFigurePeople(ctx, query)),
  serve(routes.figureAskRelease, 'figure.count', (ctx, { body }) => askRelease(ctx, body), {
    again: readRelease,
  }),
  serve(routes.figureReleaseList, 'figure.read', (ctx, { query }) => listReleases(ctx, query)),
  serve(routes.figureReleaseRead, 'figure.read', (ctx, { params }) => readRelease(ctx, params.id)),
  serve(routes.figureReleaseAgree, 'figure.agree', (ctx, { params, body }) =>
    agreeRelease(ctx, params.id, body.reason),
  ),
  serve(routes.figureReleaseRefuse, 'figure.agree', (ctx, { params, body }) =>
    refuseRelease(ctx, params.id, body.reason),
  ),
  serve(routes.figureReleaseWithdraw, 'figure.agree', (ctx, { params, body }) =>
    withdrawRelease(ctx, params.id, body.reason),
  ),
  serve(routes.figureReleaseFile, 'figure.read', (ctx, { params, query }) =>
    writeRelease(ctx, params.id, query.format),
  ),
  serve(routes.caseFileCheck, 'identity.seal', (ctx, { params, body }) =>
    checkCases(ctx, params.id, Buffer.from(body.content, 'base64')),
  ),
  serve(routes.caseFileTake, 'identity.seal', (ctx, { params, body }) =>
    takeCases(ctx, params.id, Buffer.from(body.content, 'base64')),
  ),
  serve(routes.caseFactsRead, 'protection.work', (ctx, { params }) => readCaseFacts(ctx, params.code)),
  serve(routes.caseFactsWrite, 'protection.work', (ctx, { params, body }) =>
    writeCaseFacts(ctx, params.code, body),
  ),
]
