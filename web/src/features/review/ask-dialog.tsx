import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { useAskOwner } from './queries.ts'

interface AskDialogProps {
  readonly opened: boolean
  readonly close: () => void
  readonly ends: { readonly left: string; readonly right: string }
  readonly owners: readonly string[]
}

/** A question to the organisation that owns one side. It reads the words; of the other side it sees what it may see anyway. */
export function AskDialog(props: AskDialogProps) {
  const { t } = useLingui()
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t`Ask the owner`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <AskForm {...props} />
    </Modal>
  )
}

function AskForm({ close, ends, owners }: AskDialogProps) {
  const { t } = useLingui()
  const ask = useAskOwner()
  const [organisation, setOrganisation] = useState(owners[0] ?? '')
  const [question, setQuestion] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = question.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isShort) return
    ask.mutate(
      { ...ends, organisation, question: question.trim() },
      {
        onSuccess: () => {
          close()
          showDone(t`Asked. The answer will stand beside the pair.`)
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>
          <Trans>
            The owner sees its own record and your words, not the other record, unless it may see that anyway.
            Write nothing that it may not know.
          </Trans>
        </Text>
        <NativeSelect
          label={t`Organisation`}
          data={[...owners]}
          value={organisation}
          onChange={(event) => setOrganisation(event.currentTarget.value)}
        />
        <Textarea
          label={t`Question`}
          autosize
          minRows={3}
          maxLength={2000}
          required
          data-autofocus
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          error={tried && isShort ? t`Write the question in a few words` : null}
        />
        {ask.error ? <Fault error={ask.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={ask.isPending}>
            <Trans>Ask</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
