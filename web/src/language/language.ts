import { i18n } from '@lingui/core'

export const languages = ['en', 'th'] as const
export type Language = (typeof languages)[number]
export const languageNames: Record<Language, string> = { en: 'English', th: 'ไทย' }

const kept = 'shield.language'

/** What the person chose last; else the browser's first language that SHIELD speaks. */
export function rememberedLanguage(): Language {
  const chosen = localStorage.getItem(kept)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

/** Loads the catalogue of a language, switches every text on the screen to it, and remembers it. */
export async function speak(language: Language): Promise<void> {
  const { messages } =
    language === 'th' ? await import('../messages/th.po') : await import('../messages/en.po')
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
  localStorage.setItem(kept, language)
}

function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text)
}
