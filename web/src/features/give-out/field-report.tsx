import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { FieldFateView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import table from '../../ui/table.module.css'
import css from './give-out.module.css'
import { fateWords } from './give-out-words.ts'

interface FieldReportProps {
  readonly fields: readonly FieldFateView[]
}

/** What becomes of each of the 84 fields of the standard: what is given first, what stays folded away. */
export function FieldReport({ fields }: FieldReportProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const given = fields.filter(({ fate }) => fate !== 'left')
  const left = fields.filter(({ fate }) => fate === 'left')
  const [few, most] = [number(given.length), number(left.length)]
  return (
    <section className={css['fields']} aria-labelledby="fields">
      <h2 id="fields">
        <Trans>What the file holds</Trans>
      </h2>
      <Text fz="sm" c="dimmed">
        <Trans>
          Of the fields of the standard HTCDS 2.0, {few} are given and {most} stay here.
        </Trans>
      </Text>
      <FieldTable fields={given} name={t`Fields that are given`} />
      <details>
        <summary>
          <Trans>{most} fields that are not given, and why</Trans>
        </summary>
        <FieldTable fields={left} name={t`Fields that are not given`} />
      </details>
    </section>
  )
}

interface FieldTableProps extends FieldReportProps {
  readonly name: string
  /** What becomes of a field, said as who gives says it; of a file that comes in otherwise. */
  readonly fates?: typeof fateWords
}

export function FieldTable({ fields, name, fates = fateWords }: FieldTableProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  return (
    <div className={table['scroll']} role="group" tabIndex={0} aria-label={name}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Field</Trans>
            </th>
            <th scope="col">
              <Trans>What becomes of it</Trans>
            </th>
            <th scope="col">
              <Trans>Why</Trans>
            </th>
            <th scope="col">
              <Trans>Cases</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, fate, why, cases }) => (
            <tr key={field}>
              <td>
                <code>{field}</code>
              </td>
              <td>{t(fates[fate])}</td>
              <td>{say(why)}</td>
              <td>{cases === undefined ? '' : number(cases)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
