import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { SignWords, TakeWordsBack, WordLine } from '../../api/wire.ts'

export const stateWords: Readonly<Record<WordLine['state'], MessageDescriptor>> = {
  signed: msg`signed`,
  draft: msg`draft`,
  missing: msg`missing`,
}

export const knowsWords: Readonly<Record<SignWords['knows'], MessageDescriptor>> = {
  'speaks-from-birth': msg`It is my mother tongue`,
  'speaks-well': msg`I speak it well`,
  interpreter: msg`I interpret it for a living`,
}

export const faultWords: Readonly<Record<TakeWordsBack['because'], MessageDescriptor>> = {
  'wrong-meaning': msg`It says something else than the English`,
  'hard-to-understand': msg`It is hard to understand`,
  leading: msg`It puts an answer into the mouth`,
  spelling: msg`It is misspelt`,
}

/** Groups of sentences that are read out beside the interview, by the first word of their id. */
export const groupWords: Readonly<Record<string, MessageDescriptor>> = {
  safety: msg`Before and during the talk`,
  consent: msg`Agreement`,
  answer: msg`Answers`,
  arrival: msg`On arrival`,
}

const ownNames: Readonly<Record<string, string>> = {
  ...{ am: 'አማርኛ', hi: 'हिन्दी', id: 'Indonesia', km: 'ខ្មែរ', lo: 'ລາວ', my: 'မြန်မာ' },
  ...{ sw: 'Kiswahili', th: 'ไทย', vi: 'Tiếng Việt', zh: '中文' },
}

/** A language as its speakers write it: browsers don't know Burmese, Khmer and Lao by their own name. */
export function ownName(tag: string): string | undefined {
  return ownNames[tag]
}

export function nameIn(tag: string, language: 'en' | 'th'): string {
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(tag) ?? tag
}
