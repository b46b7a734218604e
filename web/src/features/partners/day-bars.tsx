import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import table from '../../ui/table.module.css'
import css from './partners.module.css'

const [width, height] = [280, 56]

/** Messages of the last days, sent above the line and received below it; the same as a table for who reads rather than looks. */
export function DayBars({ days }: { readonly days: PartnerView['days'] }) {
  const { t } = useLingui()
  const { number, when } = useLanguage()
  const largest = Math.max(1, ...days.flatMap((one) => [one.sent, one.received]))
  const sent = days.reduce((sum, one) => sum + one.sent, 0)
  const received = days.reduce((sum, one) => sum + one.received, 0)
  const step = width / days.length
  const long = (count: number): number => (count / largest) * (height / 2 - 1)
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>Messages of the last two weeks</Trans>
      </h3>
      <Text fz="sm">
        <Trans>
          {number(sent)} sent, {number(received)} received
        </Trans>
      </Text>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className={css['days']}
        role="img"
        aria-label={t`${number(sent)} sent above the line, ${number(received)} received below it, by day`}
      >
        <line x1={0} x2={width} y1={height / 2} y2={height / 2} className={css['axis']} />
        {days.map((one, at) => (
          <g key={one.day}>
            <rect
              x={at * step + 2}
              y={height / 2 - long(one.sent)}
              width={step - 4}
              height={long(one.sent)}
              className={css['sent']}
            />
            <rect
              x={at * step + 2}
              y={height / 2 + 1}
              width={step - 4}
              height={long(one.received)}
              className={css['received']}
            />
          </g>
        ))}
      </svg>
      <details className={css['twin']}>
        <summary>
          <Trans>As a table</Trans>
        </summary>
        <table className={table['table']} aria-label={t`Messages by day`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Day</Trans>
              </th>
              <th scope="col">
                <Trans>Sent</Trans>
              </th>
              <th scope="col">
                <Trans>Received</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr key={one.day}>
                <th scope="row">{when(one.day)}</th>
                <td>{number(one.sent)}</td>
                <td>{number(one.received)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
