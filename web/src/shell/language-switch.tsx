import { useLingui } from '@lingui/react/macro'
import { SegmentedControl } from '@mantine/core'

import { languageNames, languages, speak } from '../language/language.ts'
import type { Language } from '../language/language.ts'

/** ไทย | EN, on every page, the sign-in included. */
export function LanguageSwitch() {
  const { i18n, t } = useLingui()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t`Language`}
      value={i18n.locale}
      onChange={(language) => void speak(language as Language)}
      data={languages.toReversed().map((language) => ({
        value: language,
        label: (
          <span lang={language} aria-label={languageNames[language]}>
            {language === 'th' ? 'ไทย' : 'EN'}
          </span>
        ),
      }))}
    />
  )
}
