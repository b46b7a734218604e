import { Trans, useLingui } from '@lingui/react/macro'
import { Text, UnstyledButton } from '@mantine/core'
import { purposes } from '@shield/core'

import type { AuditEvent } from '../api/wire.ts'
import { useLanguage } from '../language/use-language.ts'
import { actionWords } from './action-words.ts'
import css from './table.module.css'

interface TrailTableProps {
  readonly events: readonly AuditEvent[]
  readonly chosen?: string | undefined
  readonly choose?: (id: string) => void
}

/** Acts as the audit holds them: when, who, what, what for. */
export function TrailTable({ events, chosen, choose }: TrailTableProps) {
  const { t } = useLingui()
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={t`Acts`}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>When</Trans>
            </th>
            <th scope="col">
              <Trans>Who</Trans>
            </th>
            <th scope="col">
              <Trans>Act</Trans>
            </th>
            <th scope="col" className={css['wide']}>
              <Trans>Purpose</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow key={event.id} event={event} isChosen={event.id === chosen} choose={choose} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface EventRowProps {
  readonly event: AuditEvent
  readonly isChosen: boolean
  readonly choose: ((id: string) => void) | undefined
}

function EventRow({ event, isChosen, choose }: EventRowProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const words = actionWords[event.action]
  const act = words ? t(words) : event.action
  return (
    <tr
      data-row={event.id}
      data-chosen={isChosen}
      data-press={choose !== undefined}
      onClick={choose ? () => choose(event.id) : undefined}
    >
      <td className={css['nowrap']}>{instant(event.at)}</td>
      <td>
        {event.person ? say(event.person.name) : t`the node itself`}
        <Text fz="xs" c="dimmed">
          {event.organisation}
        </Text>
      </td>
      <td>
        {choose ? (
          <UnstyledButton fz="inherit" mih={24} onClick={() => choose(event.id)}>
            {act}
          </UnstyledButton>
        ) : (
          act
        )}
      </td>
      <td className={css['wide']}>
        {event.purpose ? say(purposes[event.purpose]) : ''}
        {event.reference ? (
          <Text fz="xs" c="dimmed" className="value">
            {event.reference}
          </Text>
        ) : null}
      </td>
    </tr>
  )
}
