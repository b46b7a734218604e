import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileInput, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { punishments, punishmentWords } from '@shield/core'
import type { Punishment } from '@shield/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import css from './non-punishment.module.css'
import { useTakeList } from './queries.ts'

/** A list of an authority, compared by document alone; lines of nobody in protection leave nothing behind. */
export function CompareList() {
  const { t } = useLingui()
  const { say, language } = useLanguage()
  const [file, setFile] = useState<File | null>(null)
  const [punishment, setPunishment] = useState<Punishment>('detained')
  const [authority, setAuthority] = useState('')
  const [asked, setAsked] = useState(false)
  const take = useTakeList()
  const isMissing = authority.trim().length < 2 || file === null
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (isMissing) return
    void base64Of(file).then((content) =>
      take.mutate({ name: file.name, content, punishment, authority: authority.trim() }),
    )
  }
  return (
    <form className={css['panel']} onSubmit={submit} noValidate aria-label={t`Compare a list`}>
      <Stack>
        <Text maw="70ch">
          <Trans>
            CSV or Excel, at most 500 lines, with a column of document numbers. Nobody is compared by name. Of
            lines that are nobody’s in protection nothing is kept, and the authority is told nothing.
          </Trans>
        </Text>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect
            label={t`What is done to those on it`}
            value={punishment}
            onChange={(event) => setPunishment(event.currentTarget.value as Punishment)}
            data={punishments.map((one) => ({ value: one, label: punishmentWords[one][language] }))}
          />
          <TextInput
            label={t`By which authority`}
            value={authority}
            maxLength={200}
            onChange={(event) => setAuthority(event.currentTarget.value)}
            error={asked && authority.trim().length < 2 ? t`Write which authority` : null}
          />
          <FileInput
            label={t`The list`}
            placeholder={t`Choose a file…`}
            accept=".csv,.xlsx,text/csv"
            value={file}
            onChange={setFile}
            error={asked && file === null ? t`Choose a file` : null}
          />
        </Group>
        {take.error ? <Fault error={take.error} /> : null}
        <Group>
          <Button type="submit" loading={take.isPending}>
            <Trans>Compare</Trans>
          </Button>
        </Group>
        {take.data ? (
          <div role="status">
            <Outcome lines={take.data.lines} without={take.data.without} found={take.data.found} />
            <Text className={css['soft'] ?? ''}>{say(punishmentWords[punishment])}</Text>
          </div>
        ) : null}
      </Stack>
    </form>
  )
}

interface OutcomeProps {
  readonly lines: number
  readonly without: number
  readonly found: readonly { readonly line: number; readonly id: string; readonly isNew: boolean }[]
}

function Outcome({ lines, without, found }: OutcomeProps) {
  const { number } = useLanguage()
  return (
    <>
      <Text fw={600}>
        <Trans>
          {number(found.length)} of {number(lines)} lines are somebody in protection
        </Trans>
      </Text>
      {without === 0 ? null : (
        <Text>
          <Trans>{number(without)} lines have no document number and were not compared</Trans>
        </Text>
      )}
      <ul>
        {found.map(({ line, id, isNew }) => (
          <li key={id}>
            <Link to="/non-punishment/$id" params={{ id }}>
              <Trans>Line {number(line)}</Trans>
            </Link>{' '}
            {isNew ? null : <Trans>known before</Trans>}
          </li>
        ))}
      </ul>
    </>
  )
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
