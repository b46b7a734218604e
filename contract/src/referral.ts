import { answerValues, declineReasons, serviceKindNames } from '@shield/core'
import type { DeclineReason } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { FactKey, SafeContactRules } from './care.ts'
import { PersonIdentity, TriageShape } from './protection.ts'
import { Can, Cursor, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const declined = OneOf(Object.keys(declineReasons) as DeclineReason[])

export const PrepareReferral = Strict({
  /** Made by the device, so that sent again it is the same one. */
  id: Id,
  service: Id,
  purpose: OneOf(['referral', 'medical'] as const),
  items: Type.Array(FactKey, { minItems: 1, maxItems: 100, uniqueItems: true }),
  /** Hours within which an answer is asked for. */
  answerWithin: Type.Union([Type.Literal(24), Type.Literal(72), Type.Literal(168)]),
  /** Why the identity or the words of an answer are opened for it; kept, sealed. */
  reason: Reason,
})
export type PrepareReferral = Static<typeof PrepareReferral>

export const referralStates = [
  'prepared',
  'waiting',
  'accepted',
  'declined',
  'done',
  'taken-back',
  // The person took the agreement back, or it ran out: the receiver sees nothing more.
  'withdrawn',
  'expired',
] as const

export const ReferralRow = Strict({
  id: Id,
  code: PersonCode,
  direction: OneOf(['out', 'in'] as const),
  service: Words,
  kind: OneOf(serviceKindNames),
  from: Type.String(),
  to: Type.String(),
  purpose: OneOf(['referral', 'medical'] as const),
  state: OneOf(referralStates),
  items: Type.Array(FactKey),
  preparedAt: Instant,
  sentAt: Type.Optional(Instant),
  dueAt: Type.Optional(Instant),
  isOverdue: Type.Boolean(),
  /** When the clock reminded the receiver, and when it told the sender that nobody answers. */
  remindedAt: Type.Optional(Instant),
  escalatedAt: Type.Optional(Instant),
  answeredAt: Type.Optional(Instant),
  declined: Type.Optional(declined),
  hasWords: Type.Boolean(),
  endedAt: Type.Optional(Instant),
  can: Can,
})
export type ReferralRow = Static<typeof ReferralRow>

export const ReferralQuery = Strict({
  /** `asked`: waits for us. `silent`: nobody answers us. */
  list: Type.Optional(OneOf(['asked', 'silent', 'in', 'out'] as const)),
  code: Type.Optional(PersonCode),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type ReferralQuery = Static<typeof ReferralQuery>

/** One fact as the receiver reads it: exactly one of the values. */
const PackageItem = Strict({
  key: FactKey,
  identity: Type.Optional(Type.Partial(PersonIdentity, { additionalProperties: false })),
  triage: Type.Optional(TriageShape),
  answer: Type.Optional(
    Strict({
      indicator: Type.String(),
      value: OneOf(answerValues),
      words: Type.Optional(Type.String()),
      language: Type.Optional(Type.String()),
      translation: Type.Optional(Type.String()),
    }),
  ),
  certificate: Type.Optional(
    Strict({
      travel: Type.String(),
      interview: Type.String(),
      needsRest: Type.Boolean(),
      validUntil: Type.String(),
    }),
  ),
  contact: Type.Optional(SafeContactRules),
})
export type PackageItem = Static<typeof PackageItem>

export const ReferralPackage = Strict({ items: Type.Array(PackageItem), words: Type.Optional(Type.String()) })
export type ReferralPackage = Static<typeof ReferralPackage>

export const AnswerReferral = Type.Union([
  Strict({ answer: Type.Literal('accept') }),
  Strict({ answer: Type.Literal('decline'), because: declined, words: Type.Optional(Reason) }),
])
export type AnswerReferral = Static<typeof AnswerReferral>
