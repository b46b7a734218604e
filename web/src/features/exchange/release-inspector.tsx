import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCalendarOff,
  IconChartDots3,
  IconExternalLink,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { Loaded } from '../../ui/states.tsx'
import { Course } from './course.tsx'
import css from './exchange.module.css'
import { Line, Lines } from '../../ui/lines.tsx'
import { PackageView } from '../../ui/package-view.tsx'
import { releaseQuery, useSeeRelease } from './queries.ts'
import { RecallPlaces } from './recall-places.tsx'
import { ReleaseActs } from './release-acts.tsx'
import { ReleaseState } from './release-state.tsx'
import { neverLeft, standOf } from './release-steps.ts'
import { ReleaseCaption } from './release-table.tsx'
import { Versions } from './versions.tsx'

interface ReleaseInspectorProps {
  readonly id: string
  readonly close: () => void
}

/** One release: where it stands, what is in it, on what ground, and how it went. */
export function ReleaseInspector({ id, close }: ReleaseInspectorProps) {
  const { t } = useLingui()
  const found = useQuery(releaseQuery(id))
  return (
    <Inspector title={found.data ? <ReleaseCaption release={found.data} /> : t`Release`} close={close}>
      <Loaded of={found}>{(release) => <ReleaseDetail release={release} />}</Loaded>
    </Inspector>
  )
}

function ReleaseDetail({ release }: { readonly release: ReleaseView }) {
  useSeen(release)
  return (
    <Stack gap="lg">
      <Stack gap="sm" align="flex-start">
        <ReleaseState release={release} />
        <Ended release={release} />
        {release.isBehind ? <Behind /> : null}
        {release.answerDueAt === undefined ? null : <AnswerDue at={release.answerDueAt} />}
        <Group gap="sm">
          <ReleaseActs release={release} />
          <ToContents ids={release.entities} />
        </Group>
      </Stack>
      <section>
        <h3 className={css['heading']}>
          <Trans>How it went</Trans>
        </h3>
        <Course release={release} />
      </section>
      <Versions release={release} />
      <RecallPlaces release={release} />
      <section>
        <h3 className={css['heading']}>
          <Trans>What for</Trans>
        </h3>
        <Terms release={release} />
      </section>
      {release.package && release.package.entities.some((one) => one.statements.length > 0) ? (
        <Stack gap="sm" component="section">
          <h3 className={css['heading']}>
            <PackageTitle release={release} />
          </h3>
          <PackageView contents={release.package} />
        </Stack>
      ) : null}
    </Stack>
  )
}

function PackageTitle({ release }: { readonly release: ReleaseView }) {
  if (release.direction === 'in') return <Trans>What came in</Trans>
  if (release.state === 'waiting') return <Trans>Exactly what the partner will see</Trans>
  return release.state === 'sent' || release.state === 'applied' ? (
    <Trans>Exactly what the partner sees</Trans>
  ) : (
    <Trans>What was handed over</Trans>
  )
}

/** A release that is no more says so before anything else. */
function Ended({ release }: { readonly release: ReleaseView }) {
  const { say } = useLanguage()
  const partner = say(release.peer.name)
  const stand = standOf(release, new Date().toISOString().slice(0, 10))
  if (stand === 'ended') return <Over release={release} />
  if (stand !== 'recalled' && stand !== 'refused') return null
  return (
    <Alert
      variant="light"
      color={release.state === 'refused' ? 'red' : 'slate'}
      w="100%"
      icon={release.state === 'refused' ? <IconBan aria-hidden /> : <IconArrowBackUp aria-hidden />}
    >
      {release.state === 'refused' ? (
        <Trans>
          {partner} did not take this release: nothing of it is shown there. Look whether the agreement is in
          force on their side too, then make a new release.
        </Trans>
      ) : release.direction === 'in' ? (
        <Trans>
          {partner} has taken this back. It is hidden here and must not be used any more; what rests on it has
          to be looked at again.
        </Trans>
      ) : neverLeft(release) ? (
        <Trans>This was withdrawn before it left. {partner} never saw it.</Trans>
      ) : (
        <Trans>This was recalled. It is hidden at {partner} and they have confirmed it.</Trans>
      )}
      {release.recallReason ? (
        <Text fz="sm" mt={4} className="long">
          <Trans>Reason: {release.recallReason}</Trans>
        </Text>
      ) : null}
    </Alert>
  )
}

/** Its owner hears once that a person has opened what came in. */
function useSeen({ id, direction, state, receipts }: ReleaseView): void {
  const { mutate } = useSeeRelease()
  const isNew = direction === 'in' && state === 'applied' && !receipts.some((one) => one.state === 'seen')
  useEffect(() => {
    if (isNew) mutate(id)
  }, [id, isNew, mutate])
}

/** Who received it owes its owner a word. */
function AnswerDue({ at }: { readonly at: string }) {
  const { instant } = useLanguage()
  return (
    <Text fz="sm" c="dimmed">
      <Trans>Its owner expects to hear by {instant(at)} what came of it.</Trans>
    </Text>
  )
}

/** What went does not stand any more as it went. */
function Behind() {
  return (
    <Alert variant="light" color="amber" w="100%" icon={<IconAlertTriangle aria-hidden />}>
      <Trans>
        Something in it was taken back here since, or turned out to be another's, or one with something else.
        The partner still holds it as it was: correct the release, or recall it.
      </Trans>
    </Alert>
  )
}

/** Its last day has passed: the partner's node hides it by itself. */
function Over({ release }: { readonly release: ReleaseView }) {
  const { say, when } = useLanguage()
  const partner = say(release.peer.name)
  return (
    <Alert variant="light" color="slate" w="100%" icon={<IconCalendarOff aria-hidden />}>
      {release.direction === 'in' ? (
        <Trans>
          Its last day was {when(release.expiresOn ?? '')}. It is hidden here and must not be used any more.
        </Trans>
      ) : (
        <Trans>
          Its last day was {when(release.expiresOn ?? '')}. {partner} hides it by itself; a recall brings
          their receipt for it.
        </Trans>
      )}
    </Alert>
  )
}

/** One thing opens as its profile, several on the chart. */
function ToContents({ ids }: { readonly ids: readonly string[] }) {
  const [id] = ids
  if (id === undefined) return null
  if (ids.length > 1)
    return (
      <Button
        variant="default"
        leftSection={<IconChartDots3 size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/chart" search={{ from: ids.join(',') }} {...props} />}
      >
        <Trans>On the chart</Trans>
      </Button>
    )
  return (
    <Button
      variant="default"
      leftSection={<IconExternalLink size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/entity/$id" params={{ id }} {...props} />}
    >
      <Trans>Open the profile</Trans>
    </Button>
  )
}

function Terms({ release }: { readonly release: ReleaseView }) {
  const { t } = useLingui()
  const { say, when } = useLanguage()
  const isOut = release.direction === 'out'
  return (
    <Lines>
      <Line name={isOut ? t`To the partner` : t`From the partner`}>{say(release.peer.name)}</Line>
      <Line name={t`Owner`}>{release.organisation}</Line>
      <Line name={t`Purpose`}>{say(purposes[release.purpose])}</Line>
      <Line name={t`Legal basis`}>{release.legalBasis}</Line>
      {release.consent === undefined ? null : (
        <Line name={t`Consent`}>
          {release.consent.reference}
          {release.consent.until === undefined ? null : ` · ${when(release.consent.until)}`}
        </Line>
      )}
      {release.chain.length === 0 ? null : <Line name={t`It came through`}>{release.chain.join(' › ')}</Line>}
      {release.onward.length === 0 ? null : (
        <Line name={t`May be passed on to`}>{release.onward.join(', ')}</Line>
      )}
      {release.reason === '' ? null : (
        <Line name={t`Reason`}>
          <span className="long">{release.reason}</span>
        </Line>
      )}
      <Line name={t`Last day`}>
        {release.expiresOn === undefined ? t`no end date` : when(release.expiresOn)}
      </Line>
      <Line name={t`Agreement`}>
        <Link to="/releases" search={{ tab: 'agreements', agreement: release.agreement }}>
          <Trans>Read what it allows</Trans>
        </Link>
      </Line>
    </Lines>
  )
}
