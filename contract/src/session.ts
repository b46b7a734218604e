import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Kind, OneOf, Opaque, PurposeName, Strict, Words } from './shape.ts'

export const Session = Strict({
  person: Strict({ id: Id, name: Words }),
  organisation: Strict({ code: Type.String(), name: Words, kind: Type.String() }),
  node: Type.String(),
  roles: Type.Array(Type.String()),
  can: Can,
  training: Type.Boolean(),
  purpose: Type.Optional(PurposeName),
  reference: Type.String(),
})
export type Session = Static<typeof Session>

export const StatePurpose = Strict({
  purpose: PurposeName,
  /** The case or reason the reads are for; ids, never content. */
  reference: Type.String({ maxLength: 200 }),
})
export type StatePurpose = Static<typeof StatePurpose>

export const SignInWays = Strict({
  node: Type.String(),
  training: Type.Boolean(),
  oidc: Type.Array(Strict({ id: Type.String(), name: Words })),
})
export type SignInWays = Static<typeof SignInWays>

export const Secret = Strict({ secret: Type.String({ minLength: 20, maxLength: 200 }) })

/** WebAuthn Level 3 options and answers pass through as the browser gives them. */
export const Ceremony = Strict({
  ceremony: Id,
  options: Type.Unsafe<never>({ type: 'object', additionalProperties: true }),
})
export const CeremonyAnswer = Strict({
  ceremony: Id,
  answer: Type.Unsafe<unknown>({ type: 'object', additionalProperties: true }),
})

export const queueNames = [
  'decide',
  'care-asked',
  'care-silent',
  'care-contacts',
  'care-reviews',
  'care-certificates',
  'requests',
  'hits',
  'answers',
  'alarms',
  'review',
  'leads',
  'running',
  'received',
  'returns',
  'changed',
  'failed',
] as const
export type QueueName = (typeof queueNames)[number]

export const WorkItem = Strict({
  id: Opaque,
  title: Words,
  at: Type.String(),
  /** An instant, or a day. */
  due: Type.Optional(Type.String()),
  to: Type.String(),
  /** How far, how many, from whom. */
  detail: Type.Optional(Words),
  /** What it is about; only where names were asked for and a purpose allows them. */
  about: Type.Optional(Strict({ kind: Kind, caption: Type.String() })),
})
export type WorkItem = Static<typeof WorkItem>

/** Names are personal data: asking for them is a look that the audit keeps, counting the queues is not. */
export const WorkQuery = Strict({ names: Type.Optional(Type.Boolean()) })

export const WorkReply = Strict({
  queues: Type.Array(Strict({ name: OneOf(queueNames), count: Type.Integer(), items: Type.Array(WorkItem) })),
})
export type WorkReply = Static<typeof WorkReply>
