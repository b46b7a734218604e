import { routes } from '@shield/contract'

import { serve } from '../../serve.ts'
import type { Served } from '../../serve.ts'
import { makeEnvelope } from './make-envelope.ts'
import { agreeEvacuation, askEvacuation, withdrawEvacuation } from './order-evacuation.ts'
import { getRow, listEvacuations } from './view-evacuations.ts'

export const evacuationRoutes: readonly Served[] = [
  serve(routes.evacuationAgree, 'evacuation.order', (ctx, { params }) => agreeEvacuation(ctx, params.id)),
  serve(routes.evacuationAsk, 'evacuation.order', (ctx, { body }) => askEvacuation(ctx, body), {
    again: getRow,
  }),
  serve(routes.evacuationEnvelope, 'evacuation.order', (ctx) => makeEnvelope(ctx)),
  serve(routes.evacuationList, 'evacuation.order', (ctx) => listEvacuations(ctx)),
  serve(routes.evacuationWithdraw, 'evacuation.order', (ctx, { params }) =>
    withdrawEvacuation(ctx, params.id),
  ),
]
