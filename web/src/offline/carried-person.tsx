import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { triageFields } from '@shield/core'
import { useState } from 'react'

import type { PersonIdentity } from '../api/wire.ts'
import { IdentityForm } from '../features/protection/identity-form.tsx'
import css from '../features/protection/protection.module.css'
import { answerWords, fieldWords, interviewWords, turnName } from '../features/protection/words.ts'
import { useLanguage } from '../language/use-language.ts'
import type { HeldPerson } from './people.ts'

interface CarriedPersonProps {
  readonly person: HeldPerson
  readonly ask: () => void
  readonly back: () => void
  /** Puts who it is into the outbox; it can't be read here again. */
  readonly seal: (identity: PersonIdentity) => Promise<void>
}

/** One person as this device knows them. Who it is can be written down, and not be opened. */
export function CarriedPerson({ person, ask, back, seal }: CarriedPersonProps) {
  const { t } = useLingui()
  const { language, instant } = useLanguage()
  const [isWriting, setWriting] = useState(false)
  const { triage } = person
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} fz="lg" className={css['code'] ?? ''}>
          {person.code}
        </Title>
        <Button size="md" variant="default" onClick={back}>
          <Trans>Back to the queue</Trans>
        </Button>
      </Group>
      <section className={css['panel']} aria-label={t`What help is needed`}>
        <Group justify="space-between" mb="sm">
          <Title order={3} fz="lg">
            {turnName(person.turn, language)}
          </Title>
          <Button size="md" variant="default" onClick={ask}>
            <Trans>Ask or change…</Trans>
          </Button>
        </Group>
        <dl className={css['pair']}>
          <dt>
            <Trans>Came out</Trans>
          </dt>
          <dd>{instant(person.arrivedAt)}</dd>
          <dt>
            <Trans>Interview</Trans>
          </dt>
          <dd>{t(interviewWords[person.interview])}</dd>
          {triageFields
            .filter((field) => triage[field] !== undefined)
            .map((field) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt>{t(fieldWords[field])}</dt>
                <dd>{answerWords(field, triage, language)}</dd>
              </div>
            ))}
        </dl>
      </section>
      <section className={css['panel']} aria-label={t`Who this is`}>
        {isWriting ? (
          <IdentityForm
            from={undefined}
            isSealing={false}
            error={undefined}
            close={() => setWriting(false)}
            seal={(identity) => void seal(identity).then(() => setWriting(false))}
          />
        ) : (
          <Stack gap="sm">
            <Text>
              {person.hasIdentity ? (
                <Trans>Who this is was written down. It is sealed and opens at the node alone.</Trans>
              ) : (
                <Trans>Nothing is known yet of who this is.</Trans>
              )}
            </Text>
            {person.hasIdentity ? null : (
              <Group>
                <Button size="lg" variant="default" onClick={() => setWriting(true)}>
                  <Trans>Write down…</Trans>
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </section>
    </Stack>
  )
}
