import { Trans, useLingui } from '@lingui/react/macro'
import { Text, TextInput } from '@mantine/core'
import { needsRecipient } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'
import { useState } from 'react'

import type { OrganisationHere } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import { Many } from '../../ui/choices.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import type { Places } from '../../ui/spoken.ts'
import { TwoLanguages } from '../../ui/two-languages.tsx'
import own from './consent.module.css'
import { endOf } from './giving.ts'
import type { Giving, Part } from './giving.ts'
import { ruleIds } from './words.ts'

interface AboutPurpose extends Part {
  readonly purpose: ConsentPurpose
  readonly organisations: readonly OrganisationHere[]
}

interface ReadOutProps extends AboutPurpose {
  readonly isChild: boolean
  readonly speaks: readonly string[]
}

/** What is said to the person before they answer, in their language beside the officer's. */
export function ReadOut({ giving, set, asked, speaks, isChild, purpose, organisations }: ReadOutProps) {
  const { t } = useLingui()
  const { say } = useAloud()
  const places = placesOf(giving, organisations)
  return (
    <>
      <LanguageSelect
        label={t`The language it is read out in`}
        chosen={giving.language}
        choose={(language) => set({ language })}
        spoken={speaks}
        isMissing={asked && giving.language === ''}
      />
      <section className={own['read']} aria-label={t`Read this out`}>
        <Text className={own['hint'] ?? ''}>
          <Trans>Read this out, and wait for the answer.</Trans>
        </Text>
        <TwoLanguages spoken={say(`consent.${purpose}`, places)} person={giving.language} size="question" />
        {ruleIds(isChild).map((id) => (
          <TwoLanguages key={id} spoken={say(id)} person={giving.language} size="line" />
        ))}
        <TwoLanguages spoken={say('consent.how')} person={giving.language} size="line" />
      </section>
    </>
  )
}

/** Whom the agreement names, each as their language has it: a name that has no other stands as it was written. */
function placesOf({ recipients, elsewhere }: Giving, organisations: readonly OrganisationHere[]): Places {
  return (language) => {
    const here = recipients.map((code) => {
      const name = organisations.find((one) => one.code === code)?.name
      return name ? (language === 'th' ? name.th : name.en) : code
    })
    const names = [...here, ...(elsewhere.trim() === '' ? [] : [elsewhere.trim()])]
    return names.length === 0 ? {} : { organisation: names.join(', ') }
  }
}

/** Until when their yes holds, said to them too, with the day as their language writes it. */
export function SaidUntil({ giving }: { readonly giving: Giving }) {
  const { say } = useAloud()
  const [now] = useState(() => new Date())
  const end = endOf(giving, now)
  if (end === undefined) return null
  const places: Places = (language) => ({
    date: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(end),
  })
  return (
    <div className={own['read']}>
      <TwoLanguages spoken={say('consent.until', places)} person={giving.language} size="line" />
    </div>
  )
}

export function ToWhom({ giving, set, asked, purpose, organisations }: AboutPurpose) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const isNeeded = needsRecipient.includes(purpose)
  return (
    <Many
      legend={isNeeded ? t`To whom` : t`To whom, if it names somebody`}
      hint={
        purpose === 'interview' ? (
          <Trans>Who sits on a panel may read what was told only where they are named here.</Trans>
        ) : undefined
      }
      choices={organisations.map(({ code, name }) => ({ value: code, label: say(name) }))}
      chosen={giving.recipients}
      set={(recipients) => set({ recipients })}
      isMissing={asked && isNeeded && giving.recipients.length === 0 && giving.elsewhere.trim() === ''}
    >
      <TextInput
        mt="sm"
        size="lg"
        label={t`Somebody who is not of this node: an embassy, an office abroad`}
        maxLength={40}
        value={giving.elsewhere}
        onChange={(event) => set({ elsewhere: event.currentTarget.value })}
      />
    </Many>
  )
}
