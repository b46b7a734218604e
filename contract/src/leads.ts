import { Type } from 'typebox'
import type { Static } from 'typebox'

import {
  Can,
  Grade,
  Id,
  Instant,
  Kind,
  Marking,
  OneOf,
  Opaque,
  PageQuery,
  Property,
  PurposeName,
  Reason,
  Strict,
  Words,
} from './shape.ts'

const SearchWatched = Strict({
  q: Type.String({ minLength: 1, maxLength: 200 }),
  kind: Type.Optional(Kind),
  source: Type.Optional(Id),
  country: Type.Optional(Type.String({ maxLength: 20 })),
})

const deliveries = ['at-once', 'daily'] as const
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
/** Hours in which nothing is told; over midnight where the end is the earlier. What is found meanwhile is told when they end. */
const Quiet = Strict({ from: Clock, until: Clock })

/** What to watch: an entity with whatever stands together with it, an identifier wherever it is stated, or a search. */
export const MakeWatch = Strict({
  about: Type.Union([
    Strict({ entity: Id }),
    Strict({ property: Property, value: Type.String({ minLength: 1, maxLength: 300 }) }),
    Strict({ search: SearchWatched }),
  ]),
  /** The whole desk is told. */
  shared: Type.Boolean(),
  delivery: OneOf(deliveries),
  quiet: Type.Optional(Quiet),
  /** IANA time zone of the hours. */
  zone: Type.String({ minLength: 1, maxLength: 60 }),
  /** 90 days where none is named; at most a year. */
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
  /** The case or reason; the purpose is the one stated. */
  reference: Type.String({ minLength: 3, maxLength: 200 }),
})
export type MakeWatch = Static<typeof MakeWatch>

export const leadRules = ['watch-entity', 'watch-identifier', 'watch-search', 'shared-identifier'] as const
export type LeadRule = (typeof leadRules)[number]

const Named = Strict({ id: Id, kind: Kind, caption: Type.String() })

export const WatchView = Strict({
  id: Id,
  /** One of the three; none once the watched entity may not be seen any more. */
  entity: Type.Optional(Named),
  identifier: Type.Optional(Strict({ property: Property, value: Type.String() })),
  search: Type.Optional(SearchWatched),
  rule: OneOf(leadRules),
  shared: Type.Boolean(),
  by: Words,
  purpose: PurposeName,
  reference: Type.String(),
  delivery: OneOf(deliveries),
  quiet: Type.Optional(Quiet),
  madeAt: Type.String(),
  endsAt: Type.String(),
  state: OneOf(['active', 'paused', 'ended']),
  /** Leads of it that this reader sees. */
  leads: Type.Integer(),
  can: Can,
})
export type WatchView = Static<typeof WatchView>

export const leadStates = ['new', 'acknowledged', 'acted', 'dismissed'] as const
export type LeadState = (typeof leadStates)[number]

/** One statement at an end of the path, with where it comes from and how it is handled. */
export const LeadEnd = Strict({
  entity: Named,
  statement: Opaque,
  record: Opaque,
  property: Property,
  value: Type.String(),
  grade: Grade,
  from: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
  recordedAt: Type.String(),
  source: Id,
  sourceName: Type.String(),
  organisation: Type.String(),
  marking: Marking,
})
export type LeadEnd = Static<typeof LeadEnd>

/** Statement → value → statement. Of a watch the left is what is watched, and may have no statement of its own. */
export const LeadPath = Strict({
  property: Property,
  value: Type.String(),
  left: Type.Array(LeadEnd),
  right: Type.Array(LeadEnd),
})
export type LeadPath = Static<typeof LeadPath>

export const connectedBy = ['source', 'case', 'organisation', 'country'] as const

export const LeadRow = Strict({
  id: Id,
  rule: OneOf(leadRules),
  state: OneOf(leadStates),
  at: Type.String(),
  /** This reader has opened it. */
  isSeen: Type.Boolean(),
  /** The first of its paths. */
  property: Property,
  value: Type.String(),
  left: Type.Optional(Strict({ caption: Type.String(), kind: Kind, sourceName: Type.String() })),
  right: Strict({ caption: Type.String(), kind: Kind, sourceName: Type.String() }),
  /** How many identifiers or values it is about; counted up to a hundred and one. */
  count: Type.Integer(),
  connects: Type.Array(OneOf(connectedBy)),
  assignedTo: Type.Optional(Words),
  markings: Type.Array(Marking),
})
export type LeadRow = Static<typeof LeadRow>

export const leadActs = ['acknowledge', 'act', 'dismiss', 'reopen'] as const
export type LeadAct = (typeof leadActs)[number]

export const LeadView = Strict({
  id: Id,
  rule: OneOf(leadRules),
  state: OneOf(leadStates),
  at: Type.String(),
  watch: Type.Optional(
    Strict({
      id: Id,
      shared: Type.Boolean(),
      words: Type.Optional(Type.String()),
      entity: Type.Optional(Named),
    }),
  ),
  paths: Type.Array(LeadPath),
  count: Type.Integer(),
  connects: Type.Array(OneOf(connectedBy)),
  assignedTo: Type.Optional(Words),
  acts: Type.Array(
    Strict({
      act: OneOf([...leadActs, 'assign'] as const),
      at: Type.String(),
      by: Words,
      to: Type.Optional(Words),
      reason: Type.Optional(Type.String()),
    }),
  ),
  can: Can,
})
export type LeadView = Static<typeof LeadView>

export const LeadQuery = Strict({
  rule: Type.Optional(OneOf(leadRules)),
  /** `open`: new or acknowledged. */
  state: Type.Optional(OneOf(['open', ...leadStates] as const)),
  watch: Type.Optional(Id),
  mine: Type.Optional(Type.Boolean()),
  from: Type.Optional(Type.Union([Instant, Type.String({ format: 'date' })])),
  until: Type.Optional(Type.Union([Instant, Type.String({ format: 'date' })])),
  ...PageQuery,
})
export type LeadQuery = Static<typeof LeadQuery>

/** `was`: the state the actor looked at; another one by now is told, not overwritten. What was done, and why it is dismissed or reopened, is said. */
export const ActOnLead = Strict({
  act: OneOf(leadActs),
  was: OneOf(leadStates),
  reason: Type.Optional(Reason),
})
export type ActOnLead = Static<typeof ActOnLead>

/** Colleagues who may see all of a lead. */
export const LeadColleagues = Strict({ items: Type.Array(Strict({ id: Id, name: Words })) })
export type LeadColleagues = Static<typeof LeadColleagues>
export const AssignLead = Strict({ person: Id })

/** What came of the leads of a rule, of those this reader sees. Under ten decided the share says too little and is not told. */
export const LeadPrecision = Strict({
  items: Type.Array(
    Strict({
      rule: OneOf(leadRules),
      acted: Type.Integer(),
      dismissed: Type.Integer(),
      open: Type.Integer(),
      share: Type.Optional(Type.Number()),
    }),
  ),
})
export type LeadPrecision = Static<typeof LeadPrecision>

/** A number of the own organisation on which another one holds something. */
export const TicketView = Strict({
  id: Id,
  property: Property,
  value: Type.String(),
  entity: Named,
  marking: Marking,
  at: Type.String(),
  state: OneOf(['open', 'waiting', 'contact', 'no']),
  asked: Type.Optional(Strict({ at: Type.String(), by: Words, reason: Type.String() })),
  /** Whoever wants to be contacted says who he is; nobody else is named. */
  contacts: Type.Array(Strict({ organisation: Words, by: Words, at: Type.String(), text: Type.String() })),
  /** Others who ask about the same number. */
  asks: Type.Array(
    Strict({
      id: Id,
      organisation: Words,
      by: Words,
      at: Type.String(),
      reason: Type.String(),
      answer: Type.Optional(OneOf(['contact', 'no'])),
      can: Can,
    }),
  ),
  can: Can,
})
export type TicketView = Static<typeof TicketView>

export const AnswerAsk = Strict({
  answer: OneOf(['contact', 'no']),
  /** How and where to reach the desk. */
  text: Type.Optional(Type.String({ maxLength: 500 })),
})
export type AnswerAsk = Static<typeof AnswerAsk>
