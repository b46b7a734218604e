import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Menu, Text } from '@mantine/core'
import { IconCircleCheck, IconPencil, IconQuestionMark } from '@tabler/icons-react'

import type { WordLine } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { Fault } from '../../ui/states.tsx'
import { useTakeWordsBack } from './queries.ts'
import type { WordPlace } from './queries.ts'
import { faultWords, knowsWords, stateWords } from './word-words.ts'
import css from './words.module.css'

interface WordItemProps {
  readonly line: WordLine
  readonly place: WordPlace
  readonly can: readonly string[]
  readonly isTicked: boolean
  readonly tick: (isTicked: boolean) => void
}

/** One text: English, Thai, and the words of the language, with who stands for them. */
export function WordItem({ line, place, can, isTicked, tick }: WordItemProps) {
  const { t } = useLingui()
  const { id, en, th, text, state } = line
  return (
    <li className={css['line']}>
      <Group gap="xs" className={css['head'] ?? ''}>
        {state === 'draft' && can.includes('wordsSign') ? (
          <Checkbox
            checked={isTicked}
            onChange={(event) => tick(event.currentTarget.checked)}
            label={id}
            aria-label={t`Sign ${id}`}
          />
        ) : (
          <Text fw={600}>{id}</Text>
        )}
        <State of={state} />
      </Group>
      <div className={css['texts']}>
        <Text lang="en">{en}</Text>
        {th === undefined ? null : <Text lang="th">{th}</Text>}
        {text === undefined ? (
          <Text c="dimmed">
            <Trans>There are no words in this language yet: the English is shown.</Trans>
          </Text>
        ) : (
          <Text lang={place.language} className={css['spoken'] ?? ''}>
            {text}
          </Text>
        )}
      </div>
      <Signature line={line} place={place} can={can} />
    </li>
  )
}

const stateLooks = {
  signed: { icon: IconCircleCheck, color: 'teal' },
  draft: { icon: IconPencil, color: 'yellow' },
  missing: { icon: IconQuestionMark, color: 'gray' },
} as const

function State({ of }: { readonly of: WordLine['state'] }) {
  const { t } = useLingui()
  return <StateMark words={t(stateWords[of])} {...stateLooks[of]} />
}

type SignatureProps = Pick<WordItemProps, 'line' | 'place' | 'can'>

function Signature({ line, place, can }: SignatureProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const { signature, doubted } = line
  if (!signature)
    return doubted === undefined ? null : (
      <Text fz="sm">
        <Trans>A signature was taken back: {t(faultWords[doubted])}</Trans>
      </Text>
    )
  return (
    <Group gap="sm">
      <Text fz="sm">
        <Trans>
          Signed by {say(signature.person)} ({signature.organisation}), {instant(signature.at)}.
        </Trans>{' '}
        {t(knowsWords[signature.knows])}
      </Text>
      {can.includes('wordsTakeBack') ? <TakeBack id={line.id} place={place} /> : null}
    </Group>
  )
}

function TakeBack({ id, place }: { readonly id: string; readonly place: WordPlace }) {
  const { t } = useLingui()
  const take = useTakeWordsBack(place)
  const faults = Object.entries(faultWords) as readonly (readonly [
    keyof typeof faultWords,
    (typeof faultWords)[keyof typeof faultWords],
  ])[]
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            loading={take.isPending}
            aria-label={t`Take back ${id}`}
          >
            <Trans>Something is wrong…</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {faults.map(([because, words]) => (
            <Menu.Item key={because} onClick={() => take.mutate({ because, texts: [id] })}>
              {t(words)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {take.error ? <Fault error={take.error} /> : null}
    </>
  )
}
