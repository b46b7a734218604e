import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Kbd, List, Stack, Text } from '@mantine/core'
import { IconEqual, IconEqualNot, IconQuestionMark } from '@tabler/icons-react'
import { useState } from 'react'

import type { Judgement, Profile } from '../../api/wire.ts'
import { useKeys } from '../../ui/keys.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showUndo } from '../../ui/undo.tsx'
import css from './comparison.module.css'
import { useMakeJudgement, useWithdrawJudgement } from './queries.ts'
import { Refusal } from './refusal.tsx'

type Word = Judgement['verdict']

interface JudgePanelProps {
  readonly left: Profile
  readonly right: Profile
  /** What comes after a judgement: the comparison has served. */
  readonly done: () => void
}

/** Same, different or unsure: as many steps for each, keys 1 to 3, and what follows said before it is done. */
export function JudgePanel({ left, right, done }: JudgePanelProps) {
  const { t } = useLingui()
  const [word, setWord] = useState<Word>()
  const { judge, make } = useJudging({ left, right, done })
  const may = left.can.includes('content.judge') && right.can.includes('content.judge')
  useKeys(
    may
      ? {
          Digit1: () => setWord('same'),
          Digit2: () => setWord('different'),
          Digit3: () => judge('unsure', undefined),
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
        <VerdictButton digit="1" icon={IconEqual} press={() => setWord('same')} label={t`Same…`} />
        <VerdictButton
          digit="2"
          icon={IconEqualNot}
          press={() => setWord('different')}
          label={t`Different…`}
        />
        <VerdictButton
          digit="3"
          icon={IconQuestionMark}
          press={() => judge('unsure', undefined)}
          label={t`Unsure`}
        />
      </Group>
      {make.error && word === undefined ? <Refusal error={make.error} /> : null}
      <VerdictDialog word={word} close={() => setWord(undefined)} judge={judge} make={make} />
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

type Judge = (word: Word, reason: string | undefined) => void

function useJudging({ left, right, done }: JudgePanelProps) {
  const { t } = useLingui()
  const make = useMakeJudgement()
  const withdraw = useWithdrawJudgement()
  const words: Record<Word, string> = {
    same: t`Judged the same: one profile now.`,
    different: t`Judged different: they stay apart.`,
    unsure: t`Noted as unsure.`,
  }
  const judge: Judge = (word, reason) =>
    make.mutate(
      { left: left.id, right: right.id, verdict: word, ...(reason === undefined ? {} : { reason }) },
      {
        onSuccess: ({ id }) => {
          done()
          showUndo(words[word], () => withdraw.mutate({ id, reason: t`Undone right after judging` }))
        },
      },
    )
  return { judge, make }
}

interface VerdictDialogProps {
  readonly word: Word | undefined
  readonly close: () => void
  readonly judge: Judge
  readonly make: ReturnType<typeof useMakeJudgement>
}

function VerdictDialog({ word, close, judge, make }: VerdictDialogProps) {
  const { t } = useLingui()
  return (
    <ReasonDialog
      key={word ?? 'none'}
      opened={word !== undefined}
      close={close}
      title={word === 'same' ? t`Judge them the same?` : t`Judge them different?`}
      act={word === 'same' ? t`Same` : t`Different`}
      isActing={make.isPending}
      error={make.error}
      decide={(reason) => {
        if (word !== undefined) judge(word, reason)
      }}
    >
      {word === 'same' ? <WhatSameDoes /> : <WhatDifferentDoes />}
    </ReasonDialog>
  )
}

function WhatSameDoes() {
  return (
    <List>
      <List.Item>
        <Trans>Both become one profile for everybody who may see both and this judgement.</Trans>
      </List.Item>
      <List.Item>
        <Trans>Nothing is copied or overwritten: each value keeps its source.</Trans>
      </List.Item>
      <List.Item>
        <Trans>It can be withdrawn at any time: the state before comes back exactly.</Trans>
      </List.Item>
    </List>
  )
}

function WhatDifferentDoes() {
  return (
    <List>
      <List.Item>
        <Trans>They stay two, also when others are judged the same as both.</Trans>
      </List.Item>
      <List.Item>
        <Trans>It can be withdrawn at any time: the state before comes back exactly.</Trans>
      </List.Item>
    </List>
  )
}
