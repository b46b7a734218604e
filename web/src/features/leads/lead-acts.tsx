import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { LeadView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Fault } from '../../ui/states.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { colleaguesQuery, useActOnLead, useAssignLead } from './queries.ts'

/** What this reader may do with a lead now, as the node says. */
export function LeadActs({ lead }: { readonly lead: LeadView }) {
  const [asking, setAsking] = useState<'act' | 'dismiss' | 'reopen'>()
  const act = useActOnLead()
  const close = (): void => setAsking(undefined)
  return (
    <>
      <Group gap="xs">
        {lead.can.includes('acknowledge') ? (
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ id: lead.id, act: 'acknowledge', was: lead.state })}
          >
            <Trans>Take it up</Trans>
          </Button>
        ) : null}
        {lead.can.includes('act') ? (
          <Button variant="default" onClick={() => setAsking('act')}>
            <Trans>Acted on…</Trans>
          </Button>
        ) : null}
        {lead.can.includes('dismiss') ? (
          <Button variant="default" onClick={() => setAsking('dismiss')}>
            <Trans>Dismiss…</Trans>
          </Button>
        ) : null}
        {lead.can.includes('reopen') ? (
          <Button variant="default" onClick={() => setAsking('reopen')}>
            <Trans>Take it up again…</Trans>
          </Button>
        ) : null}
      </Group>
      {lead.can.includes('assign') ? <Assign lead={lead} /> : null}
      {act.error && asking === undefined ? <Fault error={act.error} /> : null}
      {asking === 'dismiss' ? <DismissDialog id={lead.id} was={lead.state} close={close} /> : null}
      {asking === 'act' || asking === 'reopen' ? (
        <SayDialog key={asking} lead={lead} act={asking} close={close} />
      ) : null}
    </>
  )
}

interface SayDialogProps {
  readonly lead: LeadView
  readonly act: 'act' | 'reopen'
  readonly close: () => void
}

function SayDialog({ lead, act, close }: SayDialogProps) {
  const { t } = useLingui()
  const run = useActOnLead()
  const isAct = act === 'act'
  return (
    <ReasonDialog
      opened
      close={close}
      title={isAct ? t`What was done with it?` : t`Take this lead up again?`}
      act={isAct ? t`Note it` : t`Take it up again`}
      isActing={run.isPending}
      error={run.error}
      decide={(reason) => run.mutate({ id: lead.id, act, was: lead.state, reason }, { onSuccess: close })}
      phrases={
        isAct
          ? [t`Added to the case`, t`Asked the other organisation`, t`Passed on to the field team`]
          : [t`New facts have come`, t`Dismissed by mistake`]
      }
      label={isAct ? t`What was done` : t`Reason`}
    >
      {isAct ? (
        <Trans>It stays beside the lead and counts for the rule that found it.</Trans>
      ) : (
        <Trans>It stands among the open leads of your desk again.</Trans>
      )}
    </ReasonDialog>
  )
}

/** Only who may see all of it is there to be chosen. */
function Assign({ lead }: { readonly lead: LeadView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const found = useQuery(colleaguesQuery(lead.id))
  const assign = useAssignLead()
  const people = found.data?.items ?? []
  return (
    <>
      <NativeSelect
        label={t`Give it to`}
        value=""
        disabled={assign.isPending || people.length === 0}
        onChange={(event) => assign.mutate({ id: lead.id, person: event.currentTarget.value })}
        data={[
          { value: '', label: t`choose a colleague` },
          ...people.map((one) => ({ value: one.id, label: say(one.name) })),
        ]}
      />
      {assign.error ? <Fault error={assign.error} /> : null}
    </>
  )
}
