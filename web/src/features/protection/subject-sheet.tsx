import { Trans, useLingui } from '@lingui/react/macro'
import { purposes } from '@shield/core'
import type { ReactNode } from 'react'

import type { SubjectPaper } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'
import { useAbroadLines } from './subject-abroad.tsx'
import { agreedLines, declinedLines, forbadeLines } from './subject-agreed.tsx'
import { useDone } from './subject-done.ts'
import { useKept } from './subject-kept.ts'
import { becauseWords, heldWords, lookWords, outcomeWords, standingWords } from './subject-words.ts'

interface PaperProps {
  readonly paper: SubjectPaper
  /** Decisions whose reasons are left out. */
  readonly left: ReadonlySet<string>
}

/** The sheet the person takes along: each heading in their language above the officer's. */
export function Paper({ paper, left }: PaperProps) {
  const { t } = useLingui()
  const { say, instant, when } = useLanguage()
  const { file, identity, reasons } = paper
  const done = useDone(file)
  const kept = useKept(file)
  const abroad = useAbroadLines(paper)
  const part = (key: string, lines: readonly ReactNode[]): ReactNode =>
    lines.length === 0 ? null : (
      <section>
        <Both paper={paper} name={key} heading />
        <ul>
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      </section>
    )
  return (
    <article className={css['paper']} aria-label={t`The paper for the person`}>
      <Both paper={paper} name="title" title />
      <p>
        {file.code} · {instant(file.madeAt)}
      </p>
      {paper.isDraft ? (
        <p className={css['draft']}>
          <Trans>Draft translation: nobody who speaks this language has signed it off yet</Trans>
        </p>
      ) : null}
      <Both paper={paper} name="forYou" />
      {part(
        'who',
        identity ? [identity.names.map(({ text }) => text).join(', '), identity.born].filter(Boolean) : [],
      )}
      {part(
        'held',
        file.held.map((one) => <Held key={one.kind} paper={paper} held={one} />),
      )}
      {part(
        'byWhom',
        file.holders
          .filter(({ endedAt }) => endedAt === undefined)
          .map((one) => `${say(one.organisation)}: ${t(becauseWords[one.because])}`),
      )}
      {part('agreed', agreedLines(paper))}
      {part('forbade', forbadeLines(paper))}
      {part('declined', declinedLines(paper))}
      {part('givenOut', kept.givenOut)}
      {part('abroad', abroad)}
      {part(
        'looked',
        file.looks.map((one) =>
          [
            when(one.day),
            say(one.organisation),
            t(lookWords[one.kind]),
            one.purpose && say(purposes[one.purpose]),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      )}
      {part(
        'emergencies',
        file.emergencies.map((use) => `${instant(use.at)} · ${say(use.organisation)}`),
      )}
      {part('care', done.care)}
      {part('home', done.home)}
      {part('punished', done.punished)}
      {part(
        'decisions',
        file.decisions.map((one) => (
          <Decision
            key={one.id}
            paper={paper}
            head={`${one.outcome ? t(standingWords[one.outcome]) : t`Not decided yet`} · ${instant(one.decidedAt ?? one.openedAt)}`}
            reason={reasons.find(({ decision }) => decision === one.id)?.text}
            isLeft={left.has(one.id)}
            until={one.reviewUntil && instant(one.reviewUntil)}
          />
        )),
      )}
      {part(
        'corrections',
        file.corrections.map((one) => (one.outcome ? t(outcomeWords[one.outcome]) : instant(one.askedAt))),
      )}
      {part('kept', kept.kept)}
      {part('refused', kept.refused)}
      <Both paper={paper} name="withheld" />
      <Both paper={paper} name="wrong" />
      <Both paper={paper} name="complain" />
      <p>{`${location.origin}/complain`}</p>
    </article>
  )
}

interface BothProps {
  readonly paper: SubjectPaper
  readonly name: string
  readonly heading?: boolean
  readonly title?: boolean
}

/** One sentence in the person's language, and below it in the officer's. */
function Both({ paper, name, heading = false, title = false }: BothProps) {
  const Own = title ? 'h2' : heading ? 'h3' : 'p'
  const officer = paper.language === 'th' ? undefined : paper.words.officer[name]
  return (
    <>
      <Own lang={paper.language}>{paper.words.own[name]}</Own>
      {officer === undefined ? null : (
        <p lang="th" className={css['soft']}>
          {officer}
        </p>
      )}
    </>
  )
}

interface HeldProps {
  readonly paper: SubjectPaper
  readonly held: SubjectPaper['file']['held'][number]
}

/** One kind of what is held, named in the person's language. */
function Held({ paper, held }: HeldProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const own = paper.words.own[`held-${held.kind}`]
  return (
    <>
      {own === undefined ? null : (
        <>
          <span lang={paper.language}>{own}</span>
          {' · '}
        </>
      )}
      {t(heldWords[held.kind])}: {held.by.map(say).join(', ')}, {instant(held.last)}
    </>
  )
}

interface DecisionProps {
  readonly paper: SubjectPaper
  readonly head: string
  readonly reason: string | undefined
  readonly isLeft: boolean
  readonly until: string | undefined
}

function Decision({ paper, head, reason, isLeft, until }: DecisionProps) {
  return (
    <>
      <p>{head}</p>
      {reason === undefined ? null : (
        <>
          <Both paper={paper} name="why" />
          {isLeft ? <Both paper={paper} name="leftOut" /> : <p className="value">{reason}</p>}
        </>
      )}
      {until === undefined ? null : (
        <>
          <Both paper={paper} name="review" />
          <p>{until}</p>
        </>
      )}
    </>
  )
}
