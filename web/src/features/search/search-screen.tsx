import { Trans, useLingui } from '@lingui/react/macro'
import { Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { Hit, SearchReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { AskMenu } from '../../ui/ask-menu.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { ReleaseLink } from '../../ui/release-link.tsx'
import { Empty, Fault, RowsWaiting, Waiting, TooMany } from '../../ui/states.tsx'
import { chosen, without } from '../../ui/url.ts'
import { WatchButton } from '../../ui/watch-button.tsx'
import { Facets } from './facets.tsx'
import { HitPreview } from './hit-preview.tsx'
import { HitTable } from './hit-table.tsx'
import { Narrowing } from './narrowing.tsx'
import { Newest } from './newest.tsx'
import { searchQuery } from './queries.ts'
import css from './search.module.css'
import type { SearchUrl } from './search-url.ts'

/** One box over everything: names in any script, phones, accounts, wallets, documents; narrowed by facets that the address keeps. */
export function SearchScreen() {
  const { t } = useLingui()
  const url = useSearch({ from: '/shell/search' })
  return (
    <>
      <PageHead title={t`Search`} />
      <Asked url={url} />
    </>
  )
}

function Asked({ url }: { readonly url: SearchUrl }) {
  if (url.q !== undefined) return <Results key={url.q} url={url} q={url.q} />
  return url.source === undefined ? <Start /> : <Newest key={url.source} url={url} source={url.source} />
}

function Start() {
  return (
    <Empty
      title={<Trans>Write a name, a phone, an account, a wallet or a document number above</Trans>}
      next={<Trans>Any script works, and so do parts: 099*4321, สมช?ย. Press / to go to the box.</Trans>}
    />
  )
}

function Results({ url, q }: { readonly url: SearchUrl; readonly q: string }) {
  const found = useInfiniteQuery(searchQuery({ ...url, q }))
  if (found.error) return <Fault error={found.error} retry={() => void found.refetch()} />
  const first = found.data?.pages[0]
  return (
    <div className={css['split']}>
      <aside className={css['facets']} data-no-print>
        {first ? <Facets facets={first.facets} url={url} /> : null}
      </aside>
      <section aria-busy={found.isFetching}>
        <Group justify="space-between" align="flex-start" gap="sm">
          <Narrowing url={url} sourceName={sourceNameIn(first, url.source)} />
          {first === undefined ? null : (
            <HitActs url={url} q={q} hits={found.data?.pages.flatMap((page) => page.items) ?? []} />
          )}
        </Group>
        {found.data === undefined || first === undefined ? (
          <Waiting>
            <RowsWaiting rows={10} />
          </Waiting>
        ) : (
          <Hits url={url} pages={found.data.pages} />
        )}
        <More
          hasMore={found.hasNextPage}
          isLoading={found.isFetchingNextPage}
          load={() => void found.fetchNextPage()}
        />
      </section>
    </div>
  )
}

function sourceNameIn(reply: SearchReply | undefined, source: string | undefined): string | undefined {
  return reply?.facets['source']?.find(({ value }) => value === source)?.label?.en
}

interface HitActsProps {
  readonly url: SearchUrl
  readonly q: string
  /** As far as they are shown. */
  readonly hits: readonly Hit[]
}

/** What may be done with the search as it is narrowed. One that finds nothing yet can be watched all the same. */
function HitActs({ url, q, hits }: HitActsProps) {
  const { t } = useLingui()
  const { can } = useSession()
  const { kind, source, country } = url
  const narrowed = chosen({ kind, source, country })
  const ticked = tickedOf(url, hits)
  return (
    <Group ml="auto" mb="sm" gap="sm" data-no-print>
      <WatchButton
        about={{ search: { q, ...narrowed } }}
        label={t`Save and watch…`}
        title={t`Save and watch this search`}
      />
      <AskMenu entities={hits.map((hit) => hit.id)} />
      {hits.length === 0 ? null : (
        <>
          {can.includes('exchange.release') ? (
            <ReleaseLink
              ids={ticked.length > 0 ? ticked : hits.map((one) => one.id)}
              isPart={ticked.length > 0}
            />
          ) : null}
          <ExportButton of={{ q, ...narrowed }} title={t`Export everything this search finds?`} />
        </>
      )}
    </Group>
  )
}

/** What was ticked, of what is shown, in the order of the list. */
function tickedOf(url: SearchUrl, hits: readonly Hit[]): readonly string[] {
  const ids = new Set(url.ticked?.split(','))
  return hits.map((hit) => hit.id).filter((id) => ids.has(id))
}

function Hits({ url, pages }: { readonly url: SearchUrl; readonly pages: readonly SearchReply[] }) {
  const navigate = useNavigate({ from: '/search' })
  const { number } = useLanguage()
  const { can } = useSession()
  const hits = pages.flatMap((page) => page.items)
  const ids = hits.map((hit) => hit.id)
  const choose = (id: string | undefined): void => {
    const rest = without(url, 'chosen')
    void navigate({ search: id === undefined ? rest : { ...rest, chosen: id }, replace: true })
  }
  const ticked = tickedOf(url, hits)
  const toggle = (id: string): void => {
    const next = ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id]
    const rest = without(url, 'ticked')
    void navigate({ search: next.length === 0 ? rest : { ...rest, ticked: next.join(',') }, replace: true })
  }
  useListKeys({
    ids,
    chosen: url.chosen,
    choose,
    open: (id) => void navigate({ to: '/entity/$id', params: { id } }),
  })
  if (hits.length === 0)
    return (
      <Empty
        title={<Trans>Nothing found that you may see</Trans>}
        next={
          <Trans>
            Try a part with *, another spelling or script, or remove a narrowing. What is not shared with you
            for this purpose does not appear here.
          </Trans>
        }
      />
    )
  const preview = hits.find((hit) => hit.id === url.chosen)
  const { count, isCut = false } = pages[0] ?? {}
  return (
    <>
      {isCut ? <TooMany shown={count ?? hits.length} /> : null}
      <HitTable
        hits={hits}
        chosen={url.chosen}
        choose={choose}
        {...(can.includes('exchange.release') ? { ticks: { ticked, toggle } } : {})}
      />
      {preview ? <HitPreview hit={preview} close={() => choose(undefined)} /> : null}
      <Status>
        {count === undefined ? (
          <Trans>{number(hits.length)} shown</Trans>
        ) : (
          <Trans>
            {number(hits.length)} of {number(count)} shown
          </Trans>
        )}
      </Status>
    </>
  )
}
