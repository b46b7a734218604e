import { Type } from 'typebox'
import type { Static } from 'typebox'

import {
  Can,
  Cursor,
  Direction,
  Grade,
  Id,
  Kind,
  LinkKind,
  Marking,
  OneOf,
  Opaque,
  PageQuery,
  Property,
  Reason,
  Strict,
  Words,
} from './shape.ts'

export const Statement = Strict({
  id: Opaque,
  property: Property,
  value: Type.String(),
  norm: Type.String(),
  grade: Grade,
  from: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
  recordedAt: Type.String(),
  retractedAt: Type.Optional(Type.String()),
  record: Opaque,
  source: Id,
  sourceName: Type.String(),
  organisation: Type.String(),
  marking: Marking,
})
export type Statement = Static<typeof Statement>

export const Member = Strict({
  id: Id,
  caption: Type.String(),
  kind: Kind,
  source: Id,
  sourceName: Type.String(),
  organisation: Type.String(),
  /** `content.write`: the handling of its records may be changed; `content.raise`: it may only be made stricter. */
  can: Can,
})
export type Member = Static<typeof Member>

const verdicts = ['same', 'different', 'unsure'] as const

export const Judgement = Strict({
  id: Id,
  left: Id,
  right: Id,
  /** What the two are called, by what the reader sees of them. */
  leftCaption: Type.String(),
  rightCaption: Type.String(),
  verdict: OneOf(verdicts),
  reason: Type.String(),
  by: Words,
  organisation: Type.String(),
  at: Type.String(),
  withdrawnAt: Type.Optional(Type.String()),
  can: Can,
})
export type Judgement = Static<typeof Judgement>

/** Who joins or separates says why; who is unsure need not. */
export const MakeJudgement = Strict({
  left: Id,
  right: Id,
  verdict: OneOf(verdicts),
  reason: Type.Optional(Reason),
})
export type MakeJudgement = Static<typeof MakeJudgement>

/** `waiting`: joins nothing until a second person agrees. */
export const MadeJudgement = Strict({ id: Id, state: OneOf(['made', 'waiting']) })
export type MadeJudgement = Static<typeof MadeJudgement>

export const LinkCount = Strict({ kind: LinkKind, direction: Direction, count: Type.Integer() })
export type LinkCount = Static<typeof LinkCount>

export const Profile = Strict({
  id: Id,
  kind: Kind,
  caption: Type.String(),
  statements: Type.Array(Statement),
  markings: Type.Array(Marking),
  members: Type.Array(Member),
  judgements: Type.Array(Judgement),
  links: Type.Array(LinkCount),
  can: Can,
})
export type Profile = Static<typeof Profile>

/** `retracted`: what was stated once and taken back stands among the statements too, with the time it ended. */
export const ProfileQuery = Strict({ retracted: Type.Optional(Type.Boolean()) })

export const Money = Strict({ amount: Type.String(), currency: Type.String() })

export const LinkRow = Strict({
  id: Id,
  kind: LinkKind,
  direction: Direction,
  other: Strict({ id: Id, kind: Kind, caption: Type.String() }),
  starts: Type.Optional(Type.String()),
  ends: Type.Optional(Type.String()),
  amount: Type.Optional(Money),
  detail: Type.Optional(Type.String()),
  sourceName: Type.String(),
  marking: Marking,
})
export type LinkRow = Static<typeof LinkRow>

export const LinkQuery = Strict({
  kind: Type.Optional(LinkKind),
  direction: Type.Optional(Direction),
  ...PageQuery,
})

export const RecordView = Strict({
  id: Opaque,
  key: Type.String(),
  sourceName: Type.String(),
  body: Type.Unknown(),
})
export type RecordView = Static<typeof RecordView>

export const HistoryEvent = Strict({
  id: Opaque,
  at: Type.String(),
  what: Words,
  detail: Type.Optional(Type.String()),
  by: Type.Optional(Words),
})
export type HistoryEvent = Static<typeof HistoryEvent>

export const EntityRow = Strict({
  id: Id,
  kind: Kind,
  caption: Type.String(),
  sourceName: Type.String(),
  recordedAt: Type.String(),
})
export type EntityRow = Static<typeof EntityRow>

export const NewestQuery = Strict({
  kind: Type.Optional(Kind),
  source: Type.Optional(Id),
  ...PageQuery,
})

export const SearchQuery = Strict({
  q: Type.String({ minLength: 1, maxLength: 200 }),
  kind: Type.Optional(Kind),
  source: Type.Optional(Id),
  country: Type.Optional(Type.String({ maxLength: 20 })),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type SearchQuery = Static<typeof SearchQuery>

export const Hit = Strict({
  id: Id,
  kind: Kind,
  caption: Type.String(),
  matched: Type.Array(Strict({ property: Property, value: Type.String(), because: Words })),
  sources: Type.Integer(),
  marking: Marking,
})
export type Hit = Static<typeof Hit>

export const SearchReply = Strict({
  items: Type.Array(Hit),
  next: Type.Optional(Cursor),
  count: Type.Optional(Type.Integer()),
  /** More were found than are worked through; count and facets speak of the best of them. */
  isCut: Type.Boolean(),
  facets: Type.Record(
    Type.String(),
    Type.Array(Strict({ value: Type.String(), count: Type.Integer(), label: Type.Optional(Words) })),
  ),
})
export type SearchReply = Static<typeof SearchReply>

export const Suggestion = Strict({ id: Id, kind: Kind, caption: Type.String() })
export type Suggestion = Static<typeof Suggestion>
export const Suggestions = Strict({ items: Type.Array(Suggestion) })
