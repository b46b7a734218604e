import { Trans } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { Empty } from '../../ui/states.tsx'
import css from './chart.module.css'
import type { ChartState } from './graph-model.ts'

/** An empty chart, under the box: what to begin with, and the charts of this session that were left. */
export function ChartStart() {
  return (
    <Empty
      title={<Trans>Begin with something you know</Trans>}
      next={
        <Trans>
          Write a name, a phone, an account or a wallet and choose it. Then expand what matters: the chart
          says how many links there are before it brings them.
        </Trans>
      }
      action={
        <Stack w="100%" maw={420} ta="left">
          <LeftCharts />
        </Stack>
      }
    />
  )
}

function LeftCharts() {
  const left = useQueryClient()
    .getQueriesData<ChartState>({ queryKey: ['chart'] })
    .flatMap(([key, state]) =>
      state && state.chart.nodes.size > 0 ? [{ from: String(key[1]), chart: state.chart }] : [],
    )
    .slice(-4)
    .toReversed()
  if (left.length === 0) return null
  return (
    <section>
      <Title order={3} fz="sm" mb={4}>
        <Trans>Charts of this session</Trans>
      </Title>
      <ul className={css['relations']}>
        {left.map(({ from, chart }) => {
          const [first] = chart.nodes.values()
          const count = chart.nodes.size
          return (
            <li key={from} className={css['relation']}>
              <Link to="/chart" search={{ from }}>
                {first?.data.caption}
              </Link>
              <Text fz="sm" c="dimmed">
                {count === 1 ? <Trans>1 thing</Trans> : <Trans>{count} things</Trans>}
              </Text>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
