import {
  erasedKinds,
  erasureRefusals,
  holdGrounds,
  openMatters,
  retentionClasses,
  retentionEvents,
  stayingKinds,
} from '@shield/core'
import type {
  ErasedKind,
  ErasureRefusal,
  HoldGround,
  OpenMatter,
  RetentionClass,
  RetentionEvent,
  StayingKind,
} from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { RecallPlaces } from './exchange.ts'
import { Can, Id, Instant, OneOf, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const Day = Type.String({ format: 'date' })
const act = OneOf(['review', 'erase'] as const)
const Class = OneOf(Object.keys(retentionClasses) as RetentionClass[])
const Event = OneOf(Object.keys(retentionEvents) as RetentionEvent[])
const Ground = OneOf(Object.keys(holdGrounds) as HoldGround[])
const Refusal = OneOf(Object.keys(erasureRefusals) as ErasureRefusal[])
const Open = OneOf(Object.keys(openMatters) as OpenMatter[])

export const clockStates = ['running', 'soon', 'due', 'held'] as const
export const erasureGrounds = ['due', 'request'] as const
export const erasureStates = ['proposed', 'refused', 'clearing', 'erased'] as const

/** How long one class is kept; a country gives its own as data, and what nobody gave is what is shipped. */
export const RetentionRules = Strict({
  name: Type.String(),
  checked: Type.String(),
  warnDays: Type.Integer(),
  rules: Type.Array(Strict({ class: Class, years: Type.Integer(), act, cites: Type.String() })),
})
export type RetentionRules = Static<typeof RetentionRules>

export const RetentionClockView = Strict({
  class: Class,
  act,
  years: Type.Integer(),
  event: Event,
  eventAt: Instant,
  dueOn: Day,
  warnOn: Day,
  state: OneOf(clockStates),
  /** Which rules, in which version. */
  rule: Type.String(),
})

export const LegalHold = Strict({
  id: Id,
  ground: Ground,
  until: Day,
  placedAt: Instant,
  placedBy: Words,
  organisation: Type.String(),
  /** Placed by oversight, which alone ends it. */
  ofOversight: Type.Boolean(),
  reviewedAt: Type.Optional(Instant),
  releasedAt: Type.Optional(Instant),
  releasedBy: Type.Optional(Words),
  state: OneOf(['stands', 'lapsed', 'released'] as const),
  can: Can,
})
export type LegalHold = Static<typeof LegalHold>

const Deciding = Strict({ at: Instant, by: Words, organisation: Type.String() })

export const ErasureRow = Strict({
  id: Id,
  code: PersonCode,
  ground: OneOf(erasureGrounds),
  state: OneOf(erasureStates),
  proposed: Deciding,
  decided: Type.Optional(Deciding),
  refusal: Type.Optional(Refusal),
})
export type ErasureRow = Static<typeof ErasureRow>

/** The clock of a person, what stops it, and what was asked for. */
export const RetentionView = Strict({
  code: PersonCode,
  /** Absent: no rule is given for somebody of this kind, so nobody is due. */
  clock: Type.Optional(RetentionClockView),
  open: Type.Array(Open),
  holds: Type.Array(LegalHold),
  erasures: Type.Array(ErasureRow),
  can: Can,
})
export type RetentionView = Static<typeof RetentionView>

export const RetentionRow = Strict({ code: PersonCode, clock: RetentionClockView })
export type RetentionRow = Static<typeof RetentionRow>

/** Somebody who should have been erased by the rule, for oversight: a code, whom to ask, and nothing of the person. */
export const overdueStates = ['overdue', 'held'] as const
export const OverdueRow = Strict({
  code: PersonCode,
  /** Who cares for the person, and so has to propose and decide. */
  carers: Type.Array(Words),
  /** The day on which the rule says that it ends; absent: the clock counts towards another day by now. */
  dueOn: Type.Optional(Day),
  rule: Type.Optional(Type.String()),
  /** It was proposed, and nobody has decided. */
  proposedAt: Type.Optional(Instant),
  /** The hold of the reader's own office. */
  hold: Type.Optional(Strict({ id: Id, ground: Ground, until: Day, placedAt: Instant, placedBy: Words })),
  can: Can,
})
export type OverdueRow = Static<typeof OverdueRow>

/** What is signed. No word of the person is in it; the code is random and nobody else's. */
export const ErasureCertificate = Strict({
  id: Id,
  node: Type.String(),
  code: PersonCode,
  ground: OneOf(erasureGrounds),
  clock: Type.Optional(RetentionClockView),
  proposed: Deciding,
  decided: Deciding,
  /** When the vault destroyed the key: from then on no backup opens anything. */
  keyDestroyedAt: Instant,
  erased: Type.Array(
    Strict({ kind: OneOf(Object.keys(erasedKinds) as ErasedKind[]), count: Type.Integer() }),
  ),
  stays: Type.Array(OneOf(Object.keys(stayingKinds) as StayingKind[])),
  /** Releases to partners that were taken back, and devices told to go blank. */
  recalled: Type.Array(Strict({ release: Id, peer: Type.String() })),
  devices: Type.Integer(),
  certifiedAt: Instant,
})
export type ErasureCertificate = Static<typeof ErasureCertificate>

/** What is to be checked by somebody without this node: the text, the signature, the line of the audit and its place. */
export const CertificateFile = Strict({
  kind: Type.Literal('erasure-certificate'),
  certificate: ErasureCertificate,
  signature: Type.String(),
  /** C2SP verifier key of the node's log, with which the certificate is signed too. */
  key: Type.String(),
  /** Absent while the audit's line waits for its place. */
  proof: Type.Optional(
    Strict({
      event: Type.String(),
      index: Type.Integer(),
      proof: Type.Array(Type.String()),
      note: Type.String(),
    }),
  ),
})
export type CertificateFile = Static<typeof CertificateFile>

/** One erasure: the proposal, the decision, the certificate, and what partners report of what they held. */
export const ErasureView = Strict({
  ...ErasureRow.properties,
  clock: Type.Optional(RetentionClockView),
  open: Type.Array(Open),
  isHeld: Type.Boolean(),
  certificate: Type.Optional(ErasureCertificate),
  /** First letters of the signature, as they stand on the paper. */
  mark: Type.Optional(Type.String()),
  /** Its line stands in the signed log. */
  isInLog: Type.Boolean(),
  partners: Type.Array(
    Strict({
      release: Id,
      peer: Type.String(),
      state: OneOf(['recalling', 'recalled'] as const),
      reportedAt: Type.Optional(Instant),
      isComplete: Type.Boolean(),
      ...RecallPlaces,
    }),
  ),
  devices: Strict({ told: Type.Integer(), blank: Type.Integer() }),
  can: Can,
})
export type ErasureView = Static<typeof ErasureView>

export const PlaceHold = Strict({
  id: Id,
  ground: Ground,
  until: Day,
  reason: Type.String({ minLength: 3, maxLength: 2000 }),
})
export type PlaceHold = Static<typeof PlaceHold>

export const DecideErasure = Strict({
  /** Absent: it is agreed to. */
  refusal: Type.Optional(Refusal),
  reason: Type.String({ minLength: 3, maxLength: 2000 }),
})
export type DecideErasure = Static<typeof DecideErasure>
