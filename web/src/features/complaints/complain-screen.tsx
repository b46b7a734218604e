import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { ComplaintFollowed, ComplaintRow } from '../../api/wire.ts'
import { LanguageSwitch } from '../../shell/language-switch.tsx'
import { Fault } from '../../ui/states.tsx'
import css from './complaints.module.css'
import { useAddWord, useComplain, useFollow } from './queries.ts'
import { Said } from './said.tsx'
import { stateWords, subjectWords } from './words.ts'

const subjects = Object.keys(subjectWords) as ComplaintRow['about'][]
const shortest = 10

/** Complaints without a name, for whoever comes: nothing is asked that tells who it is. */
export function ComplainScreen() {
  const { t } = useLingui()
  useEffect(() => {
    document.title = t`Say it`
  }, [t])
  return (
    <div className={css['page']}>
      <header className={css['bar']}>
        <Link to="/sign-in">
          <Trans>Sign in</Trans>
        </Link>
        <LanguageSwitch />
      </header>
      <main>
        <Stack gap="xl">
          <Stack gap="xs">
            <Title order={1} fz={22}>
              <Trans>Complain without a name</Trans>
            </Title>
            <Text>
              <Trans>
                An independent office reads it. Whoever you complain about does not. You are not asked who you
                are, and nothing is kept that would tell.
              </Trans>
            </Text>
          </Stack>
          <Make />
          <ComeBack />
        </Stack>
      </main>
    </div>
  )
}

function Make() {
  const { t } = useLingui()
  const [about, setAbout] = useState<ComplaintRow['about']>('police')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const complain = useComplain()
  const isShort = text.trim().length < shortest
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!isShort) complain.mutate({ about, text: text.trim() }, { onSuccess: () => setText('') })
  }
  if (complain.data) return <Taken comeBack={complain.data.comeBack} again={() => complain.reset()} />
  return (
    <form onSubmit={submit} noValidate aria-label={t`What happened`}>
      <Stack>
        <NativeSelect
          size="md"
          label={t`Whom it is about`}
          value={about}
          onChange={(event) => setAbout(subjects.find((one) => one === event.currentTarget.value) ?? 'other')}
          data={subjects.map((value) => ({ value, label: t(subjectWords[value]) }))}
        />
        <Textarea
          size="md"
          label={t`What happened`}
          description={t`In any language. Leave out your name and where you stay.`}
          autosize
          minRows={5}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tried && isShort ? t`Write a few words` : null}
        />
        {complain.error ? <Fault error={complain.error} /> : null}
        <Group>
          <Button type="submit" size="md" loading={complain.isPending}>
            <Trans>Send</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Taken({ comeBack, again }: { readonly comeBack: string; readonly again: () => void }) {
  return (
    <Stack role="status">
      <Title order={2} fz="lg">
        <Trans>It was taken</Trans>
      </Title>
      <Text>
        <Trans>
          Copy this code. With it you read the answer here; nobody can give it to you again, and whoever has
          it reads what you wrote.
        </Trans>
      </Text>
      <p className={css['comeback']}>{comeBack}</p>
      <Group>
        <Button size="md" variant="default" onClick={again}>
          <Trans>I have the code</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

function ComeBack() {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const follow = useFollow()
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    follow.mutate(typed.trim())
  }
  return (
    <Stack component="section" aria-label={t`Read the answer`}>
      <Title order={2} fz="lg">
        <Trans>Read the answer</Trans>
      </Title>
      <form onSubmit={submit} noValidate>
        <Group align="flex-end">
          <TextInput
            size="md"
            label={t`Your code`}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="md"
            variant="default"
            loading={follow.isPending}
            disabled={typed === ''}
          >
            <Trans>Open it</Trans>
          </Button>
        </Group>
      </form>
      {follow.error ? (
        <Text role="alert">
          <Trans>There is no such code, or it was tried too often. Compare each sign.</Trans>
        </Text>
      ) : null}
      {follow.data ? <Followed followed={follow.data} comeBack={typed.trim()} /> : null}
    </Stack>
  )
}

function Followed({
  followed,
  comeBack,
}: {
  readonly followed: ComplaintFollowed
  readonly comeBack: string
}) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const add = useAddWord()
  const { about, state, said } = add.data ?? followed
  return (
    <Stack>
      <Text fw={600}>
        {t(subjectWords[about])} · {t(stateWords[state])}
      </Text>
      <Said said={said} />
      <Textarea
        size="md"
        label={t`Say more`}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {add.error ? <Fault error={add.error} /> : null}
      <Group>
        <Button
          size="md"
          variant="default"
          loading={add.isPending}
          disabled={text.trim().length < shortest}
          onClick={() => add.mutate({ comeBack, text: text.trim() }, { onSuccess: () => setText('') })}
        >
          <Trans>Send</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
