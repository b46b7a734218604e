import { Trans, useLingui } from '@lingui/react/macro'
import { IconCheck } from '@tabler/icons-react'

import { stageWords } from './import-words.ts'
import css from './intake.module.css'
import { stages } from './stage.ts'
import type { Stage } from './stage.ts'

/** The five steps and where this import stands; a screen reader hears which is now and which are done. */
export function Steps({ now }: { readonly now: Stage }) {
  const { t } = useLingui()
  const at = stages.indexOf(now)
  return (
    <ol className={css['steps']} aria-label={t`Steps of an import`}>
      {stages.map((stage, place) => (
        <li
          key={stage}
          data-stand={place < at ? 'done' : place === at ? 'now' : 'later'}
          aria-current={place === at ? 'step' : undefined}
        >
          <span className={css['mark']} aria-hidden>
            {place < at ? <IconCheck size={14} /> : place + 1}
          </span>
          <span className={css['word']}>
            {t(stageWords[stage])}
            {place < at ? (
              <span className="hidden-text">
                {' '}
                <Trans>(done)</Trans>
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
