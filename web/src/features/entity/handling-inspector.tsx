import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { MarkingChange } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { HandlingOutcome } from './handling-outcome.tsx'
import { changeQuery, useDecideChange } from './queries.ts'
import type { ChangeAct } from './queries.ts'

interface HandlingInspectorProps {
  readonly id: string
  readonly close: () => void
}

/** One change of handling: what was asked and why, what it does, and the decision for whom it waits. */
export function HandlingInspector({ id, close }: HandlingInspectorProps) {
  const change = useQuery(changeQuery(id))
  return (
    <Inspector title={<Trans>Change of handling</Trans>} close={close}>
      <Loaded of={change}>{(found) => <Change change={found} />}</Loaded>
    </Inspector>
  )
}

function Change({ change }: { readonly change: MarkingChange }) {
  const { say, instant } = useLanguage()
  return (
    <Stack gap="md">
      <StateLine change={change} />
      <div>
        <Text fz="sm" c="dimmed">
          {change.record === undefined ? (
            <Trans>All that “{change.sourceName}” says of this</Trans>
          ) : (
            <Trans>One record of “{change.sourceName}”</Trans>
          )}
        </Text>
        <Text className="long">{change.reason}</Text>
        <Text fz="xs" c="dimmed">
          {say(change.by)} · {change.organisation} · {instant(change.at)}
        </Text>
      </div>
      <HandlingOutcome weighed={change} waits={change.state === 'waiting'} />
      {change.decidedReason === undefined ? null : (
        <div>
          <Text className="long">{change.decidedReason}</Text>
          <Text fz="xs" c="dimmed">
            {change.decidedBy ? say(change.decidedBy) : ''} ·{' '}
            {change.decidedAt === undefined ? '' : instant(change.decidedAt)}
          </Text>
        </div>
      )}
      <Acts change={change} />
    </Stack>
  )
}

function StateLine({ change }: { readonly change: MarkingChange }) {
  const words = {
    done: <Trans>Done at once, being stricter</Trans>,
    waiting: <Trans>Waits for a second person</Trans>,
    approved: <Trans>Agreed to and done</Trans>,
    refused: <Trans>Refused: nothing changed</Trans>,
    withdrawn: <Trans>Withdrawn: nothing changed</Trans>,
  }[change.state]
  return <Text fw={600}>{words}</Text>
}

function Acts({ change }: { readonly change: MarkingChange }) {
  const [act, setAct] = useState<ChangeAct>()
  const decides = change.can.includes('content.lower')
  if (!decides && !change.can.includes('withdraw')) return null
  return (
    <Group>
      {decides ? (
        <>
          <Button variant="default" onClick={() => setAct('markingChangeApprove')}>
            <Trans>Agree…</Trans>
          </Button>
          <Button variant="default" onClick={() => setAct('markingChangeRefuse')}>
            <Trans>Refuse…</Trans>
          </Button>
        </>
      ) : (
        <Button variant="default" onClick={() => setAct('markingChangeWithdraw')}>
          <Trans>Withdraw…</Trans>
        </Button>
      )}
      <DecideDialog id={change.id} act={act} close={() => setAct(undefined)} />
    </Group>
  )
}

interface DecideDialogProps {
  readonly id: string
  readonly act: ChangeAct | undefined
  readonly close: () => void
}

function DecideDialog({ id, act, close }: DecideDialogProps) {
  const { t } = useLingui()
  const decide = useDecideChange(id)
  const words = {
    markingChangeApprove: {
      title: t`Agree to this handling?`,
      act: t`Agree`,
      text: t`Everybody named as newly reading it can read it at once. What they have read can't be taken back.`,
      done: t`Agreed. It is handled so from now on.`,
    },
    markingChangeRefuse: {
      title: t`Refuse this change?`,
      act: t`Refuse`,
      text: t`It stays as it is. Who asked reads your reason.`,
      done: t`Refused. It stays as it was.`,
    },
    markingChangeWithdraw: {
      title: t`Withdraw your proposal?`,
      act: t`Withdraw`,
      text: t`It stays as it is, and nobody has to decide any more.`,
      done: t`Withdrawn. It stays as it was.`,
    },
  }[act ?? 'markingChangeRefuse']
  return (
    <ReasonDialog
      key={act ?? 'none'}
      opened={act !== undefined}
      close={close}
      title={words.title}
      act={words.act}
      isActing={decide.isPending}
      error={decide.error}
      decide={(reason) => {
        if (act === undefined) return
        decide.mutate(
          { act, reason },
          {
            onSuccess: () => {
              close()
              showDone(words.done)
            },
          },
        )
      }}
    >
      {words.text}
    </ReasonDialog>
  )
}
