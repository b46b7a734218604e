import { Type } from 'typebox'
import type { Static } from 'typebox'

import { MatchIdentifierName, hitAnswers, hitRefusals, mostMatched } from '../matching.ts'
import { Id, OneOf, PurposeName, Reason } from '../shape.ts'

const Epoch = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
const bytes = (count: number) => Type.String({ pattern: `^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}$` })
const Domain = { agreement: Id, identifier: MatchIdentifierName, epoch: Epoch }

/** A part of what may be asked about, as tokens nobody can read who has not the owner's key. */
export const MatchFilterMessage = Type.Object({
  ...Domain,
  publicKey: bytes(32),
  version: Type.Integer({ minimum: 1 }),
  part: Type.Integer({ minimum: 0 }),
  parts: Type.Integer({ minimum: 1, maximum: 1000 }),
  /** SHA-256 of the whole, base64url. */
  digest: bytes(32),
  tokens: Type.String({ maxLength: 1_500_000 }),
})
export type MatchFilterMessage = Static<typeof MatchFilterMessage>

/** What a ticket says, signed by the asker's node. */
export const MatchTicket = Type.Object({
  id: Id,
  from: Type.String(),
  to: Type.String(),
  agreement: Id,
  purpose: PurposeName,
  case: Type.String({ maxLength: 100 }),
  legalBasis: Type.String({ maxLength: 500 }),
  organisation: Type.String({ maxLength: 100 }),
  /** Who asks and answers for it, by number. */
  person: Id,
  groups: Type.Array(
    Type.Object({ identifier: MatchIdentifierName, epoch: Epoch, count: Type.Integer({ minimum: 1 }) }),
    {
      minItems: 1,
      maxItems: 20,
    },
  ),
  /** RFC 6962 root over SHA-256(value ‖ nonce) of every element. */
  root: bytes(32),
  /** What the asker's node says of the list. */
  looks: Type.Object({ sequential: Type.Boolean(), register: Type.Boolean() }),
  /** C2SP verifier key of the asker's audit log. */
  log: Type.String({ maxLength: 200 }),
  created: Type.String({ format: 'date-time' }),
  expires: Type.String({ format: 'date-time' }),
})
export type MatchTicket = Static<typeof MatchTicket>

export const MatchAskMessage = Type.Object({
  /** Compact JWS of a MatchTicket. */
  ticket: Type.String({ maxLength: 8000 }),
  /** The event of the asker's audit that names the ticket, and its proof under a signed head. */
  logged: Type.Object({
    event: Type.String({ maxLength: 8000 }),
    index: Type.Integer({ minimum: 0 }),
    proof: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 64 }),
    note: Type.String({ maxLength: 4000 }),
  }),
  groups: Type.Array(
    Type.Object({
      identifier: MatchIdentifierName,
      epoch: Epoch,
      blinded: Type.Array(bytes(32), { minItems: 1, maxItems: mostMatched }),
    }),
    { minItems: 1, maxItems: 20 },
  ),
})
export type MatchAskMessage = Static<typeof MatchAskMessage>

export const MatchAnswerMessage = Type.Object({
  ticket: Id,
  groups: Type.Array(
    Type.Object({
      identifier: MatchIdentifierName,
      epoch: Epoch,
      evaluated: Type.Array(bytes(32), { minItems: 1, maxItems: mostMatched }),
      proof: bytes(64),
    }),
    { minItems: 1, maxItems: 20 },
  ),
})
export type MatchAnswerMessage = Static<typeof MatchAnswerMessage>

/** Shows the whole token: its published beginning could be taken from the filter by whoever never had the value. */
export const MatchDisclosureMessage = Type.Object({
  disclosure: Id,
  ticket: Id,
  identifier: MatchIdentifierName,
  epoch: Epoch,
  token: bytes(32),
  summary: Reason,
})
export type MatchDisclosureMessage = Static<typeof MatchDisclosureMessage>

export const MatchReplyMessage = Type.Object({
  disclosure: Id,
  answer: OneOf(hitAnswers),
  code: Type.Optional(OneOf(hitRefusals)),
  text: Type.Optional(Type.String({ maxLength: 2000 })),
  release: Type.Optional(Id),
})
export type MatchReplyMessage = Static<typeof MatchReplyMessage>
