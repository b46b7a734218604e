import { Type } from 'typebox'
import type { Static } from 'typebox'

import { RecallPlaces } from './exchange.ts'
import { Id, Instant, Reason, Strict, Words } from './shape.ts'

const Releases = Type.Array(Id, { minItems: 1, maxItems: 20_000, uniqueItems: true })
const Count = Type.Integer({ minimum: 0 })
const AtPartner = Strict({ node: Type.String(), name: Words, count: Count })

/** All that stand under an agreement, or what its version in force allows no more. */
const Under = { agreement: Id, exceeding: Type.Optional(Type.Boolean()) }

/** What one act takes back: these releases, or those under an agreement. */
export const RecallOrderDraft = Type.Union([Strict({ releases: Releases }), Strict(Under)])
export type RecallOrderDraft = Static<typeof RecallOrderDraft>

/** What would be taken back, before anybody decides. */
export const RecallOrderPreview = Strict({
  /** Releases that a partner has or is about to get. */
  told: Count,
  /** Releases that wait for a second person or for their originator: they will not go. */
  waiting: Count,
  partners: Type.Array(AtPartner),
  /** Of those asked for, what is taken back already or was refused. */
  left: Count,
})
export type RecallOrderPreview = Static<typeof RecallOrderPreview>

/** `count` is what was shown before: when it is another meanwhile, nothing is done. */
const Decision = { count: Count, reason: Reason }
export const MakeRecallOrder = Type.Union([
  Strict({ releases: Releases, ...Decision }),
  Strict({ ...Under, ...Decision }),
])
export type MakeRecallOrder = Static<typeof MakeRecallOrder>

/** One act that took many back, and how far their partners are with it. */
export const RecallOrderView = Strict({
  id: Id,
  at: Instant,
  by: Type.Optional(Words),
  reason: Type.String(),
  agreement: Type.Optional(Id),
  partners: Type.Array(AtPartner),
  count: Count,
  /** Of these: no receipt yet · hidden, no report · reported and places open · gone from everywhere or never told. */
  unconfirmed: Count,
  unreported: Count,
  incomplete: Count,
  done: Count,
  /** What the partners report, place by place, of all of them together. */
  ...RecallPlaces,
})
export type RecallOrderView = Static<typeof RecallOrderView>
