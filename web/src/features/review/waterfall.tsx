import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { EvidenceStep } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './review.module.css'

/** How it was scored, behind one click: step by step, each a bar to the left or the right and a word for its weight. */
export function Waterfall({ steps }: { readonly steps: readonly EvidenceStep[] }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <details className={css['scored']}>
      <summary>
        <Trans>How it was scored</Trans>
      </summary>
      <Text fz="sm" c="dimmed" my={4}>
        <Trans>
          Each line moves the pair towards one (right) or two (left). It weighs likeness, never guilt, and
          decides nothing.
        </Trans>
      </Text>
      <ol className={css['waterfall']} aria-label={t`How it was scored`}>
        {steps.map((step) => (
          <li key={`${step.what.en} ${step.left ?? ''}`} data-bearing={step.bearing}>
            <span>
              {say(step.what)}: {say(step.level)}
              <Text component="span" fz="xs" c="dimmed" display="block">
                {step.bearing === 'for' ? (
                  <Trans>for one</Trans>
                ) : step.bearing === 'against' ? (
                  <Trans>against one</Trans>
                ) : (
                  <Trans>neither</Trans>
                )}{' '}
                · {say(step.weight)}
              </Text>
            </span>
            <span className={css['track']} aria-hidden>
              <span
                className={css['bar']}
                style={{
                  width: `${Math.abs(step.share) * 50}%`,
                  ...(step.share < 0 ? { right: '50%' } : { left: '50%' }),
                }}
              />
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
