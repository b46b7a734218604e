import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Text, Title } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'

import type { InterviewView } from '../../api/wire.ts'
import { useAloud } from '../../ui/aloud.tsx'
import { TwoLanguages } from '../../ui/two-languages.tsx'
import own from './interview.module.css'
import { NotSaved } from './not-saved.tsx'
import { SavedMark } from './saved-mark.tsx'
import type { Saving } from './saving.ts'
import { heldBackWords } from './words.ts'

/** What is said in a break, by id. */
const said = ['safety.another-day', 'safety.may-stop-any-time'] as const

interface RestingProps {
  readonly interview: InterviewView
  readonly saving: Saving
  readonly leave: () => void
}

/** A break: no question stands on the screen. */
export function Resting({ interview, saving, leave }: RestingProps) {
  const { t } = useLingui()
  const { say } = useAloud()
  const { heldBack, personLanguage } = interview
  return (
    <section className={own['calm']} aria-label={t`A break`}>
      <Title order={2} fz="lg">
        <Trans>A break</Trans>
      </Title>
      {heldBack === undefined ? null : (
        <Alert variant="default" icon={<IconHandStop aria-hidden />} role="alert" maw={640}>
          {t(heldBackWords[heldBack])}
        </Alert>
      )}
      {said.map((id) => (
        <TwoLanguages key={id} spoken={say(id)} person={personLanguage} size="question" />
      ))}
      <SavedMark saving={saving} />
      <NotSaved saving={saving} />
      <Group justify="center">
        {heldBack === undefined ? (
          <Button
            size="lg"
            onClick={() => saving.act({ kind: 'resume' })}
            loading={saving.keeper === 'node' && saving.waiting > 0}
          >
            <Trans>Go on talking</Trans>
          </Button>
        ) : null}
        <Button size="lg" variant="default" onClick={leave}>
          <Trans>Another day</Trans>
        </Button>
        <Button size="lg" variant="default" onClick={() => saving.act({ kind: 'stop' })}>
          <Trans>Stop</Trans>
        </Button>
      </Group>
      {saving.keeper === 'node' ? (
        <Text>
          <Trans>It waits in My work until you go on.</Trans>
        </Text>
      ) : null}
    </section>
  )
}
