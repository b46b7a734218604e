import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { PartnerView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { AlarmList } from './alarm-list.tsx'
import { DayBars } from './day-bars.tsx'
import { PartnerActs } from './partner-acts.tsx'
import { PartnerKeys } from './partner-keys.tsx'
import { PartnerTrust } from './partner-trust.tsx'
import { ReachMark } from './reach-mark.tsx'
import { Row, Rows } from './rows.tsx'

interface PartnerInspectorProps {
  readonly partner: PartnerView
  readonly close: () => void
}

/** One partner: what is wrong, what may be done, what waits, and what its keys and its witness say. */
export function PartnerInspector({ partner, close }: PartnerInspectorProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const { suspended } = partner
  return (
    <Inspector title={say(partner.name)} close={close}>
      <Stack gap="md">
        <div>
          <ReachMark partner={partner} />
        </div>
        <AlarmList label={t`What is wrong`} alarms={partner.alarms} />
        {suspended ? (
          <Text fz="sm" className="long">
            <Trans>
              {say(suspended.by)} suspended it {instant(suspended.at)}: {suspended.reason}
            </Trans>
          </Text>
        ) : null}
        <PartnerKeys partner={partner} />
        <PartnerActs partner={partner} />
        <Connection partner={partner} />
        <Waiting partner={partner} />
        <DayBars days={partner.days} />
        <PartnerTrust partner={partner} />
      </Stack>
    </Inspector>
  )
}

function Connection({ partner }: { readonly partner: PartnerView }) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const { incarnation, agreements } = partner
  const seconds = Math.round((partner.skewMs ?? 0) / 100) / 10
  return (
    <Rows title={t`Connection`}>
      <Row name={t`Last heard of`}>
        {partner.seenAt === undefined ? <Trans>never</Trans> : instant(partner.seenAt)}
      </Row>
      {partner.fault ? <Row name={t`When last tried`}>{say(partner.fault)}</Row> : null}
      {partner.tryAt === undefined ? null : <Row name={t`Tried again`}>{instant(partner.tryAt)}</Row>}
      <Row name={t`Its clock`}>
        {partner.skewMs === undefined ? (
          <Trans>not known yet</Trans>
        ) : seconds === 0 ? (
          <Trans>as ours</Trans>
        ) : seconds > 0 ? (
          <Trans>{number(seconds)} seconds ahead</Trans>
        ) : (
          <Trans>{number(-seconds)} seconds behind</Trans>
        )}
      </Row>
      <Row name={t`Address`}>{partner.address}</Row>
      <Row name={t`Protocol`}>
        {partner.protocol === undefined ? <Trans>not known yet</Trans> : number(partner.protocol)}
      </Row>
      <Row name={t`Restored from a backup`}>
        <Trans>
          there {number(incarnation.theirs - 1)} times, here {number(incarnation.ours - 1)} times
        </Trans>
      </Row>
      <Row name={t`Agreements`}>
        <Link to="/releases" search={{ tab: 'agreements' }}>
          <Trans>
            {number(agreements.inForce)} in force, {number(agreements.stopped)} stopped
          </Trans>
        </Link>
      </Row>
    </Rows>
  )
}

function Waiting({ partner }: { readonly partner: PartnerView }) {
  const { t } = useLingui()
  return (
    <Rows title={t`Waits for it`}>
      <Row name={t`Urgent: recalls, corrections`}>
        <Lane lane={partner.queue.urgent} />
      </Row>
      <Row name={t`Ordinary`}>
        <Lane lane={partner.queue.ordinary} />
      </Row>
      <Row name={t`Of it, not readable here`}>
        <Plural value={partner.quarantined} one="# message" other="# messages" />
      </Row>
      <Row name={t`Counted`}>
        {partner.counts === 'all' ? (
          <Trans>what every organisation of this node sends</Trans>
        ) : (
          <Trans>what your organisation and the node itself send</Trans>
        )}
      </Row>
    </Rows>
  )
}

function Lane({ lane }: { readonly lane: PartnerView['queue']['urgent'] }) {
  const { instant, number } = useLanguage()
  if (lane.waiting === 0) return <Trans>nothing</Trans>
  return (
    <>
      <Plural value={lane.waiting} one="# message" other="# messages" />
      {lane.unanswered === 0 ? null : (
        <Text fz="xs" c="dimmed">
          <Trans>{number(lane.unanswered)} sent, no receipt yet</Trans>
        </Text>
      )}
      {lane.oldest === undefined ? null : (
        <Text fz="xs" c="dimmed">
          <Trans>the oldest since {instant(lane.oldest)}</Trans>
        </Text>
      )}
    </>
  )
}
