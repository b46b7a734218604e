import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Text } from '@mantine/core'
import { figures } from '@shield/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { FigureReleaseRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { audienceWords, stateWords } from './figure-words.ts'
import css from './figures.module.css'
import { officesQuery, releasesQuery } from './queries.ts'

/** The register of released figures. Who cares for people makes a new one here. */
export function FiguresScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const offices = useQuery(officesQuery)
  const found = useInfiniteQuery(releasesQuery)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const mayCount = offices.data?.can.includes('figurePreview') ?? false
  return (
    <>
      <PageHead
        title={t`Figures`}
        actions={
          <>
            {can.includes('case.read') ? (
              <Button variant="default" component={Link} to="/case-releases">
                <Trans>Cases given out</Trans>
              </Button>
            ) : null}
            {mayCount ? (
              <Button component={Link} to="/figures/new">
                <Trans>Make a figure…</Trans>
              </Button>
            ) : null}
          </>
        }
      >
        <Text>
          <Trans>
            Every count that ever left, also those withdrawn since. Small numbers are held back in all of
            them.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={<Trans>No figure was released yet</Trans>}
              next={
                mayCount ? (
                  <Trans>Make one. A second person of your organisation releases it.</Trans>
                ) : (
                  <Trans>They are made by those who care for people, and stand here once released.</Trans>
                )
              }
            />
          ) : (
            <ul className={css['list']}>
              {items.map((item) => (
                <ReleaseLine key={item.id} item={item} />
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

function ReleaseLine({ item }: { readonly item: FigureReleaseRow }) {
  const { t } = useLingui()
  const { say, span, instant } = useLanguage()
  return (
    <li>
      <Group gap={8}>
        <Link to="/figures/$id" params={{ id: item.id }}>
          {say(figures[item.figure].name)}
        </Link>
        <Text span>{span(item.since, item.until)}</Text>
        <Badge variant="default" color={item.state === 'withdrawn' ? 'red' : 'gray'}>
          {t(stateWords[item.state])}
        </Badge>
      </Group>
      <Text fz="sm" c="dimmed">
        {say(item.organisationName)} · {t(audienceWords[item.audience])} · <Trans>as of</Trans>{' '}
        {instant(item.asOf)}
      </Text>
    </li>
  )
}
