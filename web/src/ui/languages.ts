const names = {
  en: new Intl.DisplayNames(['en'], { type: 'language' }),
  th: new Intl.DisplayNames(['th'], { type: 'language' }),
} as const

/** A language by its tag, in words of the reader. */
export function languageName(tag: string, language: 'en' | 'th'): string {
  return names[language].of(tag) ?? tag
}

/** Languages most spoken at the bridges, each as its speakers write it; any other is chosen from the long list. */
export const commonLanguages: readonly (readonly [tag: string, own: string])[] = [
  ['my', 'မြန်မာ'],
  ['km', 'ខ្មែរ'],
  ['lo', 'ລາວ'],
  ['zh', '中文'],
  ['vi', 'Tiếng Việt'],
  ['hi', 'हिन्दी'],
  ['id', 'Indonesia'],
  ['am', 'አማርኛ'],
  ['sw', 'Kiswahili'],
  ['fil', 'Filipino'],
  ['en', 'English'],
  ['th', 'ไทย'],
]

export const otherLanguages = [
  ...['ar', 'bn', 'fa', 'fr', 'ha', 'ja', 'ko', 'lg', 'mn', 'ms', 'ne', 'om', 'pa', 'pt', 'ro', 'ru', 'rw'],
  ...[
    'shn',
    'si',
    'so',
    'ta',
    'te',
    'ti',
    'tl',
    'tr',
    'ug',
    'uk',
    'ur',
    'uz',
    'yo',
    'zu',
    'kar',
    'mnw',
    'kac',
  ],
] as const
