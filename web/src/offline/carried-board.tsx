import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { turns } from '@shield/core'
import type { Turn } from '@shield/core'
import { IconClock, IconLock } from '@tabler/icons-react'
import { useState } from 'react'

import type { ArrivalAct, ArrivalPlace, PackContents } from '../api/wire.ts'
import { CodeField } from '../features/protection/code-field.tsx'
import css from '../features/protection/protection.module.css'
import { usePace } from '../features/protection/receive.tsx'
import { TriageForm } from '../features/protection/triage-form.tsx'
import { answerWords, turnName } from '../features/protection/words.ts'
import { useLanguage } from '../language/use-language.ts'
import { Empty } from '../ui/states.tsx'
import { CarriedPerson } from './carried-person.tsx'
import type { Opened } from './device-state.ts'
import { device, sendNow } from './keeper.ts'
import own from './offline.module.css'
import { peopleAt } from './people.ts'
import type { HeldPerson } from './people.ts'

/** Where one is at a board. It stands in no address: a browser keeps those where anybody can read them. */
type Place =
  | { readonly at: 'queue' }
  | { readonly at: 'code' }
  | { readonly at: 'questions'; readonly code: string }
  | { readonly at: 'done'; readonly code: string }
  | { readonly at: 'person'; readonly code: string }

interface CarriedBoardProps {
  readonly pack: PackContents
  readonly arrival: ArrivalPlace
  readonly state: Opened
}

/** A board without a network: receive, ask, whose turn it is. Every act goes into the outbox first. */
export function CarriedBoard({ pack, arrival, state }: CarriedBoardProps) {
  const { waiting, draft } = state
  const [place, setPlace] = useState<Place>(
    draft?.board === arrival.id ? { at: 'questions', code: draft.code } : { at: 'queue' },
  )
  const people = peopleAt(pack, waiting)
  const known = 'code' in place ? people.find(({ code }) => code === place.code) : undefined
  const add = async (act: ArrivalAct): Promise<void> => {
    const deed = { kind: 'arrival', board: arrival.id, site: arrival.site, act } as const
    await device.addAct({ by: pack.holder.id, code: act.code, deed })
    void sendNow()
  }
  const queue = (): void => setPlace({ at: 'queue' })
  if (place.at === 'code') return <Begin begin={(code) => setPlace({ at: 'questions', code })} back={queue} />
  if (place.at === 'questions')
    return (
      <Questions
        key={place.code}
        {...{ arrival, state, known, add }}
        code={place.code}
        leave={queue}
        done={() => setPlace({ at: 'done', code: place.code })}
      />
    )
  if (place.at === 'done')
    return (
      <Written
        code={place.code}
        person={known}
        next={() => setPlace({ at: 'code' })}
        open={() => setPlace({ at: 'person', code: place.code })}
      />
    )
  if (place.at === 'person' && known)
    return (
      <CarriedPerson
        person={known}
        back={queue}
        ask={() => setPlace({ at: 'questions', code: known.code })}
        seal={(identity) => add({ ...newAct(known.code), identity })}
      />
    )
  return (
    <Queue
      {...{ arrival, people }}
      leftOut={pack.leftOut}
      receive={() => setPlace({ at: 'code' })}
      open={(code) => setPlace({ at: 'person', code })}
    />
  )
}

const newAct = (code: string): ArrivalAct => ({
  id: crypto.randomUUID(),
  code,
  at: new Date().toISOString(),
  triage: {},
})

interface BeginProps {
  readonly begin: (code: string) => void
  readonly back: () => void
}

function Begin({ begin, back }: BeginProps) {
  const { t } = useLingui()
  const [pace, setPace] = usePace()
  return (
    <Stack gap="md">
      <Title order={2} fz="lg">
        <Trans>Put a wristband on, then scan or type its code</Trans>
      </Title>
      <CodeField label={t`Code on the wristband`} act={t`Begin`} autoFocus take={begin} />
      <SegmentedControl
        size="md"
        aria-label={t`How the questions come`}
        value={pace}
        onChange={(next) => setPace(next === 'one' ? 'one' : 'all')}
        data={[
          { value: 'one', label: t`One question a page` },
          { value: 'all', label: t`All eight on one page` },
        ]}
      />
      <Group>
        <Button size="md" variant="default" onClick={back}>
          <Trans>Back to the queue</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

interface QuestionsProps {
  readonly arrival: ArrivalPlace
  readonly state: Opened
  readonly code: string
  readonly known: HeldPerson | undefined
  readonly add: (act: ArrivalAct) => Promise<void>
  readonly leave: () => void
  readonly done: () => void
}

function Questions({ arrival, state, code, known, add, leave, done }: QuestionsProps) {
  const [pace] = usePace()
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const draft = state.draft?.code === code && state.draft.board === arrival.id ? state.draft : undefined
  const save = (act: ArrivalAct): void => {
    setSaving(true)
    add(act)
      .then(() => device.keepDraft(undefined))
      .then(done, setError)
      .finally(() => setSaving(false))
  }
  return (
    <TriageForm
      code={code}
      known={known ? { triage: known.triage, staysWith: [] } : undefined}
      pace={pace}
      saving={{ save, isSaving, error }}
      begun={draft}
      entered={({ answers, withCodes }) =>
        void device.keepDraft({ board: arrival.id, code, answers, withCodes })
      }
      leave={() => void device.keepDraft(undefined).then(leave)}
    />
  )
}

interface WrittenProps {
  readonly code: string
  readonly person: HeldPerson | undefined
  readonly next: () => void
  readonly open: () => void
}

function Written({ code, person, next, open }: WrittenProps) {
  const { language } = useLanguage()
  return (
    <div className={css['panel']} role="status">
      <Stack>
        <Title order={2} fz="lg">
          <span className={css['code']}>{code}</span> <Trans>is written down</Trans>
        </Title>
        {person ? <Text fz="lg">{turnName(person.turn, language)}</Text> : null}
        <Group>
          <Button size="lg" autoFocus onClick={next}>
            <Trans>Next person</Trans>
          </Button>
          <Button size="lg" variant="default" onClick={open}>
            <Trans>Open this person</Trans>
          </Button>
        </Group>
      </Stack>
    </div>
  )
}

interface QueueProps {
  readonly arrival: ArrivalPlace
  readonly people: readonly HeldPerson[]
  readonly leftOut: number
  readonly receive: () => void
  readonly open: (code: string) => void
}

/** So many lines are drawn at once: a telephone draws two thousand in seconds. */
const linesMost = 100

function Queue({ arrival, people, leftOut, receive, open }: QueueProps) {
  const { t } = useLingui()
  const { number, language } = useLanguage()
  const [turn, setTurn] = useState<Turn>()
  const [shown, setShown] = useState(linesMost)
  const here = turn === undefined ? people : people.filter((one) => one.turn === turn)
  const mayReceive = arrival.endedAt === undefined
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} fz="lg" className="value">
          {arrival.site}
        </Title>
        {mayReceive ? (
          <Button size="lg" onClick={receive}>
            <Trans>Receive a person</Trans>
          </Button>
        ) : null}
      </Group>
      <Turns people={people} turn={turn} choose={(next) => setTurn(next === turn ? undefined : next)} />
      <section aria-label={t`Queue`}>
        <Text fw={600} role="status" mb="sm">
          {turn === undefined ? t`Everybody` : turnName(turn, language)}: {number(here.length)}
        </Text>
        {people.length === 0 ? (
          <Empty
            title={<Trans>Nobody here</Trans>}
            next={<Trans>Put a wristband on the first person and press “Receive a person”.</Trans>}
          />
        ) : (
          <ul className={css['queue']}>
            {here.slice(0, shown).map((person) => (
              <li key={person.code}>
                <button type="button" className={own['row']} onClick={() => open(person.code)}>
                  <PersonLine person={person} />
                </button>
              </li>
            ))}
          </ul>
        )}
        {here.length > shown ? (
          <Button mt="sm" size="md" variant="default" onClick={() => setShown(shown + linesMost)}>
            <Trans>Show more</Trans>
          </Button>
        ) : null}
        {leftOut === 0 ? null : (
          <Text mt="sm">
            <Trans>{number(leftOut)} more are at the board and not on this device.</Trans>
          </Text>
        )}
      </section>
      {people.length === 0 ? null : (
        <details>
          <summary style={{ minHeight: 32 }}>
            <Trans>Find a person by the wristband</Trans>
          </summary>
          <CodeField
            label={t`Code on the wristband`}
            act={t`Open this person`}
            take={open}
            refusal={(code) =>
              people.some((one) => one.code === code)
                ? undefined
                : t`Nobody with this wristband is on this device.`
            }
          />
        </details>
      )}
    </Stack>
  )
}

interface TurnsProps {
  readonly people: readonly HeldPerson[]
  readonly turn: Turn | undefined
  readonly choose: (turn: Turn) => void
}

function Turns({ people, turn, choose }: TurnsProps) {
  const { t } = useLingui()
  const { number, language } = useLanguage()
  const there = turns.filter((one) => people.some((person) => person.turn === one))
  if (there.length === 0) return null
  return (
    <ul className={css['counts']} aria-label={t`By turn`}>
      {there.map((one) => (
        <li key={one}>
          <button
            type="button"
            className={own['row']}
            aria-pressed={turn === one}
            onClick={() => choose(one)}
          >
            <span>{turnName(one, language)}</span>
            <b>{number(people.filter((person) => person.turn === one).length)}</b>
          </button>
        </li>
      ))}
    </ul>
  )
}

function PersonLine({ person }: { readonly person: HeldPerson }) {
  const { t } = useLingui()
  const { language } = useLanguage()
  const { triage } = person
  return (
    <>
      <span className={css['code']}>{person.code}</span>
      <strong>{turnName(person.turn, language)}</strong>
      {triage.age === undefined || triage.age === 'adult' ? null : (
        <span>{answerWords('age', triage, language)}</span>
      )}
      {triage.speaks === undefined ? null : <span>{answerWords('speaks', triage, language)}</span>}
      <span className={css['soft']}>
        {person.hasIdentity ? <IconLock size={16} role="img" aria-label={t`identity sealed`} /> : null}{' '}
        {person.waiting > 0 ? <IconClock size={16} role="img" aria-label={t`not sent yet`} /> : null}
      </span>
    </>
  )
}
