import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Judgement, Member, Profile } from './registry.ts'
import { Can, Cursor, Id, Kind, Marking, OneOf, Property, Reason, Strict, Words } from './shape.ts'

/** How much speaks for one: strong, probable, possible. What is weak is no candidate. */
export const candidateBands = ['strong', 'probable', 'possible'] as const
export type CandidateBand = (typeof candidateBands)[number]

const Band = OneOf([...candidateBands, 'weak'])

export const CandidateQuery = Strict({
  band: Type.Optional(OneOf(candidateBands)),
  kind: Type.Optional(Kind),
  source: Type.Optional(Id),
  /** Only pairs of which one side is the asker's own organisation's. */
  own: Type.Optional(Type.Boolean()),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
})
export type CandidateQuery = Static<typeof CandidateQuery>

const Side = Strict({
  id: Id,
  kind: Kind,
  caption: Type.String(),
  source: Id,
  sourceName: Type.String(),
  organisation: Type.String(),
  marking: Marking,
})

/** A pair that may speak of one, by a few words of why; judged by nobody of the asker's organisation yet, or as unsure. */
export const CandidateRow = Strict({
  band: OneOf(candidateBands),
  left: Side,
  right: Side,
  because: Type.Array(Words),
  withinSource: Type.Boolean(),
  foundAt: Type.String(),
  /** When the asker's organisation was unsure. */
  unsureAt: Type.Optional(Type.String()),
})
export type CandidateRow = Static<typeof CandidateRow>

export const CandidateReply = Strict({
  items: Type.Array(CandidateRow),
  next: Type.Optional(Cursor),
  /** Of each band, as the list is narrowed otherwise; `isMore`: there are more than are counted. */
  bands: Type.Array(Strict({ band: OneOf(candidateBands), count: Type.Integer(), isMore: Type.Boolean() })),
  /** How many pairs have a side of each source, as the list is narrowed otherwise, the most first; on the first page alone. */
  sources: Type.Array(
    Strict({
      source: Id,
      name: Type.String(),
      organisation: Type.String(),
      count: Type.Integer(),
      isMore: Type.Boolean(),
    }),
  ),
})
export type CandidateReply = Static<typeof CandidateReply>

/** What one comparison of values says. `share` is the length of its bar: −1 to 1, of the longest. */
export const EvidenceStep = Strict({
  what: Words,
  /** How alike, in words. */
  level: Words,
  bearing: OneOf(['for', 'against', 'neither']),
  share: Type.Number({ minimum: -1, maximum: 1 }),
  /** How much that counts, in words. */
  weight: Words,
  left: Type.Optional(Type.String()),
  right: Type.Optional(Type.String()),
  property: Type.Optional(Property),
})
export type EvidenceStep = Static<typeof EvidenceStep>

export const Reach = Strict({
  records: Type.Integer(),
  sources: Type.Array(Type.String()),
  organisations: Type.Array(Type.String()),
  cases: Type.Array(Type.String()),
  /** What would stand in one profile that stands apart now. */
  together: Type.Array(Strict({ property: Property, left: Type.Integer(), right: Type.Integer() })),
  /** A second person has to agree to "same", and why. */
  secondPerson: Type.Optional(Words),
})
export type Reach = Static<typeof Reach>

export const PairQuestion = Strict({
  id: Id,
  question: Type.String(),
  organisation: Type.String(),
  asker: Type.String(),
  by: Words,
  at: Type.String(),
  answer: Type.Optional(Type.String()),
  answeredBy: Type.Optional(Words),
  answeredAt: Type.Optional(Type.String()),
  own: Strict({ id: Id, kind: Kind, caption: Type.String() }),
  other: Type.Optional(Strict({ id: Id, kind: Kind, caption: Type.String() })),
  can: Can,
})
export type PairQuestion = Static<typeof PairQuestion>

/** Two entities side by side, whether or not they were found as candidates. */
export const Pair = Strict({
  band: Band,
  left: Profile,
  right: Profile,
  evidence: Type.Array(EvidenceStep),
  /** The one value that would have to be wrong for the pair to be no candidate of its band any more. */
  hingesOn: Type.Optional(Words),
  withinSource: Type.Boolean(),
  reach: Reach,
  questions: Type.Array(PairQuestion),
  /** Names in other scripts, as they may be read in Latin letters: by machine. */
  readings: Type.Array(Strict({ value: Type.String(), latin: Type.String() })),
  /** Organisations whose word may be asked for: owners of a side that is not the asker's own. */
  owners: Type.Array(Type.String()),
  can: Can,
})
export type Pair = Static<typeof Pair>

export const PairQuery = Strict({ left: Id, right: Id })

/** A question to the owner of one side. The owner reads the words, and of the other side what it may see anyway. */
export const AskOwner = Strict({
  left: Id,
  right: Id,
  organisation: Type.String({ maxLength: 60 }),
  question: Reason,
})
export type AskOwner = Static<typeof AskOwner>
export const AnswerQuestion = Strict({ answer: Reason })

export const QuestionQuery = Strict({ waiting: Type.Optional(Type.Boolean()) })

export const PairProposal = Strict({
  id: Id,
  left: Side,
  right: Side,
  state: OneOf(['waiting', 'approved', 'refused', 'withdrawn']),
  reason: Type.String(),
  why: Words,
  by: Words,
  at: Type.String(),
  decidedBy: Type.Optional(Words),
  decidedAt: Type.Optional(Type.String()),
  decidedReason: Type.Optional(Type.String()),
  can: Can,
})
export type PairProposal = Static<typeof PairProposal>

/** The members of a cluster and what holds them together. */
export const ClusterEdge = Strict({
  left: Id,
  right: Id,
  band: Band,
  /** Who judged them the same, and why; absent for what only the values say. */
  judgement: Type.Optional(Judgement),
  /** Without it the cluster falls apart. */
  isBridge: Type.Boolean(),
})
export type ClusterEdge = Static<typeof ClusterEdge>

export const ClusterView = Strict({
  members: Type.Array(Member),
  edges: Type.Array(ClusterEdge),
  /** Of all pairs of members, how many hold together by themselves, in words. */
  density: Words,
  isCut: Type.Boolean(),
})
export type ClusterView = Static<typeof ClusterView>

/** What a cut between pairs that are proposed and pairs that are not would win and lose, strictest first. */
export const ThresholdStep = Strict({
  label: Words,
  band: Band,
  proposed: Type.Integer(),
  /** Of the pairs that people have judged: same above the cut, different above it, same below it. */
  rightly: Type.Integer(),
  wrongly: Type.Integer(),
  missed: Type.Integer(),
})
export type ThresholdStep = Static<typeof ThresholdStep>

export const ThresholdReply = Strict({
  steps: Type.Array(ThresholdStep),
  judged: Type.Integer(),
  isCut: Type.Boolean(),
})
export type ThresholdReply = Static<typeof ThresholdReply>

/** One number that stands in several places. */
export const SharedValue = Strict({
  property: Property,
  value: Type.String(),
  others: Type.Array(
    Strict({ id: Id, kind: Kind, caption: Type.String(), sourceName: Type.String(), marking: Marking }),
  ),
  /** More have it than are listed. */
  isMore: Type.Boolean(),
})
export type SharedValue = Static<typeof SharedValue>
