import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text, Title } from '@mantine/core'
import { endOf } from '@shield/core'
import type { PunishmentOutcome } from '@shield/core'
import { useState } from 'react'

import type { Finding } from '../../api/wire.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import css from './non-punishment.module.css'
import { useFindingAct } from './queries.ts'
import { outcomeWords } from './words.ts'

type Asked = { readonly outcome: PunishmentOutcome } | { readonly isDone: boolean }

/** What the authority did, and whether somebody has seen that it is so. */
export function OutcomePanel({ finding }: { readonly finding: Finding }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<Asked>()
  const outcome = useFindingAct('punishmentOutcome', { id: finding.id })
  const follow = useFindingAct('punishmentFollow', { id: finding.id })
  const mayReport = finding.can.includes('punishmentOutcome') && finding.state !== 'reported'
  const mayFollow = finding.can.includes('punishmentFollow')
  if (!mayReport && !mayFollow) return null
  const close = (): void => setAsked(undefined)
  const end = endOf[finding.punishment]
  return (
    <section className={css['panel']} aria-label={t`What came of it`}>
      <Title order={2} fz="lg" mb="sm">
        {mayFollow ? <Trans>Is it so?</Trans> : <Trans>What the authority did</Trans>}
      </Title>
      {mayFollow ? (
        <Group>
          <Button onClick={() => setAsked({ isDone: true })}>
            <Trans>It is so: I have seen it…</Trans>
          </Button>
          <Button variant="default" onClick={() => setAsked({ isDone: false })}>
            <Trans>It is not so…</Trans>
          </Button>
        </Group>
      ) : (
        <>
          <Group>
            <Button variant="default" onClick={() => setAsked({ outcome: end })}>
              {t(outcomeWords[end])}…
            </Button>
            <Button
              variant="default"
              disabled={finding.state !== 'assessed'}
              onClick={() => setAsked({ outcome: 'refused' })}
            >
              {t(outcomeWords.refused)}…
            </Button>
          </Group>
          {finding.state === 'assessed' ? null : (
            <Text className={css['soft'] ?? ''} mt="xs">
              <Trans>
                A refusal answers an assessment by two people; what ends it may be reported at any time.
              </Trans>
            </Text>
          )}
        </>
      )}
      <ReasonDialog
        opened={asked !== undefined}
        close={close}
        title={mayFollow ? t`Is it so?` : t`What the authority did`}
        act={t`Write it down`}
        label={mayFollow ? t`How you know` : t`How it was told, and the reason given`}
        note={t`Sealed, and kept with it.`}
        isActing={outcome.isPending || follow.isPending}
        error={outcome.error ?? follow.error}
        decide={(text) => {
          if (asked && 'outcome' in asked)
            outcome.mutate({ outcome: asked.outcome, reason: text }, { onSuccess: close })
          else if (asked) follow.mutate({ isDone: asked.isDone, note: text }, { onSuccess: close })
        }}
      >
        {asked && 'outcome' in asked ? (
          t(outcomeWords[asked.outcome])
        ) : asked?.isDone ? (
          <Trans>The person is free of it, and somebody has seen it: this ends here.</Trans>
        ) : (
          <Trans>It goes on: this is open again, with its clock.</Trans>
        )}
      </ReasonDialog>
    </section>
  )
}
