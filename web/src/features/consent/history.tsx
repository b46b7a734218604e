import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text, Title } from '@mantine/core'
import { consentPurposes, consentRestrictions } from '@shield/core'
import { useState } from 'react'

import type { ConsentView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from '../../ui/care.module.css'
import { languageName } from '../../ui/languages.ts'
import own from './consent.module.css'
import { linesOf } from './lines-of.ts'
import type { Line } from './lines-of.ts'
import { nameOf, namesOf } from '../../ui/names-of.ts'
import { OpenedWords } from './opened-words.tsx'
import { basisWords, endWords, interpreterWords, modeWords, witnessWords } from './words.ts'

interface HistoryProps {
  readonly code: string
  readonly view: ConsentView
}

/** The whole ledger in words; nothing in it was ever changed. */
export function History({ code, view }: HistoryProps) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  const [now] = useState(() => new Date().toISOString())
  const [open, setOpen] = useState<string>()
  const lines = linesOf(view, now)
  return (
    <section className={css['panel']} aria-label={t`The ledger`}>
      <Title order={2} fz="lg">
        <Trans>The ledger</Trans>
      </Title>
      {lines.length === 0 ? (
        <Text>
          <Trans>Nothing was written yet.</Trans>
        </Text>
      ) : (
        <ol className={own['lines']}>
          {lines.map((line) => (
            <li key={`${line.kind} ${line.at} ${idOf(line)}`}>
              <div>
                <Said line={line} view={view} />
                <Text className={css['soft'] ?? ''}>{instant(line.at)}</Text>
              </div>
              {line.kind === 'given' && line.entry.hasWords && view.can.includes('consentWords') ? (
                <Button size="md" variant="default" onClick={() => setOpen(line.entry.id)}>
                  <Trans>Open their words…</Trans>
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      {open === undefined ? null : (
        <OpenedWords key={open} code={code} id={open} close={() => setOpen(undefined)} />
      )}
    </section>
  )
}

function idOf(line: Line): string {
  if ('entry' in line) return line.entry.id
  if ('refusal' in line) return line.refusal.id
  return 'one' in line ? line.one.id : line.share.id
}

function Said({ line, view }: { readonly line: Line; readonly view: ConsentView }) {
  const { say, language } = useLanguage()
  const { t } = useLingui()
  if ('entry' in line) return <AboutEntry line={line} view={view} />
  if ('refusal' in line) {
    const { purpose, by, language: tag } = line.refusal
    return (
      <>
        <Text fw={600}>{t`Asked, said no: “${say(consentPurposes[purpose])}”`}</Text>
        <Text>{t`read out in ${languageName(tag, language)} by ${say(by)}`}</Text>
      </>
    )
  }
  if ('one' in line) {
    const words = say(consentRestrictions[line.one.restriction])
    return <Text>{line.kind === 'restricted' ? t`Said: “${words}”` : t`Took back: “${words}”`}</Text>
  }
  const name = nameOf(line.share.organisation, view, say)
  const because = endWords[line.share.endedBecause ?? '']
  if (line.kind === 'shared') return <Text>{t`${name} began to see the person`}</Text>
  return (
    <Text>{[t`${name} sees the person no more`, because ? t(because) : ''].filter(Boolean).join(', ')}</Text>
  )
}

interface AboutEntryProps {
  readonly line: Extract<Line, { readonly entry: unknown }>
  readonly view: ConsentView
}

function AboutEntry({ line, view }: AboutEntryProps) {
  const { say } = useLanguage()
  const { t } = useLingui()
  const purpose = say(consentPurposes[line.entry.purpose])
  if (line.kind === 'withdrawn') return <Text>{t`Took back: “${purpose}”`}</Text>
  if (line.kind === 'expired') return <Text>{t`Its time is over: “${purpose}”`}</Text>
  return <Given entry={line.entry} view={view} />
}

function Given({
  entry,
  view,
}: {
  readonly entry: ConsentView['entries'][number]
  readonly view: ConsentView
}) {
  const { t } = useLingui()
  const { say, language } = useLanguage()
  const purpose = say(consentPurposes[entry.purpose])
  const tongue = languageName(entry.language, language)
  if (entry.basis !== 'consent')
    return (
      <>
        <Text fw={600}>{t`Another ground: “${purpose}”`}</Text>
        <Text>
          {[t(basisWords[entry.basis]), entry.article ?? '', ...namesOf(entry.recipients, view, say)].join(
            ' · ',
          )}
        </Text>
      </>
    )
  const heard = [
    entry.interpreter ? t(interpreterWords[entry.interpreter]) : '',
    entry.witness && entry.witness !== 'none' ? t`also heard by: ${t(witnessWords[entry.witness])}` : '',
    entry.guardian ? (entry.guardian.gave ? t`a guardian agreed` : t`no guardian agreed`) : '',
    entry.guardian ? (entry.guardian.assent ? t`the child agreed` : t`the child did not agree`) : '',
  ].filter((one) => one !== '')
  return (
    <>
      <Text fw={600}>{t`Agreed: “${purpose}”`}</Text>
      {entry.recipients.length === 0 ? null : <Text>{namesOf(entry.recipients, view, say).join(' · ')}</Text>}
      <Text>
        {[
          t`read out in ${tongue}, words of version ${entry.textVersion}; the person ${t(modeWords[entry.mode])}`,
          ...heard,
        ].join(' · ')}
      </Text>
    </>
  )
}
