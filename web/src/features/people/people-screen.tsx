import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import type { PersonRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useListKeys } from '../../ui/keys.ts'
import { levelWords } from '../../ui/marking-words.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import css from '../../ui/table.module.css'
import { PersonInspector } from './person-inspector.tsx'
import { peopleQuery } from './queries.ts'
import { RoleBadge } from './role-badge.tsx'

/** Who may sign in at this node and in which role; a role is proposed by one person and approved by another. */
export function PeopleScreen() {
  const { t } = useLingui()
  const { person } = useSearch({ from: '/shell/people' })
  const navigate = useNavigate({ from: '/people' })
  const found = useInfiniteQuery(peopleQuery)
  const people = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string | undefined): void =>
    void navigate({ search: id === undefined ? {} : { person: id }, replace: true })
  useListKeys({ ids: people.map((row) => row.id), chosen: person, choose })
  const shown = people.find((row) => row.id === person)
  return (
    <>
      <PageHead title={t`People and roles`} />
      <Loaded of={found}>
        {() =>
          people.length === 0 ? (
            <Empty
              title={<Trans>Nobody yet</Trans>}
              next={
                <Trans>
                  The first two administrators set themselves up with the secrets the node printed.
                </Trans>
              }
            />
          ) : (
            <PeopleTable people={people} chosen={person} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      {shown ? <PersonInspector key={shown.id} person={shown} close={() => choose(undefined)} /> : null}
    </>
  )
}

interface PeopleTableProps {
  readonly people: readonly PersonRow[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function PeopleTable({ people, chosen, choose }: PeopleTableProps) {
  const { t } = useLingui()
  return (
    <div className={css['scroll']}>
      <table className={css['table']} aria-label={t`People`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Name</Trans>
            </th>
            <th scope="col" className={css['wide']}>
              <Trans>Organisation</Trans>
            </th>
            <th scope="col">
              <Trans>Roles</Trans>
            </th>
            <th scope="col" className={css['wide']}>
              <Trans>Cleared for</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonLine key={person.id} person={person} isChosen={person.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PersonLineProps {
  readonly person: PersonRow
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function PersonLine({ person, isChosen, choose }: PersonLineProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const level = levelWords[person.clearance]
  return (
    <tr data-row={person.id} data-chosen={isChosen} data-press onClick={() => choose(person.id)}>
      <td>
        <UnstyledButton fz="inherit" mih={24} onClick={() => choose(person.id)}>
          {say(person.name)}
        </UnstyledButton>
        {person.active ? null : (
          <Text fz="xs" c="dimmed">
            <Trans>can't sign in any more</Trans>
          </Text>
        )}
      </td>
      <td className={css['wide']}>{say(person.organisation.name)}</td>
      <td>
        <Group gap={4}>
          {person.grants
            .filter((grant) => grant.state !== 'revoked')
            .map((grant) => (
              <RoleBadge key={grant.id} role={grant.role} isWaiting={grant.state === 'proposed'} />
            ))}
        </Group>
      </td>
      <td className={css['wide']}>{level ? t(level) : person.clearance}</td>
    </tr>
  )
}
