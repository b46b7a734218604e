import { Trans } from '@lingui/react/macro'
import { Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { linkKinds } from '@shield/core'

import type { GraphEdge } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import type { Bundle } from './bundles.ts'
import css from './chart.module.css'
import { moneyText } from './money-text.ts'
import type { ChartDesk } from './use-chart.ts'

interface LinkPanelProps {
  readonly desk: ChartDesk
  readonly bundle: Bundle
}

/** Every link that one line of the chart stands for, each with who says so: a line alone proves nothing. */
export function LinkPanel({ desk, bundle }: LinkPanelProps) {
  return (
    <Stack gap="md">
      <ul className={css['relations']}>
        {[bundle.from, bundle.to].map((id) => {
          const node = desk.chart.nodes.get(id)?.data
          return node ? (
            <li key={id}>
              <UnstyledButton className={css['near']} onClick={() => desk.choose(id)}>
                <KindIcon kind={node.kind} />
                <ValueText text={node.caption} />
              </UnstyledButton>
            </li>
          ) : null
        })}
      </ul>
      <ul className={css['relations']}>
        {bundle.edges.map((edge) => (
          <LinkItem key={edge.id} desk={desk} edge={edge} />
        ))}
      </ul>
    </Stack>
  )
}

function LinkItem({ desk, edge }: { readonly desk: ChartDesk; readonly edge: GraphEdge }) {
  const { say, span } = useLanguage()
  const captionOf = (id: string): string => desk.chart.nodes.get(id)?.data.caption ?? ''
  return (
    <li className={css['relation']}>
      <div>
        <Text>
          <ValueText text={captionOf(edge.from)} /> <b>{say(linkKinds[edge.kind].forward)}</b>{' '}
          <ValueText text={captionOf(edge.to)} />
        </Text>
        <Group gap="xs">
          {edge.amount ? <Text fw={600}>{moneyText(edge.amount)}</Text> : null}
          <Text fz="sm">{span(edge.starts, edge.ends)}</Text>
        </Group>
        {edge.detail === undefined ? null : (
          <Text fz="sm">
            <ValueText text={edge.detail} />
          </Text>
        )}
        <Text fz="xs" c="dimmed">
          <Trans>
            Source: <ValueText text={edge.sourceName} />
          </Trans>
        </Text>
      </div>
      <MarkingBadge marking={edge.marking} dot />
    </li>
  )
}
