import { Type } from 'typebox'
import type { Static } from 'typebox'

import {
  Can,
  Direction,
  Id,
  Instant,
  Kind,
  OneOf,
  PageQuery,
  Property,
  PurposeName,
  Reason,
  Strict,
  Words,
} from './shape.ts'

/** What may be asked of a partner: to tell something, or to do something. */
export const requestKinds = [
  'information',
  'freeze-account',
  'preserve-data',
  'check-address',
  'care-for-person',
  'permission',
] as const
export type RequestKind = (typeof requestKinds)[number]

export const urgencies = ['routine', 'urgent', 'danger'] as const
export type Urgency = (typeof urgencies)[number]

export const requestStates = [
  'waiting',
  'sent',
  'seen',
  'accepted',
  'answered-in-part',
  'refused',
  'mutual-legal-assistance',
  'closed',
] as const
export type RequestState = (typeof requestStates)[number]

/** What either side does with a request once it is sent. */
export const requestActs = [
  'accept',
  'refuse',
  'answer-part',
  'answer',
  'mutual-legal-assistance',
  'withdraw',
  'chase',
] as const
export type RequestActName = (typeof requestActs)[number]

export const requestRefusals = ['law', 'not-ours', 'too-wide', 'operation', 'no-resources', 'other'] as const
export type RequestRefusal = (typeof requestRefusals)[number]

/** The structured part: values it is about, each with its kind. */
export const RequestAsked = Type.Array(
  Strict({ property: Property, value: Type.String({ minLength: 1, maxLength: 300 }) }),
  {
    maxItems: 100,
  },
)

export const MakeRequest = Strict({
  agreement: Id,
  /** Organisation of the partner, by its code. */
  organisation: Type.String({ minLength: 2, maxLength: 41 }),
  kind: OneOf(requestKinds),
  urgency: OneOf(urgencies),
  legalBasis: Type.String({ minLength: 3, maxLength: 500 }),
  case: Type.String({ minLength: 3, maxLength: 100 }),
  asked: RequestAsked,
  text: Reason,
  dueAt: Instant,
  /** Profiles here that it is about. They stay here: the partner gets what is asked and nothing else. */
  entities: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20 })),
})
export type MakeRequest = Static<typeof MakeRequest>

export const ActOnRequest = Strict({
  act: OneOf(requestActs),
  text: Type.String({ maxLength: 2000 }),
  code: Type.Optional(OneOf(requestRefusals)),
  /** A release of ours by which an answer travels. */
  release: Type.Optional(Id),
})
export type ActOnRequest = Static<typeof ActOnRequest>

export const RequestView = Strict({
  id: Id,
  direction: Direction,
  peer: Strict({ node: Type.String(), name: Words }),
  organisation: Type.String(),
  otherOrganisation: Type.String(),
  /** What the two are called, as far as this node knows them. */
  organisationName: Words,
  otherName: Words,
  agreement: Id,
  kind: OneOf(requestKinds),
  urgency: OneOf(urgencies),
  purpose: PurposeName,
  legalBasis: Type.String(),
  case: Type.String(),
  asked: RequestAsked,
  text: Type.String(),
  state: OneOf(requestStates),
  code: Type.Optional(OneOf(requestRefusals)),
  by: Type.Optional(Words),
  at: Instant,
  dueAt: Instant,
  isLate: Type.Boolean(),
  /** Profiles here that it is about, of those this reader sees. */
  about: Type.Array(Strict({ id: Id, kind: Kind, caption: Type.String() })),
  /** Whose turn it is. */
  turn: OneOf(['us', 'them', 'nobody']),
  acts: Type.Array(
    Strict({
      act: Type.String(),
      direction: Direction,
      code: Type.Optional(OneOf(requestRefusals)),
      /** Why the partner's node did not take it. */
      because: Type.Optional(Words),
      text: Type.String(),
      release: Type.Optional(Id),
      by: Type.Optional(Words),
      at: Instant,
    }),
  ),
  can: Can,
})
export type RequestView = Static<typeof RequestView>

/** `open`: those that still want something, or with false those that have come to their end; absent: all. */
export const RequestQuery = Strict({
  direction: Type.Optional(Direction),
  open: Type.Optional(Type.Boolean()),
  ...PageQuery,
})

/** Whom this person may ask, under which agreement. */
export const RequestPartner = Strict({
  agreement: Id,
  title: Words,
  peer: Strict({ node: Type.String(), name: Words }),
  purposes: Type.Array(PurposeName),
  legalBasis: Type.String(),
  organisations: Type.Array(Strict({ code: Type.String(), name: Words })),
})
export type RequestPartner = Static<typeof RequestPartner>
