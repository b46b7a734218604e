import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Instant, OneOf, PageQuery, PurposeName, Reason, Strict, Words } from './shape.ts'

/** Kinds of identifiers two nodes can compare without showing them. Names are none: too many people share one. */
export const matchIdentifiers = [
  'phone',
  'account',
  'wallet',
  'document',
  'email',
  'domain',
  'plate',
] as const
export type MatchIdentifier = (typeof matchIdentifiers)[number]
export const MatchIdentifierName = OneOf(matchIdentifiers)

export const mostMatched = 500

/** Identifiers as they were written, to be asked of a partner without showing them. */
export const MakeMatch = Strict({
  agreement: Id,
  case: Type.String({ minLength: 3, maxLength: 100 }),
  legalBasis: Type.String({ minLength: 3, maxLength: 500 }),
  reason: Reason,
  items: Type.Array(
    Strict({ identifier: MatchIdentifierName, value: Type.String({ minLength: 1, maxLength: 300 }) }),
    {
      minItems: 1,
      maxItems: mostMatched,
    },
  ),
  /** Compared with whatever the partner publishes until then, at most a year; each month's question goes by itself. */
  watchUntil: Type.Optional(Type.String({ format: 'date' })),
})
export type MakeMatch = Static<typeof MakeMatch>

/** Why a value is not asked about. */
export const leftOuts = [
  'kind-unknown',
  'not-agreed',
  'not-published',
  'no-country',
  'no-issuer',
  'too-short',
  'malformed',
  'twice',
] as const
export type LeftOut = (typeof leftOuts)[number]

/** A list as somebody wrote it, before anything is asked. Without a kind each value's is recognised by its form. */
export const CheckMatch = Strict({
  agreement: Id,
  case: Type.Optional(Type.String({ maxLength: 100 })),
  items: Type.Array(
    Strict({
      identifier: Type.Optional(MatchIdentifierName),
      value: Type.String({ minLength: 1, maxLength: 300 }),
    }),
    { minItems: 1, maxItems: mostMatched },
  ),
})
export type CheckMatch = Static<typeof CheckMatch>

/** What would be asked: each value as both sides compare it, or why it stays here. */
export const MatchCheck = Strict({
  items: Type.Array(
    Strict({
      number: Type.Integer(),
      identifier: Type.Optional(MatchIdentifierName),
      value: Type.String(),
      norm: Type.Optional(Type.String()),
      leftOut: Type.Optional(OneOf(leftOuts)),
    }),
  ),
  /** What the partner learns of the list: how many of each kind, and what it looks like. */
  groups: Type.Array(Strict({ identifier: MatchIdentifierName, count: Type.Integer() })),
  looks: Strict({ sequential: Type.Boolean(), register: Type.Boolean() }),
  /** Which limit of the day it goes over, and how many are left of it. */
  over: Type.Optional(Strict({ limit: OneOf(['person', 'case', 'node']), left: Type.Integer() })),
})
export type MatchCheck = Static<typeof MatchCheck>

export const matchStates = ['logging', 'sent', 'answered', 'refused'] as const
export const hitAnswers = ['core', 'contact', 'refuse', 'neither'] as const
export type HitAnswer = (typeof hitAnswers)[number]

/** Why more is not told of a hit. */
export const hitRefusals = ['law', 'operation', 'purpose', 'other'] as const
export type HitRefusal = (typeof hitRefusals)[number]

const Disclosure = Strict({
  id: Id,
  at: Instant,
  dueAt: Instant,
  answer: Type.Optional(OneOf(hitAnswers)),
  code: Type.Optional(OneOf(hitRefusals)),
  text: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Instant),
  /** The release by which core data travels. */
  release: Type.Optional(Id),
})

export const MatchRow = Strict({
  id: Id,
  peer: Strict({ node: Type.String(), name: Words }),
  state: OneOf(matchStates),
  because: Type.Optional(Words),
  purpose: PurposeName,
  case: Type.String(),
  by: Words,
  at: Instant,
  count: Type.Integer(),
  hits: Type.Integer(),
  watchUntil: Type.Optional(Type.String()),
  /**
   * runs: compared with whatever is published. waits: its month is over and the next question has not gone yet.
   * went-on: another question has taken it over. ended: its day is over. stopped: by hand, or who asked may ask no more.
   */
  watch: Type.Optional(OneOf(['runs', 'waits', 'went-on', 'ended', 'stopped'])),
  /** The question of the month before that this one goes on with by itself, and the one that goes on with this. */
  renews: Type.Optional(Id),
  renewedBy: Type.Optional(Id),
})
export type MatchRow = Static<typeof MatchRow>

/** One question to a partner with its result, which only this side knows. */
export const MatchView = Strict({
  ...MatchRow.properties,
  legalBasis: Type.String(),
  reason: Type.String(),
  items: Type.Array(
    Strict({
      number: Type.Integer(),
      identifier: MatchIdentifierName,
      value: Type.String(),
      /** waiting: no answer yet. left-out: could not be compared as it was written. */
      result: OneOf(['waiting', 'hit', 'no-hit', 'left-out']),
      disclosure: Type.Optional(Disclosure),
    }),
  ),
  can: Can,
})
export type MatchView = Static<typeof MatchView>

export const DiscloseMatch = Strict({ item: Type.Integer({ minimum: 0 }), summary: Reason })
export type DiscloseMatch = Static<typeof DiscloseMatch>

/** What may be asked of a partner now, and how much of it is left today. */
export const MatchPartner = Strict({
  agreement: Id,
  peer: Strict({ node: Type.String(), name: Words }),
  identifiers: Type.Array(MatchIdentifierName),
  purposes: Type.Array(PurposeName),
  /** Kinds it has published something to compare with, this month. */
  published: Type.Array(MatchIdentifierName),
  /** When the newest of it came. */
  publishedAt: Type.Optional(Instant),
  /** Kinds that it may ask us about this month, and since when. */
  ours: Type.Array(Strict({ identifier: MatchIdentifierName, at: Instant })),
  quota: Strict({ person: Type.Integer(), case: Type.Integer(), node: Type.Integer() }),
  used: Strict({ person: Type.Integer(), node: Type.Integer() }),
  /** Why nothing of it is answered here until somebody has looked. */
  stopped: Type.Optional(Strict({ because: Words, at: Instant })),
  can: Can,
})
export type MatchPartner = Static<typeof MatchPartner>

/** A partner that has found something and asks for more. */
export const HitView = Strict({
  id: Id,
  peer: Strict({ node: Type.String(), name: Words }),
  /** Who asks: an organisation of the partner. */
  organisation: Words,
  purpose: PurposeName,
  case: Type.String(),
  summary: Type.String(),
  identifier: MatchIdentifierName,
  /** The value and whom it leads to, as far as this person sees them. */
  value: Type.Optional(Type.String()),
  entities: Type.Array(Strict({ id: Id, caption: Type.String() })),
  at: Instant,
  dueAt: Instant,
  answer: Type.Optional(OneOf(hitAnswers)),
  code: Type.Optional(OneOf(hitRefusals)),
  /** What the partner was told, and the reason that stays here. */
  text: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Instant),
  answeredBy: Type.Optional(Words),
  /** Of core data: the release by which it goes. */
  release: Type.Optional(Id),
  can: Can,
})
export type HitView = Static<typeof HitView>

export const AnswerHit = Strict({
  answer: OneOf(hitAnswers),
  reason: Reason,
  code: Type.Optional(OneOf(hitRefusals)),
  /** Of core data: whose. */
  entity: Type.Optional(Id),
  /** Goes to the partner. */
  text: Type.Optional(Type.String({ maxLength: 2000 })),
})
export type AnswerHit = Static<typeof AnswerHit>

export const HitQuery = Strict({ open: Type.Optional(Type.Boolean()), ...PageQuery })

export const PreviewHit = Strict({ entity: Id })

/** Questions of this node as oversight sees them: who asked whom, for which case, how many; neither values nor what came of it. */
export const MatchTicketRow = Strict({
  id: Id,
  peer: Strict({ node: Type.String(), name: Words }),
  organisation: Words,
  by: Words,
  purpose: PurposeName,
  case: Type.String(),
  at: Instant,
  state: OneOf(matchStates),
  count: Type.Integer(),
  /** How often it was opened by oversight. */
  opened: Type.Integer(),
})
export type MatchTicketRow = Static<typeof MatchTicketRow>

/** What a ticket was for, opened: each value with what ties it to the ticket and to what was asked. */
export const MatchOpening = Strict({
  ticket: Type.String(),
  /** Root over the commitments, as the ticket signs it; `fits`: the openings come to it and to the elements that went out. */
  root: Type.String(),
  fits: Type.Boolean(),
  items: Type.Array(
    Strict({
      identifier: MatchIdentifierName,
      value: Type.String(),
      nonce: Type.String(),
      blind: Type.String(),
    }),
  ),
})
export type MatchOpening = Static<typeof MatchOpening>
