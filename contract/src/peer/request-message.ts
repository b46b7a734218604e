import { Type } from 'typebox'
import type { Static } from 'typebox'

import { RequestAsked, requestActs, requestKinds, requestRefusals, urgencies } from '../requests.ts'
import { Id, Instant, OneOf, PurposeName, Reason } from '../shape.ts'

export const RequestMessage = Type.Object({
  request: Id,
  agreement: Id,
  from: Type.String({ maxLength: 41 }),
  to: Type.String({ maxLength: 41 }),
  kind: OneOf(requestKinds),
  urgency: OneOf(urgencies),
  purpose: PurposeName,
  legalBasis: Type.String({ maxLength: 500 }),
  case: Type.String({ maxLength: 100 }),
  asked: RequestAsked,
  text: Reason,
  dueAt: Instant,
})
export type RequestMessage = Static<typeof RequestMessage>

export const RequestActMessage = Type.Object({
  request: Id,
  act: OneOf(requestActs),
  code: Type.Optional(OneOf(requestRefusals)),
  text: Type.String({ maxLength: 2000 }),
  release: Type.Optional(Id),
})
export type RequestActMessage = Static<typeof RequestActMessage>
