import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { moreOf } from './bundles.ts'
import css from './chart.module.css'
import { LinkRow } from './link-row.tsx'
import type { Communities } from './communities.ts'
import type { Importance } from './connectedness.ts'
import { mostNodes, neighboursOf, shownEdges } from './graph-model.ts'
import type { Chart } from './graph-model.ts'
import { ImportanceNote } from './importance-note.tsx'
import { NodeRow } from './node-row.tsx'
import type { NodeRowData } from './node-row.tsx'
import type { ChartDesk } from './use-chart.ts'
import { useGroups, useImportance } from './use-connectedness.ts'

const page = 100

/** The chart in words: every thing and every link, with the acts of the picture. Nothing is only in the picture. */
export function ChartTable({ desk }: { readonly desk: ChartDesk }) {
  const { t } = useLingui()
  const [filter, setFilter] = useState('')
  return (
    <div className={css['tables']}>
      <Stack gap="lg">
        <TextInput
          maw={360}
          aria-label={t`Find on the chart`}
          placeholder={t`Find on the chart…`}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Nodes desk={desk} filter={filter} />
        <Links desk={desk} filter={filter} />
      </Stack>
    </div>
  )
}

interface PartProps {
  readonly desk: ChartDesk
  readonly filter: string
}

function Nodes({ desk, filter }: PartProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const [shown, setShown] = useState(page)
  const importance = useImportance(desk)
  const groups = useGroups(desk, true)
  const found = { importance, groups: groups && groups.groups.length + groups.alone > 1 ? groups : undefined }
  const rows = nodeRows(desk.chart, { filter, language, ...found })
  const visible = rows.slice(0, shown)
  useListKeys({
    ids: visible.map((row) => row.node.data.id),
    chosen: desk.url.chosen,
    choose: desk.choose,
  })
  return (
    <section aria-label={t`Things`}>
      <Title order={2} fz="md" mb="xs">
        <Trans>Things ({rows.length})</Trans>
      </Title>
      {importance ? <ImportanceNote /> : null}
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Name</Trans>
            </th>
            <th scope="col" className={css['narrow']}>
              <Trans>Kind</Trans>
            </th>
            <th scope="col" className={css['figure']}>
              <Trans>Linked here</Trans>
            </th>
            <th scope="col" className={css['figure']}>
              <Trans>More links</Trans>
            </th>
            {found.importance ? (
              <th scope="col" className={css['figure']}>
                <Trans>Importance</Trans>
              </th>
            ) : null}
            {found.groups ? (
              <th scope="col" className={css['figure']}>
                <Trans>Separate group</Trans>
              </th>
            ) : null}
            <th scope="col" className={css['narrow']}>
              <Trans>Handling</Trans>
            </th>
            <th scope="col">
              <Trans>Acts</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {visible.map((row) => (
            <NodeRow key={row.node.data.id} desk={desk} row={row} />
          ))}
        </tbody>
      </table>
      <More hasMore={rows.length > shown} isLoading={false} load={() => setShown(shown + page)} />
    </section>
  )
}

interface Rows {
  readonly filter: string
  readonly language: string
  readonly importance: ReadonlyMap<string, Importance> | undefined
  /** Where there are several. */
  readonly groups: Communities | undefined
}

/** By importance where that is asked for, else the best linked first; then by name in the reader's order. */
function nodeRows(chart: Chart, { filter, language, importance, groups }: Rows): readonly NodeRowData[] {
  const collator = new Intl.Collator(language)
  const placeOf = ({ place }: NodeRowData): number => (typeof place === 'number' ? place : mostNodes + 1)
  return [...chart.nodes.values()]
    .filter((node) => matches(filter, [node.data.caption]))
    .map((node): NodeRowData => ({
      node,
      near: neighboursOf(chart, node.data.id).length,
      more: moreOf(chart, node.data.id),
      place: importance && (importance.get(node.data.id)?.place ?? 'none'),
      group: groups && (groups.numberOf.get(node.data.id) ?? 'none'),
    }))
    .toSorted(
      (a, b) =>
        placeOf(a) - placeOf(b) ||
        b.near - a.near ||
        collator.compare(a.node.data.caption, b.node.data.caption),
    )
}

function Links({ desk, filter }: PartProps) {
  const { t } = useLingui()
  const [shown, setShown] = useState(page)
  const captionOf = (id: string): string => desk.chart.nodes.get(id)?.data.caption ?? ''
  const rows = shownEdges(desk.chart).filter((edge) =>
    matches(filter, [captionOf(edge.from), captionOf(edge.to)]),
  )
  if (rows.length === 0) return null
  return (
    <section aria-label={t`Links`}>
      <Title order={2} fz="md" mb="xs">
        <Trans>Links ({rows.length})</Trans>
      </Title>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>From which</Trans>
            </th>
            <th scope="col">
              <Trans>Link</Trans>
            </th>
            <th scope="col">
              <Trans>To which</Trans>
            </th>
            <th scope="col" className={css['narrow']}>
              <Trans>Dates and amount</Trans>
            </th>
            <th scope="col" className={css['narrow']}>
              <Trans>Source</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((edge) => (
            <LinkRow key={edge.id} desk={desk} edge={edge} />
          ))}
        </tbody>
      </table>
      <More hasMore={rows.length > shown} isLoading={false} load={() => setShown(shown + page)} />
    </section>
  )
}

function matches(filter: string, texts: readonly string[]): boolean {
  const wanted = filter.trim().toLowerCase()
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted))
}
