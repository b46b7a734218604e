import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Instant, OneOf, PageQuery, PurposeName, Reason, Strict, Words } from './shape.ts'

export const AuditEvent = Strict({
  id: Id,
  at: Type.String(),
  action: Type.String(),
  person: Type.Optional(Strict({ id: Id, name: Words })),
  organisation: Type.String(),
  purpose: Type.Optional(PurposeName),
  reference: Type.Optional(Type.String()),
  object: Type.Optional(Type.String()),
  sequence: Type.Optional(Type.Integer()),
  requestId: Type.Optional(Type.String()),
})
export type AuditEvent = Static<typeof AuditEvent>

export const AuditQuery = Strict({
  person: Type.Optional(Id),
  action: Type.Optional(Type.String({ maxLength: 60 })),
  object: Type.Optional(Id),
  from: Type.Optional(Type.Union([Instant, Type.String({ format: 'date' })])),
  until: Type.Optional(Type.Union([Instant, Type.String({ format: 'date' })])),
  ...PageQuery,
})

/** Asks for the proof that the log has only grown since a head somebody kept. */
export const AuditCheckpointQuery = Strict({ since: Type.Optional(Type.Integer({ minimum: 1 })) })

/** A C2SP signed note, and what may be checked with it. */
export const AuditCheckpoint = Strict({
  note: Type.String(),
  size: Type.Integer(),
  key: Type.String(),
  waiting: Type.Integer(),
  consistency: Type.Optional(
    Type.Array(Type.String({ description: 'base64 SHA-256, proof of RFC 6962 from `since` to `size`' })),
  ),
})
export type AuditCheckpoint = Static<typeof AuditCheckpoint>

export const AuditProof = Strict({
  event: Type.String({ description: 'canonical JSON that the leaf hash is made of' }),
  index: Type.Integer(),
  proof: Type.Array(Type.String({ description: 'base64 SHA-256, leaf to root' })),
  note: Type.String(),
})
export type AuditProof = Static<typeof AuditProof>

const roles = [
  'analyst',
  'assessor',
  'exchange-officer',
  'supervisor',
  'administrator',
  'oversight',
  'case-worker',
  'consular-officer',
  'panel-member',
  'shelter-head',
] as const

export const RoleGrant = Strict({
  id: Id,
  role: Type.String(),
  state: OneOf(['proposed', 'approved', 'revoked']),
  reason: Type.String(),
  proposedBy: Type.Optional(Words),
  proposedAt: Type.String(),
  can: Can,
})
export type RoleGrant = Static<typeof RoleGrant>

export const PersonRow = Strict({
  id: Id,
  name: Words,
  organisation: Strict({ code: Type.String(), name: Words }),
  clearance: Type.Integer(),
  active: Type.Boolean(),
  grants: Type.Array(RoleGrant),
  can: Can,
})
export type PersonRow = Static<typeof PersonRow>

export const ProposeRole = Strict({ role: OneOf(roles), reason: Reason })
export type ProposeRole = Static<typeof ProposeRole>
