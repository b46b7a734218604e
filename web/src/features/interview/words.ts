import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { AnswerValue } from '@shield/core'

import type { BeginInterview, InterviewAct, InterviewView } from '../../api/wire.ts'

type Item = BeginInterview['checklist'][number]
type Answer = Extract<InterviewAct['act'], { readonly kind: 'answer' }>

/** What is made sure of before the first question; what is said to the person is `safety.…` of what is read out (WHO 2003). */
export const sureWords: Readonly<Record<Item, MessageDescriptor>> = {
  'private-place': msg`Nobody else can see or hear us`,
  'health-first': msg`Doctor, food, water and rest come first, and were offered`,
  'purpose-told': msg`The person knows what the questions are for, and who reads the answers`,
  'may-stop-any-time': msg`The person knows that they may stop, rest, or leave out anything`,
  'no-one-from-the-site': msg`Nobody from the place they came from is in the room`,
  'interpreter-not-from-the-group': msg`The interpreter is not of the group, the family, the employer or the police, and the person accepts them`,
}

/** What else is said with an item of the list. */
export const alsoSaid: Readonly<Partial<Record<Item, readonly string[]>>> = {
  'purpose-told': ['safety.who-reads'],
  'may-stop-any-time': ['safety.skip'],
}

/** Of what the interviewer saw or found, and nobody was asked. */
export const seenWords: Readonly<Record<Exclude<AnswerValue, 'declined'>, MessageDescriptor>> = {
  yes: msg`It is so`,
  no: msg`It is not so`,
  unknown: msg`I can't tell`,
  'not-now': msg`Later`,
}

export const heldBackWords: Readonly<Record<NonNullable<InterviewView['heldBack']>, MessageDescriptor>> = {
  withdrawn: msg`The person has taken back the agreement to be asked. Nothing more is asked; what was told before is kept.`,
  'no-guardian': msg`It is a child, or may be one, and no guardian has agreed. Nothing more is asked until a guardian and the child have both agreed; what was told before is kept.`,
  expired: msg`The time of the agreement to be asked is over. Nothing more is asked until the person agrees again.`,
}

export const stateWords: Readonly<Record<InterviewView['state'], MessageDescriptor>> = {
  open: msg`under way`,
  paused: msg`at rest, to be continued`,
  stopped: msg`stopped as the person wished`,
  finished: msg`heard to the end`,
}

export const basisWords: Readonly<Record<Answer['basis'], MessageDescriptor>> = {
  said: msg`The person said it`,
  observed: msg`I saw it myself`,
  document: msg`A document shows it`,
  'third-party': msg`Somebody else said it`,
}

export const translatorWords: Readonly<Record<NonNullable<Answer['translation']>['by'], MessageDescriptor>> =
  {
    interpreter: msg`the interpreter`,
    officer: msg`I myself`,
    machine: msg`a machine`,
  }

export const presentWords: Readonly<Record<BeginInterview['present'][number], MessageDescriptor>> = {
  guardian: msg`A guardian`,
  lawyer: msg`A lawyer`,
  'support-person': msg`A support person`,
  interpreter: msg`An interpreter`,
  'second-interviewer': msg`A second interviewer`,
}

export const interpreterWords: Readonly<Record<BeginInterview['interpreter'], MessageDescriptor>> = {
  none: msg`Without: we speak one language`,
  present: msg`An interpreter in the room`,
  remote: msg`An interpreter by telephone or video`,
}

export const judgementWords: Readonly<Record<NonNullable<InterviewView['judgement']>, MessageDescriptor>> = {
  'possible-victim': msg`May be a victim: go on protecting and bring it before a panel`,
  'no-sign-yet': msg`No sign was heard yet; the presumption stands`,
  unclear: msg`Not clear; it should be heard further`,
}
