import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'

import { Fault } from './states.tsx'

interface ReasonDialogProps {
  readonly opened: boolean
  readonly close: () => void
  readonly title: string
  /** What will happen, who will know, and whether there is a way back. */
  readonly children: ReactNode
  readonly act: string
  readonly isActing: boolean
  readonly error: unknown
  readonly decide: (reason: string) => void
  /** Ready words for the reason, to be taken and changed. */
  readonly phrases?: readonly string[]
  /** What is written, where it is no reason. */
  readonly label?: string
  /** Who reads it, where it is not kept for review alone. */
  readonly note?: string
  /** Wide where there is something to choose. */
  readonly size?: 'lg'
}

/** A decision that needs a reason: what it does, the reason, and a button named by the act. */
export function ReasonDialog({
  opened,
  close,
  title,
  children,
  act,
  isActing,
  error,
  decide,
  phrases = [],
  label,
  note,
  size,
}: ReasonDialogProps) {
  const { t } = useLingui()
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={size ?? 'md'}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <ReasonForm
        close={close}
        act={act}
        isActing={isActing}
        error={error}
        decide={decide}
        phrases={phrases}
        {...(label === undefined ? {} : { label })}
        {...(note === undefined ? {} : { note })}
      >
        {children}
      </ReasonForm>
    </Modal>
  )
}

function ReasonForm({
  close,
  children,
  act,
  isActing,
  error,
  decide,
  phrases = [],
  label,
  note,
}: Omit<ReasonDialogProps, 'opened' | 'title' | 'size'>) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isShort = reason.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!isShort) decide(reason.trim())
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text component="div">{children}</Text>
        <Textarea
          label={label ?? t`Reason`}
          description={note ?? t`It stays beside the decision, for whoever reviews it.`}
          autosize
          minRows={3}
          maxLength={2000}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={
            asked && isShort
              ? label === undefined
                ? t`Write the reason in a few words`
                : t`Write a few words`
              : null
          }
        />
        {phrases.length === 0 ? null : (
          <Group gap={6} aria-label={t`Ready words`} role="group">
            {phrases.map((phrase) => (
              <Button key={phrase} variant="default" size="compact-sm" onClick={() => setReason(phrase)}>
                {phrase}
              </Button>
            ))}
          </Group>
        )}
        {error ? <Fault error={error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={isActing}>
            {act}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
