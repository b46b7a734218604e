import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconHourglassEmpty, IconLock, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'

import type { ArrivalPlace, ProtectedRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { chosen } from '../../ui/url.ts'
import { CodeField } from './code-field.tsx'
import css from './protection.module.css'
import type { ArrivalUrl } from './protection-url.ts'
import { arrivalQuery, queueQuery } from './queries.ts'
import { languageName } from '../../ui/languages.ts'
import { answerWords, interviewWords, turnName } from './words.ts'

/** Everybody at the board, whose turn it is first, or the newest; narrowed by what the counts above open. */
export function BoardQueue({ place }: { readonly place: ArrivalPlace }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { turn, language, interview, conflict, order } = useSearch({ from: '/shell/arrivals/$id' })
  const navigate = useNavigate({ from: '/arrivals/$id' })
  const ask = chosen({ turn, language, interview, conflict, order })
  const { dataUpdatedAt } = useQuery({ ...arrivalQuery(place.id), refetchInterval: false, enabled: false })
  const found = useInfiniteQuery(queueQuery(place.id, ask, place.changedAt))
  const people = found.data?.pages.flatMap((page) => page.items) ?? []
  const open = (code: string): void => void navigate({ to: '/protected/$code', params: { code } })
  useListKeys({
    ids: people.map(({ code }) => code),
    chosen: undefined,
    choose: (code) => document.querySelector<HTMLElement>(`[data-row="${code}"]`)?.focus(),
    open,
  })
  return (
    <section aria-label={t`Queue`}>
      <Group justify="space-between" mb="sm">
        <Filters ask={ask} count={found.data?.pages[0]?.count} />
        <SegmentedControl
          size="md"
          aria-label={t`Order`}
          value={order ?? 'turn'}
          onChange={(next) =>
            void navigate({
              search: (now) => chosen({ ...now, order: next === 'newest' ? ('newest' as const) : undefined }),
              replace: true,
            })
          }
          data={[
            { value: 'turn', label: t`By turn` },
            { value: 'newest', label: t`Newest` },
          ]}
        />
      </Group>
      <Loaded of={found}>
        {() =>
          people.length === 0 ? (
            <Empty
              title={<Trans>Nobody here</Trans>}
              next={
                place.people === 0 ? (
                  <Trans>Put a wristband on the first person and press “Receive a person”.</Trans>
                ) : (
                  <Trans>Nobody fits. Press “Show everybody” to see all.</Trans>
                )
              }
            />
          ) : (
            <ul className={css['queue']}>
              {people.map((person) => (
                <li key={person.code}>
                  <PersonLine person={person} />
                </li>
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
      {place.people === 0 ? null : (
        <details style={{ marginTop: 16 }}>
          <summary style={{ minHeight: 32 }}>
            <Trans>Find a person by the wristband</Trans>
          </summary>
          <CodeField label={t`Code on the wristband`} act={t`Open this person`} take={open} />
        </details>
      )}
      <Status>
        <span>
          <Trans>{number(place.people)} people</Trans>
        </span>
        <AskedAt at={dataUpdatedAt} />
      </Status>
    </section>
  )
}

/** When the board was asked last, for the line at the bottom. */
function AskedAt({ at }: { readonly at: number }) {
  const { instant } = useLanguage()
  return (
    <span>
      <Trans>as of {instant(new Date(at).toISOString())}, asked anew every few seconds</Trans>
    </span>
  )
}

interface FiltersProps {
  readonly ask: Pick<ArrivalUrl, 'turn' | 'language' | 'interview' | 'conflict' | 'order'>
  readonly count: number | undefined
}

/** What the list is narrowed to, in words, and the way back to everybody. */
function Filters({ ask, count }: FiltersProps) {
  const { t, i18n } = useLingui()
  const { language, number } = useLanguage()
  const navigate = useNavigate({ from: '/arrivals/$id' })
  const parts = [
    ask.turn === undefined ? undefined : turnName(ask.turn, language),
    ask.language === undefined ? undefined : languageName(ask.language, language),
    ask.interview === undefined || ask.interview === 'unheard'
      ? undefined
      : i18n._(interviewWords[ask.interview]),
    ask.interview === 'unheard' ? t`not yet heard` : undefined,
    ask.conflict === undefined ? undefined : t`answers differ`,
  ].filter((part) => part !== undefined)
  return (
    <Group gap="sm">
      <Text fw={600} role="status">
        {parts.length === 0 ? t`Everybody` : parts.join(' · ')}
        {count === undefined ? '' : `: ${number(count)}`}
      </Text>
      {parts.length === 0 ? null : (
        <Button
          variant="default"
          size="md"
          onClick={() =>
            void navigate({ search: ask.order === undefined ? {} : { order: ask.order }, replace: true })
          }
        >
          <Trans>Show everybody</Trans>
        </Button>
      )}
    </Group>
  )
}

function PersonLine({ person }: { readonly person: ProtectedRow }) {
  const { t } = useLingui()
  const { language, number } = useLanguage()
  const { triage } = person
  return (
    <Link to="/protected/$code" params={{ code: person.code }} data-row={person.code}>
      <span className={css['code']}>{person.code}</span>
      <strong>{turnName(person.turn, language)}</strong>
      {triage.age === undefined || triage.age === 'adult' ? null : (
        <span>{answerWords('age', triage, language)}</span>
      )}
      {triage.speaks === undefined ? null : <span>{answerWords('speaks', triage, language)}</span>}
      {person.party === 0 ? null : (
        <span className={css['soft']}>
          <IconUsers size={16} aria-hidden /> <Trans>stays with {number(person.party)}</Trans>
        </span>
      )}
      {person.hasConflict ? (
        <span>
          <Trans>answers differ</Trans>
        </span>
      ) : null}
      <span className={css['soft']}>
        {person.hasIdentity ? <IconLock size={16} role="img" aria-label={t`identity sealed`} /> : null}{' '}
        {person.interview === 'done' ? null : <IconHourglassEmpty size={16} aria-hidden />}{' '}
        {t(interviewWords[person.interview])}
      </span>
    </Link>
  )
}
