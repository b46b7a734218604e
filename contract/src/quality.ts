import { answerValues } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { ByCode } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const day = Type.String({ format: 'date' })
const outcome = OneOf(['identified', 'not-identified'] as const)

/** What is absent is fewer than five, or would tell how many are. */
export const RateRow = Strict({
  /** A site, the organisations of a panel, or a month (`2026-05`). */
  key: Type.String(),
  decided: Type.Optional(Type.Integer()),
  identified: Type.Optional(Type.Integer()),
  /** Of those decided, in whole per cent; a rate near an end is told as 5 or 95. */
  rate: Type.Optional(Type.Integer()),
  /** `most`: 95 per cent or more, `least`: 5 or less; the number itself would tell of few. */
  near: Type.Optional(OneOf(['most', 'least'] as const)),
  /** Against the month before, or against all others. */
  swing: Type.Optional(Strict({ isSwing: Type.Boolean(), words: Words })),
})
export type RateRow = Static<typeof RateRow>

export const RateReply = Strict({
  asOf: Instant,
  by: OneOf(['site', 'team', 'month'] as const),
  items: Type.Array(RateRow),
  /** Rows beyond the first hundred. */
  more: Type.Integer(),
  /** Counts are exact for who may see the people; else small ones are withheld. */
  isExact: Type.Boolean(),
  /** Behind one row, for who may see them: the newest two hundred. */
  people: Type.Array(Strict({ code: PersonCode, outcome, decidedAt: Instant })),
  can: Can,
})
export type RateReply = Static<typeof RateReply>

/** A draw: what of, how much, by which seed, and how the second panels decided. */
export const QualityDraw = Strict({
  id: Id,
  since: day,
  until: day,
  share: Type.Integer(),
  seed: Type.String(),
  population: Type.Integer(),
  drawn: Type.Integer(),
  leftOut: Type.Integer(),
  at: Instant,
  by: Words,
  decided: Type.Optional(Type.Integer()),
  agreed: Type.Optional(Type.Integer()),
  /** The first decision against the second; absent counts are withheld. */
  pairs: Type.Array(
    Strict({
      first: outcome,
      second: OneOf(['identified', 'not-identified', 'none'] as const),
      count: Type.Optional(Type.Integer()),
    }),
  ),
  /** People on whom the two differ, for who may see them. */
  differing: Type.Array(
    Strict({
      code: PersonCode,
      first: outcome,
      second: OneOf(['identified', 'not-identified', 'none'] as const),
    }),
  ),
})
export type QualityDraw = Static<typeof QualityDraw>

/** What a second panel sees: answers, and not whose. */
export const QualityCheck = Strict({
  id: Id,
  dueAt: Instant,
  isChild: Type.Boolean(),
  organisations: Type.Array(Type.String()),
  law: Strict({ law: Type.String(), cites: Type.String() }),
  answers: Type.Array(
    Strict({
      indicator: Type.String(),
      value: OneOf(answerValues),
      name: Type.Record(Type.String(), Type.String()),
      dimension: Type.Record(Type.String(), Type.String()),
    }),
  ),
  can: Can,
})
export type QualityCheck = Static<typeof QualityCheck>

export const ReflectionView = Strict({
  /** Absent: the period of this country is not known here. */
  period: Type.Optional(
    Strict({
      days: Type.Integer(),
      cites: Type.String(),
      startsAt: Instant,
      endsAt: Instant,
      runs: Type.Boolean(),
    }),
  ),
  panelSits: Type.Boolean(),
  mayBeRemoved: Type.Boolean(),
  because: Words,
})
export type ReflectionView = Static<typeof ReflectionView>

/** Whether people are decided on alike: rates that swing, decisions taken again blindly; and the time nobody may be removed in. */
export const qualityRoutes = {
  reflectionRead: route('reflectionRead', {
    summary: 'The period of recovery and reflection of a person, by the law of the country',
    params: ByCode,
    reply: ReflectionView,
  }),
  rateRead: route('rateRead', {
    summary:
      'How many of those decided on were identified, by site, panel or month, and where the rate swings',
    query: Strict({
      by: Type.Optional(OneOf(['site', 'team', 'month'] as const)),
      /** The row whose people are listed. */
      of: Type.Optional(Type.String({ maxLength: 400 })),
    }),
    reply: RateReply,
  }),
  qualityList: route('qualityList', {
    summary:
      'Draws of decisions that are taken again, and how far the second agree with the first; the newest fifty',
    reply: Strict({ items: Type.Array(QualityDraw), can: Can }),
  }),
  qualityDraw: route('qualityDraw', {
    summary: 'Draw a share of the decisions of a period, to be taken again by others',
    body: Strict({
      since: day,
      until: day,
      share: Type.Integer({ minimum: 1, maximum: 100 }),
    }),
    reply: Strict({ items: Type.Array(QualityDraw), can: Can }),
  }),
  qualityCheckList: route('qualityCheckList', {
    summary: 'Decisions to be taken again that wait for this person; the hundred most pressing',
    reply: Strict({ items: Type.Array(Strict({ id: Id, dueAt: Instant, isChild: Type.Boolean() })) }),
  }),
  qualityCheckRead: route('qualityCheckRead', {
    summary: 'What was told, without who told it and without what was decided',
    params: ById,
    reply: QualityCheck,
  }),
  qualityCheckVote: route('qualityCheckVote', {
    summary: 'The vote of an organisation of the second panel; it is cast once',
    params: ById,
    body: Strict({
      /** Made by the device: sent again it is the same vote. */
      id: Id,
      vote: OneOf(['identified', 'not-identified', 'abstains'] as const),
      reason: Reason,
    }),
    reply: Strict({ isDone: Type.Boolean() }),
  }),
} as const
