import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { kinds, properties } from '@shield/core'
import type { Words } from '@shield/core'

import type { AgreementTerms } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './exchange.module.css'
import { Line, Lines } from '../../ui/lines.tsx'
import { useTermSpeech } from './use-term-speech.ts'

interface TermsProps {
  readonly terms: AgreementTerms
  readonly partner: string
  readonly version: number
}

/** What two nodes may give each other and ask of each other, in words. */
export function Terms({ terms, partner, version }: TermsProps) {
  const { t } = useLingui()
  const { span, number } = useLanguage()
  const { wordOf, valueOf } = useTermSpeech()
  const { matching } = terms
  return (
    <>
      <Lines>
        <Line name={t`Partner`}>{partner}</Line>
        <Line name={t`Purposes`}>{terms.purposes.map((one) => wordOf('purposes', one)).join(', ')}</Line>
        <Line name={t`Kinds`}>
          <Covered
            words={terms.kinds.map((kind) => kinds[kind].label)}
            isAll={terms.kinds.length === Object.keys(kinds).length}
          />
        </Line>
        <Line name={t`Values`}>
          <Covered
            words={terms.properties.map((property) => properties[property].label)}
            isAll={terms.properties.length === Object.keys(properties).length}
          />
        </Line>
        <Line name={t`Whose data`}>
          {(terms.zones ?? ['all']).map((one) => wordOf('zones', one)).join(', ')}
        </Line>
        <Line name={t`Passing on`}>{valueOf('onward', String(terms.onward))}</Line>
        <Line name={t`Compared without showing`}>
          {matching === undefined ? (
            <Trans>nothing</Trans>
          ) : (
            <Trans>
              {matching.identifiers.map((one) => wordOf('identifiers', one)).join(', ')}; for{' '}
              {matching.purposes.map((one) => wordOf('purposes', one)).join(', ')}; at most{' '}
              {number(matching.quota.person)} a day for each person, {number(matching.quota.case)} for each
              case, {number(matching.quota.node)} for each side
            </Trans>
          )}
        </Line>
        <Line name={t`Legal basis`}>{terms.legalBasis}</Line>
        <Line name={t`Kept`}>{valueOf('retention', terms.retentionDays?.toString())}</Line>
        <Line name={t`Valid`}>{span(terms.validFrom, terms.validUntil)}</Line>
        <Line name={t`Version`}>{version}</Line>
      </Lines>
      {terms.text ? <LegalText text={terms.text} /> : null}
    </>
  )
}

/** The text in the reader's language, with the other one below it: both were signed. */
function LegalText({ text }: { readonly text: Words }) {
  const { language } = useLanguage()
  const other = language === 'th' ? 'en' : 'th'
  return (
    <details className={css['legal']}>
      <summary>
        <Trans>Text of the agreement</Trans>
      </summary>
      <Text className="long" lang={language}>
        {text[language]}
      </Text>
      {text[other] === text[language] ? null : (
        <Text className="long" lang={other} c="dimmed" mt="sm">
          {text[other]}
        </Text>
      )}
    </details>
  )
}

interface CoveredProps {
  readonly words: readonly Words[]
  readonly isAll: boolean
}

function Covered({ words, isAll }: CoveredProps) {
  const { say, number } = useLanguage()
  const count = number(words.length)
  if (isAll) return <Trans>all {count} there are</Trans>
  return words.map(say).join(', ')
}
