import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import { isChild } from '@shield/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { BeginInterview, ProtectedPerson } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { useAloud } from '../../ui/aloud.tsx'
import css from '../../ui/care.module.css'
import { Choices, Many } from '../../ui/choices.tsx'
import type { KeptForm } from '../../ui/kept-form.ts'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { TwoLanguages } from '../../ui/two-languages.tsx'
import own from './interview.module.css'
import { alsoSaid, interpreterWords, presentWords, sureWords } from './words.ts'

type Item = BeginInterview['checklist'][number]

/** Where the beginning goes: to the node, or into the outbox of a device. */
interface Start {
  readonly begin: (body: BeginInterview) => void
  readonly isBeginning: boolean
  readonly error: unknown
}

/** What stands in the list so far. */
export interface Beginning {
  readonly personLanguage: string
  readonly interpreter: BeginInterview['interpreter'] | undefined
  readonly present: BeginInterview['present']
  readonly checklist: BeginInterview['checklist']
}

function itemsFor(interpreter: Beginning['interpreter']): readonly Item[] {
  return (Object.keys(sureWords) as Item[]).filter(
    (item) =>
      item !== 'interpreter-not-from-the-group' || (interpreter !== 'none' && interpreter !== undefined),
  )
}

interface SafetyListProps {
  readonly person: Pick<ProtectedPerson, 'triage'>
  /** Something was told before. */
  readonly hasBefore: boolean
  readonly beginning: Start
  readonly leave: () => void
  readonly kept?: KeptForm<Beginning>
}

/** What is made sure of before the first question. All of it, or the conversation does not begin. */
export function SafetyList({ person, hasBefore, beginning: start, leave, kept }: SafetyListProps) {
  const { language } = useLanguage()
  const ofChild = isChild(person.triage)
  const [id] = useState(() => kept?.from?.id ?? crypto.randomUUID())
  const [asked, setAsked] = useState(false)
  const [beginning, setBeginning] = useState<Beginning>(
    kept?.from?.value ?? {
      personLanguage: person.triage.speaks?.[0] ?? '',
      interpreter: undefined,
      present: [],
      checklist: [],
    },
  )
  const set = (change: Partial<Beginning>): void => {
    const next = { ...beginning, ...change }
    setBeginning(next)
    kept?.keep(id, next)
  }
  const { interpreter, personLanguage, present, checklist } = beginning
  const isAccompanied = !ofChild || present.includes('guardian') || present.includes('support-person')
  const isSafe = itemsFor(interpreter).every((item) => checklist.includes(item))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (interpreter === undefined || personLanguage === '' || !isSafe || !isAccompanied) return
    start.begin({ ...beginning, id, interpreter, officerLanguage: language })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {hasBefore ? (
          <Text>
            <Trans>What was told before is shown and not asked again.</Trans>
          </Text>
        ) : null}
        <Who {...{ beginning, set, asked, ofChild, isAccompanied }} speaks={person.triage.speaks ?? []} />
        <Title order={2} fz="lg">
          <Trans>Is it safe to begin?</Trans>
        </Title>
        {itemsFor(interpreter).map((item) => (
          <Check
            key={item}
            item={item}
            language={personLanguage}
            isSure={checklist.includes(item)}
            toggle={() =>
              set({
                checklist: checklist.includes(item)
                  ? checklist.filter((one) => one !== item)
                  : [...checklist, item],
              })
            }
          />
        ))}
        {asked && !isSafe ? (
          <Alert variant="default" icon={<IconAlertTriangle aria-hidden />} role="alert">
            <Trans>Wait until each of these is so. A conversation can begin later; nothing is lost.</Trans>
          </Alert>
        ) : null}
        {start.error ? <Refusal error={start.error} /> : null}
        <div className={css['foot']}>
          <Button type="submit" size="lg" loading={start.isBeginning}>
            <Trans>Begin</Trans>
          </Button>
          <Button size="lg" variant="default" onClick={leave}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </Stack>
    </form>
  )
}

interface WhoProps {
  readonly beginning: Beginning
  readonly set: (change: Partial<Beginning>) => void
  readonly asked: boolean
  readonly ofChild: boolean
  readonly isAccompanied: boolean
  readonly speaks: readonly string[]
}

function Who({ beginning, set, asked, ofChild, isAccompanied, speaks }: WhoProps) {
  const { t } = useLingui()
  const { interpreter, personLanguage, present } = beginning
  const interpreters = Object.keys(interpreterWords) as BeginInterview['interpreter'][]
  const people = Object.keys(presentWords) as BeginInterview['present']
  return (
    <>
      <LanguageSelect
        label={t`The language the person speaks best`}
        chosen={personLanguage}
        choose={(tag) => set({ personLanguage: tag })}
        spoken={speaks}
        isMissing={asked && personLanguage === ''}
      />
      <Choices
        legend={t`Through whom we speak`}
        choices={interpreters.map((value) => ({ value, label: t(interpreterWords[value]) }))}
        chosen={interpreter}
        choose={(value) => set({ interpreter: value })}
        isMissing={asked && interpreter === undefined}
      />
      <Many
        legend={t`Who else is there`}
        hint={
          ofChild ? (
            <Trans>
              A child, or somebody whose age is not sure: a guardian or a support person is there.
            </Trans>
          ) : undefined
        }
        choices={people.map((value) => ({ value, label: t(presentWords[value]) }))}
        chosen={present}
        set={(next) => set({ present: [...next] })}
        isMissing={asked && !isAccompanied}
      />
    </>
  )
}

interface CheckProps {
  readonly item: Item
  readonly language: string
  readonly isSure: boolean
  readonly toggle: () => void
}

/** Ticked by the interviewer; below it what is said to the person. */
function Check({ item, language, isSure, toggle }: CheckProps) {
  const { t } = useLingui()
  const { say } = useAloud()
  const sure = sureWords[item]
  return (
    <label className={own['check']}>
      <input type="checkbox" checked={isSure} onChange={toggle} aria-label={t(sure)} />
      <Text fw={600}>{t(sure)}</Text>
      <div>
        {[`safety.${item}`, ...(alsoSaid[item] ?? [])].map((id) => (
          <TwoLanguages key={id} spoken={say(id)} person={language} size="line" />
        ))}
      </div>
    </label>
  )
}
