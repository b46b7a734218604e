import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import css from './exchange.module.css'

interface PickManyProps {
  readonly legend: string
  readonly note?: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly picked: readonly string[]
  readonly pick: (picked: readonly string[]) => void
  readonly fault: string | null
}

/** From so many on, they are looked for by a word rather than read through. */
const manyChoices = 12

/** Ticks out of a closed list; what is not ticked is not agreed. */
export function PickMany({ legend, note, choices, picked, pick, fault }: PickManyProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [sought, setSought] = useState('')
  const shown = choices.filter(({ label }) => label.toLowerCase().includes(sought.trim().toLowerCase()))
  const toggle = (value: string): void =>
    pick(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value])
  const isMany = choices.length > manyChoices
  return (
    <fieldset className={css['pick']}>
      <legend>{legend}</legend>
      {note === undefined ? null : (
        <Text fz="xs" c="dimmed" mb={6}>
          {note}
        </Text>
      )}
      {isMany ? (
        <Group gap="sm" mb="sm">
          <TextInput
            aria-label={t`Look for: ${legend}`}
            placeholder={t`Look for…`}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          <Button variant="default" size="compact-sm" onClick={() => pick(choices.map((one) => one.value))}>
            <Trans>All {number(choices.length)}</Trans>
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => pick([])}>
            <Trans>None</Trans>
          </Button>
          <Text fz="sm" c="dimmed">
            <Trans>{number(picked.length)} chosen</Trans>
          </Text>
        </Group>
      ) : null}
      <div className={css['choices']}>
        {shown.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={picked.includes(value)}
            onChange={() => toggle(value)}
          />
        ))}
      </div>
      {fault === null ? null : (
        <Text c="var(--mantine-color-error)" fz="sm" mt={6} role="alert" tabIndex={-1} data-fault>
          {fault}
        </Text>
      )}
    </fieldset>
  )
}
