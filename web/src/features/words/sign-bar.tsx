import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { SignWords, WordLine } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { useSignWords } from './queries.ts'
import type { WordPlace } from './queries.ts'
import { knowsWords } from './word-words.ts'
import css from './words.module.css'

interface SignBarProps {
  readonly place: WordPlace
  readonly signing: readonly WordLine[]
  readonly drafts: number
  readonly tickAll: (isTicked: boolean) => void
  readonly done: () => void
}

type Knows = SignWords['knows']

/** Most texts that one signature holds. */
const mostAtOnce = 200

/** How the language is known, and the signature itself. Nothing is chosen beforehand. */
export function SignBar({ place, signing, drafts, tickAll, done }: SignBarProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const [knows, setKnows] = useState<Knows>()
  const sign = useSignWords(place)
  const texts = signing.flatMap(({ id, seal }) => (seal === undefined ? [] : [{ text: id, seal }]))
  const ways = Object.entries(knowsWords) as readonly (readonly [Knows, (typeof knowsWords)[Knows]])[]
  const submit = (): void => {
    if (knows === undefined || texts.length === 0) return
    sign.mutate({ knows, texts: texts.slice(0, mostAtOnce) }, { onSuccess: done })
  }
  return (
    <Stack component="section" gap="sm" className={css['sign'] ?? ''} aria-label={t`Sign`}>
      <Text>
        <Trans>
          Read each text aloud. Would a frightened person who never went to school understand it? Does it say
          what the English says, and no more? Tick those you stand for with your name.
        </Trans>
      </Text>
      <Radio.Group
        label={t`How do you know this language?`}
        value={knows ?? ''}
        onChange={(value) => setKnows(ways.find(([one]) => one === value)?.[0])}
      >
        <Group mt="xs">
          {ways.map(([one, words]) => (
            <Radio key={one} value={one} label={t(words)} />
          ))}
        </Group>
      </Radio.Group>
      <Group>
        <Checkbox
          label={t`All drafts shown here (${number(drafts)})`}
          checked={signing.length > 0 && signing.length === drafts}
          indeterminate={signing.length > 0 && signing.length < drafts}
          onChange={(event) => tickAll(event.currentTarget.checked)}
        />
        <Button
          disabled={knows === undefined || texts.length === 0}
          loading={sign.isPending}
          onClick={submit}
        >
          <Trans>Sign {number(texts.length)} texts</Trans>
        </Button>
        <Text fz="sm" role="status">
          {sign.isSuccess && signing.length === 0 ? <Trans>Signed.</Trans> : null}
        </Text>
      </Group>
      {sign.error ? <Fault error={sign.error} /> : null}
    </Stack>
  )
}
