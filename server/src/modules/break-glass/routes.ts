import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { askGlass } from './ask-glass.ts'
import { confirmGlass } from './confirm-glass.ts'
import { listUses } from './list-uses.ts'
import { openGlass } from './open-glass.ts'
import { openReason, reviewGlass } from './review-glass.ts'

export const glassRoutes: readonly Served[] = [
  serve(routes.glassAsk, 'glass.break', (ctx, { body }) => askGlass(ctx, body)),
  serve(routes.glassConfirm, 'glass.break', (ctx, { params, body }) => confirmGlass(ctx, params.id, body)),
  serve(routes.glassList, 'glass.list', (ctx) => listUses(ctx)),
  serve(routes.glassOpen, 'glass.break', (ctx, { params }) => openGlass(ctx, params.id)),
  serve(routes.glassReview, 'glass.review', (ctx, { params, body }) => reviewGlass(ctx, params.id, body)),
  serve(routes.glassWords, 'glass.review', (ctx, { params, body }) =>
    openReason(ctx, params.id, body.reason),
  ),
]
