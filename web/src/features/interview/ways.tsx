import { Trans, useLingui } from '@lingui/react/macro'

import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { textIn } from '../../ui/indicator-names.ts'
import { Turn } from './here.tsx'
import own from './interview.module.css'
import { progressOf } from './pages.ts'
import type { Page, Values } from './pages.ts'

interface WaysProps {
  readonly pages: readonly Page[]
  readonly values: Values
  readonly current: Page | undefined
  readonly dimension: string | undefined
}

/** What was spoken of, by dimension: to find one's way and begin where the person begins. Nothing here has to be filled. */
export function Ways({ pages, values, current, dimension }: WaysProps) {
  const { t } = useLingui()
  const { language, number } = useLanguage()
  const here = current?.kind === 'question' ? current.dimension.id : undefined
  return (
    <nav aria-label={t`What was spoken of`}>
      <ul className={own['ways']}>
        {progressOf(pages, values).map(({ dimension: one, told }) => (
          <li key={one.id}>
            <Turn to={{ view: 'list', dimension: one.id }} isCurrent={one.id === (here ?? dimension)}>
              {textIn(one.name, language)}
              {told === 0 ? null : <span className={css['soft']}>{t`${number(told)} told`}</span>}
            </Turn>
          </li>
        ))}
        <li>
          <Turn to={{ view: 'list' }}>
            <Trans>Everything</Trans>
          </Turn>
        </li>
      </ul>
    </nav>
  )
}
