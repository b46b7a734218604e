import {
  consentPurposeNames,
  consentRestrictions,
  erasureRefusals,
  findingStates,
  gateNames,
  giveOutPurposeNames,
  legalBases,
  punishmentOutcomes,
  punishments,
  returnOutcomes,
  returnStages,
  trackNames,
} from '@shield/core'
import type { ConsentRestriction, ErasureRefusal } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { GlassUse } from './break-glass.ts'
import { CareView } from './care.ts'
import { ByCode, PersonIdentity } from './protection.ts'
import { ReferralRow } from './referral.ts'
import { RetentionClockView, RetentionRules } from './retention.ts'
import { ReturnFollowUp } from './returns.ts'
import { route } from './route.ts'
import { ById, Can, Id, Instant, OneOf, Property, PurposeName, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 20 })
const outcome = OneOf(['identified', 'not-identified'] as const)

/** What is held of a person, by kind. */
export const heldKinds = [
  'arrival',
  'identity',
  'interview',
  'consent',
  'share',
  'determination',
  'correction',
  'plan',
  'referral',
  'stay',
  'certificate',
  'money',
  'testimony',
  'contact',
  'return',
  'hand-over',
  'follow-up',
  'finding',
] as const
/** How somebody looked. */
export const lookKinds = ['read', 'opened', 'changed', 'emergency'] as const
/** What a person says is wrong. */
export const correctionSubjects = [
  'identity',
  'arrival',
  'interview',
  'consent',
  'determination',
  'care',
  'return',
  'finding',
  'other',
] as const
export const correctionOutcomes = ['accepted', 'partly', 'refused'] as const

export const Correction = Strict({
  id: Id,
  about: OneOf(correctionSubjects),
  askedAt: Instant,
  askedBy: Words,
  organisation: Type.String(),
  outcome: Type.Optional(OneOf(correctionOutcomes)),
  decidedAt: Type.Optional(Instant),
  decidedBy: Type.Optional(Words),
  toldAt: Type.Optional(Instant),
  toldLanguage: Type.Optional(Type.String()),
  can: Can,
})
export type Correction = Static<typeof Correction>

const care = CareView.properties

/** What is done for the person: what is sealed in it (own words, the doctor, the house) is not here. */
export const CareOfPerson = Strict({
  goals: Type.Array(Type.Pick(care.goals.items, ['id', 'need', 'state', 'at'])),
  referrals: Type.Array(
    Strict({
      ...Type.Pick(ReferralRow, ['id', 'kind', 'state']).properties,
      to: Words,
      at: Instant,
    }),
  ),
  stays: Type.Array(
    Strict({
      ...Type.Pick(care.stays.items, ['id', 'inAt', 'outAt', 'outTo']).properties,
      organisation: Words,
    }),
  ),
  certificates: care.certificates,
  claims: care.claims,
  testimony: care.testimony,
  /** How the person wants to be reached; a code word stays sealed. */
  contact: Type.Optional(Strict({ rules: care.contact.properties.rules, since: Instant })),
})
export type CareOfPerson = Static<typeof CareOfPerson>

/** The way home, or to stay. Who came along, who told what and what an embassy wrote are not here. */
export const ReturnOfPerson = Strict({
  id: Id,
  openedAt: Instant,
  stage: OneOf(returnStages),
  destination: Type.Optional(Type.String()),
  tracks: Type.Array(
    Strict({
      track: OneOf(trackNames),
      state: Type.String(),
      since: Instant,
      until: Type.Optional(Type.String({ format: 'date' })),
    }),
  ),
  /** What still stops the journey. */
  missing: Type.Array(OneOf(gateNames)),
  /** Gates that two people opened without it. */
  overridden: Type.Array(OneOf(gateNames)),
  handedOverAt: Type.Optional(Instant),
  receivedAt: Type.Optional(Instant),
  followUps: Type.Array(ReturnFollowUp),
  outcome: Type.Optional(OneOf(returnOutcomes)),
  endedAt: Type.Optional(Instant),
})
export type ReturnOfPerson = Static<typeof ReturnOfPerson>

/** A punishment that those who care were told of, and what became of it. That an agency has a record is not here. */
export const FindingOfPerson = Strict({
  id: Id,
  punishment: OneOf(punishments),
  since: Instant,
  state: OneOf(findingStates),
  outcome: Type.Optional(OneOf(punishmentOutcomes)),
})
export type FindingOfPerson = Static<typeof FindingOfPerson>

/** A file that the case went into. What was asked for and never left is not here, nor by which officer. */
export const GivenOutOfPerson = Strict({
  to: Words,
  purpose: OneOf(giveOutPurposeNames),
  /** With the name, not under a code alone. */
  withIdentity: Type.Boolean(),
  releasedAt: Instant,
  /** When a file with the case was first taken; absent: nobody has fetched it yet. */
  takenAt: Type.Optional(Instant),
  /** Since when whoever has it is to delete it, and when that was said. */
  recalledAt: Type.Optional(Instant),
  toldAt: Type.Optional(Instant),
})
export type GivenOutOfPerson = Static<typeof GivenOutOfPerson>

/**
 * What was sent to another country on a consent of the person, and what the computer there confirmed since. Which agency sent it,
 * why, and what any value is are not here.
 */
export const AbroadOfPerson = Strict({
  to: Words,
  purpose: PurposeName,
  /** The entry of the ledger it rests on: one of those agreed to. */
  consent: Id,
  /** What kinds of values any version of it held. */
  kinds: Type.Array(Property),
  sentAt: Instant,
  /** Its last day there. */
  until: Type.Optional(Type.String({ format: 'date' })),
  /** When it was taken in there; or when it was not taken. */
  takenAt: Type.Optional(Instant),
  refusedAt: Type.Optional(Instant),
  /** Since when it is called back, and when the computer there hid it. */
  recalledAt: Type.Optional(Instant),
  hiddenAt: Type.Optional(Instant),
  /** When it told last where it looked for it; complete: nothing is open there. Copies: some had been taken out before. */
  searched: Type.Optional(Strict({ at: Instant, isComplete: Type.Boolean(), hasCopies: Type.Boolean() })),
})
export type AbroadOfPerson = Static<typeof AbroadOfPerson>

/** Until when the person is kept, counted from what, by which rule. On what ground a hold stands is not here. */
export const KeptOfPerson = Strict({
  ...Type.Pick(RetentionClockView, ['class', 'years', 'act', 'event', 'eventAt', 'dueOn', 'rule']).properties,
  isHeld: Type.Boolean(),
  /** Where the rule comes from. */
  cites: RetentionRules.properties.rules.items.properties.cites,
})
export type KeptOfPerson = Static<typeof KeptOfPerson>

/** Everything that stands about one person, as it may be shown to that person: nobody else is in it. */
export const SubjectFile = Strict({
  code: PersonCode,
  madeAt: Instant,
  arrivedAt: Instant,
  speaks: Type.Array(Type.String()),
  standing: OneOf(['possible', 'identified', 'not-identified'] as const),
  held: Type.Array(
    Strict({
      kind: OneOf(heldKinds),
      count: Type.Integer(),
      by: Type.Array(Words),
      first: Instant,
      last: Instant,
    }),
  ),
  holders: Type.Array(
    Strict({
      organisation: Words,
      because: OneOf(['cares', 'agreed', 'ground'] as const),
      since: Instant,
      until: Type.Optional(Instant),
      endedAt: Type.Optional(Instant),
      parts: Type.Array(Type.String()),
    }),
  ),
  agreed: Type.Array(
    Strict({
      id: Id,
      purpose: OneOf(consentPurposeNames),
      basis: OneOf(['consent', ...legalBases] as const),
      article: Type.Optional(Type.String()),
      recipients: Type.Array(Words),
      at: Instant,
      expiresAt: Type.Optional(Instant),
      withdrawnAt: Type.Optional(Instant),
    }),
  ),
  forbade: Type.Array(
    Strict({
      restriction: OneOf(Object.keys(consentRestrictions) as ConsentRestriction[]),
      at: Instant,
      takenBackAt: Type.Optional(Instant),
    }),
  ),
  /** Asked, said no. */
  declined: Type.Array(Strict({ purpose: OneOf(consentPurposeNames), at: Instant })),
  givenOut: Type.Array(GivenOutOfPerson),
  abroad: Type.Array(AbroadOfPerson),
  /** Absent: no rule is given for somebody of this kind. */
  kept: Type.Optional(KeptOfPerson),
  /** Erasing that was refused, on which ground. */
  refused: Type.Array(
    Strict({ at: Instant, ground: OneOf(Object.keys(erasureRefusals) as ErasureRefusal[]) }),
  ),
  /** Who looked, day by day and agency by agency; the newest 200 lines. */
  looks: Type.Array(
    Strict({
      day: Type.String(),
      organisation: Words,
      kind: OneOf(lookKinds),
      purpose: Type.Optional(PurposeName),
      times: Type.Integer(),
    }),
  ),
  decisions: Type.Array(
    Strict({
      id: Id,
      openedAt: Instant,
      organisations: Type.Array(Words),
      outcome: Type.Optional(outcome),
      decidedAt: Type.Optional(Instant),
      legalBasis: Type.Optional(Type.String()),
      toldAt: Type.Optional(Instant),
      /** Until when a review may be asked for. */
      reviewUntil: Type.Optional(Instant),
      hasReasons: Type.Boolean(),
    }),
  ),
  care: CareOfPerson,
  returns: Type.Array(ReturnOfPerson),
  findings: Type.Array(FindingOfPerson),
  emergencies: Type.Array(GlassUse),
  corrections: Type.Array(Correction),
  given: Type.Array(
    Strict({ at: Instant, by: Words, language: Type.String(), way: OneOf(['paper', 'read-out'] as const) }),
  ),
  can: Can,
})
export type SubjectFile = Static<typeof SubjectFile>

/** Fixed sentences of the paper in one language. */
const PaperWords = Type.Record(Type.String(), Type.String())

/** The file with what is sealed in it opened, for one printing. */
export const SubjectPaper = Strict({
  file: SubjectFile,
  identity: Type.Optional(PersonIdentity),
  /** Reasons of decisions, whole: whoever prints leaves out what speaks of somebody else. */
  reasons: Type.Array(Strict({ decision: Id, text: Type.String() })),
  language,
  words: Strict({ own: PaperWords, officer: PaperWords }),
  /** Nobody who speaks the language has signed the sentences off yet. */
  isDraft: Type.Boolean(),
})
export type SubjectPaper = Static<typeof SubjectPaper>

export const subjectRoutes = {
  correctionDecide: route('correctionDecide', {
    summary: 'Another person than who wrote it down decides what the person says is wrong; both stay',
    params: ById,
    body: Strict({ outcome: OneOf(correctionOutcomes), reason: Reason }),
    reply: SubjectFile,
  }),
  correctionMake: route('correctionMake', {
    summary: 'Write down what a person says is wrong, in their words',
    params: ByCode,
    body: Strict({ id: Id, about: OneOf(correctionSubjects), words: Reason, language }),
    reply: SubjectFile,
  }),
  correctionTell: route('correctionTell', {
    summary: 'The person was told what became of it',
    params: ById,
    body: Strict({ language }),
    reply: SubjectFile,
  }),
  correctionWords: route('correctionWords', {
    summary: 'Open what the person said is wrong, and why it was decided so, for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: Strict({ words: Type.String(), because: Type.Optional(Type.String()) }),
  }),
  subjectFile: route('subjectFile', {
    summary: 'What is held about a person, by whom, why, and who looked',
    params: ByCode,
    reply: SubjectFile,
  }),
  subjectGive: route('subjectGive', {
    summary: 'The person was given the file',
    params: ByCode,
    body: Strict({ id: Id, language, way: OneOf(['paper', 'read-out'] as const) }),
    reply: SubjectFile,
  }),
  subjectPrint: route('subjectPrint', {
    summary: 'Open the file for printing, in the language of the person and of the officer',
    params: ByCode,
    body: Strict({ language, reason: Reason }),
    reply: SubjectPaper,
  }),
} as const
