import { handlings, paps, tlps, weights } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Kind, Marking, OneOf, Opaque, Reason, Sealed, Strict, Words } from './shape.ts'

const Audience = Type.Array(Type.String({ pattern: '^(node:)?[a-z0-9][a-z0-9-]{0,40}$' }), {
  maxItems: 100,
  uniqueItems: true,
})

/** The parts of a block that are to change; what is not named stays. */
export const MarkingEdit = Strict({
  level: Type.Optional(Type.Unsafe<0 | 1 | 2 | 3>({ type: 'integer', minimum: 0, maximum: 3 })),
  case: Type.Optional(Type.String({ maxLength: 80 })),
  releasedTo: Type.Optional(Audience),
  notReleasedTo: Type.Optional(Audience),
  tlp: Type.Optional(OneOf(tlps)),
  pap: Type.Optional(OneOf(paps)),
  handling: Type.Optional(OneOf(handlings)),
  noCourtUse: Type.Optional(Type.Boolean()),
  verifyBeforeUse: Type.Optional(Type.Boolean()),
  noOnwardTransfer: Type.Optional(Type.Boolean()),
  secondPerson: Type.Optional(Type.Boolean()),
})

/** One record that speaks of the entity, or all that one source says of it. A record moves whole: with every value and link it states. */
export const MarkingTarget = Type.Union([
  Strict({ entity: Id, record: Sealed }),
  Strict({ entity: Id, source: Id }),
])
export type MarkingTarget = Static<typeof MarkingTarget>

/** A template by its name, or the parts that change. */
export const MarkingWish = Type.Union([
  Strict({ template: Type.String({ maxLength: 40 }), case: Type.Optional(Type.String({ maxLength: 80 })) }),
  Strict({ edit: MarkingEdit }),
])
export type MarkingWish = Static<typeof MarkingWish>

export const MarkingDraft = Strict({ target: MarkingTarget, wish: MarkingWish })
export type MarkingDraft = Static<typeof MarkingDraft>

export const ChangeMarking = Strict({ target: MarkingTarget, wish: MarkingWish, reason: Reason })
export type ChangeMarking = Static<typeof ChangeMarking>

const Weight = OneOf(weights)

/** A block and the one that takes its place. */
const Successor = Strict({ before: Marking, after: Marking, weight: Weight })

/** An agency of this node: could somebody there, cleared for it, read something of this before, and after. */
const Readers = Strict({ code: Type.String(), name: Words, before: Type.Boolean(), after: Type.Boolean() })

const Weighed = {
  weight: Weight,
  blocks: Type.Array(Successor),
  counts: Strict({
    records: Type.Integer(),
    statements: Type.Integer(),
    links: Type.Integer(),
    entities: Type.Integer(),
  }),
  readers: Type.Array(Readers),
  /** People of the asker's own agency who can read some of it. */
  colleagues: Strict({ before: Type.Integer(), after: Type.Integer() }),
}

export const MarkingPreview = Strict({
  ...Weighed,
  /** It will wait for a second person of the owner; why, in the policy's words. */
  secondPerson: Type.Boolean(),
  because: Type.Optional(Words),
})
export type MarkingPreview = Static<typeof MarkingPreview>

export const markingChangeStates = ['done', 'waiting', 'approved', 'refused', 'withdrawn'] as const

export const MarkingChange = Strict({
  id: Id,
  state: OneOf(markingChangeStates),
  ...Weighed,
  entity: Strict({ id: Id, kind: Kind, caption: Type.String() }),
  sourceName: Type.String(),
  /** The one record; absent for all that the source says of the entity. */
  record: Type.Optional(Opaque),
  reason: Type.String(),
  organisation: Type.String(),
  by: Words,
  at: Type.String(),
  decidedBy: Type.Optional(Words),
  decidedAt: Type.Optional(Type.String()),
  decidedReason: Type.Optional(Type.String()),
  can: Can,
})
export type MarkingChange = Static<typeof MarkingChange>

export const MarkingChangeQuery = Strict({ entity: Id })
