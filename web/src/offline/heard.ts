import { isChild, mergeTriage } from '@shield/core'
import type { ConsentPurpose } from '@shield/core'

import type {
  ArrivalAct,
  BeginInterview,
  GiveConsent,
  InterviewAct,
  InterviewView,
  PackContents,
} from '../api/wire.ts'
import { inOrder } from './outbox.ts'
import type { Waiting } from './outbox.ts'

type HeardPerson = PackContents['heard'][number]
type Person = PackContents['people'][number]
type Agreement = HeardPerson['agreed'][number]
type Answer = Extract<InterviewAct['act'], { readonly kind: 'answer' }>

/** A pack with what was done since over it: what the screen shows, and what the device keeps when the node has the acts. */
export function withDeeds(pack: PackContents, waiting: readonly Waiting[]): PackContents {
  return inOrder(waiting).reduce(withDeed, pack)
}

function withDeed(pack: PackContents, { code, at, deed }: Waiting): PackContents {
  if (!pack.heard.some((one) => one.code === code)) return pack
  switch (deed.kind) {
    case 'arrival':
      return {
        ...pack,
        people: pack.people.map((one) => (one.code === code ? answered(one, deed.act) : one)),
      }
    case 'agreed':
      return ofPerson(pack, code, (one) => ({ ...one, agreed: [...one.agreed, agreementOf(deed.given)] }))
    case 'begun':
      return { ...pack, interviews: [...pack.interviews, begunOf(pack, { code, at, begin: deed.begin })] }
    case 'told':
      return withTold(pack, { code, at, interview: deed.interview, act: deed.act.act })
    default:
      return pack
  }
}

/** What was answered at a board since: somebody who is heard may turn out to be a child. */
function answered(person: Person, { triage, seen = {} }: ArrivalAct): Person {
  return { ...person, triage: mergeTriage(person.triage, triage, seen).triage as Person['triage'] }
}

function ofPerson(pack: PackContents, code: string, change: (one: HeardPerson) => HeardPerson): PackContents {
  return { ...pack, heard: pack.heard.map((one) => (one.code === code ? change(one) : one)) }
}

function agreementOf({
  purpose,
  recipients,
  basis,
  expiresAt,
  guardian,
}: GiveConsent): HeardPerson['agreed'][number] {
  return {
    ...{ purpose, recipients, basis },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    opens: guardian === undefined || (guardian.gave && guardian.assent),
    ofGuardian: guardian !== undefined && guardian.gave && guardian.assent,
  }
}

interface Begun {
  readonly code: string
  readonly at: string
  readonly begin: BeginInterview
}

function begunOf(pack: PackContents, { code, at, begin }: Begun): InterviewView {
  const { id, personLanguage, officerLanguage, interpreter, present } = begin
  return {
    ...{ id, code, personLanguage, officerLanguage, interpreter, present, beganAt: at, state: 'open' },
    sets: pack.sets.map(({ id: set, version }) => ({ id: set, version })),
    organisation: '',
    answers: pack.heard.find((one) => one.code === code)?.answers ?? [],
    can: ['interviewAct'],
  }
}

interface Told {
  readonly code: string
  readonly at: string
  readonly interview: string
  readonly act: InterviewAct['act']
}

const states = { pause: 'paused', resume: 'open', stop: 'stopped', finish: 'finished' } as const

function withTold(pack: PackContents, { code, at, interview, act }: Told): PackContents {
  if (act.kind !== 'answer')
    return {
      ...pack,
      interviews: pack.interviews.map((one) =>
        one.id === interview ? { ...one, state: states[act.kind] } : one,
      ),
    }
  const put = (answers: HeardPerson['answers']): HeardPerson['answers'] =>
    withAnswer(answers, { at, interview, answer: act })
  return {
    ...ofPerson(pack, code, (one) => ({ ...one, answers: put(one.answers) })),
    interviews: pack.interviews.map((one) =>
      one.code === code ? { ...one, answers: put(one.answers) } : one,
    ),
  }
}

interface Answered {
  readonly at: string
  readonly interview: string
  readonly answer: Answer
}

function withAnswer(
  answers: HeardPerson['answers'],
  { at, interview, answer }: Answered,
): HeardPerson['answers'] {
  const { indicator, value, basis, words, translation } = answer
  const before = answers.find((one) => one.indicator === indicator)
  const hasWords = (before?.hasWords ?? false) || words !== undefined || translation !== undefined
  return [
    ...answers.filter((one) => one.indicator !== indicator),
    { hasConflict: false, ...before, ...{ indicator, value, basis, at, interview, hasWords } },
  ]
}

/** Somebody whom the holder of a device hears. */
export interface HeardHere {
  readonly code: string
  readonly pack: PackContents
  readonly person: PackContents['people'][number]
  readonly heard: HeardPerson
  /** That goes on, or was ended here and is not sent yet. */
  readonly interview: InterviewView | undefined
  /** Acts the node has not got yet. */
  readonly waiting: number
}

/** Those who are heard, by whose turn it is, with everything that was done here since. */
export function heardHere(packs: readonly PackContents[], waiting: readonly Waiting[]): readonly HeardHere[] {
  return packs
    .filter(({ kind }) => kind === 'interview')
    .map((pack) => withDeeds(pack, waiting))
    .flatMap((pack) =>
      pack.people.flatMap((person): HeardHere[] => {
        const { code } = person
        const heard = pack.heard.find((one) => one.code === code)
        const own = waiting.filter((one) => one.code === code)
        const interview = pack.interviews.findLast((one) => one.code === code)
        if (!heard) return []
        const here = { code, pack, person, heard, waiting: own.length }
        return [{ ...here, interview: interview && resting(interview, here) }]
      }),
    )
}

/** As the node does it: of a child nobody asks on without a guardian, however far it has come. What it was before stands when they agree. */
function resting(interview: InterviewView, here: Pick<HeardHere, 'heard' | 'person'>): InterviewView {
  const { state } = interview
  const isOver = state === 'stopped' || state === 'finished'
  const agreed = here.heard.agreed.filter(({ purpose }) => purpose === 'interview')
  if (isOver || agreed.length === 0 || agreed.some((one) => opensFor(here.person, one))) return interview
  return { ...interview, state: 'paused', heldBack: 'no-guardian' }
}

/** Whether an agreement opens anything, of a person as they are known now. */
export function opensFor(
  { triage }: Pick<Person, 'triage'>,
  { opens, basis, ofGuardian }: Agreement,
): boolean {
  return opens && (basis !== 'consent' || !isChild(triage) || ofGuardian !== false)
}

/** The ground on which somebody may be asked now, as far as this device knows; `now` in ms by the node's clock. */
export function groundFor(
  { heard, person }: Pick<HeardHere, 'heard' | 'person'>,
  purpose: ConsentPurpose,
  now: number,
): HeardPerson['agreed'][number] | undefined {
  return heard.agreed.find(
    (one) =>
      one.purpose === purpose &&
      opensFor(person, one) &&
      (one.expiresAt === undefined || Date.parse(one.expiresAt) > now),
  )
}
