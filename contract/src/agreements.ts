import { Type } from 'typebox'
import type { Static } from 'typebox'

import { zones } from '@shield/core'

import { MatchIdentifierName } from './matching.ts'
import { Can, Id, Instant, Kind, OneOf, Property, PurposeName, Reason, Strict, Words } from './shape.ts'

const Day = Type.String({ format: 'date' })
const Limit = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Text = (maxLength: number) =>
  Strict({ en: Type.String({ minLength: 3, maxLength }), th: Type.String({ minLength: 3, maxLength }) })

/** What either may ask the other without showing it. Absent from an agreement: nothing. */
export const MatchingTerms = Strict({
  identifiers: Type.Array(MatchIdentifierName, { minItems: 1, uniqueItems: true }),
  purposes: Type.Array(PurposeName, { minItems: 1, uniqueItems: true }),
  /** Identifiers a day. */
  quota: Strict({ person: Limit, case: Limit, node: Limit }),
})
export type MatchingTerms = Static<typeof MatchingTerms>

const terms = {
  title: Text(200),
  /** The text that was agreed, as the lawyers wrote it. */
  text: Type.Optional(Text(20_000)),
  kinds: Type.Array(Kind, { minItems: 1, uniqueItems: true }),
  properties: Type.Array(Property, { minItems: 1, uniqueItems: true }),
  /** Whose data: the zones values may come from. Absent: any whose handling lets them go. */
  zones: Type.Optional(Type.Array(OneOf(zones), { minItems: 1, uniqueItems: true })),
  purposes: Type.Array(PurposeName, { minItems: 1, uniqueItems: true }),
  legalBasis: Type.String({ minLength: 3, maxLength: 500 }),
  /** May the receiver hand on. */
  onward: Type.Boolean(),
  matching: Type.Optional(MatchingTerms),
  /** Of what goes under it nothing is kept longer; absent, as long as its owner lets it stand. */
  retentionDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
  validFrom: Day,
  validUntil: Day,
}

/** What an agreement says, without who has agreed to it. */
export const AgreementTerms = Strict(terms)
export type AgreementTerms = Static<typeof AgreementTerms>

/**
 * What two nodes sign, each the canonical form of this. Strict: a term that this node does not know can neither be shown in words
 * nor kept, so nobody here may agree to it.
 */
export const AgreementBody = Strict({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  /** Codes of the two nodes. */
  parties: Type.Array(Type.String({ pattern: '^[a-z]{2,12}$' }), { minItems: 2, maxItems: 2 }),
  ...terms,
})
export type AgreementBody = Static<typeof AgreementBody>

const Peer = Strict({ node: Type.String(), name: Words })

/** An agreement as it stands, by the newest version both sides have signed. */
export const AgreementView = Strict({
  id: Id,
  version: Type.Integer(),
  peer: Peer,
  ...terms,
  inForce: Type.Boolean(),
  suspendedAt: Type.Optional(Type.String()),
  /** Why this side suspended it; why the other did is its own. */
  suspendedReason: Type.Optional(Type.String()),
  theirSuspendedAt: Type.Optional(Type.String()),
  endedAt: Type.Optional(Type.String()),
  endedBy: Type.Optional(OneOf(['us', 'them'])),
  /** Releases of the own organisation that an earlier version let go and this one allows no more; absent: none, or not this person's to take back. */
  exceeding: Type.Optional(Type.Integer({ minimum: 1 })),
  can: Can,
})
export type AgreementView = Static<typeof AgreementView>

/**
 * proposed: one of ours wrote it. sent: a second of ours signed it, the partner has it. received: the partner signed it, nobody
 * here has agreed. agreed: one here has. overtaken: another version took its place before it was signed by both.
 */
export const agreementVersionStates = [
  'proposed',
  'sent',
  'received',
  'agreed',
  'in-force',
  'replaced',
  'declined',
  'withdrawn',
  'overtaken',
] as const
export type AgreementVersionState = (typeof agreementVersionStates)[number]

/** One version of an agreement on its way to both signatures, or behind them. */
export const AgreementVersion = Strict({
  id: Id,
  agreement: Id,
  version: Type.Integer(),
  peer: Peer,
  /** Who proposed it. */
  from: OneOf(['us', 'them']),
  state: OneOf(agreementVersionStates),
  terms: AgreementTerms,
  /** The terms it would replace, or replaced; absent for a first version. */
  before: Type.Optional(AgreementTerms),
  /** People of this side, in order; of the other side only its node speaks. */
  steps: Type.Array(
    Strict({
      act: OneOf(['proposed', 'agreed', 'signed', 'received', 'in-force', 'declined', 'withdrawn']),
      side: OneOf(['us', 'them']),
      at: Instant,
      by: Type.Optional(Words),
      reason: Type.Optional(Type.String()),
      /** Why the partner's node, not a person there, refused it. */
      because: Type.Optional(Words),
    }),
  ),
  can: Can,
})
export type AgreementVersion = Static<typeof AgreementVersion>

export const AgreementVersionQuery = Strict({
  /** All versions of this agreement; absent: those that wait for somebody, of every partner. */
  agreement: Type.Optional(Id),
})

export const ProposeAgreement = Strict({
  peer: Type.String({ pattern: '^[a-z]{2,12}$' }),
  /** The agreement this would be the next version of; absent, it is a new one. */
  agreement: Type.Optional(Id),
  terms: AgreementTerms,
  reason: Reason,
})
export type ProposeAgreement = Static<typeof ProposeAgreement>
