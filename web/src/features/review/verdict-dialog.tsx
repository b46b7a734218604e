import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Alert, List, Stack, Text } from '@mantine/core'
import { properties } from '@shield/core'
import { IconUsers } from '@tabler/icons-react'

import type { Pair } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { Judge, Word } from './judge-panel.tsx'
import type { useMakeJudgement } from './queries.ts'

const phrases: Readonly<Record<Word, readonly MessageDescriptor[]>> = {
  same: [
    msg`The same document number, and the name fits`,
    msg`The same telephone and date of birth`,
    msg`The same name in another script, and the other details fit`,
  ],
  different: [
    msg`Another date of birth and another document`,
    msg`Only a common name agrees`,
    msg`Relatives who share a telephone or an address`,
  ],
  unsure: [],
}

interface VerdictDialogProps {
  readonly word: Word | undefined
  readonly close: () => void
  readonly judge: Judge
  readonly make: ReturnType<typeof useMakeJudgement>
  readonly reach: Pair['reach']
}

/** Same or different with its reason; of "same" first how far it reaches, and who else has to agree. */
export function VerdictDialog({ word, close, judge, make, reach }: VerdictDialogProps) {
  const { t } = useLingui()
  return (
    <ReasonDialog
      key={word ?? 'none'}
      opened={word !== undefined}
      close={close}
      title={word === 'same' ? t`Judge them the same?` : t`Judge them different?`}
      act={word === 'same' ? (reach.secondPerson ? t`Propose “same”` : t`Same`) : t`Different`}
      isActing={make.isPending}
      error={make.error}
      phrases={(word === undefined ? [] : phrases[word]).map((one) => t(one))}
      decide={(reason) => {
        if (word !== undefined) judge(word, reason)
      }}
    >
      {word === 'same' ? <WhatSameDoes reach={reach} /> : <WhatDifferentDoes />}
    </ReasonDialog>
  )
}

function WhatSameDoes({ reach }: { readonly reach: Pair['reach'] }) {
  const { say } = useLanguage()
  return (
    <Stack gap="sm">
      <ReachLine reach={reach} />
      {reach.secondPerson ? (
        <Alert color="slate" variant="light" icon={<IconUsers aria-hidden />}>
          {say(reach.secondPerson)}
        </Alert>
      ) : null}
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
    </Stack>
  )
}

/** How far it reaches: records, sources, organisations, cases, and what comes to stand together. */
function ReachLine({ reach }: { readonly reach: Pair['reach'] }) {
  const { say } = useLanguage()
  const both = reach.together.filter((one) => one.left > 0 !== one.right > 0)
  return (
    <div>
      <Text fw={600}>
        <Trans>What this brings together</Trans>
      </Text>
      <Text>
        <Plural value={reach.records} one="# record" other="# records" />
        {' · '}
        {reach.sources.join(', ')}
        {' · '}
        {reach.organisations.join(', ')}
        {reach.cases.length === 0 ? null : (
          <>
            {' · '}
            <Trans>cases: {reach.cases.join(', ')}</Trans>
          </>
        )}
      </Text>
      {both.length === 0 ? null : (
        <Text fz="sm" c="dimmed">
          <Trans>
            Known to one side only until now:{' '}
            {both.map((one) => say(properties[one.property].label)).join(', ')}
          </Trans>
        </Text>
      )}
    </div>
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
