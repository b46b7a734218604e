import { useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'

import { useLanguage } from '../language/use-language.ts'
import css from './facet.module.css'

export interface FacetChoice {
  readonly value: string
  readonly label: string
  readonly count: number
}

interface FacetProps {
  readonly title: string
  readonly choices: readonly FacetChoice[]
  readonly chosen: readonly string[]
  readonly toggle: (value: string) => void
}

/** The values of one field with how often each occurs; pressing one narrows the list. Bars are to the scale of the largest. */
export function Facet({ title, choices, chosen, toggle }: FacetProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const largest = Math.max(1, ...choices.map((choice) => choice.count))
  if (choices.length === 0) return null
  return (
    <section aria-label={t`Narrow by: ${title}`}>
      <Text component="h2" fz="xs" fw={600} c="dimmed" mb={4}>
        {title}
      </Text>
      <ul className={css['list']}>
        {choices.map(({ value, label, count }) => (
          <li key={value}>
            <UnstyledButton
              className={css['choice']}
              aria-pressed={chosen.includes(value)}
              onClick={() => toggle(value)}
            >
              <span className={css['label']}>{label}</span>
              <span>{number(count)}</span>
              <span className={css['bar']} style={{ width: `${(count / largest) * 100}%` }} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
