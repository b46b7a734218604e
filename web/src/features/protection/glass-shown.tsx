import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text, Title } from '@mantine/core'
import { triageQuestions } from '@shield/core'
import { useEffect } from 'react'

import type { GlassOpened } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'
import { languageName } from '../../ui/languages.ts'
import { documentWords } from './words.ts'

/** It closes by itself, like every opened identity; within the hour it can be shown again. */
const openForMs = 120_000

/** What was named, and nothing beside it. */
export function GlassShown({ opened, close }: { readonly opened: GlassOpened; readonly close: () => void }) {
  const { t } = useLingui()
  const { instant, language, when } = useLanguage()
  useEffect(() => {
    const timer = setTimeout(close, openForMs)
    return () => clearTimeout(timer)
  }, [close])
  const { use, names, born, documents, phones, needs } = opened
  return (
    <section className={css['panel']} aria-label={t`Shown in an emergency`}>
      <Group justify="space-between">
        <Title order={2} fz="lg">
          {use.code}
        </Title>
        <Button size="md" variant="default" onClick={close}>
          <Trans>Close</Trans>
        </Button>
      </Group>
      {opened.isFound ? null : (
        <Text>
          <Trans>Nobody here has this code. Compare it with the wristband.</Trans>
        </Text>
      )}
      <dl className={css['pair']}>
        {names ? <Pair name={t`Names`} text={names.map(({ text }) => text).join(', ')} /> : null}
        {born === undefined ? null : <Pair name={t`Birth`} text={when(born)} />}
        {documents ? (
          <Pair
            name={t`Documents`}
            text={
              documents
                .map((one) => `${t(documentWords[one.kind])} ${one.issuer} ${one.number}`)
                .join(', ') || t`none known`
            }
          />
        ) : null}
        {phones ? <Pair name={t`Telephones`} text={phones.join(', ') || t`none known`} /> : null}
        {needs ? (
          <>
            <Pair name={t`Doctor`} text={answerOf('health', needs.health) ?? t`not asked`} />
            <Pair name={t`Afraid`} text={answerOf('danger', needs.danger) ?? t`not asked`} />
            <Pair
              name={t`Speaks`}
              text={needs.speaks.map((tag) => languageName(tag, language)).join(', ') || t`not asked`}
            />
            <Pair
              name={t`To look after`}
              text={needs.needs.map((one) => answerOf('needs', one) ?? one).join(', ') || t`nothing known`}
            />
          </>
        ) : null}
      </dl>
      {use.endsAt === undefined ? null : (
        <Text className={css['soft'] ?? ''}>
          <Trans>
            Open to you until {instant(use.endsAt)}. Those who care for the person know that you looked.
          </Trans>
        </Text>
      )}
    </section>
  )

  function answerOf(question: string, value: string | undefined): string | undefined {
    const answers: readonly {
      readonly value: string
      readonly name: { readonly en: string; readonly th: string }
    }[] = triageQuestions.find(({ id }) => id === question)?.answers ?? []
    return answers.find((answer) => answer.value === value)?.name[language]
  }
}

function Pair({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div style={{ display: 'contents' }}>
      <dt>{name}</dt>
      <dd className="value">{text}</dd>
    </div>
  )
}
