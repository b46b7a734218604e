import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import type { Flow, FlowReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { FlowChart } from './flow-chart.tsx'
import css from './partners.module.css'
import { flowPeriods } from './partners-url.ts'
import type { FlowPeriod } from './partners-url.ts'
import { flowsQuery } from './queries.ts'

export const flowWords: Readonly<Record<Flow, MessageDescriptor>> = {
  sent: msg`Handed over`,
  received: msg`Received`,
  recalled: msg`Recalled`,
  refused: msg`Refused there`,
}
const flowNames = Object.keys(flowWords) as Flow[]

/** Releases by partner and period, as a chart and as the table it is made of: every number opens its list. */
export function Flows({ period }: { readonly period: FlowPeriod }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/partners' })
  const found = useQuery(flowsQuery(period))
  const words: Record<FlowPeriod, string> = {
    day: t`by day`,
    week: t`by week`,
    month: t`by month`,
  }
  return (
    <Stack gap="md">
      <div>
        <SegmentedControl
          aria-label={t`Period`}
          value={period}
          onChange={(next) =>
            void navigate({
              search: { tab: 'flows', period: flowPeriods.find((one) => one === next) ?? 'week' },
              replace: true,
            })
          }
          data={flowPeriods.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <Loaded of={found}>
        {(flows) =>
          flows.partners.length === 0 ? (
            <Empty
              title={<Trans>No partner yet</Trans>}
              next={<Trans>What goes to partners and comes from them is counted here.</Trans>}
            />
          ) : (
            flows.partners.map((one) => (
              <PartnerFlows key={one.node} partner={one} periods={flows.periods} period={period} />
            ))
          )
        }
      </Loaded>
      <Text fz="xs" c="dimmed">
        <Trans>
          Releases that you may see, by the days of this computer. A recall counts when it was decided.
        </Trans>
      </Text>
    </Stack>
  )
}

interface PartnerFlowsProps {
  readonly partner: FlowReply['partners'][number]
  readonly periods: FlowReply['periods']
  readonly period: FlowPeriod
}

function PartnerFlows({ partner, periods, period }: PartnerFlowsProps) {
  const { say } = useLanguage()
  const name = say(partner.name)
  return (
    <section aria-label={name} className={css['flow']}>
      <h2 className={css['heading']}>{name}</h2>
      <Held partner={partner} />
      <FlowChart partner={partner} periods={periods} />
      <FlowTable partner={partner} periods={periods} period={period} />
    </section>
  )
}

/** Who holds what today. */
function Held({ partner }: { readonly partner: FlowReply['partners'][number] }) {
  const { number } = useLanguage()
  const { ours, theirs } = partner.held
  return (
    <Text fz="sm" mb="xs">
      <Link to="/releases" search={{ tab: 'out', peer: partner.node, state: 'applied' }}>
        <Trans>They hold {number(ours)} of our releases</Trans>
      </Link>
      {' · '}
      <Link to="/releases" search={{ tab: 'in', peer: partner.node, state: 'applied' }}>
        <Trans>we hold {number(theirs)} of theirs</Trans>
      </Link>
    </Text>
  )
}

/** The newest first: it is what is looked for. */
function FlowTable({ partner, periods, period }: PartnerFlowsProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const label = usePeriodLabel(period)
  return (
    <div
      className={table['scroll']}
      tabIndex={0}
      role="region"
      aria-label={t`${say(partner.name)} as a table`}
    >
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Period</Trans>
            </th>
            {flowNames.map((flow) => (
              <th key={flow} scope="col">
                <span className={css[`key-${flow}`]} aria-hidden /> {t(flowWords[flow])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...periods.entries()].toReversed().map(([at, one]) => (
            <tr key={one.from}>
              <th scope="row">{label(one)}</th>
              {flowNames.map((flow) => (
                <td key={flow}>
                  <FlowNumber
                    count={partner[flow][at] ?? 0}
                    name={`${t(flowWords[flow])}, ${label(one)}`}
                    search={{
                      tab: flow === 'received' ? 'in' : 'out',
                      ...{ peer: partner.node, flow, since: one.from, before: one.until },
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface FlowNumberProps {
  readonly count: number
  readonly name: string
  readonly search: {
    readonly tab: 'in' | 'out'
    readonly peer: string
    readonly flow: Flow
    readonly since: string
    readonly before: string
  }
}

function FlowNumber({ count, name, search }: FlowNumberProps) {
  const { number } = useLanguage()
  if (count === 0) return <span className={css['none']}>0</span>
  return (
    <Link
      to="/releases"
      search={search}
      className={css['number'] ?? ''}
      aria-label={`${number(count)}: ${name}`}
    >
      {number(count)}
    </Link>
  )
}

/** How a period is written beside its numbers: its first day, or its month. */
export function usePeriodLabel(period: FlowPeriod): (one: FlowReply['periods'][number]) => string {
  const { when } = useLanguage()
  return ({ from }) => {
    const day = new Date(from)
    const local = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`
    return when(period === 'month' ? local.slice(0, 7) : local)
  }
}
