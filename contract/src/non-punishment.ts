import { findingStates, offenceResults, punishmentOutcomes, punishments } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { listFields, listLimits } from './arrival-list.ts'
import { ByCode, PersonIdentity } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Cursor, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const day = Type.String({ format: 'date' })
const punishment = OneOf(punishments)
const state = OneOf(findingStates)
/** Where it came from: said by those who care, a list of an authority, or a record of the enforcement zone. */
const source = OneOf(['report', 'list', 'record'] as const)

export const FindingRow = Strict({
  id: Id,
  code: PersonCode,
  punishment,
  source,
  state,
  standing: OneOf(['possible', 'identified', 'not-identified'] as const),
  isChild: Type.Boolean(),
  foundAt: Instant,
  /** Until when the next step is to be done; absent where none is left. */
  dueAt: Type.Optional(Instant),
  isLate: Type.Boolean(),
  offences: Type.Integer(),
  /** Of those, with two people behind what was said. */
  settled: Type.Integer(),
})
export type FindingRow = Static<typeof FindingRow>

/** An answer of an interview, by reference: what was asked and that it was a yes. No word that was said. */
const Evidence = Strict({ interview: Id, indicator: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }) })

const Opinion = Strict({
  result: OneOf(offenceResults),
  evidence: Type.Array(Evidence),
  by: Words,
  at: Instant,
})

export const Offence = Strict({
  id: Id,
  /** Of the country's list. */
  offence: Type.String(),
  name: Words,
  /** What the law of the country says of it for victims; absent where that is not known here. */
  law: Type.Optional(Type.String()),
  opinion: Type.Optional(Opinion),
  /** Another person's word on that opinion. */
  second: Type.Optional(Strict({ agrees: Type.Boolean(), by: Words, at: Instant })),
  can: Can,
})
export type Offence = Static<typeof Offence>

const Told = Strict({
  indicator: Type.String(),
  interview: Id,
  /** What the question is about, in the words of the set. */
  name: Type.Record(Type.String(), Type.String()),
  dimension: Type.String(),
  set: Type.String(),
  version: Type.String(),
})

const FindingStep = Strict({
  id: Id,
  kind: Type.String(),
  at: Instant,
  /** Absent: the node itself. */
  by: Type.Optional(Words),
  organisation: Type.String(),
  outcome: Type.Optional(OneOf(punishmentOutcomes)),
  isDone: Type.Optional(Type.Boolean()),
})

export const Finding = Strict({
  ...FindingRow.properties,
  /** The country's clock for the next step and what it rests on; without a source it says so. */
  clock: Type.Optional(Strict({ days: Type.Integer(), cites: Type.Optional(Type.String()) })),
  law: Strict({ country: Type.String(), version: Type.String(), cites: Type.String() }),
  offenceList: Type.Array(Offence),
  /** Answers that speak of force and deception; only where the ledger has a ground that names the assessor's office. */
  told: Type.Array(Told),
  mayReadTold: Type.Boolean(),
  steps: Type.Array(FindingStep),
  outcome: Type.Optional(OneOf(punishmentOutcomes)),
  can: Can,
})
export type Finding = Static<typeof Finding>

export const FindingQuery = Strict({
  punishment: Type.Optional(punishment),
  state: Type.Optional(state),
  /** `late`: the clock has run out. `open`: something is left to do. */
  only: Type.Optional(OneOf(['late', 'open'] as const)),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type FindingQuery = Static<typeof FindingQuery>

/** What those who care know of it, sealed but for the kind. */
export const ReportPunishment = Strict({
  id: Id,
  punishment,
  since: Type.Optional(day),
  authority: Type.Optional(Type.String({ maxLength: 200 })),
  words: Type.Optional(Type.String({ maxLength: 4000 })),
})
export type ReportPunishment = Static<typeof ReportPunishment>

export const PunishmentList = Strict({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  content: Type.String({
    maxLength: Math.ceil(listLimits.bytes / 3) * 4,
    pattern: '^[A-Za-z0-9+/]*={0,2}$',
    description: 'Bytes of the file, base64',
  }),
  columns: Type.Optional(
    Type.Array(Strict({ column: Type.String({ maxLength: 200 }), taken: OneOf(listFields) }), {
      maxItems: 50,
    }),
  ),
  /** What the authority does to everybody on this list. */
  punishment,
  authority: Type.String({ minLength: 2, maxLength: 200 }),
  since: Type.Optional(day),
})
export type PunishmentList = Static<typeof PunishmentList>

const Count = Strict({ name: Type.String(), count: Type.Optional(Type.Integer()) })

/** Counts of people; a count that is absent is fewer than five, or would tell one that is. */
export const PunishmentFigures = Strict({
  asOf: Instant,
  bound: Type.Integer(),
  open: Type.Optional(Type.Integer()),
  late: Type.Optional(Type.Integer()),
  byPunishment: Type.Array(Count),
  byState: Type.Array(Count),
  byOutcome: Type.Array(Count),
  /** Days from found to seen as ended, in the middle; absent under the bound. */
  medianDays: Type.Optional(Type.Integer()),
})
export type PunishmentFigures = Static<typeof PunishmentFigures>

/** A finding by its id, and one of its offences. */
const ByOffence = Strict({ id: Id, offence: Id })

/** Of possible and identified victims who are punished: found, assessed by two people for each offence, followed to the end. */
export const nonPunishmentRoutes = {
  punishmentList: route('punishmentList', {
    summary:
      'People in protection who are detained, charged, fined, barred, sentenced or to be removed; the nearest clock first',
    query: FindingQuery,
    reply: Strict({
      items: Type.Array(FindingRow),
      next: Type.Optional(Cursor),
      count: Type.Integer(),
      counts: Type.Array(Strict({ state, punishment, people: Type.Integer(), late: Type.Integer() })),
      /** When every record of the enforcement zone had been compared last; absent: not once yet. */
      comparedAt: Type.Optional(Instant),
      can: Can,
    }),
  }),
  punishmentRead: route('punishmentRead', {
    summary: 'One finding with its offences, what speaks of coercion, and everything that was done',
    params: ById,
    reply: Finding,
  }),
  punishmentReport: route('punishmentReport', {
    summary: 'Those who care say that a person is punished; details are sealed',
    params: ByCode,
    body: ReportPunishment,
    reply: Finding,
  }),
  punishmentOf: route('punishmentOf', {
    summary: 'What is done against a person, as those who care may know it',
    params: ByCode,
    reply: Strict({ items: Type.Array(FindingRow), can: Can }),
  }),
  punishmentListTake: route('punishmentListTake', {
    summary:
      'Compare a list of an authority with people in protection by exact document; lines of nobody are not kept',
    body: PunishmentList,
    reply: Strict({
      lines: Type.Integer(),
      found: Type.Array(Strict({ line: Type.Integer(), id: Id, isNew: Type.Boolean() })),
      /** Lines without a document number: nobody is compared by name. */
      without: Type.Integer(),
      faults: Type.Integer(),
    }),
  }),
  punishmentOpen: route('punishmentOpen', {
    summary: 'Open what lies sealed: who it is, since when, by whom; for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: Strict({
      identity: Type.Optional(PersonIdentity),
      since: Type.Optional(Type.String()),
      authority: Type.Optional(Type.String()),
      words: Type.Optional(Type.String()),
      /** Reasons and details of each act, by the act. */
      said: Type.Array(Strict({ act: Id, text: Type.String() })),
      /** Of a record of the enforcement zone: the agency, and the status as it wrote it. */
      record: Type.Optional(Strict({ organisation: Type.String(), status: Type.String() })),
    }),
  }),
  punishmentOffence: route('punishmentOffence', {
    summary: 'An offence that the person is held liable for, with date and place',
    params: ById,
    body: Strict({
      id: Id,
      offence: Type.String({ pattern: '^[a-z-]{2,40}$' }),
      on: Type.Optional(day),
      place: Type.Optional(Type.String({ maxLength: 200 })),
      words: Type.Optional(Type.String({ maxLength: 4000 })),
    }),
    reply: Finding,
  }),
  punishmentAssess: route('punishmentAssess', {
    summary:
      'What one person says of an offence: to be dropped, not linked, undecided; with evidence and reason',
    params: ByOffence,
    body: Strict({
      id: Id,
      result: OneOf(offenceResults),
      evidence: Type.Array(Evidence, { maxItems: 100 }),
      reason: Reason,
    }),
    reply: Finding,
  }),
  punishmentSecond: route('punishmentSecond', {
    summary: 'Another person agrees, or does not, with a reason',
    params: ByOffence,
    body: Strict({ id: Id, agrees: Type.Boolean(), reason: Reason }),
    reply: Finding,
  }),
  punishmentOutcome: route('punishmentOutcome', {
    summary: 'What the authority did: ended it, or refused with its reason',
    params: ById,
    body: Strict({ id: Id, outcome: OneOf(punishmentOutcomes), reason: Reason }),
    reply: Finding,
  }),
  punishmentFollow: route('punishmentFollow', {
    summary: 'Somebody has seen whether it is so',
    params: ById,
    body: Strict({ id: Id, isDone: Type.Boolean(), note: Reason }),
    reply: Finding,
  }),
  punishmentAsk: route('punishmentAsk', {
    summary:
      'Ask those who care: from now on they see the finding, and are asked for a ground to read what was told',
    params: ById,
    body: Strict({ id: Id }),
    reply: Finding,
  }),
  punishmentOffences: route('punishmentOffences', {
    summary: 'Offences of the country and what its law says of them for victims',
    reply: Strict({
      country: Type.String(),
      version: Type.String(),
      checked: Type.String(),
      items: Type.Array(Strict({ id: Type.String(), name: Words, law: Type.Optional(Type.String()) })),
    }),
  }),
  punishmentFigures: route('punishmentFigures', {
    summary: 'How many are punished, for how long, and how it ended; small counts withheld',
    reply: PunishmentFigures,
  }),
} as const
