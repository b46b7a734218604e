import { answerValues } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { ByCode } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'
import { Languages } from './words-routes.ts'
import { AskedSet } from './words.ts'

const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })
const words = Type.String({ minLength: 1, maxLength: 20_000 })

/** What is made sure of before the first question (WHO 2003; victims.md R-17). All of them, or the interview does not begin. */
export const checklistItems = [
  'private-place',
  'health-first',
  'purpose-told',
  'may-stop-any-time',
  'no-one-from-the-site',
  'interpreter-not-from-the-group',
] as const

export const presentPeople = [
  'guardian',
  'lawyer',
  'support-person',
  'interpreter',
  'second-interviewer',
] as const

export const BeginInterview = Strict({
  id: Id,
  personLanguage: language,
  officerLanguage: language,
  interpreter: OneOf(['none', 'present', 'remote'] as const),
  checklist: Type.Array(OneOf(checklistItems), { uniqueItems: true }),
  present: Type.Array(OneOf(presentPeople), { uniqueItems: true }),
  /** Of a device that was away: when it began. */
  at: Type.Optional(Instant),
})
export type BeginInterview = Static<typeof BeginInterview>

export const InterviewAct = Strict({
  id: Id,
  at: Instant,
  act: Type.Union([
    Strict({
      kind: Type.Literal('answer'),
      indicator: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }),
      value: OneOf(answerValues),
      basis: OneOf(['said', 'observed', 'document', 'third-party'] as const),
      /** What stood there when it was answered; absent: nothing did. */
      seen: Type.Optional(OneOf(answerValues)),
      /** In the person's own words and language. */
      words: Type.Optional(Strict({ text: words, language })),
      translation: Type.Optional(
        Strict({ text: words, by: OneOf(['interpreter', 'officer', 'machine'] as const) }),
      ),
      /** The node's last word to a device that was away: an answer of another hand after it stands beside this one. */
      knownUntil: Type.Optional(Instant),
      /** Why something is asked again that was told before. */
      again: Type.Optional(Reason),
    }),
    Strict({ kind: OneOf(['pause', 'resume', 'stop', 'finish'] as const) }),
  ]),
})
export type InterviewAct = Static<typeof InterviewAct>

/** An answer as it stands, and what another hand wrote where neither knew of the other. */
export const StandingAnswer = Strict({
  indicator: Type.String(),
  value: OneOf(answerValues),
  basis: Type.String(),
  at: Instant,
  interview: Id,
  hasWords: Type.Boolean(),
  hasConflict: Type.Boolean(),
  /** Every answer that differs, oldest first; absent: nothing does. */
  differing: Type.Optional(Type.Array(Strict({ value: OneOf(answerValues), at: Instant, by: Words }))),
})

export type StandingAnswer = Static<typeof StandingAnswer>

export const InterviewView = Strict({
  id: Id,
  code: PersonCode,
  sets: Type.Array(Strict({ id: Type.String(), version: Type.String() })),
  state: OneOf(['open', 'paused', 'stopped', 'finished'] as const),
  personLanguage: Type.String(),
  officerLanguage: Type.String(),
  interpreter: Type.String(),
  present: Type.Array(Type.String()),
  beganAt: Instant,
  endedAt: Type.Optional(Instant),
  organisation: Type.String(),
  /** Everything the person has told, in this interview or before: it is not asked again. */
  answers: Type.Array(StandingAnswer),
  /** It rests because the agreement to be asked does not hold any more; `no-guardian`: it turned out that it is a child's. */
  heldBack: Type.Optional(OneOf(['withdrawn', 'expired', 'no-guardian'] as const)),
  judgement: Type.Optional(OneOf(['possible-victim', 'no-sign-yet', 'unclear'] as const)),
  can: Can,
})
export type InterviewView = Static<typeof InterviewView>

/** What became of an act; `conflict`: kept beside the answer of another hand. */
const InterviewOutcome = Strict({ id: Id, outcome: OneOf(['done', 'known', 'conflict'] as const) })
export type InterviewOutcome = Static<typeof InterviewOutcome>

const indicators = Type.Array(Type.String())
const Result = Strict({
  set: Type.String(),
  version: Type.String(),
  standing: OneOf(['published', 'proposal'] as const),
  profile: OneOf(['adult', 'child'] as const),
  dimensions: Type.Array(
    Strict({
      dimension: Type.String(),
      isPositive: Type.Boolean(),
      ...{ strong: indicators, medium: indicators, weak: indicators, open: indicators, unsaid: indicators },
    }),
  ),
  conclusions: Type.Array(Type.String()),
  isPresumed: Type.Boolean(),
})
export type InterviewResult = Static<typeof Result>

/** From personal screening to the answers behind it: what a person tells, asked once. */
export const interviewRoutes = {
  indicatorSets: route('indicatorSets', {
    summary:
      'Indicator sets with their questions in the languages asked for, and which of them nobody has signed',
    query: Languages,
    reply: Strict({ items: Type.Array(AskedSet) }),
  }),
  interviewList: route('interviewList', {
    summary: 'Interviews of a person, with what was told',
    params: ByCode,
    reply: Strict({ items: Type.Array(InterviewView), can: Can }),
  }),
  interviewBegin: route('interviewBegin', {
    summary: 'Begin, when the place is safe and the person has agreed',
    params: ByCode,
    body: BeginInterview,
    reply: InterviewView,
  }),
  interviewRead: route('interviewRead', { summary: 'One interview', params: ById, reply: InterviewView }),
  interviewAct: route('interviewAct', {
    summary: 'Answers, breaks and the end, in their order; each is done once however often it is sent',
    params: ById,
    body: Strict({ acts: Type.Array(InterviewAct, { minItems: 1, maxItems: 200 }) }),
    reply: Strict({
      interview: InterviewView,
      outcomes: Type.Array(InterviewOutcome),
    }),
  }),
  answerSettle: route('answerSettle', {
    summary: 'Say which of two answers holds that two hands wrote, neither knowing of the other',
    params: Strict({ ...ByCode.properties, indicator: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }) }),
    body: Strict({ id: Id, value: OneOf(answerValues) }),
    reply: StandingAnswer,
  }),
  interviewJudge: route('interviewJudge', {
    summary: 'What the interviewer thinks, and why, before any result is shown',
    params: ById,
    body: Strict({
      judgement: OneOf(['possible-victim', 'no-sign-yet', 'unclear'] as const),
      reason: Reason,
    }),
    reply: InterviewView,
  }),
  interviewResult: route('interviewResult', {
    summary: 'Per dimension, the answers behind it, by each set; no total and no verdict',
    params: ById,
    reply: Strict({ results: Type.Array(Result) }),
  }),
  interviewWords: route('interviewWords', {
    summary: 'The words of one answer, opened for a reason that is kept',
    params: Strict({ ...ById.properties, indicator: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' }) }),
    body: Strict({ reason: Reason }),
    reply: Strict({
      words: Type.Optional(Type.String()),
      language: Type.Optional(Type.String()),
      translation: Type.Optional(Type.String()),
      translatedBy: Type.Optional(Type.String()),
    }),
  }),
} as const
