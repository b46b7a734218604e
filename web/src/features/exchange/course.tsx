import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './exchange.module.css'
import { releaseSteps } from './release-steps.ts'
import { stepWords } from './release-words.ts'

/** The course of a release with its times: what is done has a tick, what is awaited a dashed ring. */
export function Course({ release }: { readonly release: ReleaseView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <ol className={css['steps']} aria-live="polite">
      {releaseSteps(release).map(({ name, at, by, reason }) => (
        <li key={name} className={css['step']}>
          {at === undefined ? (
            <IconCircleDashed size={18} aria-hidden />
          ) : (
            <IconCircleCheck size={18} aria-hidden />
          )}
          <div>
            {t(at === undefined ? stepWords[name].awaited : stepWords[name].done)}
            <Text fz="xs" c="dimmed">
              {[by ? say(by) : undefined, at === undefined ? t`awaited` : instant(at)]
                .filter((part) => part !== undefined)
                .join(' · ')}
            </Text>
            {reason === undefined ? null : (
              <Text fz="xs" className="long">
                <Trans>Reason: {reason}</Trans>
              </Text>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
