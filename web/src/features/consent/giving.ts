import { needsRecipient } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'

import type { GiveConsent } from '../../api/wire.ts'

/** Until when an agreement holds, counted from the day it is given. */
export const untilDays = { '30': 30, '90': 90, '365': 365 } as const

/** What stands in the form. Undefined: nobody has chosen yet. */
export interface Giving {
  readonly language: string
  /** Empty: another ground is to be named, and none was chosen yet. */
  readonly basis: GiveConsent['basis'] | ''
  readonly article: string
  readonly recipients: readonly string[]
  readonly elsewhere: string
  readonly until: keyof typeof untilDays | 'open' | undefined
  readonly mode: GiveConsent['mode'] | undefined
  readonly interpreter: GiveConsent['interpreter']
  readonly witness: GiveConsent['witness']
  readonly guardian: 'yes' | 'no' | undefined
  readonly assent: 'yes' | 'no' | undefined
  readonly words: string
}

export const nothing: Giving = {
  language: '',
  basis: 'consent',
  article: '',
  recipients: [],
  elsewhere: '',
  until: undefined,
  mode: undefined,
  interpreter: undefined,
  witness: undefined,
  guardian: undefined,
  assent: undefined,
  words: '',
}

export interface Part {
  readonly giving: Giving
  readonly set: (change: Partial<Giving>) => void
  /** It was tried to write it down: what is missing says so. */
  readonly asked: boolean
}

interface Rule {
  readonly purpose: ConsentPurpose
  readonly isChild: boolean
}

/** Whether everything was answered that has to be. */
export function isWhole(giving: Giving, { purpose, isChild }: Rule): boolean {
  if (giving.language === '') return false
  if (needsRecipient.includes(purpose) && recipientsOf(giving).length === 0) return false
  if (giving.basis !== 'consent') return giving.basis !== '' && giving.article.trim().length >= 3
  const answers = [giving.until, giving.mode, giving.interpreter, giving.witness]
  const ofChild = isChild ? [giving.guardian, giving.assent] : []
  return [...answers, ...ofChild].every((answer) => answer !== undefined)
}

function recipientsOf({ recipients, elsewhere }: Giving): string[] {
  const other = elsewhere.trim()
  return other.length < 2 ? [...recipients] : [...recipients, other]
}

/** What an entry has beside what the form asks: an id of the device, and the version of the words that were read out. */
interface Written {
  readonly id: string
  readonly textVersion: string
}

const dayMs = 86_400_000

/** When an agreement given now ends; undefined: it holds until it is taken back, or nobody has chosen yet. */
export function endOf({ until }: Pick<Giving, 'until'>, now: Date): Date | undefined {
  return until === undefined || until === 'open'
    ? undefined
    : new Date(now.getTime() + untilDays[until] * dayMs)
}

/** The entry as the ledger keeps it; only of a form that is whole. */
export function entryOf(
  giving: Giving,
  { purpose, isChild, id, textVersion, now }: Rule & Written & { readonly now: Date },
): GiveConsent {
  const { basis, mode, words, language } = giving
  const isConsent = basis === 'consent'
  const end = endOf(giving, now)
  return {
    ...{ id, purpose, language, textVersion, at: now.toISOString() },
    recipients: recipientsOf(giving),
    basis: basis === '' ? 'public-task' : basis,
    mode: mode ?? 'spoken',
    ...(isConsent ? {} : { article: giving.article.trim() }),
    ...(isConsent && end ? { expiresAt: end.toISOString() } : {}),
    ...(isConsent && giving.interpreter ? { interpreter: giving.interpreter } : {}),
    ...(isConsent && giving.witness ? { witness: giving.witness } : {}),
    ...(isConsent && isChild
      ? { guardian: { gave: giving.guardian === 'yes', assent: giving.assent === 'yes' } }
      : {}),
    ...(words.trim() === '' ? {} : { words: words.trim() }),
  }
}
