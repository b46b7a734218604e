import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import type { AlarmRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Status } from '../../shell/status-line.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import css from '../../ui/table.module.css'
import { partWords } from './part-words.ts'
import { alarmsQuery, useAnswerAlarm } from './queries.ts'

/** Openings of identities that nobody has reason to open: who, what for, and what came of looking into it. */
export function AlarmsScreen() {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { alarm } = useSearch({ from: '/shell/alarms' })
  const navigate = useNavigate({ from: '/alarms' })
  const found = useQuery(alarmsQuery)
  const alarms = found.data?.items ?? []
  const choose = (id: string | undefined): void =>
    void navigate({ search: id === undefined ? {} : { alarm: id }, replace: true })
  const asked = alarms.find((row) => row.id === alarm && row.can.includes('alarm.answer'))
  const waiting = number(alarms.filter((row) => row.answer === undefined).length)
  return (
    <>
      <PageHead title={t`Alarms of sealed identities`} />
      <Text c="dimmed" mb="md" maw="46rem">
        <Trans>
          Some people of the vault are invented, so that nobody has reason to open them. Who opens one is
          named here. Ask that person and the agency, look at what else was opened, then note what you found.
        </Trans>
      </Text>
      <Loaded of={found}>
        {() =>
          alarms.length === 0 ? (
            <Empty
              title={<Trans>No alarm</Trans>}
              next={<Trans>Nobody has opened an identity without reason.</Trans>}
            />
          ) : (
            <AlarmTable alarms={alarms} answer={choose} />
          )
        }
      </Loaded>
      {asked ? <AnswerDialog key={asked.id} alarm={asked} close={() => choose(undefined)} /> : null}
      <Status>
        <Trans>{waiting} to be answered</Trans>
      </Status>
    </>
  )
}

interface AlarmTableProps {
  readonly alarms: readonly AlarmRow[]
  readonly answer: (id: string) => void
}

function AlarmTable({ alarms, answer }: AlarmTableProps) {
  const { t } = useLingui()
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={t`Alarms`}>
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
              <Trans>What was opened</Trans>
            </th>
            <th scope="col">
              <Trans>What came of it</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {alarms.map((alarm) => (
            <Row key={alarm.id} alarm={alarm} answer={() => answer(alarm.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ alarm, answer }: { readonly alarm: AlarmRow; readonly answer: () => void }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <tr data-row={alarm.id}>
      <td className={css['nowrap']}>{instant(alarm.at)}</td>
      <td>
        <Who alarm={alarm} />
      </td>
      <td>
        {t(partWords[alarm.part])}
        <Text fz="xs" c="dimmed">
          {say(purposes[alarm.purpose])} · {alarm.reference}
        </Text>
      </td>
      <td>{alarm.answer ? <Answer answer={alarm.answer} /> : <Open alarm={alarm} answer={answer} />}</td>
    </tr>
  )
}

function Who({ alarm }: { readonly alarm: AlarmRow }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <>
      {alarm.person.name ? say(alarm.person.name) : t`the node itself`}
      <Text fz="xs" c="dimmed">
        {alarm.organisation}
      </Text>
    </>
  )
}

function Answer({ answer }: { readonly answer: NonNullable<AlarmRow['answer']> }) {
  const { say, instant } = useLanguage()
  return (
    <>
      {answer.outcome}
      <Text fz="xs" c="dimmed">
        {answer.by ? say(answer.by) : null} {instant(answer.at)}
      </Text>
    </>
  )
}

function Open({ alarm, answer }: { readonly alarm: AlarmRow; readonly answer: () => void }) {
  if (alarm.can.includes('alarm.answer'))
    return (
      <Button size="compact-sm" onClick={answer}>
        <Trans>Answer</Trans>
      </Button>
    )
  return (
    <Text fz="sm" c="dimmed">
      <Trans>You opened it: somebody else answers</Trans>
    </Text>
  )
}

function AnswerDialog({ alarm, close }: { readonly alarm: AlarmRow; readonly close: () => void }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const answering = useAnswerAlarm()
  const at = instant(alarm.at)
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`What was found`}
      act={t`Note it`}
      label={t`What was found, and what follows from it`}
      note={t`It stays beside the alarm and can't be changed.`}
      isActing={answering.isPending}
      error={answering.error}
      decide={(outcome) => answering.mutate({ id: alarm.id, outcome }, { onSuccess: close })}
    >
      <Who alarm={alarm} />
      <Text fz="sm" mt="xs">
        <Trans>Opened on {at}</Trans>
      </Text>
    </ReasonDialog>
  )
}
