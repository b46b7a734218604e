import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'

import type { DeterminationView, OrganisationHere } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import own from './panels.module.css'
import { useReasons } from './queries.ts'

/** As long as an identity stays open: screens are left standing. */
const openForMs = 120_000

interface ReasonsProps {
  readonly panel: DeterminationView
  readonly names: readonly OrganisationHere[]
}

/** Why it was decided and why each voted so, dissent too: closed until somebody says what for. */
export function Reasons({ panel, names }: ReasonsProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const open = useReasons(panel.id)
  const [asking, setAsking] = useState(false)
  const close = useEffectEvent(() => open.reset())
  const { data } = open
  useEffect(() => {
    if (data === undefined) return undefined
    const timer = setTimeout(() => close(), openForMs)
    return () => clearTimeout(timer)
  }, [data])
  return (
    <section className={css['panel']} aria-label={t`Reasons`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>Reasons</Trans>
        </Title>
        {data === undefined ? (
          <>
            <Text>
              <Trans>Sealed. They open for a reason that is kept.</Trans>
            </Text>
            <Button
              size="lg"
              variant="default"
              style={{ alignSelf: 'start' }}
              onClick={() => setAsking(true)}
            >
              <Trans>Open…</Trans>
            </Button>
          </>
        ) : (
          <>
            <Text className={own['said'] ?? ''}>{data.reasons}</Text>
            {data.votes.map(({ organisation, reason }) => {
              const known = names.find(({ code }) => code === organisation)
              return (
                <div key={organisation}>
                  <Text className={css['soft'] ?? ''}>{known ? say(known.name) : organisation}</Text>
                  <Text className={own['said'] ?? ''}>{reason}</Text>
                </div>
              )
            })}
            <Button size="lg" variant="default" style={{ alignSelf: 'start' }} onClick={() => open.reset()}>
              <Trans>Close again</Trans>
            </Button>
          </>
        )}
      </Stack>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Open the reasons?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) => open.mutate(reason, { onSuccess: () => setAsking(false) })}
        phrases={[t`To tell the person why`, t`To prepare a review`]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>They are shown for two minutes. Your name and the reason are written down before.</Trans>
      </ReasonDialog>
    </section>
  )
}
