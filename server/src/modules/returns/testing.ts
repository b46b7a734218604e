import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import type { MoveReturn, ReturnView } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

/** Headers of who acts; signed in anew whenever a day has passed. */
export const worker: Headers = {}
export const shelter: Headers = {}
/** Heads the shelter: the second person. */
export const head: Headers = {}
export const embassy: Headers = {}
export const police: Headers = {}

/** The node and the board that the tests share. */
export const desk = {} as { th: TestNode; arrival: string }

/** Files of one process share the desk: whoever comes first opens it, and the last one closes it. */
let users = 0
let opening: Promise<void> | undefined

export function openDesk(): Promise<void> {
  users += 1
  opening ??= openFirst()
  return opening
}

export async function closeDesk(): Promise<void> {
  users -= 1
  if (users === 0) await desk.th.close()
}

async function openFirst(): Promise<void> {
  desk.th = await createTestNode('th')
  await signInAll()
  const place = { site: 'Friendship Bridge 2', startedAt: now(), organisations: ['th-bfm'] }
  desk.arrival = (await get(desk.th, worker, 'arrivalMake', { body: place })).id
}

export async function signInAll(): Promise<void> {
  const of = (role: string, organisation: string) =>
    people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
    assert.fail(role)
  Object.assign(worker, await desk.th.signIn(of('case-worker', 'th-msd'), 'victim-protection'))
  Object.assign(shelter, await desk.th.signIn(of('case-worker', 'th-bfm'), 'victim-protection'))
  Object.assign(head, await desk.th.signIn(of('shelter-head', 'th-bfm'), 'victim-protection'))
  Object.assign(embassy, await desk.th.signIn(of('consular-officer', 'th-kem'), 'consular-return'))
  Object.assign(police, await desk.th.signIn(of('analyst', 'th-aht'), 'investigation'))
}

export const now = (): string => desk.th.node.now().toISOString()
export const ahead = (days: number): string =>
  new Date(desk.th.node.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

const identity = {
  names: [{ text: 'Achieng Test', kind: 'document' as const }],
  born: '1999',
  citizenships: ['KE'],
  documents: [{ kind: 'passport' as const, issuer: 'ZZ', number: 'XX7770001', holds: 'taken' as const }],
  phones: ['+999812345670'],
}

export async function newReturn(age: 'adult' | 'child' = 'adult'): Promise<{ code: string; id: string }> {
  const code = personCode(randomBytes(11))
  await get(desk.th, worker, 'arrivalAdd', {
    params: { id: desk.arrival },
    body: { acts: [{ id: newId(), code, at: now(), triage: { age, speaks: ['sw'] }, identity }] },
  })
  const id = newId()
  await get(desk.th, worker, 'returnOpen', { params: { code }, body: { id, destination: 'KE' } })
  return { code, id }
}

export const read = (id: string, headers = worker): Promise<ReturnView> =>
  get(desk.th, headers, 'returnRead', { params: { id } })
export const stateOf = (view: ReturnView, track: string): string =>
  view.tracks.find((one) => one.track === track)?.state ?? assert.fail(track)

type Step = Pick<MoveReturn, 'track' | 'to'> & Partial<MoveReturn>

export async function move(
  id: string,
  step: Step,
  headers = worker,
): Promise<{ status: number; text: string }> {
  const was = step.was ?? stateOf(await read(id), step.track)
  return ask(desk.th, headers, 'returnMove', {
    params: { id },
    body: { id: newId(), facts: {}, ...step, was },
  })
}

export async function moved(id: string, step: Step, headers = worker): Promise<ReturnView> {
  const answer = await move(id, step, headers)
  assert.equal(answer.status, 200, `${step.track} ${step.to}: ${answer.text}`)
  return JSON.parse(answer.text) as ReturnView
}

export async function agree(
  code: string,
  purpose: string,
  recipients: readonly string[] = [],
): Promise<string> {
  const id = newId()
  await get(desk.th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{ id, purpose: purpose as 'embassy', recipients: [...recipients], basis: 'consent', mode: 'spoken' },
      ...{ language: 'sw', textVersion: '1', at: now() },
    },
  })
  return id
}

async function decide(id: string): Promise<void> {
  await moved(id, { track: 'decision', to: 'informed', facts: { language: 'sw' } })
  await moved(id, { track: 'decision', to: 'explained', facts: { language: 'sw', adviser: true } })
  await moved(id, { track: 'decision', to: 'return' })
  desk.th.pass({ minutes: 25 * 60 })
  await signInAll()
  await moved(id, { track: 'decision', to: 'confirmed' })
}

/** In the person's own words: they want to go before the time to recover is over. */
export const goEarlier = (id: string): Promise<ReturnView> =>
  moved(id, {
    ...{ track: 'reflection', to: 'early', facts: { language: 'sw' } },
    reason: 'My mother is ill and waits for me',
  })

/** The doctor's certificate, where care keeps it. */
export async function certify(
  code: string,
  { validUntil, travel = 'fit' }: { readonly validUntil: string; readonly travel?: 'fit' | 'not-yet' },
): Promise<void> {
  await get(desk.th, worker, 'careAct', {
    params: { code },
    body: {
      ...{ id: newId(), at: now() },
      act: {
        ...{ kind: 'certificate', certificate: newId(), travel, interview: 'fit', needsRest: false },
        ...{ doctor: 'Doctor Invented', issuedOn: ahead(0), validUntil },
      },
    },
  })
}

/** Every gate but those named, in an order of no importance. */
export async function open(code: string, id: string): Promise<void> {
  await decide(id)
  await goEarlier(id)
  await moved(id, { track: 'asylum', to: 'no-fear' })
  await moved(id, { track: 'risk', to: 'drafted', facts: { level: 'medium' }, reason: 'Debt at home' })
  await moved(id, { track: 'risk', to: 'approved' }, shelter)
  await agree(code, 'embassy', ['th-kem'])
  await agree(code, 'transfer-abroad', ['Home Agency'])
  await get(desk.th, worker, 'returnAskEmbassy', {
    params: { id },
    body: { id: newId(), organisation: 'th-kem' },
  })
  await moved(id, { track: 'nationality', to: 'confirmed' })
  await moved(id, { track: 'document', to: 'issued', facts: { document: 'emergency', until: ahead(200) } })
  await moved(id, {
    track: 'immigration',
    to: 'irregular',
    facts: { permittedUntil: ahead(-100), arrested: false },
  })
  await moved(id, { track: 'immigration', to: 'exit-asked' })
  await moved(id, { track: 'immigration', to: 'granted' })
  await moved(id, { track: 'legal', to: 'no-case' })
  await certify(code, { validUntil: ahead(200) })
  await moved(id, { track: 'reception', to: 'asked', facts: { agency: 'Home Agency' } })
  await moved(id, { track: 'reception', to: 'accepted' })
  await get(desk.th, worker, 'returnCheck', { params: { id }, body: { reason: 'Before the journey' } })
}

export async function ticket(id: string): Promise<void> {
  const facts = {
    mode: 'flight' as const,
    leavesAt: new Date(desk.th.node.now().getTime() + 86_400_000).toISOString(),
  }
  await moved(id, { track: 'logistics', to: 'booked', facts })
  await moved(id, { track: 'logistics', to: 'ticketed' })
}
