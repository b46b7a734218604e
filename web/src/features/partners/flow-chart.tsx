import { useLingui } from '@lingui/react/macro'

import type { Flow, FlowReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { chartOf } from './flow-bars.ts'
import css from './partners.module.css'

interface FlowChartProps {
  readonly partner: FlowReply['partners'][number]
  readonly periods: FlowReply['periods']
}

const order: readonly Flow[] = ['sent', 'received', 'recalled', 'refused']

/** Four thin bars a period, to one scale; the table below it says the same in numbers. */
export function FlowChart({ partner, periods }: FlowChartProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const { width, height, bars, largest } = chartOf(
    order.map((flow) => partner[flow]),
    periods.length,
  )
  if (largest === 0) return null
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={css['chart']}
      role="img"
      aria-label={t`Releases with ${say(partner.name)} by period: at most ${number(largest)} in one; the table below has every number`}
    >
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className={css['axis']} />
      <text x={0} y={10} className={css['scale']}>
        {number(largest)}
      </text>
      {bars.map((bar) => (
        <rect
          key={`${bar.row} ${bar.period}`}
          x={bar.x}
          y={bar.y}
          width={bar.width}
          height={bar.height}
          className={css[order[bar.row] ?? 'sent']}
        />
      ))}
    </svg>
  )
}
