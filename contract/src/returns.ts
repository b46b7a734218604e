import { gateNames, returnOutcomes, returnStages, trackNames } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { OrganisationHere } from './consent.ts'
import { ReflectionView } from './quality.ts'
import { Can, Cursor, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const Day = Type.String({ format: 'date' })
const country = Type.String({ pattern: '^[A-Z]{2}$' })
const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })
const track = OneOf(trackNames)
const gate = OneOf(gateNames)
const state = Type.String({ pattern: '^[a-z-]{2,30}$' })
/** Reference of an authority: letters, digits and strokes, so that no name fits into it. */
const reference = Type.String({ pattern: '^[A-Z0-9][A-Z0-9/.-]{1,29}$' })
const amount = Strict({
  amount: Type.String({ pattern: '^\\d{1,9}(\\.\\d{2})?$' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})
const costKinds = ['document', 'ticket', 'escort', 'medical', 'lodging', 'other'] as const

/** What goes with a move: closed lists, days and amounts. What somebody said goes into the reason, which is sealed. */
export const ReturnFacts = Strict({
  /** Language in which it was told to the person. */
  language: Type.Optional(language),
  /** An adviser of the person's own was there. */
  adviser: Type.Optional(Type.Boolean()),
  level: Type.Optional(OneOf(['low', 'medium', 'high'] as const)),
  /** The last day on which it holds. */
  until: Type.Optional(Day),
  /** The last day somebody was permitted to stay, and whether they came to the authority by themselves. */
  permittedUntil: Type.Optional(Day),
  arrested: Type.Optional(Type.Boolean()),
  document: Type.Optional(OneOf(['passport', 'emergency', 'laissez-passer', 'icrc'] as const)),
  reference: Type.Optional(reference),
  /** Organisation abroad that receives. */
  agency: Type.Optional(Type.String({ minLength: 2, maxLength: 80 })),
  mode: Type.Optional(OneOf(['flight', 'bridge'] as const)),
  leavesAt: Type.Optional(Instant),
  cost: Type.Optional(
    Strict({
      kind: OneOf(costKinds),
      ...amount.properties,
      funder: OneOf(['state', 'embassy', 'iom', 'ngo', 'person', 'other'] as const),
    }),
  ),
  hearing: Type.Optional(Day),
})
export type ReturnFacts = Static<typeof ReturnFacts>

export const ReturnTrack = Strict({
  track,
  state: Type.String(),
  owner: Type.String(),
  since: Instant,
  dueAt: Type.Optional(Instant),
  isLate: Type.Boolean(),
  until: Type.Optional(Day),
  facts: ReturnFacts,
  /** Where it may go from here. */
  next: Type.Array(Type.String()),
  /** Nothing more is expected of it. */
  isAtRest: Type.Boolean(),
  /** Reminders that were due in this state, by the days of waiting. */
  chased: Type.Array(Type.Integer()),
})
export type ReturnTrack = Static<typeof ReturnTrack>

const ReturnGate = Strict({
  gate,
  closed: Type.Optional(OneOf(['not-yet', 'expired'] as const)),
  isOverridden: Type.Boolean(),
  /** Who has to act, where it is closed. */
  owner: Type.String(),
})

export const ReturnRow = Strict({
  id: Id,
  code: PersonCode,
  stage: OneOf(returnStages),
  missing: Type.Array(gate),
  turns: Type.Array(Type.String()),
  destination: Type.Optional(country),
  openedAt: Instant,
  dueAt: Instant,
  isLate: Type.Boolean(),
  outcome: Type.Optional(OneOf(returnOutcomes)),
})
export type ReturnRow = Static<typeof ReturnRow>

export const ReturnQuery = Strict({
  stage: Type.Optional(OneOf(returnStages)),
  /** Stopped by this gate. */
  gate: Type.Optional(gate),
  turn: Type.Optional(OneOf(['mine'] as const)),
  late: Type.Optional(OneOf(['late'] as const)),
  destination: Type.Optional(country),
  code: Type.Optional(PersonCode),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type ReturnQuery = Static<typeof ReturnQuery>

export const ReturnBoard = Strict({
  stages: Type.Array(Strict({ stage: OneOf(returnStages), people: Type.Integer() })),
  gates: Type.Array(Strict({ gate, people: Type.Integer() })),
  mine: Type.Integer(),
  late: Type.Integer(),
  organisationsHere: Type.Array(OrganisationHere),
  can: Can,
})
export type ReturnBoard = Static<typeof ReturnBoard>

export const ReturnOverride = Strict({
  id: Id,
  gate,
  askedBy: Type.String(),
  askedAt: Instant,
  agreedBy: Type.Optional(Type.String()),
  agreedAt: Type.Optional(Instant),
  refusedAt: Type.Optional(Instant),
  can: Can,
})
export type ReturnOverride = Static<typeof ReturnOverride>

/** What goes over with the person: counted, and never named. */
export const ReceiptItems = Strict({
  companions: Type.Array(PersonCode, { maxItems: 30, uniqueItems: true }),
  documents: Type.Integer({ minimum: 0, maximum: 99 }),
  belongings: Type.Integer({ minimum: 0, maximum: 99 }),
  medicines: Type.Integer({ minimum: 0, maximum: 99 }),
  telephones: Type.Integer({ minimum: 0, maximum: 99 }),
  money: Type.Array(amount, { maxItems: 5 }),
})
export type ReceiptItems = Static<typeof ReceiptItems>

export const ReturnReceipt = Strict({
  id: Id,
  items: ReceiptItems,
  /** SHA-256 of what is handed over, as both sides signed it. */
  digest: Type.String(),
  releasedBy: Type.String(),
  releasedAt: Instant,
  /** The first symbols of each signature: on the paper too. */
  releasedMark: Type.String(),
  receivedAt: Type.Optional(Instant),
  receivedMark: Type.Optional(Type.String()),
  differs: Type.Boolean(),
  /** Both signatures fit what stands here. */
  isRight: Type.Boolean(),
})
export type ReturnReceipt = Static<typeof ReturnReceipt>

const followOutcomes = ['well', 'needs-help', 'not-reached', 'not-wanted', 'exploited-again'] as const
export const ReturnFollowUp = Strict({
  day: Type.Integer(),
  dueAt: Instant,
  outcome: Type.Optional(OneOf(followOutcomes)),
  at: Type.Optional(Instant),
})

const Mission = Strict({
  organisation: Type.Optional(Type.String()),
  path: OneOf(['mission', 'nearest', 'no-state', 'unknown'] as const),
  words: Words,
  cites: Type.Optional(Type.String()),
})

export const ReturnView = Strict({
  ...ReturnRow.properties,
  organisationsHere: Type.Array(OrganisationHere),
  isChild: Type.Boolean(),
  version: Type.Integer(),
  organisation: Type.String(),
  tracks: Type.Array(ReturnTrack),
  gates: Type.Array(ReturnGate),
  overrides: Type.Array(ReturnOverride),
  /** The time in which nobody is removed: while it runs, or a panel sits, who goes wants to go earlier. */
  reflection: ReflectionView,
  /** What the country asks for an overstay, computed; absent while it is not known until when somebody was permitted to stay. */
  fine: Type.Optional(
    Strict({
      days: Type.Integer(),
      ...amount.properties,
      cites: Type.String(),
      waiverCites: Type.String(),
      banYears: Type.Integer(),
      bansCite: Type.String(),
    }),
  ),
  law: Strict({
    country: Type.String(),
    version: Type.String(),
    checked: Type.String(),
    coolOffHours: Type.Integer(),
  }),
  mission: Mission,
  matters: Type.Array(
    Strict({
      id: Id,
      organisation: Type.String(),
      askedAt: Instant,
      endedAt: Type.Optional(Instant),
      isOpen: Type.Boolean(),
    }),
  ),
  /** Codes of the same person at another time, as far as the reader sees them; absent: not asked. */
  met: Type.Optional(Strict({ at: Instant, codes: Type.Array(PersonCode) })),
  receipt: Type.Optional(ReturnReceipt),
  followUps: Type.Array(ReturnFollowUp),
  batch: Type.Optional(Strict({ id: Id, route: Type.String(), leavesAt: Instant })),
  acts: Type.Array(
    Strict({
      id: Id,
      kind: Type.String(),
      track: Type.Optional(Type.String()),
      before: Type.Optional(Type.String()),
      state: Type.Optional(Type.String()),
      at: Instant,
      by: Type.String(),
      organisation: Type.String(),
      hasReason: Type.Boolean(),
      facts: ReturnFacts,
    }),
  ),
  can: Can,
})
export type ReturnView = Static<typeof ReturnView>

export const MoveReturn = Strict({
  id: Id,
  track,
  /** Where it stood when it was decided. */
  was: state,
  to: state,
  facts: ReturnFacts,
  reason: Type.Optional(Reason),
})
export type MoveReturn = Static<typeof MoveReturn>

export const ReleasePerson = Strict({ id: Id, items: ReceiptItems })
export const ReceivePerson = Strict({
  /** Who takes over and signs on the paper; sealed. */
  receiver: Type.String({ minLength: 2, maxLength: 200 }),
  /** What both counted and signed. */
  digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** What is not as the receipt says; sealed. */
  differs: Type.Optional(Reason),
})
export type ReceivePerson = Static<typeof ReceivePerson>

export const FollowUp = Strict({
  day: Type.Integer({ minimum: 1, maximum: 1000 }),
  outcome: OneOf(followOutcomes),
  /** What the person said; sealed. */
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
})
export type FollowUp = Static<typeof FollowUp>

export const ReturnBatch = Strict({
  id: Id,
  kind: OneOf(['flight', 'bridge'] as const),
  route: Type.String(),
  leavesAt: Instant,
  organisation: Type.String(),
  departedAt: Type.Optional(Instant),
  people: Type.Integer(),
  ready: Type.Integer(),
  can: Can,
})
export type ReturnBatch = Static<typeof ReturnBatch>

export const ReturnBatchView = Strict({
  ...ReturnBatch.properties,
  items: Type.Array(
    Strict({
      id: Id,
      code: PersonCode,
      state: OneOf(['on', 'left-behind', 'departed', 'taken-off'] as const),
      missing: Type.Array(gate),
      isReady: Type.Boolean(),
      isTicketed: Type.Boolean(),
    }),
  ),
})
export type ReturnBatchView = Static<typeof ReturnBatchView>

export const MakeBatch = Strict({
  kind: OneOf(['flight', 'bridge'] as const),
  route: Type.String({ minLength: 2, maxLength: 120 }),
  leavesAt: Instant,
})
export type MakeBatch = Static<typeof MakeBatch>

export const Manifest = Strict({
  route: Type.String(),
  leavesAt: Instant,
  rows: Type.Array(
    Strict({
      code: PersonCode,
      name: Type.String(),
      born: Type.String(),
      document: Type.String(),
      until: Type.Optional(Day),
      withEscort: Type.Boolean(),
      isChild: Type.Boolean(),
    }),
  ),
})
export type Manifest = Static<typeof Manifest>

/** All that an embassy sees of one of its nationals: the procedure, and never the story or where somebody stays. */
export const ConsularMatter = Strict({
  id: Id,
  askedAt: Instant,
  reference: Type.Optional(Type.String()),
  nationality: Type.String(),
  document: Type.String(),
  documentUntil: Type.Optional(Day),
  dueAt: Type.Optional(Instant),
  isLate: Type.Boolean(),
  /** What the embassy may answer now, by track. */
  next: Type.Array(Strict({ track: OneOf(['nationality', 'document'] as const), to: Type.String() })),
  was: Strict({ nationality: Type.String(), document: Type.String() }),
  can: Can,
})
export type ConsularMatter = Static<typeof ConsularMatter>

export const ConsularAnswer = Strict({
  id: Id,
  track: OneOf(['nationality', 'document'] as const),
  was: state,
  to: state,
  facts: Strict({
    reference: Type.Optional(reference),
    until: Type.Optional(Day),
    document: Type.Optional(OneOf(['passport', 'emergency', 'laissez-passer'] as const)),
  }),
})
export type ConsularAnswer = Static<typeof ConsularAnswer>

/** What the person agreed to tell their own embassy of who they are. */
export const ConsularIdentity = Strict({
  names: Type.Array(Type.String()),
  born: Type.Optional(Type.String()),
  documents: Type.Array(Strict({ kind: Type.String(), issuer: Type.String(), number: Type.String() })),
})
export type ConsularIdentity = Static<typeof ConsularIdentity>
