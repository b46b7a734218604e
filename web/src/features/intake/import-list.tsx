import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import type { ImportView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { CountsLine } from './counts-line.tsx'
import { ImportStateBadge, stateWords } from './import-state.tsx'
import { formatWords } from './import-words.ts'
import { importStates } from './intake-url.ts'
import type { ImportState } from './intake-url.ts'
import { importsQuery } from './queries.ts'
import { isMoving, percentOf } from './stage.ts'

/** Every import of the own organisation, newest first, and the door to a new one. */
export function ImportList({ state }: { readonly state: ImportState | undefined }) {
  const { number } = useLanguage()
  const found = useInfiniteQuery(importsQuery(state))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      {found.error ? null : <StateFilter state={state} />}
      <Loaded of={found}>
        {() => (items.length === 0 ? <Nothing state={state} /> : <ImportTable items={items} />)}
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>{found.data ? <Trans>{number(items.length)} shown</Trans> : null}</Status>
    </>
  )
}

/** The door to a new import. */
export function NewImport() {
  return (
    <Button
      leftSection={<IconFileImport size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/import" search={{ step: 'file' }} {...props} />}
    >
      <Trans>Import a file</Trans>
    </Button>
  )
}

function StateFilter({ state }: { readonly state: ImportState | undefined }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/import' })
  return (
    <Group mb="md" data-no-print>
      <NativeSelect
        label={t`State`}
        value={state ?? ''}
        onChange={(event) => {
          const next = importStates.find((name) => name === event.currentTarget.value)
          void navigate({ search: next ? { state: next } : {} })
        }}
        data={[
          { value: '', label: t`every state` },
          ...importStates.map((value) => ({ value, label: t(stateWords[value].label) })),
        ]}
      />
    </Group>
  )
}

function Nothing({ state }: { readonly state: ImportState | undefined }) {
  return state === undefined ? (
    <Empty
      title={<Trans>Nothing was imported yet</Trans>}
      next={
        <Trans>
          Bring in a table, a sanctions list or a bundle from another system. You see what it becomes before
          anything is written.
        </Trans>
      }
      action={<NewImport />}
    />
  ) : (
    <Empty
      title={<Trans>No import is in this state</Trans>}
      next={<Trans>Choose another state.</Trans>}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/import" search={{}} {...props} />}>
          <Trans>Show every import</Trans>
        </Button>
      }
    />
  )
}

function ImportTable({ items }: { readonly items: readonly ImportView[] }) {
  const { t } = useLingui()
  const navigate = useNavigate({ from: '/import' })
  const [chosen, choose] = useState<string>()
  useListKeys({
    ids: items.map((item) => item.id),
    chosen,
    choose,
    open: (id) => void navigate({ search: { import: id } }),
  })
  return (
    <div className={table['scroll']} tabIndex={0} role="region" aria-label={t`Imports`}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>File and source</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Records</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Who and when</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ImportRow key={item.id} item={item} isChosen={item.id === chosen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ImportRow({ item, isChosen }: { readonly item: ImportView; readonly isChosen: boolean }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  return (
    <tr data-row={item.id} data-chosen={isChosen}>
      <td>
        <Link to="/import" search={{ import: item.id }}>
          <ValueText text={item.fileName} />
        </Link>
        <Text fz="xs" c="dimmed">
          <ValueText text={item.sourceName} /> · {t(formatWords[item.format])}
        </Text>
      </td>
      <td>
        <ImportStateBadge state={item.state} />
      </td>
      <td className={table['wide']}>
        {isMoving(item) ? (
          <Trans>
            {number(item.progress.records)} read, {percentOf(item)} %
          </Trans>
        ) : item.state === 'done' || item.state === 'previewed' ? (
          <CountsLine counts={item.counts} />
        ) : null}
      </td>
      <td className={table['wide']}>
        {item.createdBy ? say(item.createdBy) : t`the command line`}
        <Text fz="xs" c="dimmed">
          {instant(item.createdAt)}
        </Text>
      </td>
    </tr>
  )
}
