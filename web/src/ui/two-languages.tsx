import { Trans, useLingui } from '@lingui/react/macro'
import { IconLanguage, IconPencil } from '@tabler/icons-react'

import { useLanguage } from '../language/use-language.ts'
import { languageName } from './languages.ts'
import { sideOf } from './spoken.ts'
import type { Spoken } from './spoken.ts'
import css from './two-languages.module.css'

interface TwoLanguagesProps {
  readonly spoken: Spoken
  /** Language of the person; empty where it is not known yet. */
  readonly person: string
  readonly size: 'question' | 'line'
}

/** The same words in the person's language and in the reader's, side by side; what is missing or a draft says so. */
export function TwoLanguages({ spoken, person, size }: TwoLanguagesProps) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const own = sideOf(spoken, language)
  const theirs = person === '' ? undefined : sideOf(spoken, person)
  // One text needs one place: the same language, or none in theirs.
  const isOne = theirs === undefined || theirs.isInstead || theirs.language === own.language
  return (
    <div className={css['two']} data-size={size}>
      {isOne ? null : (
        <Side label={t`For the person: ${languageName(theirs.language, language)}`} side={theirs} />
      )}
      <Side label={isOne ? undefined : t`For you: ${languageName(own.language, language)}`} side={own} />
      {theirs?.isInstead ? (
        <span className={css['note']} data-wide>
          <IconLanguage size={16} aria-hidden />
          <span>
            <Trans>
              There is no text in {languageName(person, language)} yet: it is said through the interpreter.
            </Trans>
          </span>
        </span>
      ) : null}
    </div>
  )
}

interface BesideProps {
  readonly spoken: Spoken
  /** Language of the person; empty where it is not known yet. */
  readonly person: string
}

/** The person's side alone, where the reader's own words stand beside it already; nothing where both are one. */
export function Beside({ spoken, person }: BesideProps) {
  const { language } = useLanguage()
  const theirs = person === '' ? undefined : sideOf(spoken, person)
  if (theirs === undefined || theirs.isInstead || theirs.language === language) return null
  return (
    <span className={css['beside']} lang={theirs.language} dir="auto">
      {theirs.text}
    </span>
  )
}

/** Said once of many short words: some of them nobody has signed in this language yet. */
export function DraftNote({ of, person }: { readonly of: readonly Spoken[]; readonly person: string }) {
  const { language } = useLanguage()
  const isDraft = of
    .map((spoken) => sideOf(spoken, person))
    .some((side) => side.isDraft && !side.isInstead && side.language !== language)
  return person !== '' && isDraft ? <Draft /> : null
}

function Draft() {
  return (
    <span className={css['note']}>
      <IconPencil size={14} aria-hidden />
      <span>
        <Trans>Draft: nobody who speaks this language has signed these words yet</Trans>
      </span>
    </span>
  )
}

interface SideProps {
  readonly label: string | undefined
  readonly side: ReturnType<typeof sideOf>
}

function Side({ label, side }: SideProps) {
  return (
    <div className={css['side']}>
      {label === undefined ? null : <span className={css['tongue']}>{label}</span>}
      <p lang={side.language} dir="auto">
        {side.text}
      </p>
      {side.isDraft ? <Draft /> : null}
    </div>
  )
}
