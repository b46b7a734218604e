import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'

import css from './care.module.css'

export interface Choice<V extends string> {
  readonly value: V
  readonly label: ReactNode
}

interface ChoicesProps<V extends string> {
  readonly legend: ReactNode
  readonly choices: readonly Choice<V>[]
  /** Nothing is chosen until somebody chooses. */
  readonly chosen: V | undefined
  readonly choose: (value: V) => void
  /** It was asked to go on without an answer. */
  readonly isMissing?: boolean
  readonly hint?: ReactNode
}

/** One of a few, as large targets. */
export function Choices<V extends string>(props: ChoicesProps<V>) {
  const { legend, choices, chosen, choose, isMissing = false, hint } = props
  const name = useId()
  return (
    <fieldset className={css['question']} aria-describedby={isMissing ? `${name}-missing` : undefined}>
      <legend>{legend}</legend>
      {hint ? <Text className={css['soft'] ?? ''}>{hint}</Text> : null}
      <div className={css['answers']}>
        {choices.map(({ value, label }) => (
          <label key={value} className={css['answer']}>
            <input type="radio" name={name} checked={chosen === value} onChange={() => choose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {isMissing ? <Missing id={`${name}-missing`} /> : null}
    </fieldset>
  )
}

interface ManyProps<V extends string> {
  readonly legend: ReactNode
  readonly choices: readonly Choice<V>[]
  readonly chosen: readonly V[]
  readonly set: (values: readonly V[]) => void
  readonly isMissing?: boolean
  readonly hint?: ReactNode
  readonly children?: ReactNode
}

/** Any of them, none ticked beforehand. */
export function Many<V extends string>(props: ManyProps<V>) {
  const { legend, choices, chosen, set, isMissing = false, hint, children } = props
  const name = useId()
  const toggle = (value: V): void =>
    set(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  return (
    <fieldset className={css['question']} aria-describedby={isMissing ? `${name}-missing` : undefined}>
      <legend>{legend}</legend>
      {hint ? <Text className={css['soft'] ?? ''}>{hint}</Text> : null}
      <div className={css['answers']}>
        {choices.map(({ value, label }) => (
          <label key={value} className={css['answer']}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {children}
      {isMissing ? <Missing id={`${name}-missing`} /> : null}
    </fieldset>
  )
}

function Missing({ id }: { readonly id: string }) {
  return (
    <Text id={id} c="var(--mantine-color-error)" mt="xs" role="alert">
      <Trans>Choose here first</Trans>
    </Text>
  )
}
