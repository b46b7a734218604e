import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core'
import { kinds } from '@shield/core'
import { IconEyeOff, IconId, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

import { useLanguage } from '../../language/use-language.ts'
import { AskMenu } from '../../ui/ask-menu.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { Fault } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { CommunityOf } from './community-of.tsx'
import { Connections } from './connections.tsx'
import { relationsOf } from './bundles.ts'
import type { Relation } from './bundles.ts'
import css from './chart.module.css'
import { ConnectednessOf } from './importance-note.tsx'
import { hiddenIds, neighboursOf, shownEdges } from './graph-model.ts'
import type { ChartNode } from './graph-model.ts'
import { expansionLimits, useExpansionLimit } from './expansion-limit.ts'
import { relationWords, wordsFrom } from './relation-words.ts'
import type { ChartDesk } from './use-chart.ts'

interface NodePanelProps {
  readonly desk: ChartDesk
  readonly node: ChartNode
}

/** One thing on the chart: what it is, what it is linked with, and what an expansion would bring before it is asked. */
export function NodePanel({ desk, node: { data, isPinned } }: NodePanelProps) {
  const { say } = useLanguage()
  const { id } = data
  const isHidden = desk.chart.nodes.get(id)?.isHidden === true
  return (
    <Stack gap="md">
      <Group gap="xs">
        <KindIcon kind={data.kind} />
        <Text>{say(kinds[data.kind].label)}</Text>
        <Text c="dimmed">
          {data.sources === 1 ? <Trans>1 source</Trans> : <Trans>{data.sources} sources</Trans>}
        </Text>
        <MarkingBadge marking={data.marking} />
      </Group>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconId size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/entity/$id" params={{ id }} {...props} />}
        >
          <Trans>Open the profile</Trans>
        </Button>
        <AskMenu entities={[id]} size="compact-md" />
        <Button
          variant="default"
          size="compact-md"
          leftSection={isPinned ? <IconPinnedOff size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
          onClick={() => desk.act({ do: isPinned ? 'unpin' : 'pin', ids: [id] })}
        >
          {isPinned ? <Trans>Unpin</Trans> : <Trans>Pin</Trans>}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconEyeOff size={16} aria-hidden />}
          onClick={() => desk.act({ do: isHidden ? 'show' : 'hide', ids: [id] })}
        >
          {isHidden ? <Trans>Show</Trans> : <Trans>Hide</Trans>}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => {
            desk.act({ do: 'remove', ids: [id] })
            desk.choose(undefined)
          }}
        >
          <Trans>Remove</Trans>
        </Button>
      </Group>
      <CommunityOf desk={desk} id={id} />
      <ConnectednessOf desk={desk} id={id} />
      <Relations desk={desk} id={id} />
      <Connections key={id} desk={desk} id={id} />
      <Neighbours desk={desk} id={id} />
    </Stack>
  )
}

function Relations({ desk, id }: { readonly desk: ChartDesk; readonly id: string }) {
  const { t } = useLingui()
  const [limit, setLimit] = useExpansionLimit()
  const relations = relationsOf(desk.chart, id)
  const more = relations.reduce((sum, relation) => sum + relation.more, 0)
  const most = Math.min(limit, desk.room)
  return (
    <section>
      <Text component="h3" fw={600} fz="sm" mb={4}>
        <Trans>Links</Trans>
      </Text>
      {relations.length === 0 ? (
        <Text c="dimmed">
          <Trans>It has no link that you may see.</Trans>
        </Text>
      ) : null}
      {more > 0 ? (
        <Group gap="xs" mb={4}>
          <Text fz="sm" c="dimmed" id="at-most">
            <Trans>Bring at most</Trans>
          </Text>
          <SegmentedControl
            size="xs"
            aria-labelledby="at-most"
            value={String(limit)}
            onChange={(next) => setLimit(Number(next))}
            data={expansionLimits.map(String)}
          />
        </Group>
      ) : null}
      <ul className={css['relations']}>
        {relations.map((relation) => (
          <RelationRow
            key={`${relation.kind} ${relation.direction}`}
            relation={relation}
            isOff={desk.isBusy || most < 1}
            expand={() => desk.expand({ of: id, relation: pick(relation), limit: most })}
          />
        ))}
      </ul>
      {relations.filter((relation) => relation.more > 0).length > 1 ? (
        <Button
          mt="xs"
          disabled={most < 1}
          loading={desk.isBusy}
          onClick={() => desk.expand({ of: id, limit: most })}
        >
          <Trans>Expand all kinds</Trans>
        </Button>
      ) : null}
      {desk.room < 1 ? (
        <Text fz="sm" mt="xs">
          <Trans>The chart is full: remove something first.</Trans>
        </Text>
      ) : null}
      <BroughtNote desk={desk} id={id} />
      {desk.error ? <Fault error={desk.error} keptText={t`The chart stands as it was.`} /> : null}
    </section>
  )
}

function pick({ kind, direction }: Relation): Pick<Relation, 'kind' | 'direction'> {
  return { kind, direction }
}

interface RelationRowProps {
  readonly relation: Relation
  readonly isOff: boolean
  readonly expand: () => void
}

function RelationRow({ relation, isOff, expand }: RelationRowProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const words = say(relationWords(relation.kind, relation.direction))
  const { count, onChart, more } = relation
  return (
    <li className={css['relation']}>
      <div>
        <Text fz="inherit">
          {words} <b>{number(count)}</b>
        </Text>
        <Text fz="xs" c="dimmed">
          {more === 0 ? (
            <Trans>all on the chart</Trans>
          ) : (
            <Trans>
              {number(onChart)} on the chart, {number(more)} more
            </Trans>
          )}
        </Text>
      </div>
      {more > 0 ? (
        <Button
          size="compact-sm"
          variant="default"
          disabled={isOff}
          aria-label={t`Expand: ${words}, ${more} more`}
          onClick={expand}
        >
          <Trans>Expand</Trans>
        </Button>
      ) : null}
    </li>
  )
}

/** What the last expansion of this one brought, and what its limit left out. */
function BroughtNote({ desk, id }: { readonly desk: ChartDesk; readonly id: string }) {
  const { brought } = desk
  if (brought?.of !== id) return null
  const count = brought.ids.size
  return (
    <Text fz="sm" mt="xs">
      {brought.left > 0 ? (
        <Trans>
          {count} added, the best connected first. {brought.left} left out by the limit: expand again for the
          next.
        </Trans>
      ) : (
        <Trans>{count} added.</Trans>
      )}
    </Text>
  )
}

/** The way through the chart in words: press one to go there. */
function Neighbours({ desk, id }: { readonly desk: ChartDesk; readonly id: string }) {
  const { say } = useLanguage()
  const { chart } = desk
  const edges = shownEdges(chart)
  const near = neighboursOf(chart, id).flatMap((other) => {
    const node = chart.nodes.get(other)
    const links = edges.filter((edge) => [edge.from, edge.to].every((end) => end === id || end === other))
    return node && links.length > 0 ? [{ node, links }] : []
  })
  const hidden = hiddenIds(chart).filter((other) => neighboursOf(chart, id).includes(other)).length
  if (near.length + hidden === 0) return null
  return (
    <section>
      <Text component="h3" fw={600} fz="sm" mb={4}>
        <Trans>On the chart beside it</Trans>
      </Text>
      <ul className={css['relations']}>
        {near.slice(0, 60).map(({ node, links }) => (
          <li key={node.data.id}>
            <UnstyledButton className={css['near']} onClick={() => desk.choose(node.data.id)}>
              <KindIcon kind={node.data.kind} />
              <span>
                <small>{[...new Set(links.map((link) => say(wordsFrom(link, id))))].join(', ')}</small>{' '}
                <ValueText text={node.data.caption} />
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {near.length > 60 ? (
        <Text fz="sm" c="dimmed">
          <Trans>and {near.length - 60} more: see the table</Trans>
        </Text>
      ) : null}
      {hidden > 0 ? (
        <Text fz="sm" c="dimmed">
          <Trans>and {hidden} hidden</Trans>
        </Text>
      ) : null}
    </section>
  )
}
