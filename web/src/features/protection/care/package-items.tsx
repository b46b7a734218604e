import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { interviewFitness, travelFitness, triageFields } from '@shield/core'

import type { PackageItem } from '../../../api/wire.ts'
import { useLanguage } from '../../../language/use-language.ts'
import { IdentityView } from '../identity-view.tsx'
import css from '../protection.module.css'
import { answerWords } from '../words.ts'
import { ContactRulesView } from './contact-rules-view.tsx'
import { factWord } from './words.ts'

/** A package, fact by fact: the same for who sends it and who receives it. */
export function PackageItems({ items }: { readonly items: readonly PackageItem[] }) {
  const { t } = useLingui()
  return (
    <ul className={css['acts']}>
      {items.map((item) => {
        const word = factWord(item.key)
        return (
          <li key={item.key}>
            <Text fw={600}>{typeof word === 'string' ? word : t(word)}</Text>
            <Value item={item} />
          </li>
        )
      })}
    </ul>
  )
}

function Value({ item }: { readonly item: PackageItem }) {
  const { t } = useLingui()
  const { say, when, language } = useLanguage()
  const { identity, triage, answer, certificate, contact } = item
  if (identity)
    return <IdentityView identity={{ names: [], citizenships: [], documents: [], phones: [], ...identity }} />
  if (triage)
    return (
      <Text>
        {triageFields
          .filter((field) => triage[field] !== undefined)
          .map((field) => answerWords(field, triage, language))
          .join(' · ')}
      </Text>
    )
  if (answer)
    return (
      <>
        <Text>{answer.value}</Text>
        {answer.words === undefined ? null : (
          <Text>
            <bdi lang={answer.language}>“{answer.words}”</bdi>
          </Text>
        )}
        {answer.translation === undefined ? null : <Text>{answer.translation}</Text>}
      </>
    )
  if (certificate)
    return (
      <Text>
        {say(travelFitness[certificate.travel as keyof typeof travelFitness])} ·{' '}
        {say(interviewFitness[certificate.interview as keyof typeof interviewFitness])}
        {certificate.needsRest ? ` · ${t`needs rest`}` : ''} ·{' '}
        <Trans>good until {when(certificate.validUntil)}</Trans>
      </Text>
    )
  return contact ? <ContactRulesView rules={contact} /> : null
}
