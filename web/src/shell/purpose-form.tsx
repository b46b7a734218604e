import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { isPurpose, purposeNames, purposes } from '@shield/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { useSession, useStatePurpose } from '../api/session.ts'
import { useLanguage } from '../language/use-language.ts'
import { problemOf } from '../api/problem.ts'

interface PurposeFormProps {
  readonly done?: () => void
}

/** States what the reading is for: a purpose of the closed list and the case or matter it belongs to. */
export function PurposeForm({ done }: PurposeFormProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const session = useSession()
  const [purpose, setPurpose] = useState<string>(session.purpose ?? '')
  const [reference, setReference] = useState(session.reference)
  const [missing, setMissing] = useState(false)
  const state = useStatePurpose()
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setMissing(purpose === '' || reference.trim() === '')
    if (!isPurpose(purpose) || reference.trim() === '') return
    state.mutate({ purpose, reference: reference.trim() }, { onSuccess: () => done?.() })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <NativeSelect
          label={t`Purpose`}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          error={missing && purpose === '' ? t`Choose a purpose` : null}
          data={[
            { value: '', label: t`Choose…` },
            ...purposeNames.map((name) => ({ value: name, label: say(purposes[name]) })),
          ]}
        />
        <TextInput
          label={t`Case or matter`}
          description={t`For example a case number: it stands beside each thing you look at.`}
          value={reference}
          maxLength={120}
          onChange={(event) => setReference(event.currentTarget.value)}
          error={missing && reference.trim() === '' ? t`Write the case or matter` : null}
        />
        {state.error ? (
          <Text c="var(--mantine-color-error)" role="alert">
            {problemOf(state.error).detail ?? problemOf(state.error).title ?? t`This did not work`}
          </Text>
        ) : null}
        <Button type="submit" loading={state.isPending}>
          <Trans>State this purpose</Trans>
        </Button>
      </Stack>
    </form>
  )
}
