import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import type { AuditEvent } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { actionWords } from '../../ui/action-words.ts'

interface EventInspectorProps {
  readonly event: AuditEvent
  readonly close: () => void
}

/** One event with its place in the log. */
export function EventInspector({ event, close }: EventInspectorProps) {
  const { t } = useLingui()
  const { say, instant, number } = useLanguage()
  const words = actionWords[event.action]
  return (
    <Inspector title={words ? t(words) : event.action} close={close}>
      <Stack gap="sm">
        <Line name={t`When`}>{instant(event.at)}</Line>
        <Line name={t`Who`}>
          {event.person ? (
            <Link to="/audit" search={{ person: event.person.id }}>
              {say(event.person.name)}
            </Link>
          ) : (
            t`the node itself`
          )}{' '}
          · {event.organisation}
        </Line>
        {event.purpose ? <Line name={t`Purpose`}>{say(purposes[event.purpose])}</Line> : null}
        {event.reference ? <Line name={t`Case or matter`}>{event.reference}</Line> : null}
        {event.object ? (
          <Line name={t`Thing looked at`}>
            <Link to="/audit" search={{ object: event.object }}>
              {event.object}
            </Link>
          </Line>
        ) : null}
        {event.sequence === undefined ? (
          <Text fz="sm">
            <Trans>Not yet in the log: it is sequenced within seconds.</Trans>
          </Text>
        ) : (
          <Line name={t`Place in the log`}>{number(event.sequence)}</Line>
        )}
        {event.requestId ? <Line name={t`Request`}>{event.requestId}</Line> : null}
      </Stack>
    </Inspector>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text fz="xs" c="dimmed">
        {name}
      </Text>
      <Text component="div" className="value">
        {children}
      </Text>
    </div>
  )
}
