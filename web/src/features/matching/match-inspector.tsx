import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconEyeOff, IconHourglass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { MatchView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { Line, Lines } from '../../ui/lines.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { HitItem } from './hit-item.tsx'
import { MatchState } from './match-state.tsx'
import { identifierWords, watchWords } from './matching-words.ts'
import css from './matching.module.css'
import { matchQuery, useEndWatch } from './queries.ts'

interface MatchInspectorProps {
  readonly id: string
  readonly close: () => void
}

/** One question with what came of it, which only this side knows. */
export function MatchInspector({ id, close }: MatchInspectorProps) {
  const { t } = useLingui()
  const found = useQuery(matchQuery(id))
  return (
    <Inspector title={found.data ? <ValueText text={found.data.case} /> : t`Question`} close={close}>
      <Loaded of={found}>{(match) => <MatchDetail match={match} />}</Loaded>
    </Inspector>
  )
}

function MatchDetail({ match }: { readonly match: MatchView }) {
  const { say } = useLanguage()
  const hits = match.items.filter((one) => one.result === 'hit')
  const partner = say(match.peer.name)
  return (
    <Stack gap="lg">
      <Stack gap="sm" align="flex-start">
        <MatchState match={match} />
        <Progress match={match} />
      </Stack>
      {hits.length === 0 ? null : (
        <section>
          <h3 className={css['heading']}>
            <Plural
              value={hits.length}
              one={`${partner} holds # of them`}
              other={`${partner} holds # of them`}
            />
          </h3>
          <Text fz="sm" c="dimmed" mb="xs">
            <Trans>
              They do not know that it was found. A hit is no link and no judgement: nothing is joined by it.
            </Trans>
          </Text>
          <ul className={css['items']}>
            {hits.map((item) => (
              <HitItem key={item.number} match={match} item={item} />
            ))}
          </ul>
        </section>
      )}
      <Rest match={match} />
      <Watch match={match} />
      <section>
        <h3 className={css['heading']}>
          <Trans>The ticket</Trans>
        </h3>
        <Ticket match={match} />
      </section>
    </Stack>
  )
}

function Progress({ match }: { readonly match: MatchView }) {
  const { say } = useLanguage()
  if (match.state === 'logging')
    return (
      <Alert variant="light" color="amber" w="100%" icon={<IconHourglass aria-hidden />}>
        <Trans>
          It goes as soon as its ticket stands in this node's audit log under a signed head: some seconds.
          Nobody asks off the record. You can leave this page.
        </Trans>
      </Alert>
    )
  if (match.state === 'sent')
    return (
      <Text fz="sm">
        <Trans>The other node answers by itself, without a person. You can leave this page.</Trans>
      </Text>
    )
  if (match.state === 'refused')
    return (
      <Text fz="sm">
        <Trans>It was not answered.</Trans> {match.because ? say(match.because) : null}
      </Text>
    )
  return null
}

/** What was not found, waits or was left out: folded, with its count. */
function Rest({ match }: { readonly match: MatchView }) {
  const { t } = useLingui()
  const groups = (['waiting', 'no-hit', 'left-out'] as const).map((result) => ({
    result,
    items: match.items.filter((one) => one.result === result),
  }))
  const title = (result: (typeof groups)[number]['result'], count: number) =>
    result === 'waiting' ? (
      <Plural value={count} one="# waits for the answer" other="# wait for the answer" />
    ) : result === 'no-hit' ? (
      <Plural value={count} one="# was not found" other="# were not found" />
    ) : (
      <Plural value={count} one="# could not be compared" other="# could not be compared" />
    )
  return (
    <Stack gap="xs">
      {groups
        .filter((group) => group.items.length > 0)
        .map(({ result, items }) => (
          <details key={result} className={css['folded']}>
            <summary>{title(result, items.length)}</summary>
            <ul>
              {items.map((item) => (
                <li key={item.number}>
                  <ValueText text={item.value} />{' '}
                  <Text component="span" fz="xs" c="dimmed">
                    {t(identifierWords[item.identifier])}
                  </Text>
                </li>
              ))}
            </ul>
          </details>
        ))}
    </Stack>
  )
}

function Watch({ match }: { readonly match: MatchView }) {
  const { t } = useLingui()
  const { when } = useLanguage()
  const end = useEndWatch()
  if (match.watch === undefined || match.watchUntil === undefined) return null
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>Watch</Trans>
      </h3>
      <Stack gap="xs" align="flex-start">
        <Text fz="sm">
          {t(watchWords[match.watch])} · <Trans>until {when(match.watchUntil)}</Trans>
        </Text>
        {match.renewedBy === undefined ? null : (
          <Link to="/matching" search={{ match: match.renewedBy }}>
            <Trans>the question that goes on with it</Trans>
          </Link>
        )}
        {match.can.includes('end-watch') ? (
          <>
            <Text fz="xs" c="dimmed">
              <Trans>
                Each month a new question goes by itself, for the same case and in the same name. It counts in
                the limits of the day.
              </Trans>
            </Text>
            <Button
              variant="default"
              leftSection={<IconEyeOff size={16} aria-hidden />}
              loading={end.isPending}
              onClick={() => end.mutate(match.id, { onSuccess: () => showDone(t`The watch has ended`) })}
            >
              <Trans>End the watch</Trans>
            </Button>
          </>
        ) : null}
        {end.error ? <Fault error={end.error} /> : null}
      </Stack>
    </section>
  )
}

function Ticket({ match }: { readonly match: MatchView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <>
      <Lines>
        <Line name={t`Asked of`}>{say(match.peer.name)}</Line>
        <Line name={t`By`}>{say(match.by)}</Line>
        <Line name={t`When`}>{instant(match.at)}</Line>
        <Line name={t`Case`}>
          <ValueText text={match.case} />
        </Line>
        <Line name={t`Purpose`}>{say(purposes[match.purpose])}</Line>
        <Line name={t`Legal basis`}>
          <ValueText text={match.legalBasis} />
        </Line>
        <Line name={t`Reason`}>
          <ValueText text={match.reason} />
        </Line>
      </Lines>
      {match.renews === undefined ? null : (
        <Group mt="xs">
          <Link to="/matching" search={{ match: match.renews }}>
            <Trans>asked by itself, going on with this question</Trans>
          </Link>
        </Group>
      )}
    </>
  )
}
