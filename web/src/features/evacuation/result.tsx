import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { EvacuationRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './evacuation.module.css'
import { stageWords } from './words.ts'

/** How long each stage took, and what came back whole. */
export function Result({ result }: { readonly result: NonNullable<EvacuationRow['result']> }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const megabytes = number(Math.round(result.bytes / 100_000) / 10)
  const total = number(Math.round(result.stages.reduce((sum, one) => sum + one.seconds, 0)))
  return (
    <div>
      <Text>
        <Trans>
          {number(result.rows)} rows of {number(result.tables)} tables and {number(result.files)} files,{' '}
          {megabytes} MB, came back whole in {total} seconds;
        </Trans>{' '}
        <Link to="/audit">
          <Trans>the audit with {number(result.events)} events</Trans>
        </Link>
        .
      </Text>
      <table className={css['stages']}>
        <caption className="hidden-text">
          <Trans>How long each stage took</Trans>
        </caption>
        <tbody>
          {result.stages.map(({ stage, seconds }) => (
            <tr key={stage}>
              <th scope="row">{t(stageWords[stage])}</th>
              <td>
                <Trans>{number(seconds)} s</Trans>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
