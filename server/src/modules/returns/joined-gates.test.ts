import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import {
  certify,
  closeDesk,
  desk,
  goEarlier,
  move,
  moved,
  newReturn,
  now,
  open,
  openDesk,
} from './testing.ts'
import { ahead, head, read, shelter, signInAll, stateOf, ticket, worker } from './testing.ts'
import { settlePerson, watchReturns } from './watch-returns.ts'

/** Gates that ask another room: the time to recover and think, and the certificate that care holds. */
before(openDesk)
after(closeDesk)

const closed = async (id: string, gate: string): Promise<string | undefined> =>
  (await read(id)).gates.find((one) => one.gate === gate)?.closed

const board = async (gate: string): Promise<number> =>
  (await get(desk.th, worker, 'returnBoard')).gates.find((one) => one.gate === gate)?.people ?? 0

test('while the time to recover runs nobody departs but by their own will, with end and source shown', async () => {
  const { code, id } = await newReturn()
  await open(code, id)
  await ticket(id)
  await moved(id, { track: 'reflection', to: 'none' })
  const view = await read(id)
  assert.deepEqual(view.missing, ['reflection'])
  assert.ok(view.reflection.period?.runs)
  assert.ok(view.reflection.period.cites.length > 10)
  assert.ok(view.reflection.period.endsAt > now())
  const leave = { track: 'logistics', to: 'departed' } as const
  assert.equal((await move(id, leave)).status, 409)
  const release = await ask(desk.th, worker, 'returnRelease', {
    params: { id },
    body: {
      id: newId(),
      items: { companions: [], documents: 0, belongings: 0, medicines: 0, telephones: 0, money: [] },
    },
  })
  assert.equal(release.status, 409, 'nor handed over')
  await goEarlier(id)
  const acts = (await read(id)).acts.filter(({ track }) => track === 'reflection')
  assert.ok(acts.some(({ state, hasReason }) => state === 'early' && hasReason))
  await moved(id, leave)
})

test('to go earlier is the person’s own word: not before they want to go home, in their words, and undone when they think again', async () => {
  const { id } = await newReturn()
  const early = { track: 'reflection', to: 'early', facts: { language: 'sw' } } as const
  assert.equal((await move(id, { ...early, reason: 'Wants to' })).status, 409)
  await moved(id, { track: 'decision', to: 'informed', facts: { language: 'sw' } })
  await moved(id, { track: 'decision', to: 'explained', facts: { language: 'sw' } })
  await moved(id, { track: 'decision', to: 'return' })
  assert.equal((await move(id, early)).status, 400, 'without their words')
  await moved(id, { ...early, reason: 'Wants to' })
  assert.equal(await closed(id, 'reflection'), undefined)
  await moved(id, {
    ...{ track: 'decision', to: 'explained', facts: { language: 'sw' } },
    reason: 'Is not sure any more',
  })
  assert.equal(await closed(id, 'reflection'), 'not-yet')
})

test('two people may open that gate, one may not, and a panel closes it after the time is over', async () => {
  const { code, id } = await newReturn()
  const override = newId()
  await get(desk.th, worker, 'returnOverrideAsk', {
    params: { id },
    body: { id: override, gate: 'reflection', reason: 'The shelter is flooded' },
  })
  const answer = (headers = worker) =>
    ask(desk.th, headers, 'returnOverrideAnswer', {
      params: { id: override },
      body: { agrees: true, reason: 'I saw it' },
    })
  assert.equal((await answer()).status, 403)
  assert.equal((await answer(shelter)).status, 403, 'a case worker is no head')
  assert.equal((await answer(head)).status, 200)
  assert.ok(!(await read(id)).missing.includes('reflection'))

  const later = await newReturn()
  const told = async (): Promise<boolean> =>
    (await get(desk.th, worker, 'workRead', { query: {} })).queues.some(({ items }) =>
      items.some(({ to }) => to === `/protected/${later.code}`),
    )
  assert.ok(!(await told()), 'not at its beginning')
  const counted = await board('reflection')
  desk.th.pass({ minutes: 43 * 24 * 60 })
  await signInAll()
  assert.ok(await told(), 'two days before its end it stands in My work')
  desk.th.pass({ minutes: 3 * 24 * 60 })
  await signInAll()
  assert.equal(await closed(later.id, 'reflection'), undefined, 'the time is over')
  await watchReturns(desk.th.node)
  assert.ok((await board('reflection')) < counted, 'on the board too')
  await get(desk.th, worker, 'determinationOpen', {
    params: { code: later.code },
    body: { id: newId(), organisations: ['th-msd', 'th-bfm'] },
  })
  assert.equal(await closed(later.id, 'reflection'), 'not-yet', 'a panel sits')
  assert.ok(code !== later.code)
})

test('whether somebody can travel is read from the certificate and written down nowhere else', async () => {
  const { code, id } = await newReturn()
  assert.equal((await move(id, { track: 'health', to: 'fit', facts: { until: ahead(9) } })).status, 409)
  assert.equal(await closed(id, 'health'), 'not-yet')
  await certify(code, { validUntil: ahead(9) })
  const view = await read(id)
  assert.equal(view.gates.find(({ gate }) => gate === 'health')?.closed, undefined)
  const track = view.tracks.find((one) => one.track === 'health')
  assert.equal(track?.until, ahead(9))
  assert.deepEqual(track.next, [])
  const before_ = await board('health')
  await settlePerson(desk.th.node, { person: code })
  assert.equal(await board('health'), before_ - 1, 'the board follows by the queue')
  await certify(code, { validUntil: ahead(30), travel: 'not-yet' })
  assert.equal(stateOf(await read(id), 'health'), 'not-fit')
  assert.equal(await closed(id, 'health'), 'not-yet', 'the newest counts')
})
