import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'

export const evacuationKinds = ['drill', 'real'] as const
/** What is done, in this order; `prove` and `open` are a drill's, `stop` to `wipe` are not. */
export const evacuationStages = [
  'close',
  'export',
  'verify',
  'prove',
  'open',
  'stop',
  'revoke',
  'destroy',
  'wipe',
  'report',
] as const

/**
 * Why it stopped: no room for the export; nobody could open it; keys of persons lie elsewhere; what came back differs; a process of
 * the node did not end; something else, which the command says.
 */
export const evacuationFaults = [
  'full',
  'unopenable',
  'vault-elsewhere',
  'differs',
  'still-runs',
  'other',
] as const

const Count = Type.Integer({ minimum: 0 })

export const EvacuationRow = Strict({
  id: Id,
  kind: OneOf(evacuationKinds),
  /** `over`: agreed, and nobody carried it out in time. */
  state: OneOf(['asked', 'agreed', 'under-way', 'done', 'withdrawn', 'over'] as const),
  reason: Type.String(),
  askedBy: Words,
  askedAt: Instant,
  agreedBy: Type.Optional(Words),
  agreedAt: Type.Optional(Instant),
  goodUntil: Instant,
  stage: Type.Optional(OneOf(evacuationStages)),
  endedAt: Type.Optional(Instant),
  /** Why the last attempt stopped. */
  fault: Type.Optional(OneOf(evacuationFaults)),
  result: Type.Optional(
    Strict({
      stages: Type.Array(Strict({ stage: OneOf(evacuationStages), seconds: Type.Number() })),
      bytes: Count,
      rows: Count,
      tables: Count,
      files: Count,
      /** Events of the audit that came back. */
      events: Count,
      /** Generation of the recovery shares that open it. */
      shares: Type.Optional(Count),
      hasPassphrase: Type.Boolean(),
    }),
  ),
  can: Can,
})
export type EvacuationRow = Static<typeof EvacuationRow>

/** How ready the node is to be left, and what was ordered. */
export const EvacuationView = Strict({
  plan: Strict({
    /** Where the node puts the export by itself; absent: somebody names it at the machine. */
    to: Type.Optional(Type.String()),
    /** Recovery shares of the key in force were made: three of their five holders open an export. */
    hasShares: Type.Boolean(),
    /** A passphrase for exports is set. */
    hasPassphrase: Type.Boolean(),
    /** Partners, who have to be called. */
    partners: Type.Array(Strict({ node: Type.String(), name: Words })),
    /** Devices that carry people and would be ordered to be wiped. */
    devices: Count,
    /** Drills are due so often. */
    drillDays: Count,
    lastDrill: Type.Optional(Instant),
    isDrillDue: Type.Boolean(),
  }),
  /** The reader's own code in an envelope: good until then. */
  envelope: Type.Optional(Strict({ madeAt: Instant, goodUntil: Instant })),
  /** The newest 100. */
  items: Type.Array(EvacuationRow),
  can: Can,
})
export type EvacuationView = Static<typeof EvacuationView>

export const EvacuationAsk = Strict({ kind: OneOf(evacuationKinds), reason: Reason })
export type EvacuationAsk = Static<typeof EvacuationAsk>

/** A code that agrees for somebody who can not come to a screen; shown once. */
export const EvacuationEnvelope = Strict({ code: Type.String(), goodUntil: Instant })
