import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { kinds } from '@shield/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { More } from '../../ui/more.tsx'
import { Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import css from './intake.module.css'
import { newestQuery } from './queries.ts'

/** Whom and what the source of the import speaks of, the newest first; each opens its profile. */
export function Newest({ source }: { readonly source: string }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const found = useInfiniteQuery(newestQuery(source))
  return (
    <Stack gap="xs" component="section" aria-label={t`Newest of this source`}>
      <Text component="h2" fz="md" fw={600}>
        <Trans>Newest of this source</Trans>
      </Text>
      <Loaded of={found}>
        {({ pages }) => (
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Name or value</Trans>
                </th>
                <th scope="col">
                  <Trans>Kind</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {pages
                .flatMap((page) => page.items)
                .map((entity) => (
                  <tr key={entity.id}>
                    <td>
                      <Link to="/entity/$id" params={{ id: entity.id }}>
                        <ValueText text={entity.caption} />
                      </Link>
                    </td>
                    <td>
                      <span className={css['plainKind']}>
                        <KindIcon kind={entity.kind} size={16} />
                        {say(kinds[entity.kind].label)}
                      </span>
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
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
