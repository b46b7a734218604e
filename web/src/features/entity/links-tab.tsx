import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { kinds, linkKinds } from '@shield/core'
import type { LinkKindName } from '@shield/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import type { LinkRow, Profile } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Facet } from '../../ui/facet.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './entity.module.css'
import { linksQuery } from './queries.ts'

/** What the thing is connected to: counts by kind first, then the links of the chosen kind. */
export function LinksTab({ profile }: { readonly profile: Profile }) {
  const { t } = useLingui()
  const { kind } = useSearch({ from: '/shell/entity/$id' })
  const navigate = useNavigate({ from: '/entity/$id' })
  const { say } = useLanguage()
  const words = (name: LinkKindName, direction: 'out' | 'in'): string =>
    say(direction === 'out' ? linkKinds[name].forward : linkKinds[name].backward)
  if (profile.links.length === 0)
    return (
      <Empty
        title={<Trans>No link that you may see</Trans>}
        next={
          <Trans>
            Links come with records, or from partners. Search for the same phone or account in other sources.
          </Trans>
        }
      />
    )
  return (
    <div className={css['links']}>
      <Facet
        title={t`Kind of link`}
        choices={profile.links.map((link) => ({
          value: `${link.kind}.${link.direction}`,
          label: words(link.kind, link.direction),
          count: link.count,
        }))}
        chosen={kind === undefined ? [] : [kind]}
        toggle={(value) =>
          void navigate({ search: value === kind ? { tab: 'links' } : { tab: 'links', kind: value } })
        }
      />
      <LinkList key={kind ?? ''} id={profile.id} kind={kind} />
    </div>
  )
}

function LinkList({ id, kind }: { readonly id: string; readonly kind: string | undefined }) {
  const links = useInfiniteQuery(linksQuery(id, kind))
  return (
    <Loaded of={links}>
      {({ pages }) => (
        <div>
          <ul className={css['list']}>
            {pages
              .flatMap((page) => page.items)
              .map((link) => (
                <LinkItem key={link.id} link={link} />
              ))}
          </ul>
          <More
            hasMore={links.hasNextPage}
            isLoading={links.isFetchingNextPage}
            load={() => void links.fetchNextPage()}
          />
        </div>
      )}
    </Loaded>
  )
}

function LinkItem({ link }: { readonly link: LinkRow }) {
  const { say, span } = useLanguage()
  const { forward, backward } = linkKinds[link.kind]
  const dates = span(link.starts, link.ends)
  return (
    <li className={css['row']}>
      <KindIcon kind={link.other.kind} />
      <div className={css['grow']}>
        <Group gap={6}>
          <Text c="dimmed" fz="inherit">
            {say(link.direction === 'out' ? forward : backward)}
          </Text>
          <Link
            to="/entity/$id"
            params={{ id: link.other.id }}
            aria-label={`${say(kinds[link.other.kind].label)} ${link.other.caption}`}
          >
            <ValueText text={link.other.caption} />
          </Link>
          {link.amount ? (
            <Text fw={600} fz="inherit">
              {link.amount.amount} {link.amount.currency}
            </Text>
          ) : null}
        </Group>
        <Text fz="xs" c="dimmed">
          {[link.detail, dates, link.sourceName]
            .filter((part) => part !== undefined && part !== '')
            .join(' · ')}
        </Text>
      </div>
      <MarkingBadge marking={link.marking} dot />
    </li>
  )
}
