import {
  claimKinds,
  contactChannelNames,
  contactFaults,
  goalStates,
  interviewFitness,
  moneyStages,
  serviceKindNames,
  stayEnds,
  stepStates,
  testimonyStates,
  travelFitness,
} from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Instant, OneOf, Reason, Strict } from './shape.ts'
import { PersonCode } from './vault.ts'

const namesOf = <T extends string>(words: Readonly<Record<T, unknown>>): T[] => Object.keys(words) as T[]

const Day = Type.String({ format: 'date' })
const words = Type.String({ minLength: 1, maxLength: 4000 })
const need = OneOf(serviceKindNames)
const goalState = OneOf(namesOf(goalStates))
const stepState = OneOf(namesOf(stepStates))
const stepBy = OneOf(['person', 'worker', 'service'] as const)
const stayEnd = OneOf(namesOf(stayEnds))
const travel = OneOf(namesOf(travelFitness))
const interview = OneOf(namesOf(interviewFitness))
const claimKind = OneOf(namesOf(claimKinds))
const stage = OneOf(namesOf(moneyStages))
const testimony = OneOf(namesOf(testimonyStates))
const channel = OneOf(contactChannelNames)
const fault = OneOf(namesOf(contactFaults))
const hour = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })

const Money = Strict({
  amount: Type.String({ pattern: '^[0-9]{1,15}(\\.[0-9]{1,3})?$' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})

/** How a person may be reached. A code word travels beside it and is sealed. */
export const SafeContactRules = Strict({
  timeZone: Type.String({ minLength: 3, maxLength: 60 }),
  times: Type.Array(
    Strict({
      days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
        minItems: 1,
        maxItems: 7,
        uniqueItems: true,
      }),
      from: hour,
      to: hour,
    }),
    { maxItems: 14 },
  ),
  channels: Type.Array(channel, { minItems: 1, uniqueItems: true }),
  neverCall: Type.Boolean(),
  neverLeaveMessage: Type.Boolean(),
})
export type SafeContactRules = Static<typeof SafeContactRules>

const kind = <T extends string>(name: T) => ({ kind: Type.Literal(name) })

/**
 * One act of care. There is no field by which help could be made to depend on testimony or cooperation, and a key that
 * is not here is refused.
 */
const act = Type.Union([
  Strict({
    ...kind('goal'),
    goal: Id,
    need,
    /** `refused`: it was offered, and the person does not want it. */
    state: OneOf(['agreed', 'refused'] as const),
    /** The person's own words; sealed. */
    words: Type.Optional(words),
  }),
  Strict({ ...kind('goal-state'), goal: Id, state: goalState }),
  Strict({
    ...kind('step'),
    step: Id,
    goal: Id,
    by: stepBy,
    words,
    dueOn: Type.Optional(Day),
  }),
  Strict({ ...kind('step-state'), step: Id, state: stepState }),
  /** Looked at together with the person; the next time is by a day. */
  Strict({ ...kind('review'), nextOn: Day }),
  Strict({ ...kind('stay-in'), stay: Id, place: Id, beyondFull: Type.Optional(Type.Literal(true)) }),
  Strict({ ...kind('stay-out'), stay: Id, to: stayEnd }),
  Strict({
    ...kind('certificate'),
    certificate: Id,
    travel,
    interview,
    needsRest: Type.Boolean(),
    /** Name of the doctor; sealed. Of what the person suffers from there is no field. */
    doctor: Type.String({ minLength: 2, maxLength: 200 }),
    issuedOn: Day,
    validUntil: Day,
  }),
  Strict({ ...kind('claim'), claim: Id, what: claimKind }),
  Strict({ ...kind('money'), claim: Id, stage, money: Money, on: Day }),
  Strict({ ...kind('testimony'), state: testimony }),
  Strict({
    ...kind('contact-rules'),
    rules: SafeContactRules,
    codeWord: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
  }),
  Strict({
    ...kind('contact'),
    contact: Id,
    channel,
    outcome: OneOf(['reached', 'no-answer', 'somebody-else', 'left-message'] as const),
    /** Why it was done against what the person wished; needed then, and sealed. */
    against: Type.Optional(Reason),
  }),
])

/** Made by the device: sent again it is the same act. */
export const CareAct = Strict({ id: Id, at: Instant, act })
export type CareAct = Static<typeof CareAct>

const Stay = Strict({
  id: Id,
  place: Type.String(),
  organisation: Type.String(),
  inAt: Instant,
  outAt: Type.Optional(Instant),
  outTo: Type.Optional(stayEnd),
  /** Whether the address of the place is sealed and can be opened. */
  hasAddress: Type.Boolean(),
})

const Sum = Strict({ stage, ...Money.properties })

export const CareContact = Strict({
  id: Id,
  at: Instant,
  channel,
  outcome: Type.String(),
  faults: Type.Array(fault),
  by: Type.String(),
  organisation: Type.String(),
  hasReason: Type.Boolean(),
  /** When a supervisor has looked at it; only of an attempt against the rules. */
  lookedAt: Type.Optional(Instant),
})
export type CareContact = Static<typeof CareContact>

/** Keys of facts that may go in a package: `identity.names`, `triage.speaks`, `answer.CD01`, `certificate`, `contact`. */
export const FactKey = Type.String({
  pattern: '^(identity|triage|answer)\\.[A-Za-z0-9]{2,20}$|^(certificate|contact)$',
})

export const CareView = Strict({
  code: PersonCode,
  reviewOn: Type.Optional(Day),
  reviewedAt: Type.Optional(Instant),
  goals: Type.Array(
    Strict({
      id: Id,
      need,
      state: goalState,
      at: Instant,
      hasWords: Type.Boolean(),
      steps: Type.Array(
        Strict({ id: Id, by: stepBy, state: stepState, dueOn: Type.Optional(Day), hasWords: Type.Boolean() }),
      ),
    }),
  ),
  stays: Type.Array(Stay),
  certificates: Type.Array(
    Strict({
      id: Id,
      travel,
      interview,
      needsRest: Type.Boolean(),
      issuedOn: Day,
      validUntil: Day,
      isValid: Type.Boolean(),
    }),
  ),
  claims: Type.Array(
    Strict({
      id: Id,
      what: claimKind,
      entries: Type.Array(Strict({ stage, ...Money.properties, on: Day })),
      sums: Type.Array(Sum),
    }),
  ),
  /** Over all claims, a line for each stage and currency: currencies are never added together. */
  sums: Type.Array(Sum),
  testimony: Type.Array(Strict({ state: testimony, at: Instant })),
  contact: Strict({
    rules: Type.Optional(SafeContactRules),
    hasCodeWord: Type.Boolean(),
    since: Type.Optional(Instant),
    tries: Type.Array(CareContact),
  }),
  /** What there is that could go in a package; values are shown nowhere here. */
  facts: Type.Array(FactKey),
  can: Can,
})
export type CareView = Static<typeof CareView>

/** Which sealed words of care are opened: a goal's, a step's, a certificate's doctor, a stay's address, the code word, a contact's reason. */
export const OpenCareWords = Strict({
  of: OneOf(['goal', 'step', 'certificate', 'stay', 'code-word', 'contact'] as const),
  /** Of the row; the code word needs none. */
  row: Type.Optional(Id),
  reason: Reason,
})
export type OpenCareWords = Static<typeof OpenCareWords>

/** What the clock brings up: plans to look at again, certificates that end, contacts outside the rules. */
export const careDueLists = ['reviews', 'certificates', 'contacts'] as const
export type CareDueList = (typeof careDueLists)[number]

export const CareDueRow = Strict({
  id: Type.String(),
  code: PersonCode,
  /** The day or hour it is about. */
  on: Type.String(),
  isOverdue: Type.Boolean(),
  contact: Type.Optional(CareContact),
})
export type CareDueRow = Static<typeof CareDueRow>
