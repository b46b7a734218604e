import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { consentPurposes, consentRestrictions, isChild } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'
import { IconClock, IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'

import { GiveForm } from '../features/consent/give-form.tsx'
import { SafetyList } from '../features/interview/safety-list.tsx'
import { heldBackWords, stateWords } from '../features/interview/words.ts'
import css from '../features/protection/protection.module.css'
import { answerWords } from '../features/protection/words.ts'
import { useLanguage } from '../language/use-language.ts'
import { AloudOf } from '../ui/aloud.tsx'
import { CarriedTalk } from './carried-talk.tsx'
import type { HalfForm, Opened } from './device-state.ts'
import { groundFor, heardHere, opensFor } from './heard.ts'
import type { HeardHere } from './heard.ts'
import { device, sendNow } from './keeper.ts'
import own from './offline.module.css'
import type { Deed } from './outbox.ts'
import { PurposeLinks } from './purpose-links.tsx'

/** Where one is with those whom one hears. It stands in no address. */
export type HeardPlace =
  | { readonly at: 'person' | 'begin' | 'talk'; readonly code: string }
  | { readonly at: 'consent'; readonly code: string; readonly purpose: ConsentPurpose }

interface CarriedHeardProps {
  readonly state: Opened
  readonly place: HeardPlace
  readonly go: (to: HeardPlace | undefined) => void
}

/** Somebody who is heard without a network: what they agreed to, what is made sure of first, what they tell. */
export function CarriedHeard({ state, place, go }: CarriedHeardProps) {
  const here = heardHere(state.packs, state.waiting).find(({ code }) => code === place.code)
  const [isWriting, setWriting] = useState(false)
  const [error, setError] = useState<unknown>()
  if (!here) return <Gone back={() => go(undefined)} />
  const { code, person, pack, interview } = here
  const { form } = state.talks
  const half = form?.code === code && !state.waiting.some(({ id }) => id === form.id) ? form : undefined
  const toPerson = (): void => go({ at: 'person', code })
  const leaveForm = (): void => {
    keepForm(undefined)
    toPerson()
  }
  const add = (deed: Deed, next: HeardPlace): void => {
    setWriting(true)
    device
      .addAct({ by: pack.holder.id, code, deed })
      .then(() => {
        setError(undefined)
        keepForm(undefined)
        go(next)
        void sendNow()
      }, setError)
      .finally(() => setWriting(false))
  }
  if (place.at === 'talk' && interview)
    return (
      <AloudOf sentences={pack.aloud}>
        <CarriedTalk
          key={interview.id}
          {...{ here, interview }}
          talk={state.talks.of[interview.id]}
          leave={() => {
            void device.keepTalks(({ of }) => ({ of }))
            toPerson()
          }}
        />
      </AloudOf>
    )
  if (place.at === 'consent')
    return (
      <AloudOf sentences={pack.aloud}>
        <GiveForm
          key={place.purpose}
          purpose={place.purpose}
          isChild={isChild(person.triage)}
          speaks={person.triage.speaks ?? []}
          organisations={pack.organisations}
          writing={{
            give: (given) => add({ kind: 'agreed', given }, { at: 'person', code }),
            refuse: (refusal) => add({ kind: 'refused', refusal }, { at: 'person', code }),
            ...{ isWriting, error },
          }}
          leave={leaveForm}
          kept={{
            from: half?.at === 'consent' && half.purpose === place.purpose ? half : undefined,
            keep: (id, value) => keepForm({ at: 'consent', code, purpose: place.purpose, id, value }),
          }}
        />
      </AloudOf>
    )
  if (place.at === 'begin')
    return (
      <AloudOf sentences={pack.aloud}>
        <SafetyList
          person={person}
          hasBefore={here.heard.answers.length > 0}
          beginning={{
            begin: (begin) => add({ kind: 'begun', begin }, { at: 'talk', code }),
            ...{ isBeginning: isWriting, error },
          }}
          leave={leaveForm}
          kept={{
            from: half?.at === 'begin' ? half : undefined,
            keep: (id, value) => keepForm({ at: 'begin', code, id, value }),
          }}
        />
      </AloudOf>
    )
  return <Person here={here} go={go} />
}

/** What is being filled in lies sealed as it is filled; undefined: it was written down, or left. */
function keepForm(form: HalfForm | undefined): void {
  void device.keepTalks(({ of }) => ({ of, ...(form ? { form } : {}) }))
}

function Gone({ back }: { readonly back: () => void }) {
  return (
    <Stack align="flex-start">
      <Text>
        <Trans>This person is not on this device any more. What you did stays until it is sent.</Trans>
      </Text>
      <Button size="md" variant="default" onClick={back}>
        <Trans>Back to the people</Trans>
      </Button>
    </Stack>
  )
}

interface PersonProps {
  readonly here: HeardHere
  readonly go: (to: HeardPlace | undefined) => void
}

/** One person: what holds now, and the next step that is possible. */
function Person({ here, go }: PersonProps) {
  const { t } = useLingui()
  const { say, language } = useLanguage()
  const { code, person, heard } = here
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} fz="lg" className={css['code'] ?? ''}>
          {code}
        </Title>
        <Button size="md" variant="default" onClick={() => go(undefined)}>
          <Trans>Back to the people</Trans>
        </Button>
      </Group>
      <Text>
        {[
          answerWords('age', person.triage, language),
          answerWords('speaks', person.triage, language),
          answerWords('interpreter', person.triage, language),
        ]
          .filter((one) => one !== '')
          .join(' · ')}
      </Text>
      <Next here={here} go={go} />
      <section className={css['panel']} aria-label={t`What the person agreed to`}>
        <Stack gap="sm">
          <Title order={3} fz="lg">
            <Trans>What the person agreed to</Trans>
          </Title>
          {heard.restrictions.length === 0 ? null : (
            <Text fw={600}>{heard.restrictions.map((one) => say(consentRestrictions[one])).join(' · ')}</Text>
          )}
          {heard.agreed.length === 0 ? (
            <Text>
              <Trans>Nothing yet, as far as this device knows.</Trans>
            </Text>
          ) : (
            <ul>
              {heard.agreed.map((one) => (
                <li key={`${one.purpose} ${one.expiresAt ?? ''} ${one.recipients.join(' ')}`}>
                  {say(consentPurposes[one.purpose])}
                  {opensFor(person, one)
                    ? ''
                    : ` · ${t`opens nothing yet: the guardian and the child have both to agree`}`}
                </li>
              ))}
            </ul>
          )}
          <PurposeLinks ask={(purpose) => go({ at: 'consent', code, purpose })} />
        </Stack>
      </section>
    </Stack>
  )
}

function Next({ here, go }: PersonProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const { code, interview, heard } = here
  const goesOn = interview?.state === 'open' || interview?.state === 'paused'
  const isAgreed = groundFor(here, 'interview', device.time()) !== undefined
  return (
    <section className={css['panel']} aria-label={t`Conversation`}>
      <Stack gap="sm" align="flex-start">
        {interview ? <Text fw={600}>{t(stateWords[interview.state])}</Text> : null}
        {heard.answers.length === 0 ? null : (
          <Text>
            <Trans>{number(heard.answers.length)} answers so far: these are not asked again</Trans>
          </Text>
        )}
        {interview?.heldBack === 'no-guardian' ? (
          <>
            <Alert variant="default" icon={<IconHandStop aria-hidden />} role="alert">
              {t(heldBackWords['no-guardian'])}
            </Alert>
            <Button size="lg" onClick={() => go({ at: 'consent', code, purpose: 'interview' })}>
              <Trans>Read it out…</Trans>
            </Button>
          </>
        ) : goesOn ? (
          <Button size="lg" onClick={() => go({ at: 'talk', code })}>
            <Trans>Go on with the conversation</Trans>
          </Button>
        ) : isAgreed ? (
          <Button size="lg" onClick={() => go({ at: 'begin', code })}>
            <Trans>Begin a conversation…</Trans>
          </Button>
        ) : (
          <>
            <Text>
              <Trans>
                The person has not agreed to be asked yet. Read it out first and write their answer down.
              </Trans>
            </Text>
            <Button size="lg" onClick={() => go({ at: 'consent', code, purpose: 'interview' })}>
              <Trans>Read it out…</Trans>
            </Button>
          </>
        )}
      </Stack>
    </section>
  )
}

interface HeardListProps {
  readonly state: Opened
  readonly open: (code: string) => void
}

/** Those whom the holder hears, by code; how far each is, and whether something of it waits. */
export function HeardList({ state, open }: HeardListProps) {
  const { t } = useLingui()
  const { number, language } = useLanguage()
  const all = heardHere(state.packs, state.waiting)
  if (all.length === 0) return null
  return (
    <section className={css['panel']} aria-label={t`People whom you hear`}>
      <Title order={2} fz="lg" mb="sm">
        <Trans>People whom you hear</Trans>
      </Title>
      <ul className={css['queue']}>
        {all.map(({ code, person, heard, interview, waiting }) => (
          <li key={code}>
            <button type="button" className={own['row']} onClick={() => open(code)}>
              <span className={css['code']}>{code}</span>
              <strong>{interview ? t(stateWords[interview.state]) : t`not asked yet`}</strong>
              <span>{answerWords('speaks', person.triage, language)}</span>
              <span className={css['soft']}>
                {heard.answers.length === 0 ? '' : t`${number(heard.answers.length)} answers`}{' '}
                {waiting > 0 ? <IconClock size={16} role="img" aria-label={t`not sent yet`} /> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
