import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Text, UnstyledButton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'

import type { MatchRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { useListKeys } from '../../ui/keys.ts'
import { More } from '../../ui/more.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { without } from '../../ui/url.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { MatchInspector } from './match-inspector.tsx'
import { MatchState } from './match-state.tsx'
import { watchWords } from './matching-words.ts'
import css from './matching.module.css'
import type { MatchingUrl } from './matching-url.ts'
import { matchesQuery } from './queries.ts'

/** What this desk has asked without telling, newest first; J and K walk it. */
export function MatchList({ url }: { readonly url: MatchingUrl }) {
  const { number } = useLanguage()
  const navigate = useNavigate({ from: '/matching' })
  const found = useInfiniteQuery(matchesQuery)
  const matches = found.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (id: string): void => void navigate({ search: { tab: 'asked', match: id }, replace: true })
  useListKeys({ ids: matches.map((one) => one.id), chosen: url.match, choose })
  return (
    <>
      <Loaded of={found}>
        {() =>
          matches.length === 0 ? (
            <NothingAsked />
          ) : (
            <MatchTable matches={matches} chosen={url.match} choose={choose} />
          )
        }
      </Loaded>
      <More
        hasMore={found.hasNextPage}
        isLoading={found.isFetchingNextPage}
        load={() => void found.fetchNextPage()}
      />
      <Status>
        <Trans>{number(matches.length)} shown</Trans>
      </Status>
      {url.match === undefined ? null : (
        <MatchInspector
          key={url.match}
          id={url.match}
          close={() => void navigate({ search: without(url, 'match'), replace: true })}
        />
      )}
    </>
  )
}

function NothingAsked() {
  return (
    <Empty
      title={<Trans>Nothing was asked yet</Trans>}
      next={
        <Trans>
          Ask a partner whether it holds a telephone, an account, a wallet or a document of your case. It
          learns neither the number nor whether it was found.
        </Trans>
      }
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/matching" search={{ new: 'yes' }} {...props} />}
        >
          <Trans>Ask without telling…</Trans>
        </Button>
      }
    />
  )
}

interface MatchTableProps {
  readonly matches: readonly MatchRow[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

function MatchTable({ matches, chosen, choose }: MatchTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`What we asked`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Case and partner</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col">
              <Trans>Values</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Who</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>When</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {matches.map((one) => (
            <MatchLine key={one.id} match={one} isChosen={one.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface MatchLineProps {
  readonly match: MatchRow
  readonly isChosen: boolean
  readonly choose: (id: string) => void
}

function MatchLine({ match, isChosen, choose }: MatchLineProps) {
  const { t } = useLingui()
  const { say, instant, when } = useLanguage()
  return (
    <tr data-row={match.id} data-chosen={isChosen} data-press onClick={() => choose(match.id)}>
      <td>
        <UnstyledButton
          className={css['what'] ?? ''}
          aria-expanded={isChosen}
          onClick={(event) => {
            event.stopPropagation()
            choose(match.id)
          }}
        >
          <ValueText text={match.case} />
        </UnstyledButton>
        <Text fz="xs" c="dimmed">
          {say(match.peer.name)}
          {match.watch === undefined ? null : ` · ${t(watchWords[match.watch])}`}
          {match.watch === 'runs' && match.watchUntil !== undefined ? ` · ${when(match.watchUntil)}` : null}
          {match.renews === undefined ? null : ` · ${t`asked by itself`}`}
        </Text>
      </td>
      <td>
        <MatchState match={match} />
      </td>
      <td>
        {match.state === 'answered' ? (
          <Trans>
            {match.hits} of {match.count}
          </Trans>
        ) : (
          <Plural value={match.count} one="# value" other="# values" />
        )}
      </td>
      <td className={table['wide']}>{say(match.by)}</td>
      <td className={table['wide']}>{instant(match.at)}</td>
    </tr>
  )
}
