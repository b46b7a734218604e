import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { askEmbassy } from './ask-embassy.ts'
import { addToBatch, departBatch, listBatches, makeBatch, readBatch } from './batch.ts'
import { checkMet } from './check-met.ts'
import { answerMatter, listMatters, openMatter, readMatter } from './consular.ts'
import { endReturn, followUp } from './follow-up.ts'
import { receivePerson, releasePerson } from './hand-over.ts'
import { listReturns, readBoard } from './list-returns.ts'
import { makeManifest } from './manifest.ts'
import { moveReturn, setOwner } from './move-return.ts'
import { openReturn } from './open-return.ts'
import { answerOverride, askOverride } from './override-gate.ts'
import { readReturn } from './view-return.ts'

export const returnsRoutes: readonly Served[] = [
  serve(routes.returnBoard, 'protection.work', (ctx) => readBoard(ctx)),
  serve(routes.returnList, 'protection.work', (ctx, { query }) => listReturns(ctx, query)),
  serve(routes.returnOpen, 'protection.work', (ctx, { params, body }) => openReturn(ctx, params.code, body)),
  serve(routes.returnRead, 'protection.work', (ctx, { params }) => readReturn(ctx, params.id)),
  serve(routes.returnMove, 'protection.work', (ctx, { params, body }) => moveReturn(ctx, params.id, body)),
  serve(routes.returnOwner, 'protection.work', (ctx, { params, body }) => setOwner(ctx, params.id, body)),
  serve(routes.returnOverrideAsk, 'protection.work', (ctx, { params, body }) =>
    askOverride(ctx, params.id, body),
  ),
  serve(routes.returnOverrideAnswer, 'care.approve', (ctx, { params, body }) =>
    answerOverride(ctx, params.id, body),
  ),
  serve(routes.returnCheck, 'identity.open', (ctx, { params, body }) =>
    checkMet(ctx, params.id, body.reason),
  ),
  serve(routes.returnRelease, 'protection.work', (ctx, { params, body }) =>
    releasePerson(ctx, params.id, body),
  ),
  serve(routes.returnReceive, 'protection.work', (ctx, { params, body }) =>
    receivePerson(ctx, params.id, body),
  ),
  serve(routes.returnFollow, 'protection.work', (ctx, { params, body }) => followUp(ctx, params.id, body)),
  serve(routes.returnEnd, 'protection.work', (ctx, { params, body }) => endReturn(ctx, params.id, body)),
  serve(routes.returnAskEmbassy, 'protection.work', (ctx, { params, body }) =>
    askEmbassy(ctx, params.id, body),
  ),
  serve(routes.batchList, 'protection.work', (ctx, { query }) => listBatches(ctx, query)),
  serve(routes.batchMake, 'protection.work', (ctx, { body }) => makeBatch(ctx, body), { again: readBatch }),
  serve(routes.batchRead, 'protection.work', (ctx, { params }) => readBatch(ctx, params.id)),
  serve(routes.batchAdd, 'protection.work', (ctx, { params, body }) => addToBatch(ctx, params.id, body)),
  serve(routes.batchDepart, 'protection.work', (ctx, { params }) => departBatch(ctx, params.id)),
  serve(routes.batchManifest, 'identity.open', (ctx, { params, body }) =>
    makeManifest(ctx, params.id, body.reason),
  ),
  serve(routes.consularList, 'consular.work', (ctx, { query }) => listMatters(ctx, query)),
  serve(routes.consularRead, 'consular.work', (ctx, { params }) => readMatter(ctx, params.id)),
  serve(routes.consularAnswer, 'consular.work', (ctx, { params, body }) =>
    answerMatter(ctx, params.id, body),
  ),
  serve(routes.consularOpen, 'consular.work', (ctx, { params, body }) =>
    openMatter(ctx, params.id, body.reason),
  ),
]
