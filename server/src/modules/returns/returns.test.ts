import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import type { ReturnView } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import {
  agree,
  ahead,
  certify,
  closeDesk,
  desk,
  embassy,
  head,
  move,
  moved,
  newReturn,
  now,
  open,
  openDesk,
  police,
  read,
  shelter,
  signInAll,
  stateOf,
  ticket,
  worker,
} from './testing.ts'
import { settlePerson, watchReturns } from './watch-returns.ts'

before(openDesk)
after(closeDesk)

test('somebody goes home: every gate by its own act, nobody leaves before, both sides sign, and a year of asking follows', async () => {
  const { code, id } = await newReturn()
  const fresh = await read(id)
  assert.equal(fresh.stage, 'deciding')
  assert.equal(fresh.missing.length, 11)
  assert.equal(fresh.mission.path, 'mission')
  await open(code, id)
  const ready = await read(id)
  assert.deepEqual([ready.stage, ready.missing], ['ready', []])
  assert.deepEqual(ready.fine && [ready.fine.days > 99, ready.fine.amount, ready.fine.banYears], [
    true,
    '20000.00',
    1,
  ])
  await ticket(id)
  await moved(id, { track: 'logistics', to: 'departed' })
  const early = await ask(desk.th, worker, 'returnReceive', {
    params: { id },
    body: { receiver: 'Desk officer', digest: 'a'.repeat(64) },
  })
  assert.equal(early.status, 409, 'nothing was handed over yet')
  const items = {
    companions: [],
    documents: 2,
    belongings: 1,
    medicines: 0,
    telephones: 1,
    money: [{ amount: '120.00', currency: 'THB' }],
  }
  const released = await get(desk.th, worker, 'returnRelease', {
    params: { id },
    body: { id: newId(), items },
  })
  const { digest = '' } = released.receipt ?? {}
  const other = await ask(desk.th, shelter, 'returnReceive', {
    params: { id },
    body: { receiver: 'Desk officer', digest: 'b'.repeat(64) },
  })
  assert.equal(other.status, 400)
  await get(desk.th, shelter, 'returnReceive', {
    params: { id },
    body: { receiver: 'Desk officer', digest, differs: 'One bag less' },
  })
  const received = await get(desk.th, shelter, 'returnReceive', {
    params: { id },
    body: { receiver: 'Desk officer', digest },
  })
  assert.ok(received.receipt?.isRight && received.receipt.differs, 'what differed stays beside it')
  await desk.th.node.database.pool.query(
    `update return_receipt set items = jsonb_set(items, '{belongings}', '0') where case_id = $1`,
    [id],
  )
  assert.equal((await read(id)).receipt?.isRight, false, 'a changed receipt is found')
  const home = await moved(id, { track: 'logistics', to: 'arrived' })
  assert.deepEqual(
    home.followUps.map(({ day }) => day),
    [7, 30, 90, 180, 365],
  )
  const call = { day: 7, outcome: 'well' as const, words: 'All well' }
  assert.equal((await ask(desk.th, worker, 'returnFollow', { params: { id }, body: call })).status, 403)
  await agree(code, 'contact-later')
  await get(desk.th, worker, 'returnFollow', { params: { id }, body: call })
  assert.equal((await ask(desk.th, worker, 'returnFollow', { params: { id }, body: call })).status, 409)
  const ended = await get(desk.th, worker, 'returnEnd', {
    params: { id },
    body: { outcome: 'returned', reason: 'A year is over' },
  })
  assert.equal(ended.stage, 'ended')
  assert.equal((await move(id, { track: 'legal', to: 'witness' })).status, 409)
})

test('a closed gate stops the journey and the hand-over, an approval needs another hand, and time to think is kept', async () => {
  const { id } = await newReturn()
  await ticket(id)
  assert.equal((await move(id, { track: 'logistics', to: 'departed' })).status, 409)
  const items = { companions: [], documents: 0, belongings: 0, medicines: 0, telephones: 0, money: [] }
  assert.equal(
    (await ask(desk.th, worker, 'returnRelease', { params: { id }, body: { id: newId(), items } })).status,
    409,
  )
  assert.equal(
    (await move(id, { track: 'risk', to: 'drafted', reason: 'Debt' })).status,
    400,
    'the level is missing',
  )
  assert.equal(
    (await move(id, { track: 'risk', to: 'drafted', facts: { level: 'low' } })).status,
    400,
    'the reason is missing',
  )
  await moved(id, { track: 'risk', to: 'drafted', facts: { level: 'low' }, reason: 'Debt' })
  assert.equal((await move(id, { track: 'risk', to: 'approved' })).status, 403)
  await moved(id, { track: 'decision', to: 'informed', facts: { language: 'sw' } })
  await moved(id, { track: 'decision', to: 'explained', facts: { language: 'sw' } })
  await moved(id, { track: 'decision', to: 'return' })
  assert.equal((await move(id, { track: 'decision', to: 'confirmed' })).status, 409)
  assert.equal((await move(id, { track: 'legal', to: 'no-case', was: 'heard' })).status, 412)
  assert.equal((await move(id, { track: 'reencounter', to: 'checked' })).status, 409)
})

test('who says no has an end of their own, and may change it at any time', async () => {
  const { id } = await newReturn()
  await moved(id, { track: 'decision', to: 'informed', facts: { language: 'sw' } })
  await moved(id, { track: 'decision', to: 'explained', facts: { language: 'sw' } })
  const stays = await moved(id, { track: 'decision', to: 'stay' })
  assert.equal(stays.stage, 'stays')
  assert.equal(
    (await move(id, { track: 'decision', to: 'explained', facts: { language: 'sw' } })).status,
    400,
    'in their words',
  )
  await moved(id, {
    track: 'decision',
    to: 'explained',
    facts: { language: 'sw' },
    reason: 'I want to see my son',
  })
  await moved(id, { track: 'decision', to: 'stay' })
  const ended = await get(desk.th, worker, 'returnEnd', {
    params: { id },
    body: { outcome: 'stayed', reason: 'Work permit given' },
  })
  assert.deepEqual([ended.outcome, ended.stage, ended.can], ['stayed', 'ended', []])
  assert.equal(ended.acts.filter(({ track }) => track === 'decision').length, 5, 'nothing was overwritten')
})

test('an override takes two people with two reasons, stays for ever, and never touches what the person wants', async () => {
  const { id } = await newReturn()
  const ask_ = (gate: string) =>
    ask(desk.th, worker, 'returnOverrideAsk', {
      params: { id },
      body: { id: newId(), gate, reason: 'The court is closed' },
    })
  assert.equal((await ask_('decision')).status, 400)
  assert.equal((await ask_('asylum')).status, 400)
  const asked = JSON.parse((await ask_('legal')).text) as ReturnView
  assert.equal((await ask_('legal')).status, 409)
  const [override] = asked.overrides
  assert.ok(override && asked.missing.includes('legal'))
  const answer = (headers: Record<string, string>, agrees: boolean) =>
    ask(desk.th, headers, 'returnOverrideAnswer', {
      params: { id: override.id },
      body: { agrees, reason: 'I have read it' },
    })
  assert.equal((await answer(worker, true)).status, 403, 'nobody agrees with themselves')
  const work = await get(desk.th, head, 'workRead', { query: {} })
  assert.ok(
    work.queues.some(
      ({ name, items }) => name === 'decide' && items.some(({ to }) => to === `/returns/${id}`),
    ),
  )
  assert.equal((await answer(shelter, true)).status, 403, 'a case worker is no head')
  assert.equal((await answer(head, true)).status, 200)
  const after_ = await read(id)
  assert.ok(!after_.missing.includes('legal'))
  assert.ok(after_.gates.find(({ gate }) => gate === 'legal')?.isOverridden)
  assert.ok(after_.overrides[0]?.agreedBy)
  assert.equal((await answer(head, false)).status, 409)
})

test('a child needs a guardian, a decision in its interest and an escort', async () => {
  const { id } = await newReturn('child')
  assert.ok((await read(id)).missing.includes('child'))
  await moved(id, { track: 'child', to: 'guardian' })
  await moved(id, { track: 'child', to: 'determined', reason: 'With the aunt' })
  assert.ok((await read(id)).missing.includes('child'))
  await moved(id, { track: 'child', to: 'escorted' })
  assert.ok(!(await read(id)).missing.includes('child'))
})

test('the clock reminds after the days of the country, and closes a gate whose paper has ended, on the board too', async () => {
  const { code, id } = await newReturn()
  await agree(code, 'embassy', ['th-kem'])
  await get(desk.th, worker, 'returnAskEmbassy', {
    params: { id },
    body: { id: newId(), organisation: 'th-kem' },
  })
  await certify(code, { validUntil: ahead(3) })
  await settlePerson(desk.th.node, { person: code })
  const board = async (): Promise<number> =>
    (await get(desk.th, worker, 'returnBoard')).gates.find(({ gate }) => gate === 'health')?.people ?? 0
  const before_ = await board()
  desk.th.pass({ minutes: 8 * 24 * 60 })
  await signInAll()
  await watchReturns(desk.th.node)
  await watchReturns(desk.th.node)
  assert.ok((await board()) > before_)
  const late = await read(id)
  assert.equal(late.gates.find(({ gate }) => gate === 'health')?.closed, 'expired')
  assert.deepEqual(late.tracks.find(({ track }) => track === 'nationality')?.chased, [7])
  const chasers = await desk.th.node.database.pool.query(
    'select 1 from return_chaser where case_id = $1 and track = $2',
    [id, 'nationality'],
  )
  assert.equal(chasers.rowCount, 1, 'once, however often the clock comes round')
})

test('an embassy sees of its own nationals who agreed the procedure and nothing else, and nothing after they took it back', async () => {
  const { code, id } = await newReturn()
  const body = { id: newId(), organisation: 'th-kem' }
  assert.equal(
    (await ask(desk.th, worker, 'returnAskEmbassy', { params: { id }, body })).status,
    403,
    'not agreed',
  )
  assert.equal((await move(id, { track: 'nationality', to: 'asked' })).status, 403)
  const entry = await agree(code, 'embassy', ['th-kem'])
  await get(desk.th, worker, 'returnAskEmbassy', { params: { id }, body })
  const { items } = await get(desk.th, embassy, 'consularList', { query: { limit: 500 } })
  const matter = items.find((one) => one.id === body.id) ?? assert.fail('the embassy sees it')
  const text = JSON.stringify(matter)
  for (const word of [code, id, 'th-msd', 'th-bfm', desk.arrival, 'Friendship'])
    assert.ok(!text.includes(word), word)
  const opened = await get(desk.th, embassy, 'consularOpen', {
    params: { id: matter.id },
    body: { reason: 'To find the register' },
  })
  assert.deepEqual(opened.names, ['Achieng Test'])
  assert.ok(!JSON.stringify(opened).includes('+999'))
  const answer = (to: string, facts = {}) =>
    ask(desk.th, embassy, 'consularAnswer', {
      params: { id: matter.id },
      body: { id: newId(), track: to === 'issued' ? 'document' : 'nationality', was: 'asked', to, facts },
    })
  assert.equal((await answer('confirmed', { reference: 'KE/2026/17' })).status, 200)
  assert.equal((await answer('issued')).status, 400, 'until when is missing')
  assert.equal((await answer('issued', { document: 'emergency', until: ahead(90) })).status, 200)
  const mine = await read(id)
  assert.deepEqual([stateOf(mine, 'nationality'), stateOf(mine, 'document')], ['confirmed', 'issued'])
  for (const route of ['returnList', 'protectedList'] as const)
    assert.equal((await ask(desk.th, embassy, route, {})).status, 403)
  for (const name of ['returnRead', 'consularRead'] as const)
    assert.equal(
      (await ask(desk.th, police, name, { params: { id: name === 'returnRead' ? id : matter.id } })).status,
      403,
    )
  const gone = await ask(desk.th, embassy, 'consularRead', { params: { id: newId() } })
  await get(desk.th, worker, 'consentRestrict', {
    params: { code },
    body: { id: newId(), restriction: 'not-embassy', at: now() },
  })
  const restricted = await ask(desk.th, embassy, 'consularRead', { params: { id: matter.id } })
  assert.equal(restricted.status, 404)
  assert.equal(plain(restricted.text), plain(gone.text))
  assert.ok(
    !(await get(desk.th, embassy, 'consularList', { query: { limit: 500 } })).items.some(
      (one) => one.id === matter.id,
    ),
  )
  await get(desk.th, worker, 'consentWithdraw', {
    params: { code, id: entry },
    body: { at: now(), mode: 'spoken' },
  })
  assert.equal(
    (await ask(desk.th, embassy, 'consularOpen', { params: { id: matter.id }, body: { reason: 'Again' } }))
      .status,
    404,
  )
})

const plain = (text: string): string => text.replace(/"requestId":"[^"]*"/, '')

test('a batch leaves with who is ready; who is not stays behind; the manifest opens names for a reason', async () => {
  const [goes, stays] = [await newReturn(), await newReturn()]
  await open(goes.code, goes.id)
  await ticket(goes.id)
  const leavesAt = new Date(desk.th.node.now().getTime() + 86_400_000).toISOString()
  const { id } = await get(desk.th, worker, 'batchMake', {
    body: { kind: 'flight', route: 'Bangkok to Nairobi', leavesAt },
  })
  const added = await get(desk.th, worker, 'batchAdd', {
    params: { id },
    body: { returns: [goes.id, stays.id] },
  })
  assert.deepEqual([added.people, added.ready], [2, 1])
  const manifest = await get(desk.th, worker, 'batchManifest', {
    params: { id },
    body: { reason: 'For the airline' },
  })
  assert.deepEqual(
    manifest.rows.map(({ name }) => name),
    ['Achieng Test', 'Achieng Test'],
  )
  const left = await get(desk.th, worker, 'batchDepart', { params: { id }, body: {} })
  const of = (one: string) => left.items.find((item) => item.id === one)?.state
  assert.deepEqual([of(goes.id), of(stays.id)], ['departed', 'left-behind'])
  assert.equal((await read(goes.id)).stage, 'travelling')
  assert.equal((await read(stays.id)).stage, 'deciding')
  assert.equal(
    (await ask(desk.th, worker, 'batchAdd', { params: { id }, body: { returns: [stays.id] } })).status,
    409,
  )
  assert.equal(
    (await ask(desk.th, shelter, 'batchRead', { params: { id } })).status,
    404,
    'another house plans its own',
  )
})

test('the vault tells by document who was here before, and only to who may see both', async () => {
  const { id } = await newReturn()
  assert.equal((await read(id)).met, undefined)
  const checked = await get(desk.th, worker, 'returnCheck', {
    params: { id },
    body: { reason: 'Before the journey' },
  })
  assert.ok((checked.met?.codes.length ?? 0) > 0, 'the same passport was here in the tests above')
  assert.ok(!checked.missing.includes('reencounter'))
  const [first = ''] = checked.met?.codes ?? []
  await desk.th.node.database.pool.query(`update protected_person set carers = '{th-aht}' where code = $1`, [
    first,
  ])
  assert.ok(!(await read(id)).met?.codes.includes(first))
  await desk.th.node.database.pool.query(
    `update protected_person set carers = '{th-msd,th-bfm}' where code = $1`,
    [first],
  )
})

test('the board counts what its lists show, page by page, and another house counts nothing', async () => {
  const board = await get(desk.th, worker, 'returnBoard')
  for (const { stage, people: counted } of board.stages) {
    const seen = new Set<string>()
    let cursor: string | undefined
    do {
      const page = await get(desk.th, worker, 'returnList', {
        query: { stage, limit: 2, ...(cursor ? { cursor } : {}) },
      })
      assert.equal(page.count, counted)
      for (const { id } of page.items) seen.add(id)
      cursor = page.next
    } while (cursor !== undefined)
    assert.equal(seen.size, counted, stage)
  }
  for (const { gate, people: counted } of board.gates)
    assert.equal(
      (await get(desk.th, worker, 'returnList', { query: { gate, limit: 1 } })).count,
      counted,
      gate,
    )
  assert.equal(
    (await get(desk.th, worker, 'returnList', { query: { turn: 'mine', limit: 1 } })).count,
    board.mine,
  )
  assert.equal(
    (await get(desk.th, worker, 'returnList', { query: { late: 'late', limit: 1 } })).count,
    board.late,
  )
  await desk.th.node.database.pool.query(`update protected_person set carers = '{th-msd}'`)
  const others = await get(desk.th, shelter, 'returnBoard')
  assert.equal(
    others.stages.reduce((sum, one) => sum + one.people, 0),
    0,
  )
  assert.deepEqual((await get(desk.th, shelter, 'returnList', {})).items, [])
})
