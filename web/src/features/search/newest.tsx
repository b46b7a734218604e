import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { newestQuery } from '../../api/newest.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { NewestTable } from '../../ui/newest-table.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { without } from '../../ui/url.ts'
import { Narrowing } from './narrowing.tsx'
import type { SearchUrl } from './search-url.ts'

interface NewestProps {
  readonly url: SearchUrl
  readonly source: string
}

/** A source without words to look for: what it brought, the newest first. */
export function Newest({ url, source }: NewestProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/search' })
  const found = useInfiniteQuery(newestQuery({ source, kind: url.kind }))
  const rows = found.data?.pages.flatMap((page) => page.items) ?? []
  useListKeys({
    ids: rows.map(({ id }) => id),
    chosen: url.chosen,
    choose: (id) => void navigate({ search: { ...url, chosen: id }, replace: true }),
    open: (id) => void navigate({ to: '/entity/$id', params: { id } }),
  })
  const name = rows[0]?.sourceName ?? (found.isPending ? '…' : t`one source`)
  return (
    <section aria-busy={found.isFetching}>
      <Narrowing url={without(url, 'country')} sourceName={name} />
      <Loaded of={found}>
        {() =>
          rows.length === 0 ? (
            <Empty
              title={<Trans>Nothing of this source that you may see</Trans>}
              next={<Trans>Remove a narrowing, or write what you look for above.</Trans>}
            />
          ) : (
            <NewestTable rows={rows} label={t`Newest of ${name}`} chosen={url.chosen} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{number(rows.length)} shown</Trans>
      </Status>
    </section>
  )
}
