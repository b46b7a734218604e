import { EvacuationAsk, EvacuationEnvelope, EvacuationRow, EvacuationView } from './evacuation.ts'
import { route } from './route.ts'
import { ById, Strict } from './shape.ts'

/** Leaving a place with everything: the plan, drills, and the order that two people give. */
export const evacuationRoutes = {
  evacuationAgree: route('evacuationAgree', {
    summary: 'Agree to an evacuation or a drill as the second person',
    params: ById,
    reply: EvacuationRow,
  }),
  evacuationAsk: route('evacuationAsk', {
    summary: 'Order an evacuation or a drill; a second person has to agree',
    body: EvacuationAsk,
    reply: EvacuationRow,
  }),
  evacuationEnvelope: route('evacuationEnvelope', {
    summary:
      'A one-time code for a sealed envelope, which agrees in the place of its owner; ends the earlier one',
    body: Strict({}),
    reply: EvacuationEnvelope,
  }),
  evacuationList: route('evacuationList', {
    summary: 'How ready the node is to be left, and what was ordered',
    reply: EvacuationView,
  }),
  evacuationWithdraw: route('evacuationWithdraw', {
    summary: 'Take back an order that nobody has begun',
    params: ById,
    reply: EvacuationRow,
  }),
} as const
