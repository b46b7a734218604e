import { Type } from 'typebox'
import type { Static } from 'typebox'

import { AmendAct, Consent, PackageParts, RecallPlaces, ReleasePackage } from '../exchange.ts'
import { Id, Instant, OneOf, PurposeName } from '../shape.ts'

const Told = {
  release: Id,
  agreement: Id,
  organisation: Type.String(),
  purpose: PurposeName,
  legalBasis: Type.String(),
  expiresOn: Type.Optional(Type.String({ format: 'date' })),
  package: ReleasePackage,
  consent: Type.Optional(Consent),
  /** Nodes that whoever receives it may pass it on to without asking. */
  onward: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })),
  /** Nodes it came through, the owner's first. Absent, it comes from its owner. */
  chain: Type.Optional(Type.Array(Type.String(), { maxItems: 10 })),
  /** JWS of a `LeaveToPassOn` by the owner's node. */
  leave: Type.Optional(Type.String({ maxLength: 200_000 })),
}

export const ReleaseMessage = Type.Object(Told)
export type ReleaseMessage = Static<typeof ReleaseMessage>

/**
 * A newer version of a release, whole: what it does not hold is taken back. The receiver keeps the newest by its number,
 * whatever the order in which they come, so a version that was lost on the way is missed by nobody. Why stays with the owner.
 */
export const AmendMessage = Type.Object({
  ...Told,
  /** Counted by the owner from the release itself, which is 1. */
  version: Type.Integer({ minimum: 2 }),
  acts: Type.Array(AmendAct, { minItems: 1 }),
})
export type AmendMessage = Static<typeof AmendMessage>

export const RecallMessage = Type.Object({ release: Id })
export type RecallMessage = Static<typeof RecallMessage>

/** Where the receiver has looked for a release that was taken back. One may follow another until it is complete; the last counts. */
export const RecallReport = Type.Object({ release: Id, complete: Type.Boolean(), ...RecallPlaces })
export type RecallReport = Static<typeof RecallReport>

/** What was looked for together is told together. */
export const RecallReports = Type.Object({
  reports: Type.Array(RecallReport, { minItems: 1, maxItems: 100 }),
})
export type RecallReports = Static<typeof RecallReports>

/** What an owner's node signs, so that a third can see that what reaches it by another was the owner's, and may. */
export const LeaveToPassOn = Type.Object({
  leave: Type.Literal(1),
  /** When it was signed, by its owner's clock. */
  at: Instant,
  node: Type.String(),
  organisation: Type.String(),
  /** The owner's release by which it is held, the node that may pass it on, and the nodes it may pass it to. */
  release: Id,
  by: Type.String(),
  to: Type.Array(Type.String(), { maxItems: 20 }),
  purposes: Type.Array(PurposeName),
  /** Its last day. */
  until: Type.Optional(Type.String({ format: 'date' })),
  /** SHA-256 of the canonical form of each thing said, base64url: of `[entity, statement]`, and of a link. */
  said: Type.Array(Type.String({ maxLength: 43 }), { maxItems: 1500 }),
})
export type LeaveToPassOn = Static<typeof LeaveToPassOn>

/** Whoever holds something asks its owner whether it may pass it on. Told again, it is the same question once more. */
export const PermissionAsk = Type.Object({
  permission: Id,
  /** The owner's release by which it is held. */
  release: Id,
  recipient: Type.String(),
  purpose: PurposeName,
  reason: Type.String({ maxLength: 2000 }),
  dueAt: Instant,
  package: PackageParts,
  /** It is not asked any more. */
  withdrawn: Type.Optional(Type.Literal(true)),
})
export type PermissionAsk = Static<typeof PermissionAsk>

export const PermissionReply = Type.Object({
  permission: Id,
  answer: OneOf(['granted', 'narrowed', 'refused']),
  reason: Type.String({ maxLength: 2000 }),
  /** What may go, of what was asked. */
  package: Type.Optional(PackageParts),
  leave: Type.Optional(Type.String({ maxLength: 200_000 })),
})
export type PermissionReply = Static<typeof PermissionReply>
