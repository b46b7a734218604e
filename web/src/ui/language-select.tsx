import { useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'

import { useLanguage } from '../language/use-language.ts'
import { commonLanguages, languageName, otherLanguages } from './languages.ts'

interface LanguageSelectProps {
  readonly label: string
  readonly description?: string
  /** Empty: not chosen yet. */
  readonly chosen: string
  readonly choose: (tag: string) => void
  /** Languages the person speaks stand first. */
  readonly spoken?: readonly string[]
  /** Only those: nobody is told something in a language they do not speak. */
  readonly isOnlySpoken?: boolean
  readonly isMissing?: boolean
}

export function LanguageSelect(props: LanguageSelectProps) {
  const { label, description, chosen, choose, spoken = [], isOnlySpoken = false, isMissing = false } = props
  const { t } = useLingui()
  const { language } = useLanguage()
  const all = isOnlySpoken
    ? []
    : [...commonLanguages.map(([tag]) => tag), ...otherLanguages].filter((tag) => !spoken.includes(tag))
  const nameOf = (tag: string): string => {
    const own = commonLanguages.find(([one]) => one === tag)?.[1]
    const name = languageName(tag, language)
    return own === undefined || own === name ? name : `${name} · ${own}`
  }
  return (
    <NativeSelect
      size="lg"
      label={label}
      description={description}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
      error={isMissing ? t`Choose here first` : null}
      data={[
        { value: '', label: t`Choose…` },
        ...[...spoken, ...all].map((tag) => ({ value: tag, label: nameOf(tag) })),
      ]}
    />
  )
}
