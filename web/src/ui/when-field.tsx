import { useLingui } from '@lingui/react/macro'
import { Group, Input, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'

import { monthName } from '../language/dates.ts'
import { readTypedDate, typedDate } from '../language/typed-date.ts'
import type { TypedDate } from '../language/typed-date.ts'
import { useLanguage } from '../language/use-language.ts'

interface WhenFieldProps {
  readonly label: string
  /** The partial date it starts from. Give the field another key to start it from another. */
  readonly when: string | undefined
  readonly setWhen: (when: string | undefined) => void
}

/**
 * A date in three boxes, the month as a word; day and month may stay open. Beside it stands what was understood.
 * No segmented date field of a library: react-aria's turned a typed 1 May 2569 into 30 April 2026, because it passes through
 * the year 256 of the era and converts on every key.
 */
export function WhenField({ label, when, setWhen }: WhenFieldProps) {
  const { t } = useLingui()
  const { language, when: inWords } = useLanguage()
  const [typed, setTyped] = useState<TypedDate>(() => typedDate(when, language === 'th'))
  const read = readTypedDate(typed)
  const set = (part: Partial<TypedDate>): void => {
    const next = { ...typed, ...part }
    setTyped(next)
    const now = readTypedDate(next)
    setWhen(now.state === 'read' ? now.when : undefined)
  }
  const isLong = typed.year.length >= 4
  return (
    <Input.Wrapper
      component="fieldset"
      label={label}
      labelElement="div"
      style={{ border: 0, margin: 0, padding: 0 }}
      aria-label={label}
      error={read.state === 'wrong' && isLong ? t`There is no such date` : null}
      description={read.state === 'read' ? inWords(read.when) : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <Group gap={4} wrap="nowrap">
        <TextInput
          aria-label={t`${label}: day`}
          placeholder={t`day`}
          w={56}
          inputMode="numeric"
          maxLength={2}
          value={typed.day}
          onChange={(event) => set({ day: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t`${label}: month`}
          w={128}
          value={typed.month}
          onChange={(event) => set({ month: event.currentTarget.value })}
          data={[
            { value: '', label: t`month` },
            ...Array.from({ length: 12 }, (_, at) => ({
              value: String(at + 1),
              label: monthName(at + 1, language),
            })),
          ]}
        />
        <TextInput
          aria-label={t`${label}: year`}
          placeholder={language === 'th' ? 'พ.ศ.' : t`year`}
          w={72}
          inputMode="numeric"
          maxLength={4}
          value={typed.year}
          onChange={(event) => set({ year: event.currentTarget.value })}
        />
      </Group>
    </Input.Wrapper>
  )
}
