import { useLingui } from '@lingui/react'
import type { Words } from '@shield/core'

import { formatInstant, formatWhen, formatSpan } from './dates.ts'
import type { Language } from './language.ts'

export interface Speech {
  readonly language: Language
  /** The side of a two-language word that the person reads. */
  readonly say: (words: Words) => string
  readonly when: (when: string) => string
  readonly span: (from: string | undefined, until: string | undefined) => string
  readonly instant: (iso: string) => string
  readonly number: (value: number) => string
  readonly country: (code: string) => string
}

/** Everything that is written differently in Thai and English: dates with their era, numbers, countries, ontology words. */
export function useLanguage(): Speech {
  const { i18n } = useLingui()
  const language: Language = i18n.locale === 'th' ? 'th' : 'en'
  return speeches[language]
}

const speeches: Record<Language, Speech> = { en: speech('en'), th: speech('th') }

function speech(language: Language): Speech {
  const numbers = new Intl.NumberFormat(language === 'th' ? 'th-TH' : 'en-GB')
  const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
  return {
    language,
    say: (words) => words[language],
    when: (when) => formatWhen(when, language),
    span: (from, until) => formatSpan(from, until, language),
    instant: (iso) => formatInstant(iso, language),
    number: (value) => numbers.format(value),
    country: (code) => (/^[A-Za-z]{2}$/.test(code) ? (regions.of(code.toUpperCase()) ?? code) : code),
  }
}
