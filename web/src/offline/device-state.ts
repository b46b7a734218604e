import type { ConsentPurpose } from '@shield/core'

import type { PackContents } from '../api/wire.ts'
import type { Giving } from '../features/consent/giving.ts'
import type { Draft as AnswerDraft } from '../features/interview/drafts.ts'
import type { InterviewUrl } from '../features/interview/interview-url.ts'
import type { Beginning } from '../features/interview/safety-list.tsx'
import type { Guesses, Rules } from './guess.ts'
import type { Done, Waiting } from './outbox.ts'

/** What asks the node whether it is to be wiped; opens nothing. */
export interface Token {
  readonly id: string
  readonly secret: string
  readonly expiresAt: string
}

/** Answers that somebody was giving when the device locked itself. */
export interface Draft {
  readonly board: string
  readonly code: string
  readonly answers: PackContents['people'][number]['triage']
  readonly withCodes: readonly string[]
}

/** Where one is in an interview, and what was typed to its questions and is not an answer yet. */
export interface Talk {
  readonly place: InterviewUrl
  readonly drafts: Readonly<Record<string, AnswerDraft>>
}

/** An agreement or a safety list that is being filled in; `id`: of the act that it will be. */
export type HalfForm =
  | {
      readonly at: 'consent'
      readonly code: string
      readonly id: string
      readonly purpose: ConsentPurpose
      readonly value: Giving
    }
  | { readonly at: 'begin'; readonly code: string; readonly id: string; readonly value: Beginning }

/** Interviews of this device; `open`: the one that stands on the screen, and is there again after the page was killed. */
export interface Talks {
  readonly open?: string
  /** That stands on the screen instead. */
  readonly form?: HalfForm
  readonly of: Readonly<Record<string, Talk>>
}

export type DeviceState =
  | { readonly at: 'starting' | 'empty' }
  | { readonly at: 'wiped'; readonly because: 'ordered' | 'guesses' }
  | {
      readonly at: 'locked'
      /** How many acts the node has not got yet. */
      readonly waiting: number
      readonly isSetBack: boolean
      /** What was taken along is gone, only the outbox is left. */
      readonly isExpired: boolean
      readonly guesses: Guesses
      readonly rules: Rules
      readonly isTraining: boolean
    }
  | {
      readonly at: 'open'
      readonly packs: readonly PackContents[]
      readonly waiting: readonly Waiting[]
      readonly done: readonly Done[]
      readonly draft: Draft | undefined
      readonly talks: Talks
      readonly rules: Rules
      readonly isTraining: boolean
    }

export type Opened = Extract<DeviceState, { at: 'open' }>
export type Unlocked = 'open' | 'wrong' | 'wait' | 'set-back' | 'wiped' | 'nothing' | 'elsewhere'
