import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { decideCorrection, makeCorrection, openCorrection, tellCorrection } from './correction.ts'
import { giveFile } from './give-file.ts'
import { printFile } from './print-file.ts'
import { readFile } from './read-file.ts'

export const subjectRoutes: readonly Served[] = [
  serve(routes.correctionDecide, 'protection.work', (ctx, { params, body }) =>
    decideCorrection(ctx, params.id, body),
  ),
  serve(routes.correctionMake, 'protection.work', (ctx, { params, body }) =>
    makeCorrection(ctx, params.code, body),
  ),
  serve(routes.correctionTell, 'protection.work', (ctx, { params, body }) =>
    tellCorrection(ctx, params.id, body.language),
  ),
  serve(routes.correctionWords, 'protection.work', (ctx, { params, body }) =>
    openCorrection(ctx, params.id, body.reason),
  ),
  serve(routes.subjectFile, 'protection.work', (ctx, { params }) => readFile(ctx, params.code)),
  serve(routes.subjectGive, 'protection.work', (ctx, { params, body }) => giveFile(ctx, params.code, body)),
  serve(routes.subjectPrint, 'identity.open', (ctx, { params, body }) => printFile(ctx, params.code, body)),
]
