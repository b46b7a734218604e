import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useLanguage } from '../../language/use-language.ts'
import { DayField } from '../../ui/day-field.tsx'
import { Fault, Loaded } from '../../ui/states.tsx'
import css from './non-punishment.module.css'
import { offencesQuery, useFindingAct } from './queries.ts'

/** An offence of the country's list, with what its law says of it for victims. Day, place and words are sealed. */
export function NewOffence({ finding, close }: { readonly finding: string; readonly close: () => void }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const found = useQuery(offencesQuery)
  const [offence, setOffence] = useState('illegal-entry')
  const [on, setOn] = useState<string>()
  const [place, setPlace] = useState('')
  const [words, setWords] = useState('')
  const add = useFindingAct('punishmentOffence', { id: finding })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const told = {
      ...(on === undefined ? {} : { on }),
      ...(place.trim() === '' ? {} : { place: place.trim() }),
      ...(words.trim() === '' ? {} : { words: words.trim() }),
    }
    add.mutate({ offence, ...told }, { onSuccess: close })
  }
  return (
    <Loaded of={found}>
      {({ items, checked }) => (
        <form className={css['panel']} onSubmit={submit} aria-label={t`New offence`}>
          <Stack>
            <NativeSelect
              label={t`What the person is held liable for`}
              value={offence}
              onChange={(event) => setOffence(event.currentTarget.value)}
              data={items.map(({ id, name }) => ({ value: id, label: say(name) }))}
            />
            <Text className={css['soft'] ?? ''}>
              {items.find(({ id }) => id === offence)?.law ?? (
                <Trans>What the law says of it for victims is not known here.</Trans>
              )}{' '}
              {checked}
            </Text>
            <Group grow align="flex-start">
              <DayField label={t`On which day, if known`} day={on} setDay={setOn} />
              <TextInput
                label={t`Where, if known`}
                maxLength={200}
                value={place}
                onChange={(event) => setPlace(event.currentTarget.value)}
              />
            </Group>
            <Textarea
              label={t`What is alleged`}
              autosize
              minRows={2}
              maxLength={4000}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            {add.error ? <Fault error={add.error} /> : null}
            <Group>
              <Button type="submit" loading={add.isPending}>
                <Trans>Write it down</Trans>
              </Button>
              <Button variant="default" onClick={close}>
                <Trans>Cancel</Trans>
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Loaded>
  )
}
