import { Trans, useLingui } from '@lingui/react/macro'
import { purposes } from '@shield/core'
import type { Marking } from '@shield/core'

import type { MarkingPreview } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { handlingWords, levelWords, papWords, tlpWords, zoneWords } from '../../ui/marking-words.ts'
import css from './handling.module.css'

/** What becomes different, part by part in words: two blocks often look the same in one line. */
export function HandlingDiff({ blocks }: { readonly blocks: MarkingPreview['blocks'] }) {
  const partsOf = useParts()
  const lines = blocks.flatMap(({ before, after }) => {
    const [was, will] = [partsOf(before), partsOf(after)]
    return was.flatMap(([name, from], at) => {
      const to = will[at]?.[1] ?? ''
      return from === to ? [] : [{ name, from, to }]
    })
  })
  const told = new Map(lines.map((line) => [`${line.name}\n${line.from}\n${line.to}`, line]))
  return (
    <ul className={css['diff']}>
      {[...told].map(([key, { name, from, to }]) => (
        <li key={key}>
          <b>{name}</b>
          <del>{from}</del> <span aria-hidden>→</span>
          <span className="hidden-text">
            <Trans>becomes</Trans>
          </span>{' '}
          <ins>{to}</ins>
        </li>
      ))}
    </ul>
  )
}

/** Each part of a block by its name and in words, always in the same order. */
function useParts(): (marking: Marking) => readonly (readonly [string, string])[] {
  const { t } = useLingui()
  const { say } = useLanguage()
  const yes = (is: boolean): string => (is ? t`yes` : t`no`)
  const list = (names: readonly string[]): string => (names.length === 0 ? t`nobody` : names.join(', '))
  return (marking) => {
    const { conditions } = marking
    const level = levelWords[marking.level]
    return [
      [t`Zone`, t(zoneWords[marking.zone])],
      [t`Level`, level ? t(level) : String(marking.level)],
      [t`Only for the case`, marking.case === '' ? t`No single case` : marking.case],
      [t`Also read by`, list(marking.releasedTo)],
      [t`Never by`, list(marking.notReleasedTo)],
      [t`May be read for`, marking.purposes.map((purpose) => say(purposes[purpose])).join(', ')],
      ['TLP', `${conditions.tlp}: ${t(tlpWords[conditions.tlp])}`],
      ['PAP', `${conditions.pap}: ${t(papWords[conditions.pap])}`],
      [t`Use`, `${conditions.handling}: ${t(handlingWords[conditions.handling])}`],
      [t`not to be used in court`, yes(conditions.noCourtUse)],
      [t`check before use`, yes(conditions.verifyBeforeUse)],
      [t`not to be passed on`, yes(conditions.noOnwardTransfer)],
      [t`a second person decides with you`, yes(conditions.secondPerson)],
      [t`its existence may be told`, yes(marking.announce)],
    ]
  }
}
