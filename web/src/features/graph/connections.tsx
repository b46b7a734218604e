import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Select, Stack, Text } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { GraphPathsReply } from '../../api/wire.ts'
import { Fault } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './chart.module.css'
import { connect } from './queries.ts'
import type { ChartDesk } from './use-chart.ts'

interface ConnectionsProps {
  readonly desk: ChartDesk
  readonly id: string
}

/** How this one hangs together with another on the chart: up to five shortest ways, brought onto the chart with what lies between. */
export function Connections({ desk, id }: ConnectionsProps) {
  const { t } = useLingui()
  const [to, setTo] = useState<string | null>(null)
  const [inOrderOfTime, setInOrderOfTime] = useState(false)
  const finding = useFinding(desk, id)
  const others = [...desk.chart.nodes.values()].filter((node) => node.data.id !== id)
  if (others.length === 0) return null
  const changed = (): void => finding.reset()
  return (
    <section>
      <Text component="h3" fw={600} fz="sm" mb={4}>
        <Trans>Connections</Trans>
      </Text>
      <Stack gap="xs" align="flex-start">
        <Select
          w="100%"
          searchable
          label={t`With which on the chart`}
          nothingFoundMessage={t`Nothing on the chart is called so`}
          data={others.map(({ data }) => ({ value: data.id, label: data.caption }))}
          value={others.some((node) => node.data.id === to) ? to : null}
          onChange={(next) => {
            setTo(next)
            changed()
          }}
        />
        <Checkbox
          label={t`In order of time`}
          description={t`Each link begins no earlier than the one before. Links without a date are left out.`}
          checked={inOrderOfTime}
          onChange={(event) => {
            setInOrderOfTime(event.currentTarget.checked)
            changed()
          }}
        />
        <Button
          leftSection={<IconRoute size={16} aria-hidden />}
          disabled={to === null}
          loading={finding.isPending}
          onClick={() => {
            if (to !== null) finding.mutate({ to, inOrderOfTime })
          }}
        >
          <Trans>Find connections</Trans>
        </Button>
      </Stack>
      {finding.error ? <Fault error={finding.error} keptText={t`The chart stands as it was.`} /> : null}
      {finding.data ? <Ways reply={finding.data.reply} isFull={finding.data.isFull} /> : null}
    </section>
  )
}

/** Asks, and brings what lies between where the chart has room for all of it. */
function useFinding(desk: ChartDesk, id: string) {
  const { t } = useLingui()
  const saidOf = (count: number): string => {
    if (count === 0) return t`No connection found`
    return count === 1 ? t`One connection found` : t`${count} connections found`
  }
  return useMutation({
    mutationFn: async (asked: { readonly to: string; readonly inOrderOfTime: boolean }) => {
      const reply = await connect(desk.chart, { from: id, ...asked })
      const fresh = reply.nodes.filter((node) => !desk.chart.nodes.has(node.id)).length
      return { reply, isFull: fresh > desk.room }
    },
    onSuccess: ({ reply, isFull }) => {
      const count = reply.paths.length
      if (count > 0 && !isFull) desk.act({ do: 'connect', reply, of: id })
      desk.say(saidOf(count))
    },
  })
}

function Ways({ reply, isFull }: { readonly reply: GraphPathsReply; readonly isFull: boolean }) {
  const { paths, isCut } = reply
  const captions = new Map(reply.nodes.map((node) => [node.id, node.caption]))
  return (
    <Stack gap={4} mt="xs">
      <Text fz="sm">
        {paths.length === 0 ? <Trans>No connection of up to six links that you may see.</Trans> : null}
        {paths.length === 1 ? <Trans>One connection found.</Trans> : null}
        {paths.length > 1 ? <Trans>{paths.length} connections found, the shortest first.</Trans> : null}
      </Text>
      {isFull ? (
        <Text fz="sm">
          <Trans>The chart has no room for them: remove something first.</Trans>
        </Text>
      ) : null}
      {isCut ? (
        <Text fz="sm">
          <Trans>The search ended at its limit: there may be others.</Trans>
        </Text>
      ) : null}
      <ol className={css['ways']}>
        {paths.map((path) => (
          <li key={path.join()}>
            {path.map((id, at) => (
              <span key={id}>
                {at > 0 ? <span aria-hidden> → </span> : null}
                <ValueText text={captions.get(id) ?? ''} />
              </span>
            ))}
          </li>
        ))}
      </ol>
    </Stack>
  )
}
