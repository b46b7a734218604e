import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { CaseReleaseRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Quiet } from '../../ui/quiet.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import css from './give-out.module.css'
import { purposeWords, stateWords } from './give-out-words.ts'
import { caseReleasesQuery } from './queries.ts'

/** The register: every file of cases that left this organisation, and whom to tell since. */
export function CaseReleasesScreen() {
  const { t } = useLingui()
  const { can } = useSession()
  const found = useInfiniteQuery(caseReleasesQuery)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Quiet>
      <PageHead
        title={t`Cases given out`}
        tabTitle={t`Work`}
        before={
          <Link to="/figures">
            <Trans>Figures</Trans>
          </Link>
        }
        actions={
          can.includes('case.give') ? (
            <>
              <Button component={Link} to="/case-releases/new">
                <Trans>Give cases out…</Trans>
              </Button>
              <Button variant="default" component={Link} to="/case-releases/take">
                <Trans>Take cases in…</Trans>
              </Button>
            </>
          ) : undefined
        }
      >
        <Text maw="75ch">
          <Trans>
            Every file of cases that left your organisation. Where somebody takes a consent back, it says here
            whom to tell.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={found}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={<Trans>No case was given out yet</Trans>}
              next={<Trans>A case worker chooses a recipient, and sees who has agreed.</Trans>}
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
    </Quiet>
  )
}

function ReleaseLine({ item }: { readonly item: CaseReleaseRow }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const [cases, toTell] = [number(item.cases), number(item.toTell)]
  return (
    <li>
      <Group gap={8}>
        <Link to="/case-releases/$id" params={{ id: item.id }}>
          {say(item.recipientName)}
        </Link>
        <Badge variant="default">{t(stateWords[item.state])}</Badge>
        {item.toTell > 0 ? <Badge color="red">{t`tell the recipient: ${toTell}`}</Badge> : null}
      </Group>
      <Text fz="sm" c="dimmed">
        {item.stamp === undefined ? null : `${item.stamp} · `}
        <Trans>Cases: {cases}</Trans> · {t(purposeWords[item.purpose])} ·{' '}
        {item.withIdentity ? <Trans>with names</Trans> : <Trans>by code</Trans>} ·{' '}
        {instant(item.releasedAt ?? item.at)}
      </Text>
    </li>
  )
}
