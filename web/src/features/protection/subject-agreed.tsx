import { useLingui } from '@lingui/react/macro'
import { consentPurposes, consentRestrictions } from '@shield/core'
import type { ConsentPurpose, Words } from '@shield/core'
import type { ReactNode } from 'react'

import type { SubjectPaper } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import { Beside } from '../../ui/two-languages.tsx'
import css from './protection.module.css'

/** What was read out and agreed to, taken back or said no to, for the sheet: in the person's words above the officer's. */
export function agreedLines(paper: SubjectPaper): readonly ReactNode[] {
  return paper.file.agreed.map((one, at) => (
    <Asked
      key={at}
      paper={paper}
      purpose={one.purpose}
      to={one.recipients}
      at={one.at}
      back={one.withdrawnAt}
    />
  ))
}

export function declinedLines(paper: SubjectPaper): readonly ReactNode[] {
  return paper.file.declined.map(({ purpose, at }, line) => (
    <Asked key={line} paper={paper} purpose={purpose} to={[]} at={at} back={undefined} />
  ))
}

export function forbadeLines(paper: SubjectPaper): readonly ReactNode[] {
  return paper.file.forbade.map((one, at) => <Wish key={at} paper={paper} wish={one} />)
}

interface AskedProps {
  readonly paper: SubjectPaper
  readonly purpose: ConsentPurpose
  readonly to: readonly Words[]
  readonly at: string
  readonly back: string | undefined
}

function Asked({ paper, purpose, to, at, back }: AskedProps) {
  const { say, instant } = useLanguage()
  const aloud = useAloud()
  const spoken = aloud.say(`consent.${purpose}`, (language) => {
    const names = to.map((one) => (language === 'th' ? one.th : one.en))
    return names.length === 0 ? {} : { organisation: names.join(', ') }
  })
  return (
    <>
      <Beside spoken={spoken} person={paper.language} />
      {[say(consentPurposes[purpose]), ...to.map(say), instant(at)].join(' · ')}
      <TakenBack paper={paper} at={back} />
    </>
  )
}

interface WishProps {
  readonly paper: SubjectPaper
  readonly wish: SubjectPaper['file']['forbade'][number]
}

function Wish({ paper, wish }: WishProps) {
  const { say, instant } = useLanguage()
  const aloud = useAloud()
  return (
    <>
      <Beside spoken={aloud.say(`consent.${wish.restriction}`)} person={paper.language} />
      {say(consentRestrictions[wish.restriction])} · {instant(wish.at)}
      <TakenBack paper={paper} at={wish.takenBackAt} />
    </>
  )
}

function TakenBack({ paper, at }: { readonly paper: SubjectPaper; readonly at: string | undefined }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  if (at === undefined) return null
  return (
    <span className={css['soft']}>
      {' · '}
      <span lang={paper.language}>{paper.words.own['takenBack']}</span>
      {` (${t`taken back ${instant(at)}`})`}
    </span>
  )
}
