import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ComplaintRow, ComplaintView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import css from '../../ui/table.module.css'
import { complaintStateNames } from './complaints-url.ts'
import { complaintsQuery, useAnswerComplaint, useReadComplaint } from './queries.ts'
import { Said } from './said.tsx'
import { stateWords, subjectWords } from './words.ts'

/** Complaints for the office that answers them: those that wait first. */
export function ComplaintsScreen() {
  const { t } = useLingui()
  const { complaint, state } = useSearch({ from: '/shell/complaints' })
  const navigate = useNavigate({ from: '/complaints' })
  const found = useInfiniteQuery(complaintsQuery(state))
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const choose = (id: string | undefined): void =>
    void navigate({
      search: { ...(state === undefined ? {} : { state }), ...(id === undefined ? {} : { complaint: id }) },
      replace: true,
    })
  const chosen = rows.find(({ id }) => id === complaint)
  return (
    <>
      <PageHead title={t`Complaints`} />
      <Text c="dimmed" mb="md" maw="60ch">
        <Trans>
          People complain here without their name. The unit they complain about never reads it. Answer in
          plain words: the person reads it with a code.
        </Trans>
      </Text>
      <NativeSelect
        label={t`State`}
        mb="md"
        maw={260}
        value={state ?? ''}
        onChange={(event) => {
          const value = complaintStateNames.find((one) => one === event.currentTarget.value)
          void navigate({ search: value === undefined ? {} : { state: value }, replace: true })
        }}
        data={[
          { value: '', label: t`all` },
          ...complaintStateNames.map((value) => ({ value, label: t(stateWords[value]) })),
        ]}
      />
      <Loaded of={found}>
        {() =>
          rows.length === 0 ? (
            <Empty title={<Trans>No complaint</Trans>} next={<Trans>Whatever comes stands here.</Trans>} />
          ) : (
            <ComplaintTable rows={rows} open={choose} />
          )
        }
      </Loaded>
      {found.hasNextPage ? (
        <Button mt="md" variant="default" onClick={() => void found.fetchNextPage()}>
          <Trans>More</Trans>
        </Button>
      ) : null}
      {chosen ? <ComplaintDialog key={chosen.id} row={chosen} close={() => choose(undefined)} /> : null}
    </>
  )
}

interface ComplaintTableProps {
  readonly rows: readonly ComplaintRow[]
  readonly open: (id: string) => void
}

function ComplaintTable({ rows, open }: ComplaintTableProps) {
  const { t } = useLingui()
  const { instant, number } = useLanguage()
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={t`Complaints`}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Last word</Trans>
            </th>
            <th scope="col">
              <Trans>About</Trans>
            </th>
            <th scope="col">
              <Trans>State</Trans>
            </th>
            <th scope="col">
              <Trans>Words</Trans>
            </th>
            <th scope="col">
              <span className="hidden-text">
                <Trans>Open it</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-row={row.id}>
              <td className={css['nowrap']}>{instant(row.changedAt)}</td>
              <td>{t(subjectWords[row.about])}</td>
              <td>
                {t(stateWords[row.state])}
                {row.waits ? ` · ${t`waits for an answer`}` : ''}
              </td>
              <td>{number(row.messages)}</td>
              <td>
                <Button size="compact-sm" onClick={() => open(row.id)}>
                  <Trans>Open…</Trans>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ComplaintDialog({ row, close }: { readonly row: ComplaintRow; readonly close: () => void }) {
  const { t } = useLingui()
  const read = useReadComplaint()
  if (read.data) return <AnswerDialog complaint={read.data} close={close} />
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Open the complaint`}
      act={t`Open it`}
      phrases={[t`To answer it`, t`To look into it`]}
      isActing={read.isPending}
      error={read.error}
      decide={(reason) => read.mutate({ id: row.id, reason })}
    >
      <Trans>What was said is sealed. Your name and the reason are written down before it opens.</Trans>
    </ReasonDialog>
  )
}

function AnswerDialog({
  complaint,
  close,
}: {
  readonly complaint: ComplaintView
  readonly close: () => void
}) {
  const { t } = useLingui()
  const [state, setState] = useState<ComplaintRow['state']>('looked-into')
  const answer = useAnswerComplaint()
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Complaint`}
      act={t`Answer`}
      label={t`Answer to the person`}
      note={t`The person reads it with the code. Name nobody.`}
      size="lg"
      isActing={answer.isPending}
      error={answer.error}
      decide={(text) => answer.mutate({ id: complaint.id, state, text }, { onSuccess: close })}
    >
      <Stack>
        <Said said={complaint.said} />
        <NativeSelect
          label={t`State`}
          value={state}
          onChange={(event) =>
            setState(complaintStateNames.find((one) => one === event.currentTarget.value) ?? 'looked-into')
          }
          data={complaintStateNames
            .filter((value) => value !== 'new')
            .map((value) => ({ value, label: t(stateWords[value]) }))}
        />
      </Stack>
    </ReasonDialog>
  )
}
