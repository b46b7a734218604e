import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

import type { OpenCareWords } from '../../../api/wire.ts'
import { ReasonDialog } from '../../../ui/reason-dialog.tsx'
import { useOpenWords } from './queries.ts'

/** Words stay open so long unless the screen is left before. */
const openForMs = 120_000

interface SealedWordsProps {
  readonly code: string
  readonly of: OpenCareWords['of']
  readonly row?: string
  /** What it is, for the button. */
  readonly label: string
}

/** Words that are sealed: opened for a reason that is kept, and closed again by themselves. */
export function SealedWords({ code, of, row, label }: SealedWordsProps) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const [words, setWords] = useState<string>()
  const open = useOpenWords(code)
  useEffect(() => {
    if (words === undefined) return undefined
    const timer = setTimeout(() => setWords(undefined), openForMs)
    return () => clearTimeout(timer)
  }, [words])
  if (words !== undefined)
    return (
      <Group gap="xs">
        <Text component="bdi" className="value">
          “{words}”
        </Text>
        <Button variant="subtle" onClick={() => setWords(undefined)}>
          <Trans>Close again</Trans>
        </Button>
      </Group>
    )
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLock size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <ReasonDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t`Open what is sealed?`}
        act={t`Open it`}
        isActing={open.isPending}
        error={open.error}
        decide={(reason) =>
          open.mutate(
            { of, reason, ...(row === undefined ? {} : { row }) },
            {
              onSuccess: (opened) => {
                setWords(opened.words)
                setAsking(false)
              },
            },
          )
        }
        phrases={[t`To plan with the person`, t`To reach the person as they wish`]}
        note={t`It is sealed as well, and kept for whoever reviews openings.`}
      >
        <Trans>
          It is shown on this screen for two minutes. Your name and the reason are written down before.
        </Trans>
      </ReasonDialog>
    </>
  )
}
