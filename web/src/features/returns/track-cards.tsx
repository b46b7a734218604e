import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text, Title } from '@mantine/core'
import { stateWords, trackWords } from '@shield/core'
import type { GateName } from '@shield/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { ReturnTrack, ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { nameOf } from '../../ui/names-of.ts'
import { Clock } from '../../ui/clock.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { MoveDialog } from './move-dialog.tsx'
import { OwnerMenu } from './owner-menu.tsx'
import { useAskEmbassy, useCheck } from './queries.ts'
import css from './returns.module.css'

/** All tracks side by side, each with where it stands, whose turn it is and what comes next. */
export function TrackCards({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const [moving, setMoving] = useState<{ readonly track: ReturnTrack; readonly to: string }>()
  return (
    <section aria-label={t`Steps`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>Steps, side by side</Trans>
      </Title>
      <div className={css['tracks']}>
        {home.tracks
          .filter(({ track }) => track !== 'handover')
          .map((track) => (
            <TrackCard key={track.track} home={home} track={track} move={(to) => setMoving({ track, to })} />
          ))}
      </div>
      {moving ? (
        <MoveDialog
          key={`${moving.track.track} ${moving.to}`}
          home={home}
          track={moving.track}
          to={moving.to}
          close={() => setMoving(undefined)}
        />
      ) : null}
    </section>
  )
}

interface TrackCardProps {
  readonly home: ReturnView
  readonly track: ReturnTrack
  readonly move: (to: string) => void
}

function TrackCard({ home, track, move }: TrackCardProps) {
  const { say, when } = useLanguage()
  const mayMove = home.can.includes('returnMove')
  const name = say(trackWords[track.track])
  return (
    <article
      className={css['track']}
      aria-label={name}
      {...(home.missing.includes(track.track as GateName) ? { 'data-closed': true } : {})}
    >
      <h3>{name}</h3>
      <Text fw={600}>{say(stateWords(track.track, track.state))}</Text>
      {track.until === undefined ? null : (
        <Text>
          <Trans>until {when(track.until)}</Trans>
        </Text>
      )}
      <Facts home={home} track={track} />
      {track.dueAt === undefined || track.isAtRest ? null : <Clock due={track.dueAt} />}
      {track.chased.length === 0 ? null : (
        <Text>
          <Trans>No answer after {track.chased.at(-1)} days: ask again</Trans>
        </Text>
      )}
      <Of home={home} track={track} />
      <OwnerMenu home={home} track={track} />
      {mayMove ? (
        <div className={css['moves']}>
          {track.next.map((to) => (
            <Button key={to} variant="default" size="md" onClick={() => move(to)}>
              {say(stateWords(track.track, to))}…
            </Button>
          ))}
        </div>
      ) : null}
    </article>
  )
}

function Facts({ home, track }: Omit<TrackCardProps, 'move'>) {
  const { t } = useLingui()
  const { number, say } = useLanguage()
  const { level, agency, reference, cost } = track.facts
  const levels = { low: t`low`, medium: t`medium`, high: t`high` }
  const told = [
    level === undefined ? undefined : levels[level],
    agency === undefined ? undefined : nameOf(agency, home, say),
    reference,
    cost === undefined ? undefined : `${number(Number(cost.amount))} ${cost.currency}`,
  ].filter((one) => one !== undefined)
  return told.length === 0 ? null : <Text>{told.join(' · ')}</Text>
}

/** What belongs to one track alone: the fine, whom to ask for papers, the question to the vault, the journey. */
function Of({ home, track: { track } }: Omit<TrackCardProps, 'move'>) {
  const { instant } = useLanguage()
  if (track === 'reflection') return <Reflection home={home} />
  if (track === 'health')
    return (
      <Link className={care['way'] ?? ''} to="/protected/$code/care" params={{ code: home.code }}>
        <Trans>The doctor’s certificate, in care</Trans>
      </Link>
    )
  if (track === 'fine') return <Fine home={home} />
  if (track === 'nationality') return <Mission home={home} />
  if (track === 'reencounter') return <Met home={home} />
  if (track === 'logistics' && home.batch)
    return (
      <Link className={care['way'] ?? ''} to="/journeys/$id" params={{ id: home.batch.id }}>
        {home.batch.route}, {instant(home.batch.leavesAt)}
      </Link>
    )
  return null
}

/** Until when nobody is removed, why, and by which source. */
function Reflection({ home: { reflection } }: { readonly home: ReturnView }) {
  const { say, when } = useLanguage()
  const { period, because } = reflection
  return (
    <>
      <Text>{say(because)}</Text>
      {period?.runs ? (
        <Text>
          <Trans>It ends {when(period.endsAt.slice(0, 10))}</Trans>
        </Text>
      ) : null}
      {period ? (
        <details>
          <summary style={{ minHeight: 32 }}>
            <Trans>What this rests on</Trans>
          </summary>
          <Text className={care['soft'] ?? ''}>{period.cites}</Text>
        </details>
      ) : null}
    </>
  )
}

function Fine({ home: { fine } }: { readonly home: ReturnView }) {
  const { number } = useLanguage()
  if (!fine)
    return (
      <Text className={care['soft'] ?? ''}>
        <Trans>It is computed once it is known until when the person was permitted to stay.</Trans>
      </Text>
    )
  return (
    <>
      <Text>
        <Trans>
          {number(fine.days)} days over: {number(Number(fine.amount))} {fine.currency} by law
        </Trans>
        {fine.banYears === 0 ? null : (
          <>
            {'; '}
            <Trans>entry ban of {number(fine.banYears)} years by law</Trans>
          </>
        )}
      </Text>
      <details>
        <summary style={{ minHeight: 32 }}>
          <Trans>What this rests on</Trans>
        </summary>
        <Text className={care['soft'] ?? ''}>{fine.cites}</Text>
        <Text className={care['soft'] ?? ''}>{fine.bansCite}</Text>
        <Text className={care['soft'] ?? ''}>
          <Trans>Waiver:</Trans> {fine.waiverCites}
        </Text>
      </details>
    </>
  )
}

function Mission({ home }: { readonly home: ReturnView }) {
  const { say, instant } = useLanguage()
  const ask = useAskEmbassy(home.id)
  const { organisation } = home.mission
  const open = home.matters.find(({ isOpen }) => isOpen)
  return (
    <>
      <Text className={care['soft'] ?? ''}>{say(home.mission.words)}</Text>
      {open ? (
        <Text className={care['soft'] ?? ''}>
          <Trans>The embassy sees the question since {instant(open.askedAt)}</Trans>
        </Text>
      ) : organisation !== undefined && home.can.includes('returnAskEmbassy') ? (
        <Button variant="default" size="md" loading={ask.isPending} onClick={() => ask.mutate(organisation)}>
          <Trans>Ask the embassy</Trans>
        </Button>
      ) : null}
      {ask.error ? <Fault error={ask.error} /> : null}
    </>
  )
}

function Met({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const [asking, setAsking] = useState(false)
  const check = useCheck(home.id)
  return (
    <>
      {home.met ? (
        <>
          <Text>
            {home.met.codes.length === 0 ? (
              <Trans>Nobody you may see, asked {instant(home.met.at)}</Trans>
            ) : (
              <Trans>Was here before, asked {instant(home.met.at)}:</Trans>
            )}
          </Text>
          <Group gap="sm">
            {home.met.codes.map((code) => (
              <Link key={code} className={care['way'] ?? ''} to="/protected/$code" params={{ code }}>
                <span className={care['code']}>{code}</span>
              </Link>
            ))}
          </Group>
        </>
      ) : null}
      {home.can.includes('returnCheck') ? (
        <div className={css['moves']}>
          <Button variant="default" size="md" onClick={() => setAsking(true)}>
            {home.met ? <Trans>Ask again…</Trans> : <Trans>Ask the vault…</Trans>}
          </Button>
        </div>
      ) : (
        <Text className={care['soft'] ?? ''}>
          <Trans>Seal who this is first.</Trans>
        </Text>
      )}
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Ask whether this person was here before?`}
        act={t`Ask`}
        isActing={check.isPending}
        error={check.error}
        decide={(reason) => check.mutate(reason, { onSuccess: () => setAsking(false) })}
        phrases={[t`Before the journey, so that nobody is sent back to where they were sold`]}
      >
        <Trans>
          The vault compares documents, telephones and names without showing them. Only people whom you may
          see are named.
        </Trans>
      </ReasonDialog>
    </>
  )
}
