import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import { ExportButton } from '../../ui/export-button.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { AgreedItem } from './agreed-item.tsx'
import css from './exports.module.css'
import { exportsQuery } from './queries.ts'

/** Exports of what is confidential: who asked for what, who agreed, and the file for who asked. */
export function ExportsScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const url = useSearch({ from: '/shell/exports' })
  const found = useInfiniteQuery(exportsQuery)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHead
        title={t`Confidential exports`}
        actions={
          can.includes('export.agree') ? (
            <ExportButton label={t`New export…`} title={t`Export what a search finds?`} />
          ) : undefined
        }
      />
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={<Trans>No confidential export was asked for</Trans>}
              next={
                <Trans>
                  Press New export here, or Export beside a search, a profile or a chart, and choose to ask a
                  second person. What you may not read all of is not listed here.
                </Trans>
              }
            />
          ) : (
            <ul className={css['list']}>
              {items.map((item) => (
                <AgreedItem key={item.id} item={item} isChosen={item.id === url.export} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </>
  )
}
