import { Trans } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ActWords, AmendmentState } from './amend-words.tsx'
import css from './exchange.module.css'

/** Every newer version of a release, the latest first: what it changed, who, why, and what became of it there. */
export function Versions({ release }: { readonly release: ReleaseView }) {
  const { say, instant, number } = useLanguage()
  if (release.amendments.length === 0) return null
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>What changed since</Trans>
      </h3>
      <Stack gap="sm" component="ol" className={css['steps'] ?? ''}>
        {release.amendments.toReversed().map((one) => (
          <li key={one.version}>
            <Text component="div">
              <Trans>Version {number(one.version)}</Trans>: <ActWords acts={one.acts} />
            </Text>
            <Text fz="xs" c="dimmed" component="div">
              {[one.by, one.approvedBy].flatMap((who) => (who ? [say(who)] : [])).join(', ')}{' '}
              {instant(one.at)} ·{' '}
              {release.direction === 'in' ? <Trans>done here</Trans> : <AmendmentState state={one.state} />}
              {one.because ? `: ${say(one.because)}` : null}
            </Text>
            {one.reason === '' ? null : (
              <Text fz="xs" className="long">
                <Trans>Reason: {one.reason}</Trans>
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </section>
  )
}
