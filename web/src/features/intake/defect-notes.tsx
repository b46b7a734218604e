import { Text } from '@mantine/core'

import type { DefectRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { DefectPlace, WeightBadge } from './defect-parts.tsx'
import css from './intake.module.css'

/** Defects one under the other, for the narrow place beside the columns. */
export function DefectNotes({ defects }: { readonly defects: readonly DefectRow[] }) {
  const { say } = useLanguage()
  return (
    <ol className={css['records']}>
      {defects.map((defect, at) => (
        <li key={at} className={css['record']}>
          <div className={css['note']}>
            <strong>
              <DefectPlace defect={defect} />
            </strong>
            <WeightBadge weight={defect.weight} />
          </div>
          {defect.value === '' ? null : <ValueText text={defect.value} />}
          <Text fz="sm" c="dimmed">
            {say(defect.hint)}
          </Text>
        </li>
      ))}
    </ol>
  )
}
