import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconAlertTriangle, IconCircleCheck, IconDownload, IconLockOpen } from '@tabler/icons-react'

import type { MatchOpening, MatchTicketRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { Line, Lines } from '../../ui/lines.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Fault } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { identifierWords } from './matching-words.ts'
import css from './matching.module.css'
import { useOpenTicket } from './queries.ts'

interface TicketInspectorProps {
  readonly ticket: MatchTicketRow
  readonly close: () => void
}

/** A ticket, and what it was for once an inspector opens it; opening is written into the audit. */
export function TicketInspector({ ticket, close }: TicketInspectorProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const open = useOpenTicket()
  return (
    <Inspector title={say(ticket.by)} close={close}>
      <Stack gap="lg">
        <Lines>
          <Line name={t`Agency`}>{say(ticket.organisation)}</Line>
          <Line name={t`Asked of`}>{say(ticket.peer.name)}</Line>
          <Line name={t`When`}>{instant(ticket.at)}</Line>
          <Line name={t`Case`}>
            <ValueText text={ticket.case} />
          </Line>
          <Line name={t`Purpose`}>{say(purposes[ticket.purpose])}</Line>
          <Line name={t`Ticket`}>
            <span className={css['proof']}>{ticket.id}</span>
          </Line>
        </Lines>
        {open.data ? (
          <Opening opening={open.data} id={ticket.id} />
        ) : (
          <Stack gap="xs" align="flex-start">
            <Text fz="sm">
              <Trans>
                Opening shows the values that were asked about, with what ties each to the ticket. It is
                written into the audit with your name. What came of the question is not shown.
              </Trans>
            </Text>
            <Button
              leftSection={<IconLockOpen size={16} aria-hidden />}
              loading={open.isPending}
              onClick={() => open.mutate(ticket.id)}
            >
              <Trans>Open this ticket</Trans>
            </Button>
            {open.error ? <Fault error={open.error} /> : null}
          </Stack>
        )}
      </Stack>
    </Inspector>
  )
}

interface OpeningProps {
  readonly opening: MatchOpening
  readonly id: string
}

function Opening({ opening, id }: OpeningProps) {
  const { t } = useLingui()
  const save = (): void =>
    saveFile({
      name: `ticket-${id}.json`,
      content: new Blob([JSON.stringify(opening, undefined, 2)], { type: 'application/json' }),
    })
  return (
    <Stack gap="sm">
      {opening.fits ? (
        <Alert variant="light" color="teal" icon={<IconCircleCheck aria-hidden />}>
          <Trans>The values fit the ticket: these and no others were asked about.</Trans>
        </Alert>
      ) : (
        <Alert variant="light" color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
          <Trans>The values do not fit the ticket: something was changed after it was signed.</Trans>
        </Alert>
      )}
      <ul className={css['items']}>
        {opening.items.map((item) => (
          <li key={`${item.identifier}:${item.value}`} className={css['item']}>
            <ValueText text={item.value} strong />
            <Text fz="xs" c="dimmed">
              {t(identifierWords[item.identifier])}
            </Text>
            <details className={css['folded']}>
              <summary>
                <Trans>What ties it to the ticket</Trans>
              </summary>
              <p className={css['proof']}>
                nonce {item.nonce}
                <br />
                blind {item.blind}
              </p>
            </details>
          </li>
        ))}
      </ul>
      <Group>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
          <Trans>Save it to be checked elsewhere</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
