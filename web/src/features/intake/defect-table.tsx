import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { DefectRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { DefectPlace, WeightBadge } from './defect-parts.tsx'

/** Defects by place: which row and column, what stood there, what is wrong and how it is mended. */
export function DefectTable({ defects }: { readonly defects: readonly DefectRow[] }) {
  const { t } = useLingui()
  if (defects.length === 0)
    return (
      <Text c="dimmed">
        <Trans>None of these.</Trans>
      </Text>
    )
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Defects`}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Place</Trans>
            </th>
            <th scope="col">
              <Trans>What stood there</Trans>
            </th>
            <th scope="col">
              <Trans>What is wrong, and how to mend it</Trans>
            </th>
            <th scope="col">
              <Trans>Weight</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {defects.map((defect, at) => (
            <DefectLine key={at} defect={defect} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DefectLine({ defect }: { readonly defect: DefectRow }) {
  const { say } = useLanguage()
  return (
    <tr>
      <td>
        <DefectPlace defect={defect} />
      </td>
      <td style={{ maxWidth: 320 }}>
        <ValueText text={defect.value} />
      </td>
      <td>
        {say(defect.hint)}
        <Text fz="xs" c="dimmed" component="code" display="block">
          {defect.rule}
        </Text>
      </td>
      <td className={table['nowrap']}>
        <WeightBadge weight={defect.weight} />
      </td>
    </tr>
  )
}
