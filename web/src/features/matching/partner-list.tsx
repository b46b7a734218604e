import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { MatchPartner } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { AgreementName } from '../../ui/agreement-name.tsx'
import { Line, Lines } from '../../ui/lines.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { identifierWords } from './matching-words.ts'
import css from './matching.module.css'
import { matchPartnersQuery, useResumePartner } from './queries.ts'

/** With whom numbers can be compared: which kinds, what is published on either side, and what is left of today's limits. */
export function PartnerList() {
  const { t } = useLingui()
  const found = useQuery(matchPartnersQuery)
  return (
    <Loaded of={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            title={<Trans>No agreement lets numbers be compared</Trans>}
            next={
              <Trans>
                Which kinds, for which purposes and how many a day stands in the agreement of the two nodes.
              </Trans>
            }
          />
        ) : (
          <ul className={css['partners']} aria-label={t`Partners`}>
            {items.map((partner) => (
              <li key={partner.agreement} className={css['partner']}>
                <Partner partner={partner} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function Partner({ partner }: { readonly partner: MatchPartner }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const kinds = (list: MatchPartner['identifiers']): string =>
    list.map((one) => t(identifierWords[one])).join(', ')
  const since = partner.ours
    .map((one) => one.at)
    .toSorted()
    .at(-1)
  return (
    <Stack gap="sm">
      <Title order={2} fz="md">
        {say(partner.peer.name)}
      </Title>
      {partner.stopped ? <Stopped partner={partner} stopped={partner.stopped} /> : null}
      <Lines>
        <Line name={t`Agreement`}>
          <AgreementName id={partner.agreement} />
        </Line>
        <Line name={t`Kinds`}>{kinds(partner.identifiers)}</Line>
        <Line name={t`Purposes`}>{partner.purposes.map((one) => say(purposes[one])).join(', ')}</Line>
        <Line name={t`They have published`}>
          {partner.published.length === 0 ? (
            <Trans>nothing this month yet</Trans>
          ) : (
            `${kinds(partner.published)}${partner.publishedAt === undefined ? '' : ` · ${instant(partner.publishedAt)}`}`
          )}
        </Line>
        <Line name={t`We have published`}>
          {since === undefined ? (
            <Trans>nothing this month yet</Trans>
          ) : (
            `${kinds(partner.ours.map((one) => one.identifier))} · ${instant(since)}`
          )}
        </Line>
      </Lines>
      <Used label={t`You, in the last 24 hours`} used={partner.used.person} most={partner.quota.person} />
      <Used label={t`This node, in the last 24 hours`} used={partner.used.node} most={partner.quota.node} />
    </Stack>
  )
}

interface UsedProps {
  readonly label: string
  readonly used: number
  readonly most: number
}

function Used({ label, used, most }: UsedProps) {
  const { number } = useLanguage()
  const share = most === 0 ? 100 : Math.min(100, (used / most) * 100)
  return (
    <div>
      <Group justify="space-between" fz="sm">
        <span>{label}</span>
        <Link to="/matching" search={{ tab: 'asked' }}>
          <Trans>
            {number(used)} of {number(most)}
          </Trans>
        </Link>
      </Group>
      <Progress value={share} color={share >= 100 ? 'red' : 'indigo'} aria-label={label} />
    </div>
  )
}

interface StoppedProps {
  readonly partner: MatchPartner
  readonly stopped: NonNullable<MatchPartner['stopped']>
}

/** Nothing of it is answered until somebody has looked. */
function Stopped({ partner, stopped }: StoppedProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [opened, setOpened] = useState(false)
  const resume = useResumePartner()
  const name = say(partner.peer.name)
  return (
    <Alert variant="light" color="red" icon={<IconHandStop aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        <Text fz="sm">
          <Trans>
            Its questions are not answered since {instant(stopped.at)}: {say(stopped.because)}.
          </Trans>
        </Text>
        {partner.can.includes('match.review') ? (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setOpened(true)}
          >
            <Trans>Answer it again…</Trans>
          </Button>
        ) : (
          <Text fz="sm">
            <Trans>A supervisor or administrator looks at how it asked, and lets it go on.</Trans>
          </Text>
        )}
      </Stack>
      <ReasonDialog
        opened={opened}
        close={() => setOpened(false)}
        title={t`Answer ${name} again?`}
        act={t`Answer it again`}
        isActing={resume.isPending}
        error={resume.error}
        decide={(reason) =>
          resume.mutate(
            { id: partner.agreement, reason },
            {
              onSuccess: () => {
                setOpened(false)
                showDone(t`${name} is answered again`)
              },
            },
          )
        }
      >
        <Trans>
          Say what you found when you looked at how it asked. What was asked so far counts no more.
        </Trans>
      </ReasonDialog>
    </Alert>
  )
}
