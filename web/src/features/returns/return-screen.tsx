import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text, Title } from '@mantine/core'
import { outcomeWords, stageWords, stateWords, trackWords } from '@shield/core'
import type { ReturnOutcome, TrackName } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'

import type { ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { nameOf } from '../../ui/names-of.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { Loaded } from '../../ui/states.tsx'
import care from '../../ui/care.module.css'
import { EndReturn } from './end-return.tsx'
import { FollowUps } from './follow-ups.tsx'
import { GatesPanel } from './gates-panel.tsx'
import { HandOver } from './hand-over.tsx'
import { formNames, formTitles } from './form-texts.ts'
import { returnQuery } from './queries.ts'
import css from './returns.module.css'
import { TrackCards } from './track-cards.tsx'

/** One way home: what is missing and who acts, each track with its next steps, hand-over, follow-up, and all that was done. */
export function ReturnScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/returns/$id' })
  const { say } = useLanguage()
  const found = useQuery(returnQuery(id))
  return (
    <Quiet>
      <PageHead
        title={found.data?.code ?? t`Way home`}
        tabTitle={t`Work`}
        before={found.data ? <Crumbs code={found.data.code} /> : undefined}
        beside={
          found.data ? (
            <Text fw={600}>
              {found.data.outcome === undefined
                ? say(stageWords[found.data.stage])
                : say(outcomeWords[found.data.outcome])}
            </Text>
          ) : undefined
        }
        actions={
          <>
            {found.data?.can.includes('returnEnd') ? <EndReturn home={found.data} /> : null}
            <HideButton />
          </>
        }
      />
      <Loaded of={found}>
        {(home) => (
          <Stack key={home.id}>
            <GatesPanel home={home} />
            <TrackCards home={home} />
            <HandOver home={home} />
            <FollowUps home={home} />
            <Forms home={home} />
            <Acts home={home} />
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

function Crumbs({ code }: { readonly code: string }) {
  const { t } = useLingui()
  return (
    <Group component="nav" gap="xs" aria-label={t`Way back`}>
      <Link className={care['way'] ?? ''} to="/returns">
        <Trans>Way home</Trans>
      </Link>
      <span aria-hidden>›</span>
      <Link className={care['way'] ?? ''} to="/protected/$code" params={{ code }}>
        <Trans>The person</Trans>
      </Link>
    </Group>
  )
}

/** Papers in two languages, to be printed and signed. */
function Forms({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <section className={care['panel']} aria-label={t`Papers to print`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>Papers to print</Trans>
      </Title>
      <Group gap="sm">
        {formNames.map((form) => (
          <Link
            key={form}
            className={care['way'] ?? ''}
            to="/returns/$id/form"
            params={{ id: home.id }}
            search={{ form }}
          >
            {say(formTitles[form])}
          </Link>
        ))}
      </Group>
    </section>
  )
}

function Acts({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  return (
    <section className={care['panel']} aria-label={t`Everything that was done`}>
      <Title order={2} fz="lg">
        <Trans>Everything that was done</Trans>
      </Title>
      <ol className={css['acts']}>
        {home.acts.toReversed().map((act) => (
          <li key={act.id}>
            <Act act={act} home={home} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface ActProps {
  readonly act: ReturnView['acts'][number]
  readonly home: ReturnView
}

function Act({ act, home }: ActProps) {
  const { t } = useLingui()
  const { instant, say } = useLanguage()
  const track = act.track as TrackName | undefined
  const head = track === undefined ? '' : `${say(trackWords[track])}: `
  const state = act.state ?? ''
  const told =
    act.kind === 'owner'
      ? t`now the turn of ${nameOf(state, home, say)}`
      : act.kind === 'ended'
        ? say(outcomeWords[state as ReturnOutcome])
        : act.kind === 'follow-up'
          ? t`asked how the person is`
          : track === undefined
            ? state
            : say(stateWords(track, state))
  return (
    <>
      <Text fw={600}>
        {head}
        {told}
      </Text>
      <Text className={care['soft'] ?? ''}>
        {instant(act.at)} · {act.by}, {nameOf(act.organisation, home, say)}
        {act.hasReason ? ` · ${t`with a reason, sealed`}` : ''}
      </Text>
    </>
  )
}
