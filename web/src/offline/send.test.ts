import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { ArrivalAct, BeginInterview, GiveConsent, Session } from '../api/wire.ts'
import type { Device } from './device.ts'
import { heardHere } from './heard.ts'
import { again } from './outbox.ts'
import type { Waiting } from './outbox.ts'
import { peopleAt } from './people.ts'
import { contactNode, renewPacks, sendWaiting } from './send.ts'
import type { NodeDoor } from './send.ts'
import { actOf, begin, carrying, codeOf, packOf, passphrase } from './testing.ts'

const problem = (status: number, body: object = {}): Error =>
  Object.assign(new Error(`answered ${status}`), { problem: body, status })

const sessionOf = (id: string, can = ['protection.work']): Session =>
  ({ person: { id }, can }) as unknown as Session
const unasked = (): Promise<never> => Promise.reject(new Error('nobody asks this here'))

/** The node at the other end of the line: what it got, and what it says. */
function nodeOf(changes: Partial<NodeDoor> = {}) {
  const got: ArrivalAct[][] = []
  const node: NodeDoor = {
    session: async () => sessionOf('worker'),
    add: async (_, acts) => {
      got.push([...acts])
      return acts.map(({ id, code }) => ({ id, code, outcome: 'made', conflicts: [] }))
    },
    ...{ agree: unasked, refuse: unasked, begin: unasked, tell: unasked },
    renew: async () => packOf(),
    contact: async ({ expiresAt }) => ({ order: 'keep', now: new Date(begin).toISOString(), expiresAt }),
    ...changes,
  }
  return { node, got }
}

const waitingOf = (device: Device) => {
  const state = device.state()
  return state.at === 'open' ? state.waiting : assert.fail(state.at)
}

test('what waits goes in its order, fifty at a time, and leaves only when the node has it', async () => {
  const { device } = await carrying()
  for (let at = 0; at < 120; at += 1) await device.addAct(actOf(codeOf(at % 30)))
  const order = waitingOf(device).map(({ id }) => id)
  let fails = 1
  const { node, got } = nodeOf()
  const shaky = {
    ...node,
    add: async (board: string, acts: readonly ArrivalAct[]) => {
      if (got.length === 1 && fails-- > 0) throw new TypeError('fetch failed')
      return node.add(board, acts)
    },
  }
  const first = await sendWaiting(device, shaky)
  assert.deepEqual([first.sent, first.stopped, waitingOf(device).length], [50, 'no-network', 70])
  const told: number[] = []
  const second = await sendWaiting(device, shaky, (sent) => told.push(sent))
  assert.deepEqual([second.sent, second.stopped, told], [70, undefined, [50, 70]])
  assert.deepEqual(
    got.map((acts) => acts.length),
    [50, 50, 20],
  )
  assert.deepEqual(
    got.flat().map(({ id }) => id),
    order,
  )
})

test('an act that is refused stays with the words of the node; those of the same person wait behind it, the others go', async () => {
  const { device } = await carrying()
  const bad = actOf(codeOf(7))
  const behind = actOf(codeOf(7))
  for (const one of [actOf(codeOf(5)), bad, actOf(codeOf(6)), behind]) await device.addAct(one)
  let isMended = false
  const { node, got } = nodeOf()
  const strict = {
    ...node,
    add: async (board: string, acts: readonly ArrivalAct[]) => {
      if (!isMended && acts.some(({ id }) => id === bad.deed.act.id))
        throw problem(400, {
          code: 'body-invalid',
          title: 'Not right',
          pointers: [{ pointer: '/acts/1/code', hint: 'scan again' }],
        })
      return node.add(board, acts)
    },
  }
  const sent = await sendWaiting(device, strict)
  assert.deepEqual([sent.sent, sent.stopped], [2, undefined])
  assert.deepEqual(
    got.flat().map(({ code }) => code),
    [codeOf(5), codeOf(6)],
  )
  const [refused, waits] = waitingOf(device)
  assert.equal(refused?.refused?.words, 'Not right · scan again')
  assert.deepEqual([waits?.id, waits?.refused], [behind.deed.act.id, undefined])
  isMended = true
  if (refused) await device.keepWaiting(again(refused))
  assert.equal((await sendWaiting(device, strict)).sent, 2)
  assert.deepEqual(
    got
      .flat()
      .slice(2)
      .map(({ id }) => id),
    [bad.deed.act.id, behind.deed.act.id],
  )
  assert.equal(waitingOf(device).length, 0)
})

test('answers that differed come back field by field, and stay until somebody has looked', async () => {
  const { device, anew } = await carrying()
  const act = actOf(codeOf(2), { triage: { health: 'now' }, seen: { health: 'soon' } })
  await device.addAct(act)
  const { node } = nodeOf({
    add: async (_, acts) =>
      acts.map(({ id, code }) => ({ id, code, outcome: 'conflict', conflicts: ['health'] })),
  })
  await sendWaiting(device, node)
  const next = anew()
  await next.unlock(passphrase)
  const state = next.state()
  assert.deepEqual(state.at === 'open' ? state.done.map(({ code, conflicts }) => [code, conflicts]) : [], [
    [codeOf(2), ['health']],
  ])
  await next.forgetDone([act.deed.act.id])
  const after = next.state()
  assert.deepEqual(after.at === 'open' ? after.done : undefined, [])
})

test('nothing goes under the name of somebody else, and everything waits through silence, a lost session and a purpose', async () => {
  const { device } = await carrying()
  await device.addAct(actOf(codeOf(5)))
  const other = nodeOf({ session: async () => sessionOf('colleague') })
  assert.equal((await sendWaiting(device, other.node)).stopped, 'somebody-else')
  assert.equal(other.got.length, 0)
  for (const [error, stopped] of [
    [new TypeError('fetch failed'), 'no-network'],
    [problem(401), 'signed-out'],
    [problem(400, { code: 'purpose-missing' }), 'purpose'],
    [problem(503, { code: 'vault-closed' }), 'away'],
    [problem(429, { code: 'too-many' }), 'away'],
    [problem(403, { code: 'not-allowed' }), 'refused'],
  ] as const) {
    const { node } = nodeOf({ add: () => Promise.reject(error) })
    assert.equal((await sendWaiting(device, node)).stopped, stopped)
  }
  assert.equal(waitingOf(device).length, 1)
  assert.equal(waitingOf(device)[0]?.refused, undefined)
})

const talk = 'talk-1'
const told = (indicator: string, value: 'yes' | 'no', id: string): Pick<Waiting, 'by' | 'code' | 'deed'> => ({
  ...{ by: 'worker', code: codeOf(1) },
  deed: {
    ...{ kind: 'told', interview: talk },
    act: { id, at: '2026-05-12T02:00:00Z', act: { kind: 'answer', indicator, value, basis: 'said' } },
  },
})
const beginning = {
  ...{ id: talk, personLanguage: 'my', officerLanguage: 'th', interpreter: 'none' },
  ...{ checklist: [], present: [] },
} satisfies BeginInterview
const heardPack = () =>
  packOf({
    kind: 'interview',
    heard: [{ code: codeOf(1), answers: [], agreed: [], restrictions: [] }],
  })

test('agreement, beginning and answers go in the order they were made, and what the node has is still told here', async () => {
  const { device, anew } = await carrying(heardPack())
  const given = {
    ...{
      id: 'given-1',
      purpose: 'interview',
      recipients: [],
      basis: 'consent',
      mode: 'spoken',
      language: 'my',
    },
    ...{ textVersion: '2', at: '2026-05-12T02:00:00Z' },
  } satisfies GiveConsent
  const of = { by: 'worker', code: codeOf(1) }
  await device.addAct({ ...of, deed: { kind: 'agreed', given } })
  await device.addAct({ ...of, deed: { kind: 'begun', begin: beginning } })
  await device.addAct(told('CD01', 'yes', 'a1'))
  await device.addAct(told('CD02', 'no', 'a2'))
  const went: string[] = []
  const { node } = nodeOf({
    agree: async (code, { id }) => went.push(`${id} ${code === codeOf(1)}`),
    begin: async (_, { id, at }) => went.push(`${id} ${at !== undefined}`),
    tell: async (_, acts) => {
      went.push(acts.map(({ id }) => id).join(' '))
      return acts.map(({ id }) => ({ id, outcome: id === 'a2' ? 'conflict' : 'done' }))
    },
  })
  assert.deepEqual((await sendWaiting(device, node)).stopped, undefined)
  assert.deepEqual(went, ['given-1 true', 'talk-1 true', 'a1 a2'])
  const next = anew()
  await next.unlock(passphrase)
  const state = next.state()
  if (state.at !== 'open') assert.fail(state.at)
  assert.deepEqual(
    state.done.map(({ kind, conflicts }) => [kind, conflicts]),
    [['told', ['CD02']]],
  )
  const [here] = heardHere(state.packs, state.waiting)
  assert.deepEqual(
    here?.interview?.answers.map(({ indicator, value }) => [indicator, value]),
    [
      ['CD01', 'yes'],
      ['CD02', 'no'],
    ],
    'sent and not yet asked for anew: nothing is asked twice',
  )
  assert.equal(here.heard.agreed.length, 1)
})

test('an agreement that is missing holds back what came after it, of this person alone, until somebody leaves it out', async () => {
  const { device } = await carrying(heardPack())
  await device.addAct({ by: 'worker', code: codeOf(1), deed: { kind: 'begun', begin: beginning } })
  await device.addAct(told('CD01', 'yes', 'a1'))
  await device.addAct(actOf(codeOf(5)))
  const { node, got } = nodeOf({
    begin: () => Promise.reject(problem(403, { code: 'not-allowed', detail: 'taken back' })),
    tell: async (_, acts) => acts.map(({ id }) => ({ id, outcome: 'done' })),
  })
  assert.deepEqual(await sendWaiting(device, node), { sent: 1 })
  assert.equal(got.length, 1)
  assert.deepEqual(
    waitingOf(device).map(({ id, refused }) => [id, refused?.words]),
    [
      [talk, 'taken back'],
      ['a1', undefined],
    ],
  )
  await device.leaveOut(talk)
  assert.equal((await sendWaiting(device, node)).sent, 1)
})

test('who may not work with people in care sends nothing, and no act is marked for it', async () => {
  const { device } = await carrying(heardPack())
  await device.addAct(told('CD01', 'yes', 'a1'))
  const { node } = nodeOf({ session: async () => sessionOf('worker', []) })
  assert.equal((await sendWaiting(device, node)).stopped, 'refused')
  assert.equal(waitingOf(device)[0]?.refused, undefined)
})

test('wiped on order: what waits goes first where its holder is there; locked, everything goes at once', async () => {
  for (const isOpen of [true, false]) {
    const { device, shelf } = await carrying()
    await device.addAct(actOf(codeOf(5)))
    if (!isOpen) await device.lock()
    const told: boolean[] = []
    const { node, got } = nodeOf({
      contact: async ({ expiresAt }, wiped) => {
        told.push(wiped)
        return { order: 'wipe', now: new Date(begin).toISOString(), expiresAt }
      },
    })
    assert.equal(await contactNode(device, node), 'wiped')
    assert.deepEqual(device.state(), { at: 'wiped', because: 'ordered' })
    assert.equal(got.length, isOpen ? 1 : 0)
    assert.deepEqual(told, [false, true])
    assert.equal(shelf.kept.get('held')?.size ?? 0, 0)
    assert.equal(shelf.kept.get('outbox')?.size ?? 0, 0)
    assert.equal(shelf.kept.get('lock')?.size ?? 0, 0, 'the node was told')
  }
})

test('a node that does not know the device any more wipes nothing', async () => {
  const { device } = await carrying()
  const { node } = nodeOf({ contact: () => Promise.reject(problem(401, { code: 'secret-refused' })) })
  assert.equal(await contactNode(device, node), 'no-answer')
  assert.equal(device.state().at, 'open')
})

test('a pack that is no longer the holder’s goes when it is to be renewed; silence takes nothing', async () => {
  const { device } = await carrying()
  await renewPacks(device, nodeOf({ renew: () => Promise.reject(new TypeError('fetch failed')) }).node)
  assert.equal(device.state().at, 'open')
  await renewPacks(device, nodeOf({ renew: () => Promise.reject(problem(404)) }).node)
  assert.equal(device.state().at, 'empty')
})

test('the queue on the device is the node’s order with what was done here since', async () => {
  const { device } = await carrying()
  await device.addAct(actOf(codeOf(3), { triage: { health: 'now' } }))
  await device.addAct(
    actOf(codeOf(2), { triage: { age: 'unsure', health: 'soon' }, seen: { health: 'well' } }),
  )
  const queue = peopleAt(packOf(), waitingOf(device))
  assert.deepEqual(
    queue.map(({ code, turn, waiting }) => [code, turn, waiting]),
    [
      [codeOf(3), 'health-now', 1],
      [codeOf(2), 'child-alone', 1],
      [codeOf(1), 'child', 0],
    ],
  )
  assert.deepEqual(queue[1]?.triage, { health: 'soon', age: 'unsure' })
})
