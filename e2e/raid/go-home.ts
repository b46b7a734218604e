import assert from 'node:assert/strict'

import type { MoveReturn, ReturnView } from '@shield/contract'

import { newId } from '../../server/src/store/identifier.ts'
import { ask, get } from '../../server/src/testing-http.ts'
import { agree, languageOf } from './hear.ts'
import type { Headers, RaidNode, Survivor } from './raid-node.ts'

type Step = Pick<MoveReturn, 'track' | 'to'> & Partial<MoveReturn>

export interface Hands {
  readonly worker: Headers
  readonly shelter: Headers
}

const receiver = 'Home Agency'
const embassy = 'th-kem'

const stateOf = (view: ReturnView, track: string): string =>
  view.tracks.find((one) => one.track === track)?.state ?? assert.fail(track)

export const readReturn = ({ th }: RaidNode, headers: Headers, id: string): Promise<ReturnView> =>
  get(th, headers, 'returnRead', { params: { id } })

/** Brings a track on; gives the answer, whatever it is. */
export async function tryMove(
  node: RaidNode,
  headers: Headers,
  { id, step }: { readonly id: string; readonly step: Step },
): Promise<number> {
  const was = stateOf(await readReturn(node, headers, id), step.track)
  const body = { id: newId(), facts: {}, ...step, was }
  return (await ask(node.th, headers, 'returnMove', { params: { id }, body })).status
}

export async function move(node: RaidNode, headers: Headers, id: string, ...steps: Step[]): Promise<void> {
  for (const step of steps)
    assert.equal(await tryMove(node, headers, { id, step }), 200, `${step.track} ${step.to}`)
}

/** Begins to prepare the way home and tells the person what it would be. */
export async function beginReturn(node: RaidNode, { worker }: Hands, of: Survivor): Promise<string> {
  const id = newId()
  await get(node.th, worker, 'returnOpen', {
    params: { code: of.code },
    body: { id, ...(of.nationality === '' ? {} : { destination: of.nationality.toUpperCase() }) },
  })
  const facts = { language: languageOf(of), adviser: true }
  await move(
    node,
    worker,
    id,
    { track: 'decision', to: 'informed', facts },
    { track: 'decision', to: 'explained', facts },
  )
  return id
}

const dayIn = ({ th }: RaidNode, days: number): string =>
  new Date(th.node.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** Every gate, by whoever's turn it is; the wish was said a day before. */
export async function prepare(
  node: RaidNode,
  { worker, shelter }: Hands,
  { id, of }: { readonly id: string; readonly of: Survivor },
): Promise<void> {
  await move(
    node,
    worker,
    id,
    { track: 'decision', to: 'confirmed' },
    { track: 'reflection', to: 'early', facts: { language: languageOf(of) }, reason: 'Wants to be at home' },
    { track: 'asylum', to: 'no-fear' },
    { track: 'risk', to: 'drafted', facts: { level: 'medium' }, reason: 'A debt at home' },
  )
  await move(node, shelter, id, { track: 'risk', to: 'approved' })
  await get(node.th, worker, 'careAct', {
    params: { code: of.code },
    body: {
      ...{ id: newId(), at: node.th.node.now().toISOString() },
      act: {
        ...{ kind: 'certificate', certificate: newId(), travel: 'fit', interview: 'fit', needsRest: false },
        ...{ doctor: 'Doctor Invented', issuedOn: dayIn(node, 0), validUntil: dayIn(node, 200) },
      },
    },
  })
  await agree(node, worker, { of, purpose: 'transfer-abroad', recipients: [receiver] })
  await agree(node, worker, { of, purpose: 'contact-later' })
  await agree(node, worker, { of, purpose: 'embassy', recipients: [embassy] })
  await get(node.th, worker, 'returnAskEmbassy', {
    params: { id },
    body: { id: newId(), organisation: embassy },
  })
  await move(
    node,
    worker,
    id,
    { track: 'nationality', to: 'confirmed' },
    { track: 'document', to: 'issued', facts: { document: 'emergency', until: dayIn(node, 200) } },
    { track: 'immigration', to: 'irregular', facts: { permittedUntil: dayIn(node, -100), arrested: false } },
    { track: 'immigration', to: 'exit-asked' },
    { track: 'immigration', to: 'granted' },
    { track: 'legal', to: 'no-case' },
    { track: 'reception', to: 'asked', facts: { agency: receiver } },
    { track: 'reception', to: 'accepted' },
  )
  await get(node.th, worker, 'returnCheck', { params: { id }, body: { reason: 'Before the journey' } })
}

/** On the aircraft, handed over against a receipt that both sides signed, and there. */
export async function travel(node: RaidNode, { worker, shelter }: Hands, id: string): Promise<void> {
  const leavesAt = new Date(node.th.node.now().getTime() + 3_600_000).toISOString()
  await move(
    node,
    worker,
    id,
    { track: 'logistics', to: 'booked', facts: { mode: 'flight', leavesAt } },
    { track: 'logistics', to: 'ticketed' },
    { track: 'logistics', to: 'departed' },
  )
  const items = { companions: [], documents: 1, belongings: 1, medicines: 0, telephones: 0, money: [] }
  const { receipt } = await get(node.th, worker, 'returnRelease', {
    params: { id },
    body: { id: newId(), items },
  })
  const body = { receiver: 'Desk officer', digest: receipt?.digest ?? '' }
  const received = await get(node.th, shelter, 'returnReceive', { params: { id }, body })
  assert.ok(received.receipt?.isRight)
  await move(node, worker, id, { track: 'logistics', to: 'arrived' })
}

export async function follow(
  node: RaidNode,
  worker: Headers,
  { id, day }: { readonly id: string; readonly day: number },
): Promise<void> {
  await get(node.th, worker, 'returnFollow', {
    params: { id },
    body: { day, outcome: 'well', words: 'She has work and is not afraid' },
  })
}
