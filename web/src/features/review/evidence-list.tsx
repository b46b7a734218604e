import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'

import type { EvidenceStep, Pair } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ValueText } from '../../ui/value-text.tsx'
import css from './review.module.css'

/** What speaks for one and what against, in words, with the values that say so; above everything else. */
export function EvidenceList({ pair }: { readonly pair: Pair }) {
  const { t } = useLingui()
  const found = pair.evidence.filter((step) => step.left !== undefined)
  return (
    <div className={css['columns']}>
      <Column
        label={t`Speaks for one`}
        steps={found.filter((step) => step.bearing === 'for')}
        none={<Trans>Nothing of what is compared agrees</Trans>}
      />
      <Column
        label={t`Speaks against`}
        steps={found.filter((step) => step.bearing === 'against')}
        none={<Trans>Nothing of what is compared contradicts</Trans>}
      />
    </div>
  )
}

interface ColumnProps {
  readonly label: string
  readonly steps: readonly EvidenceStep[]
  readonly none: React.ReactNode
}

function Column({ label, steps, none }: ColumnProps) {
  return (
    <section aria-label={label}>
      <Text component="h2" fz="sm" fw={600} mb={4}>
        {label}
      </Text>
      {steps.length === 0 ? (
        <Text c="dimmed">{none}</Text>
      ) : (
        <ul className={css['evidence']}>
          {steps.map((step) => (
            <EvidenceRow key={`${step.what.en} ${step.left}`} step={step} />
          ))}
        </ul>
      )}
    </section>
  )
}

function EvidenceRow({ step }: { readonly step: EvidenceStep }) {
  const { say } = useLanguage()
  const Picture = step.bearing === 'for' ? IconCheck : IconX
  return (
    <li>
      <Picture size={16} stroke={2.2} aria-hidden />
      <div>
        <Text fw={600}>
          {say(step.what)}: {say(step.level)}
        </Text>
        <Text component="div" fz="sm">
          <ValueText text={step.left ?? ''} />
          {step.right === step.left ? null : (
            <>
              {' · '}
              <ValueText text={step.right ?? ''} />
            </>
          )}
        </Text>
      </div>
    </li>
  )
}
