import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { answerHit } from './answer-hit.ts'
import { checkMatch } from './check-match.ts'
import { previewHit } from './core-data.ts'
import { discloseMatch } from './disclose.ts'
import { endWatch } from './end-watch.ts'
import { listTickets } from './list-tickets.ts'
import { makeMatch } from './make-match.ts'
import { openMatch } from './open-match.ts'
import { listPartners, resumePartner } from './partners.ts'
import { listHits } from './view-hit.ts'
import { listMatches, viewMatch } from './view-match.ts'

export const matchingRoutes: readonly Served[] = [
  serve(routes.matchPartners, 'agreement.read', (ctx) => listPartners(ctx)),
  serve(routes.matchResume, 'match.review', (ctx, { params, body }) =>
    resumePartner(ctx, params.id, body.reason),
  ),
  serve(routes.matchMake, 'match.ask', (ctx, { body }) => makeMatch(ctx, body), { again: viewMatch }),
  serve(routes.matchCheck, 'match.ask', (ctx, { body }) => checkMatch(ctx, body)),
  serve(routes.matchList, 'match.ask', (ctx, { query }) => listMatches(ctx, query)),
  serve(routes.matchEndWatch, 'match.ask', (ctx, { params }) => endWatch(ctx, params.id)),
  serve(routes.matchRead, 'match.ask', (ctx, { params }) => viewMatch(ctx, params.id)),
  serve(routes.matchDisclose, 'match.ask', (ctx, { params, body }) => discloseMatch(ctx, params.id, body)),
  serve(routes.matchTickets, 'match.inspect', (ctx, { query }) => listTickets(ctx, query)),
  serve(routes.matchOpen, 'match.inspect', (ctx, { params }) => openMatch(ctx, params.id)),
  serve(routes.hitList, 'match.answer', (ctx, { query }) => listHits(ctx, query)),
  serve(routes.hitPreview, 'match.answer', (ctx, { params, body }) =>
    previewHit(ctx, params.id, body.entity),
  ),
  serve(routes.hitAnswer, 'match.answer', (ctx, { params, body }) => answerHit(ctx, params.id, body)),
]
