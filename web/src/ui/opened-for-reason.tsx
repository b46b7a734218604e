import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Stack } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReactNode } from 'react'

import { ReasonDialog } from './reason-dialog.tsx'

/** As long as an identity stays open: screens are left standing. */
const openForMs = 120_000

interface OpenedForReasonProps<T> {
  /** Opens what is sealed, for a reason. */
  readonly open: UseMutationResult<T, Error, string>
  /** Reasons that are often given. */
  readonly phrases: readonly string[]
  readonly close: () => void
  readonly children: (said: T) => ReactNode
}

/** What somebody said, sealed: opened for a reason that is kept, and closed again by itself. */
export function OpenedForReason<T>({ open, phrases, close, children }: OpenedForReasonProps<T>) {
  const { t } = useLingui()
  const { data } = open
  useEffect(() => {
    if (data === undefined) return undefined
    const timer = setTimeout(close, openForMs)
    return () => clearTimeout(timer)
  }, [data, close])
  if (data === undefined)
    return (
      <ReasonDialog
        opened
        close={close}
        title={t`Open what the person said?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) => open.mutate(reason)}
        phrases={phrases}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>
          Their words are shown for two minutes. Your name and the reason are written down before.
        </Trans>
      </ReasonDialog>
    )
  return (
    <Modal
      opened
      onClose={close}
      title={t`What the person said`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        {children(data)}
        <Button size="lg" variant="default" onClick={close}>
          <Trans>Close again</Trans>
        </Button>
      </Stack>
    </Modal>
  )
}
