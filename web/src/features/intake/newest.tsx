import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { newestQuery } from '../../api/newest.ts'
import { More } from '../../ui/more.tsx'
import { NewestTable } from '../../ui/newest-table.tsx'
import { Loaded } from '../../ui/states.tsx'

/** What the source of the import has brought, and the way to the same list in Search, which can be narrowed and sent. */
export function Newest({ source }: { readonly source: string }) {
  const { t } = useLingui()
  const found = useInfiniteQuery(newestQuery({ source }))
  return (
    <Stack gap="xs" component="section" aria-label={t`Newest of this source`}>
      <Group justify="space-between">
        <Text component="h2" fz="md" fw={600}>
          <Trans>Newest of this source</Trans>
        </Text>
        <Link to="/search" search={{ source }}>
          <Trans>Open in Search</Trans>
        </Link>
      </Group>
      <Loaded of={found}>
        {({ pages }) => (
          <NewestTable rows={pages.flatMap((page) => page.items)} label={t`Newest of this source`} />
        )}
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
    </Stack>
  )
}
