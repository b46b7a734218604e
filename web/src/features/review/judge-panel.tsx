import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Kbd, Stack, Text } from '@mantine/core'
import { IconEqual, IconEqualNot, IconMessageQuestion, IconQuestionMark } from '@tabler/icons-react'
import { useState } from 'react'

import type { Judgement, Pair } from '../../api/wire.ts'
import { useKeys } from '../../ui/keys.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { showDone, showUndo } from '../../ui/undo.tsx'
import { AskDialog } from './ask-dialog.tsx'
import css from './comparison.module.css'
import { useMakeJudgement, useWithdrawJudgement } from './queries.ts'
import { VerdictDialog } from './verdict-dialog.tsx'

export type Word = Judgement['verdict']
export type Judge = (word: Word, reason: string | undefined) => void

interface JudgePanelProps {
  readonly pair: Pair
  readonly ends: { readonly left: string; readonly right: string }
  /** What comes after a judgement: the comparison has served. */
  readonly done: () => void
}

/** Same, different, unsure or a question to the owner: as many steps for each, keys 1 to 4, and what follows said before it is done. */
export function JudgePanel({ pair, ends, done }: JudgePanelProps) {
  const { t } = useLingui()
  const [open, setOpen] = useState<Word | 'ask'>()
  const { judge, make } = useJudging({ ends, done })
  const may = pair.can.includes('content.judge')
  const canAsk = may && pair.owners.length > 0
  useKeys(
    may
      ? {
          Digit1: () => setOpen('same'),
          Digit2: () => setOpen('different'),
          Digit3: () => judge('unsure', undefined),
          ...(canAsk ? { Digit4: () => setOpen('ask') } : {}),
        }
      : {},
  )
  if (!may)
    return (
      <Text className={css['verdicts'] ?? ''}>
        <Trans>You may compare them. Analysts and supervisors who see both judge.</Trans>
      </Text>
    )
  return (
    <Stack gap="sm" className={css['verdicts'] ?? ''}>
      <Text fw={600}>
        <Trans>Do both speak of the same?</Trans>
      </Text>
      <Group gap="sm">
        <VerdictButton digit="1" icon={IconEqual} press={() => setOpen('same')} label={t`Same…`} />
        <VerdictButton
          digit="2"
          icon={IconEqualNot}
          press={() => setOpen('different')}
          label={t`Different…`}
        />
        <VerdictButton
          digit="3"
          icon={IconQuestionMark}
          press={() => judge('unsure', undefined)}
          label={t`Unsure`}
        />
        {canAsk ? (
          <VerdictButton
            digit="4"
            icon={IconMessageQuestion}
            press={() => setOpen('ask')}
            label={t`Ask the owner…`}
          />
        ) : null}
      </Group>
      {make.error && open === undefined ? <Refusal error={make.error} /> : null}
      <VerdictDialog
        word={open === 'ask' ? undefined : open}
        close={() => setOpen(undefined)}
        judge={judge}
        make={make}
        reach={pair.reach}
      />
      <AskDialog opened={open === 'ask'} close={() => setOpen(undefined)} ends={ends} owners={pair.owners} />
    </Stack>
  )
}

interface VerdictButtonProps {
  readonly digit: string
  readonly icon: typeof IconEqual
  readonly label: string
  readonly press: () => void
}

function VerdictButton({ digit, icon: Picture, label, press }: VerdictButtonProps) {
  return (
    <Button
      variant="default"
      leftSection={<Picture size={16} aria-hidden />}
      rightSection={<Kbd aria-hidden>{digit}</Kbd>}
      aria-keyshortcuts={digit}
      onClick={press}
    >
      {label}
    </Button>
  )
}

function useJudging({ ends, done }: Omit<JudgePanelProps, 'pair'>) {
  const { t } = useLingui()
  const make = useMakeJudgement()
  const withdraw = useWithdrawJudgement()
  const words: Record<Word, string> = {
    same: t`Judged the same: one profile now.`,
    different: t`Judged different: they stay apart.`,
    unsure: t`Noted as unsure: the pair stands at the end of the list.`,
  }
  const judge: Judge = (word, reason) =>
    make.mutate(
      { ...ends, verdict: word, ...(reason === undefined ? {} : { reason }) },
      {
        onSuccess: ({ id, state }) => {
          done()
          if (state === 'waiting') showDone(t`It waits for a second person. Until then nothing is joined.`)
          else showUndo(words[word], () => withdraw.mutate({ id, reason: t`Undone right after judging` }))
        },
      },
    )
  return { judge, make }
}
