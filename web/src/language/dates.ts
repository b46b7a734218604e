import { buddhistEraOffset, whenParts } from '@shield/core'

import type { Language } from './language.ts'

const months: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }),
  th: new Intl.DateTimeFormat('th-TH', { month: 'long', timeZone: 'UTC' }),
}
const shortMonths: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }),
  th: new Intl.DateTimeFormat('th-TH', { month: 'short', timeZone: 'UTC' }),
}

/**
 * A partial date in words: `1987-05-03` → "3 May 1987", "3 พฤษภาคม 2530"; `1987` → "1987", "พ.ศ. 2530"; `~1987` → "c. 1987", "ราว พ.ศ. 2530".
 * What is not known stays unknown. A text that is no date comes back as it was written.
 */
export function formatWhen(when: string, language: Language): string {
  const parts = whenParts(when)
  if (!parts) return when
  const { month, day, about } = parts
  const year = yearText(parts.year, language)
  const word = month === undefined ? undefined : monthName(month, language)
  const alone = language === 'th' ? `พ.ศ. ${year}` : year
  const text = word === undefined ? alone : [day, word, year].filter((part) => part !== undefined).join(' ')
  if (!about) return text
  return language === 'th' ? `ราว ${text}` : `c. ${text}`
}

/** A month, 1 to 12, as a word. */
export function monthName(month: number, language: Language): string {
  return months[language].format(Date.UTC(2000, month - 1, 1))
}

/** "from – until", "from …", "until …", or '' when neither end is known. */
export function formatSpan(from: string | undefined, until: string | undefined, language: Language): string {
  if (from !== undefined && until !== undefined)
    return from === until
      ? formatWhen(from, language)
      : `${formatWhen(from, language)} – ${formatWhen(until, language)}`
  if (from !== undefined)
    return language === 'th' ? `ตั้งแต่ ${formatWhen(from, language)}` : `from ${formatWhen(from, language)}`
  if (until !== undefined)
    return language === 'th' ? `ถึง ${formatWhen(until, language)}` : `until ${formatWhen(until, language)}`
  return ''
}

/** An instant (UTC ISO 8601) on the person's own clock: "24 Nov 2026, 10:42", "24 พ.ย. 2569, 10:42". */
export function formatInstant(iso: string, language: Language): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const month = shortMonths[language].format(Date.UTC(2000, at.getMonth(), 1))
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  return `${at.getDate()} ${month} ${yearText(at.getFullYear(), language)}, ${clock}`
}

function yearText(year: number, language: Language): string {
  return String(language === 'th' ? year + buddhistEraOffset : year)
}
