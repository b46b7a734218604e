import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { messageKinds } from '@shield/contract'
import type { MessageKind } from '@shield/contract'

import type { Node } from '../context.ts'
import { acknowledge, gather, handle, startSender, transportMessages } from './index.ts'
import type { MessageTable, Noted, Outcome } from './index.ts'
import { retryQuarantined } from './quarantine.ts'
import { asOwner, createPair, deliver, postIn, postRecall, rows } from './pair-testing.ts'
import type { Pair } from './pair-testing.ts'
import { inVisit } from './send.ts'

let pair: Pair
const noted: Noted[] = []
/** What the partner does with the next messages, one after the other; after that it takes them. */
let next: (() => Promise<Outcome> | Outcome)[] = []

function table(): MessageTable {
  const note = (_visit: unknown, receipt: Noted): Promise<void> => {
    noted.push(receipt)
    return Promise.resolve()
  }
  const apply = async (): Promise<Outcome> => (next.shift() ?? (() => ({ state: 'recalled' })))()
  const kinds = (Object.keys(messageKinds) as MessageKind[]).filter((kind) => kind !== 'receipt')
  return gather([
    ...transportMessages,
    ...kinds.map((kind) => handle(kind as 'recall', { apply, noted: note })),
  ])
}

before(async () => {
  pair = await createPair()
  for (const { node } of [pair.th, pair.ph]) (node as { messages: Node['messages'] }).messages = table()
})
after(() => pair.close())

const stateOf = async (id: string): Promise<string | undefined> =>
  (await rows<{ state: string }>(pair.ph, 'select state from inbox where message_id = $1', [id]))[0]?.state

test('a message that nobody can read is put in quarantine and holds up neither its lane nor the other', async () => {
  const { th, ph } = pair
  next = [
    () => {
      throw new TypeError('a case nobody thought of')
    },
  ]
  const poison = await postRecall(th, 'ph')
  const behind = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.deepEqual([await stateOf(poison), await stateOf(behind)], ['quarantined', 'recalled'])
  const told = noted.find((one) => one.message === poison)
  assert.deepEqual([told?.state, told?.code], ['quarantined', 'QUARANTINED'])
  assert.equal(await retryQuarantined(ph.node, { peer: 'th', message: behind }), undefined)
  assert.equal(await retryQuarantined(ph.node, { peer: 'th', message: poison }), 'recalled')
  assert.equal(await retryQuarantined(ph.node, { peer: 'th', message: poison }), undefined, 'once')
  await deliver(ph, 'th')
  assert.equal(noted.filter((one) => one.message === poison).at(-1)?.state, 'recalled')
})

test('a start of the node tries again what is in quarantine', async () => {
  const { th, ph } = pair
  next = [
    () => {
      throw new TypeError('mended in the next release')
    },
  ]
  const poison = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  assert.equal(await stateOf(poison), 'quarantined')
  const sender = await startSender(ph.node)
  for (let tries = 0; tries < 200 && (await stateOf(poison)) === 'quarantined'; tries += 1) await sleep(50)
  await sender.stop()
  assert.equal(await stateOf(poison), 'recalled')
})

test("a fault that will pass is nobody's message: the whole envelope comes again and is done once", async () => {
  const { th, ph } = pair
  const before_ = (await rows(ph, 'select 1 from inbox')).length
  const full = (): Promise<Outcome> =>
    // What PostgreSQL says when its disk is full.
    ph.node.database.pool
      .query(`do $$ begin raise exception using errcode = '53100'; end $$`)
      .then(() => ({ state: 'applied' }))
  next = [() => ({ state: 'applied' }), full]
  const ids = [await postRecall(th, 'ph'), await postRecall(th, 'ph')]
  await assert.rejects(deliver(th, 'ph'), /status 500/)
  assert.equal((await rows(ph, 'select 1 from inbox')).length, before_, 'nothing of it is there')
  await deliver(th, 'ph')
  for (const id of ids) assert.equal(await stateOf(id), 'recalled')
})

test('a person sees it, acts on it or will not: each is told once, and stands beside the first receipt', async () => {
  const { th, ph } = pair
  const id = await postRecall(th, 'ph')
  await deliver(th, 'ph')
  const say = (state: 'seen' | 'declined', reason?: string): Promise<void> =>
    inVisit(ph.node, (visit) =>
      acknowledge(visit, 'th', { message: id, state, ...(reason === undefined ? {} : { reason }) }),
    )
  await say('seen')
  await say('seen')
  await say('declined', 'Not of this office')
  await deliver(ph, 'th')
  const held = await rows<{ state: string; reason: string | null }>(
    th,
    `select state, reason from receipt where direction = 'in' and message_id = $1 order by at, id`,
    [id],
  )
  assert.deepEqual(held, [
    { state: 'recalled', reason: null },
    { state: 'seen', reason: null },
    { state: 'declined', reason: 'Not of this office' },
  ])
  assert.equal(noted.filter((one) => one.message === id).length, 3)
})

test('what comes after its last moment is not applied, and the sender hears why', async () => {
  const { th, ph } = pair
  const expires = new Date(th.node.now().getTime() + 60_000)
  const { post } = await import('./post.ts')
  const id = await inVisit(th.node, (visit) =>
    post(visit, { peer: 'ph', kind: 'recall', body: { release: crypto.randomUUID() }, expires }),
  )
  for (const one of [th, ph]) one.pass({ minutes: 2 })
  await deliver(th, 'ph')
  assert.equal(await stateOf(id), 'refused')
  assert.equal(noted.find((one) => one.message === id)?.code, 'EXPIRED')
})

test('a message of a later version is refused by name and is no gap', async () => {
  const { th } = pair
  const later = await postRecall(th, 'ph')
  const unknown = await postRecall(th, 'ph')
  const behind = await postRecall(th, 'ph')
  await asOwner(
    th,
    `update outbox set schema = 7, digest = null where message_id = '${later}'`,
    `update outbox set kind = 'telepathy' where message_id = '${unknown}'`,
  )
  await deliver(th, 'ph')
  const held = await rows<{ message_id: string; state: string; code: string | null }>(
    th,
    `select message_id, state, code from receipt where direction = 'in' and message_id = any($1::uuid[])`,
    [[later, unknown, behind]],
  )
  const of = (id: string): unknown[] => {
    const one = held.find((row) => row.message_id === id)
    return [one?.state, one?.code]
  }
  assert.deepEqual(of(later), ['refused', 'SCHEMA-UNKNOWN'])
  assert.deepEqual(of(unknown), ['refused', 'SCHEMA-UNKNOWN'])
  assert.deepEqual(of(behind), ['recalled', null])
})

test('fields that nobody knows yet are kept byte for byte, signed as they came', async () => {
  const { th, ph } = pair
  const id = await inVisit(th.node, (visit) => postIn(visit, 'ph'))
  await asOwner(th, `update outbox set body = body || '{"later": [1, "zwei"]}' where message_id = '${id}'`)
  await deliver(th, 'ph')
  assert.equal(await stateOf(id), 'recalled')
  const [kept] = await rows<{ text: string }>(
    ph,
    'select e.text from inbox i join inbox_envelope e on e.peer = i.peer and e.id = i.envelope_id where i.message_id = $1',
    [id],
  )
  const { payload } = JSON.parse(kept?.text ?? '') as { payload: string }
  assert.match(Buffer.from(payload, 'base64url').toString(), /"later":\[1,"zwei"\]/)
})

test('what was taken from a partner is known for ever: no row of it can be taken away', async () => {
  const { ph } = pair
  for (const name of ['inbox', 'inbox_envelope', 'receipt', 'answer'])
    await assert.rejects(ph.node.database.pool.query(`delete from ${name}`), /permission denied/, name)
})

test('a kind that is handled twice, or by nobody, ends the start', () => {
  const apply = (): Promise<Outcome> => Promise.resolve({ state: 'applied' })
  assert.throws(() => gather([...transportMessages]), /recall is handled 0 times/)
  assert.throws(
    () => gather([...transportMessages, handle('recall', { apply }), handle('recall', { apply })]),
    /recall is handled 2 times/,
  )
})
