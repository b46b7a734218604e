import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { decideDetermination, tellDetermination, voteOn } from './decide-determination.ts'
import { drawSample } from './draw-sample.ts'
import { listDraws } from './list-draws.ts'
import { listChecks, readCheck } from './read-check.ts'
import { readRates } from './read-rates.ts'
import { readReflection } from './read-reflection.ts'
import { voteOnCheck } from './vote-on-check.ts'
import { listSittings } from './list-sittings.ts'
import { openDetermination, reviewDetermination } from './open-determination.ts'
import { openReasons } from './open-reasons.ts'
import { listDeterminations, readDetermination } from './view-determination.ts'

export const determinationRoutes: readonly Served[] = [
  serve(routes.determinationList, 'panel.work', (ctx, { params }) => listDeterminations(ctx, params.code)),
  serve(routes.determinationSittings, 'panel.work', (ctx, { query }) => listSittings(ctx, query)),
  serve(routes.determinationOpen, 'protection.work', (ctx, { params, body }) =>
    openDetermination(ctx, params.code, body),
  ),
  serve(routes.determinationRead, 'panel.work', (ctx, { params }) => readDetermination(ctx, params.id)),
  serve(routes.determinationReasons, 'identity.open', (ctx, { params, body }) =>
    openReasons(ctx, params.id, body.reason),
  ),
  serve(routes.determinationVote, 'panel.work', (ctx, { params, body }) => voteOn(ctx, params.id, body)),
  serve(routes.determinationDecide, 'protection.work', (ctx, { params, body }) =>
    decideDetermination(ctx, params.id, body),
  ),
  serve(routes.determinationTell, 'protection.work', (ctx, { params, body }) =>
    tellDetermination(ctx, params.id, body.language),
  ),
  serve(routes.determinationReview, 'protection.work', (ctx, { params, body }) =>
    reviewDetermination(ctx, params.id, body),
  ),
  serve(routes.reflectionRead, 'panel.work', (ctx, { params }) => readReflection(ctx, params.code)),
  serve(routes.rateRead, 'quality.read', (ctx, { query }) => readRates(ctx, query)),
  serve(routes.qualityList, 'quality.read', (ctx) => listDraws(ctx)),
  serve(routes.qualityDraw, 'quality.draw', (ctx, { body }) => drawSample(ctx, body)),
  serve(routes.qualityCheckList, 'panel.work', (ctx) => listChecks(ctx)),
  serve(routes.qualityCheckRead, 'panel.work', (ctx, { params }) => readCheck(ctx, params.id)),
  serve(routes.qualityCheckVote, 'panel.work', (ctx, { params, body }) => voteOnCheck(ctx, params.id, body)),
]
