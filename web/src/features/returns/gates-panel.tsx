import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { gateWords, neverOverridden, trackWords } from '@shield/core'
import type { GateName } from '@shield/core'
import { IconCircle, IconCircleCheck, IconHourglassEmpty, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'

import type { ReturnView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { nameOf } from '../../ui/names-of.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import care from '../../ui/care.module.css'
import { useAnswerOverride, useAskOverride } from './queries.ts'
import css from './returns.module.css'

/** What still stops the journey and who must act; what is open; what two people opened, for ever. */
export function GatesPanel({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const [asking, setAsking] = useState<GateName>()
  const missing = home.gates.filter(({ gate }) => home.missing.includes(gate))
  const open = home.gates.filter(({ gate }) => !home.missing.includes(gate))
  if (home.stage === 'ended' || home.stage === 'stays') return null
  return (
    <section className={care['panel']} aria-label={t`What is missing before the journey`}>
      <Title order={2} fz="lg" mb="sm">
        {missing.length === 0 ? (
          <Trans>Nothing is missing: ready for the journey</Trans>
        ) : (
          <Trans>{number(missing.length)} things are missing before the journey</Trans>
        )}
      </Title>
      <ul className={css['gates']}>
        {missing.map((one) => (
          <li key={one.gate}>
            {one.closed === 'expired' ? (
              <IconHourglassEmpty size={20} aria-hidden />
            ) : (
              <IconCircle size={20} aria-hidden />
            )}
            <span>
              {say(gateWords[one.gate])}
              {one.closed === 'expired' ? ` (${t`it has run out`})` : ''}
            </span>
            <Text component="span" className={care['soft'] ?? ''}>
              <Trans>Turn of {nameOf(one.owner, home, say)}</Trans>
            </Text>
            {home.can.includes('returnOverrideAsk') && mayAsk(home, one.gate) ? (
              <Button variant="subtle" size="compact-md" onClick={() => setAsking(one.gate)}>
                <Trans>Ask a second person…</Trans>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <Text mt="sm">
          <IconCircleCheck size={18} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
          <Trans>Done:</Trans> {open.map(({ gate }) => say(trackWords[gate])).join(' · ')}
        </Text>
      )}
      <Overrides home={home} />
      <AskDialog home={home} gate={asking} close={() => setAsking(undefined)} />
    </section>
  )
}

function mayAsk({ overrides }: ReturnView, gate: GateName): boolean {
  return (
    !neverOverridden.includes(gate) &&
    !overrides.some((one) => one.gate === gate && one.refusedAt === undefined)
  )
}

interface AskDialogProps {
  readonly home: ReturnView
  readonly gate: GateName | undefined
  readonly close: () => void
}

function AskDialog({ home, gate, close }: AskDialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const ask = useAskOverride(home.id)
  return (
    <ReasonDialog
      opened={gate !== undefined}
      close={close}
      title={t`Let the person go all the same?`}
      act={t`Ask a second person`}
      isActing={ask.isPending}
      error={ask.error}
      decide={(reason) => {
        if (gate !== undefined) ask.mutate({ gate, reason }, { onSuccess: close })
      }}
      note={t`It is sealed, and shown for ever that there was one.`}
    >
      {gate === undefined ? null : <Text fw={600}>{say(gateWords[gate])}</Text>}
      <Trans>
        A colleague has to agree, with a reason of their own. Both names stay on this return for ever.
      </Trans>
    </ReasonDialog>
  )
}

function Overrides({ home }: { readonly home: ReturnView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [answering, setAnswering] = useState<{ readonly override: string; readonly agrees: boolean }>()
  const answer = useAnswerOverride(home.id)
  if (home.overrides.length === 0) return null
  return (
    <Stack gap="xs" mt="md">
      {home.overrides.map((one) => (
        <Group key={one.id} gap="sm">
          <IconUsers size={20} aria-hidden />
          <Text style={{ flex: '1 1 240px' }}>
            {say(trackWords[one.gate])}:{' '}
            {one.agreedAt !== undefined ? (
              <Trans>
                opened by two people, {one.askedBy} and {one.agreedBy}, {instant(one.agreedAt)}
              </Trans>
            ) : one.refusedAt === undefined ? (
              <Trans>
                {one.askedBy} asks a second person to open it, {instant(one.askedAt)}
              </Trans>
            ) : (
              <Trans>
                not opened; {one.askedBy} had asked, {instant(one.askedAt)}
              </Trans>
            )}
          </Text>
          {one.can.includes('returnOverrideAnswer') ? (
            <>
              <Button
                size="md"
                variant="default"
                onClick={() => setAnswering({ override: one.id, agrees: false })}
              >
                <Trans>Refuse…</Trans>
              </Button>
              <Button
                size="md"
                variant="default"
                onClick={() => setAnswering({ override: one.id, agrees: true })}
              >
                <Trans>Agree…</Trans>
              </Button>
            </>
          ) : null}
        </Group>
      ))}
      <ReasonDialog
        opened={answering !== undefined}
        close={() => setAnswering(undefined)}
        title={answering?.agrees ? t`Open this gate as the second person?` : t`Refuse to open this gate?`}
        act={answering?.agrees ? t`Agree` : t`Refuse`}
        isActing={answer.isPending}
        error={answer.error}
        decide={(reason) => {
          if (answering) answer.mutate({ ...answering, reason }, { onSuccess: () => setAnswering(undefined) })
        }}
      >
        <Trans>Your name and that you gave a reason stay on this return for ever.</Trans>
      </ReasonDialog>
    </Stack>
  )
}
