import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { consentPurposes, properties, purposes } from '@shield/core'
import type { ReactNode } from 'react'

import type { SubjectFile, SubjectPaper } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'

type Abroad = SubjectFile['abroad'][number]

interface Said {
  /** To whom, when, what for. */
  readonly head: string
  /** What kinds of values, and by which consent. */
  readonly facts: readonly string[]
  /** What became of it there; the name is that of the paper's sentence, where it has one. */
  readonly fate: readonly { readonly name?: string; readonly text: string }[]
}

/** What went abroad because the person agreed: the screen and the sheet say the same. */
export function AbroadList({ file }: { readonly file: SubjectFile }) {
  const said = useAbroad(file)
  return (
    <ul className={css['acts']}>
      {said.map(({ head, facts, fate }, at) => (
        <li key={at}>
          <Text fw={600}>{head}</Text>
          {facts.map((one) => (
            <Text key={one} className="value">
              {one}
            </Text>
          ))}
          {fate.map(({ text }) => (
            <Text key={text} className={css['soft'] ?? ''}>
              {text}
            </Text>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** The same for the sheet: what became of it stands in the person's language before the officer's. */
export function useAbroadLines(paper: SubjectPaper): readonly ReactNode[] {
  const { own } = paper.words
  return useAbroad(paper.file).map(({ head, facts, fate }, at) => (
    <div key={at}>
      <p>{head}</p>
      {facts.map((one) => (
        <p key={one} className="value">
          {one}
        </p>
      ))}
      {fate.map(({ name, text }) => (
        <p key={text}>
          {name === undefined ? null : <span lang={paper.language}>{own[name]} </span>}
          <span className={css['soft']}>{name === undefined ? text : `(${text})`}</span>
        </p>
      ))}
    </div>
  ))
}

function useAbroad(file: SubjectFile): readonly Said[] {
  const { t } = useLingui()
  const { say, instant, when } = useLanguage()
  const fateOf = useFate()
  return file.abroad.map((one) => {
    const consent = file.agreed.find(({ id }) => id === one.consent)
    const kinds = one.kinds.map((kind) => say(properties[kind].label)).join(', ')
    return {
      head: [say(one.to), say(purposes[one.purpose]), t`sent ${instant(one.sentAt)}`].join(' · '),
      facts: [
        ...(kinds === '' ? [] : [t`What kinds of values: ${kinds}`]),
        ...(consent === undefined
          ? []
          : [t`Agreed to ${instant(consent.at)}: ${say(consentPurposes[consent.purpose])}`]),
        t`Number of the consent: ${one.consent}`,
        ...(one.until === undefined ? [] : [t`May stay there until ${when(one.until)}`]),
      ],
      fate: fateOf(one),
    }
  })
}

function useFate(): (one: Abroad) => Said['fate'] {
  const { t } = useLingui()
  const { instant } = useLanguage()
  return ({ takenAt, refusedAt, recalledAt, hiddenAt, searched }) => [
    ...(takenAt === undefined
      ? []
      : [{ name: 'abroadTaken', text: t`the system there confirmed that it has it, ${instant(takenAt)}` }]),
    ...(refusedAt === undefined
      ? []
      : [{ name: 'abroadRefused', text: t`the system there did not take it, ${instant(refusedAt)}` }]),
    ...((takenAt ?? refusedAt ?? recalledAt)
      ? []
      : [{ text: t`on its way: the system there has not confirmed it yet` }]),
    ...(recalledAt === undefined
      ? []
      : [{ name: 'abroadBack', text: t`called back ${instant(recalledAt)}` }]),
    ...(hiddenAt === undefined
      ? recalledAt === undefined || refusedAt !== undefined
        ? []
        : [{ text: t`the system there has not confirmed yet that it is hidden` }]
      : [
          {
            name: 'abroadHidden',
            text: t`the system there confirmed that nobody there sees it any more, ${instant(hiddenAt)}`,
          },
        ]),
    ...(searched === undefined
      ? []
      : [
          {
            text: searched.isComplete
              ? t`it looked for it in every place there, ${instant(searched.at)}`
              : t`it still looks for it there, told ${instant(searched.at)}`,
          },
          ...(searched.hasCopies
            ? [{ name: 'abroadCopies', text: t`a copy had been taken out of the system there before` }]
            : []),
        ]),
  ]
}
