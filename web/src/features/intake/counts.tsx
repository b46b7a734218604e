import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'

import type { DefectRow, ImportCounts, ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { countNames } from './counts-line.tsx'
import { countWords } from './import-words.ts'
import css from './intake.module.css'

interface CountsProps {
  readonly view: ImportView
  readonly counts: ImportCounts
  readonly weight: DefectRow['weight'] | undefined
}

const weightOf: Partial<Record<keyof ImportCounts, DefectRow['weight']>> = {
  rejected: 'rejected',
  warnings: 'warning',
}

/** Each count with what it means; those that have a list open it. */
export function Counts({ view, counts, weight }: CountsProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  return (
    <dl className={css['counts']} aria-label={t`Records by what becomes of them`}>
      {countNames.map((name) => {
        const listed = weightOf[name]
        const { label, means } = countWords[name]
        return (
          <div key={name} data-chosen={listed !== undefined && listed === weight}>
            <dt>{t(label)}</dt>
            <dd>
              <strong>{number(counts[name])}</strong>
              <span>{t(means)}</span>
              {listed && counts[name] > 0 ? (
                <Link to="/import" search={{ import: view.id, weight: listed }} resetScroll={false}>
                  <Trans>Show the list</Trans>
                </Link>
              ) : null}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
