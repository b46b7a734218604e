import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Id, OneOf } from '../shape.ts'

/** What one side has decided about an agreement, alone and at once. Why stays with it. */
export const AgreementStand = Type.Object({
  agreement: Id,
  /** Counted by the sender for each agreement: the greater number is the later word. */
  number: Type.Integer({ minimum: 1 }),
  stand: OneOf(['running', 'suspended', 'ended']),
})
export type AgreementStand = Static<typeof AgreementStand>

/** A version of an agreement that two people of the sender's side have signed for. */
export const AgreementProposal = Type.Object({
  proposal: Id,
  /** Compact JWS over an AgreementBody: what is read is what was signed. */
  terms: Type.String({ maxLength: 200_000 }),
})
export type AgreementProposal = Static<typeof AgreementProposal>

/** What became of a proposal: the receiver's two people have signed it or one has declined it, or its sender takes it back. */
export const AgreementAnswer = Type.Object({
  proposal: Id,
  answer: OneOf(['accepted', 'declined', 'withdrawn']),
  /** Of an acceptance: JWS over the same terms. */
  signature: Type.Optional(Type.String({ maxLength: 200_000 })),
  /** Of what was declined, for its proposer to read. */
  reason: Type.Optional(Type.String({ maxLength: 2000 })),
})
export type AgreementAnswer = Static<typeof AgreementAnswer>
