import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { actOnCare } from './act-on-care.ts'
import { answerReferral, endReferral } from './answer-referral.ts'
import { listDue, lookAtContact } from './care-due.ts'
import { listReferrals, readReferral } from './list-referrals.ts'
import { loadServices } from './load-services.ts'
import { openCareWords } from './open-care-words.ts'
import { openPackage } from './open-package.ts'
import { listPlaces, makePlace, resizePlace } from './place.ts'
import { prepareReferral } from './prepare-referral.ts'
import { sendReferral } from './send-referral.ts'
import { changeService, listServices, listVersions, makeService } from './service.ts'
import { readCare } from './view-care.ts'

export const careRoutes: readonly Served[] = [
  serve(routes.careRead, 'protection.work', (ctx, { params }) => readCare(ctx, params.code)),
  serve(routes.careAct, 'protection.work', (ctx, { params, body }) => actOnCare(ctx, params.code, body)),
  serve(routes.careWords, 'identity.open', (ctx, { params, body }) => openCareWords(ctx, params.code, body)),
  serve(routes.careDue, 'protection.work', (ctx, { query }) => listDue(ctx, query)),
  serve(routes.careLooked, 'care.supervise', (ctx, { params }) => lookAtContact(ctx, params.id)),
  serve(routes.referralPrepare, 'identity.seal', (ctx, { params, body }) =>
    prepareReferral(ctx, params.code, body),
  ),
  serve(routes.referralList, 'protection.work', (ctx, { query }) => listReferrals(ctx, query)),
  serve(routes.referralRead, 'protection.work', (ctx, { params }) => readReferral(ctx, params.id)),
  serve(routes.referralOpen, 'identity.open', (ctx, { params, body }) =>
    openPackage(ctx, params.id, body.reason),
  ),
  serve(routes.referralSend, 'protection.work', (ctx, { params }) => sendReferral(ctx, params.id)),
  serve(routes.referralAnswer, 'protection.work', (ctx, { params, body }) =>
    answerReferral(ctx, params.id, body),
  ),
  serve(routes.referralEnd, 'protection.work', (ctx, { params, body }) =>
    endReferral(ctx, params.id, body.how),
  ),
  serve(routes.serviceList, 'protection.work', (ctx, { query }) => listServices(ctx, query)),
  serve(routes.serviceMake, 'protection.work', (ctx, { body }) => makeService(ctx, body)),
  serve(routes.serviceChange, 'protection.work', (ctx, { params, body }) =>
    changeService(ctx, params.id, body),
  ),
  serve(routes.serviceVersions, 'protection.work', (ctx, { params }) => listVersions(ctx, params.id)),
  serve(routes.serviceLoad, 'protection.work', (ctx, { body }) => loadServices(ctx, body)),
  serve(routes.placeList, 'protection.work', (ctx) => listPlaces(ctx)),
  serve(routes.placeMake, 'identity.seal', (ctx, { body }) => makePlace(ctx, body)),
  serve(routes.placeResize, 'protection.work', (ctx, { params, body }) =>
    resizePlace(ctx, params.id, body.capacity),
  ),
]
