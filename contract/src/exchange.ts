import { Type } from 'typebox'
import type { Static } from 'typebox'

import {
  Can,
  Direction,
  Id,
  Kind,
  Marking,
  OneOf,
  Opaque,
  PageQuery,
  PurposeName,
  Property,
  Reason,
  Strict,
  Words,
} from './shape.ts'

export const releaseStates = [
  'draft',
  'waiting',
  'approved',
  'sent',
  'applied',
  'refused',
  'recalling',
  'recalled',
] as const

export const AgreementView = Strict({
  id: Id,
  version: Type.Integer(),
  title: Words,
  peer: Strict({ node: Type.String(), name: Words }),
  kinds: Type.Array(Kind),
  properties: Type.Array(Property),
  purposes: Type.Array(PurposeName),
  legalBasis: Type.String(),
  onward: Type.Boolean(),
  validFrom: Type.String(),
  validUntil: Type.String(),
  inForce: Type.Boolean(),
  suspendedAt: Type.Optional(Type.String()),
})
export type AgreementView = Static<typeof AgreementView>

export const ReleaseDraft = Strict({
  agreement: Id,
  entity: Id,
  /** Statement ids of the profile, chosen one by one. */
  statements: Type.Array(Opaque, { minItems: 1, maxItems: 1000 }),
  purpose: PurposeName,
})
export type ReleaseDraft = Static<typeof ReleaseDraft>

export const ReleaseCreate = Strict({
  ...ReleaseDraft.properties,
  legalBasis: Type.String({ minLength: 3, maxLength: 500 }),
  reason: Reason,
  expiresOn: Type.Optional(Type.String({ format: 'date' })),
})
export type ReleaseCreate = Static<typeof ReleaseCreate>

export const PackageStatement = Strict({
  property: Property,
  value: Type.String(),
  grade: Type.String(),
  from: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
})
export type PackageStatement = Static<typeof PackageStatement>

/** Exactly what the partner will see: the bytes that are signed are made of this and nothing else. */
export const ReleasePackage = Strict({
  entity: Id,
  kind: Kind,
  statements: Type.Array(PackageStatement),
  marking: Marking,
})
export type ReleasePackage = Static<typeof ReleasePackage>

export const ReleasePreview = Strict({
  package: ReleasePackage,
  secondPerson: Type.Boolean(),
  /** Why a second person is asked, in the policy's words. */
  because: Type.Array(Words),
  /** Chosen statements that can't go, each with the reason. */
  refused: Type.Array(Strict({ statement: Opaque, because: Words })),
  /** Statements of the same entity the partner holds from earlier releases in force. */
  held: Type.Array(PackageStatement),
})
export type ReleasePreview = Static<typeof ReleasePreview>

export const ReleaseView = Strict({
  id: Id,
  direction: Direction,
  peer: Strict({ node: Type.String(), name: Words }),
  agreement: Id,
  organisation: Type.String(),
  state: OneOf(releaseStates),
  purpose: PurposeName,
  legalBasis: Type.String(),
  reason: Type.String(),
  expiresOn: Type.Optional(Type.String()),
  caption: Type.String(),
  /** The entity here: ours for a release out, the received one for a release in. Absent once it may not be seen. */
  entity: Type.Optional(Id),
  package: Type.Optional(ReleasePackage),
  createdAt: Type.String(),
  createdBy: Type.Optional(Words),
  approvedAt: Type.Optional(Type.String()),
  approvedBy: Type.Optional(Words),
  approvalReason: Type.Optional(Type.String()),
  recalledAt: Type.Optional(Type.String()),
  recallReason: Type.Optional(Type.String()),
  receipts: Type.Array(
    Strict({ state: OneOf(['accepted', 'applied', 'recalled', 'refused']), at: Type.String() }),
  ),
  can: Can,
})
export type ReleaseView = Static<typeof ReleaseView>

export const ReleaseQuery = Strict({
  direction: Type.Optional(Direction),
  state: Type.Optional(OneOf(releaseStates)),
  ...PageQuery,
})
