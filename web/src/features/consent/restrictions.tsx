import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { consentRestrictions } from '@shield/core'
import type { ConsentRestriction } from '@shield/core'
import { useState } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { Choices } from '../../ui/choices.tsx'
import { Fault } from '../../ui/states.tsx'
import { Beside } from '../../ui/two-languages.tsx'
import type { About } from './about.ts'
import own from './consent.module.css'
import { useRestrict, useUnrestrict } from './queries.ts'

/** What the person does not want, whatever else they agree to; it holds until they take it back in so many words. */
export function Restrictions({ code, view, speaks }: About) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const [writing, setWriting] = useState(false)
  const restrict = useRestrict(code)
  const unrestrict = useUnrestrict(code)
  const standing = view.restrictions.filter(({ takenBackAt }) => takenBackAt === undefined)
  return (
    <section className={css['panel']} aria-label={t`What the person does not want`}>
      <Stack>
        <Title order={2} fz="lg">
          <Trans>What the person does not want</Trans>
        </Title>
        <Text>
          <Trans>It stands against everything they agree to, before and after.</Trans>
        </Text>
        {standing.length === 0 ? null : (
          <ul className={own['lines']}>
            {standing.map(({ id, restriction, at }) => (
              <li key={id}>
                <div>
                  <Text fw={600}>{say(consentRestrictions[restriction])}</Text>
                  <Text className={css['soft'] ?? ''}>{instant(at)}</Text>
                </div>
                {view.can.includes('consentUnrestrict') ? (
                  <Button
                    size="md"
                    variant="default"
                    loading={unrestrict.isPending}
                    onClick={() => unrestrict.mutate(id)}
                  >
                    <Trans>The person takes this back in so many words</Trans>
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {unrestrict.error ? <Fault error={unrestrict.error} /> : null}
        {restrict.error ? <Fault error={restrict.error} /> : null}
        {writing ? (
          <Writing
            person={speaks[0] ?? ''}
            left={(Object.keys(consentRestrictions) as ConsentRestriction[]).filter(
              (one) => !standing.some(({ restriction }) => restriction === one),
            )}
            isWriting={restrict.isPending}
            write={(one) => restrict.mutate(one, { onSuccess: () => setWriting(false) })}
            close={() => setWriting(false)}
          />
        ) : view.can.includes('consentRestrict') ? (
          <Button size="lg" variant="default" style={{ alignSelf: 'start' }} onClick={() => setWriting(true)}>
            <Trans>Write down what they do not want…</Trans>
          </Button>
        ) : null}
      </Stack>
    </section>
  )
}

interface WritingProps {
  readonly left: readonly ConsentRestriction[]
  /** Language of the person, who may point at it. */
  readonly person: string
  readonly isWriting: boolean
  readonly write: (restriction: ConsentRestriction) => void
  readonly close: () => void
}

function Writing({ left, person, isWriting, write, close }: WritingProps) {
  const aloud = useAloud()
  const { t } = useLingui()
  const { say } = useLanguage()
  const [chosen, setChosen] = useState<ConsentRestriction>()
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Choices
        legend={t`The person says`}
        choices={left.map((one) => ({
          value: one,
          label: (
            <>
              {say(consentRestrictions[one])}
              <Beside spoken={aloud.say(`consent.${one}`)} person={person} />
            </>
          ),
        }))}
        chosen={chosen}
        choose={setChosen}
        isMissing={asked && chosen === undefined}
      />
      <div className={css['foot']}>
        <Button
          size="lg"
          loading={isWriting}
          onClick={() => {
            setAsked(true)
            if (chosen !== undefined) write(chosen)
          }}
        >
          <Trans>Write it down</Trans>
        </Button>
        <Button size="lg" variant="default" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </>
  )
}
