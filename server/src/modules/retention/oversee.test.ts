import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { rows } from '../../peer/pair-testing.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import { sweepRetention } from './index.ts'
import { createKeeping } from './testing.ts'
import type { Headers, Keeping } from './testing.ts'

/** Oversight sees codes of who should be gone, and stops an erasing; nothing of the person, and nobody else ends it. */
let keeping: Keeping
let oversight: Headers
before(async () => {
  keeping = await createKeeping(await createTestNode('th'))
  const commissioner = people.find((one) => one.roles.join() === 'oversight') ?? assert.fail('nobody')
  oversight = await keeping.th.signIn(commissioner, 'oversight')
})
after(() => keeping.th.close())

const sweep = () => sweepRetention(keeping.th.node, {})
const list = (state?: 'overdue' | 'held', headers = oversight) =>
  get(keeping.th, headers, 'overdueList', { query: { limit: 500, ...(state ? { state } : {}) } })
const codesIn = async (state?: 'overdue' | 'held') => (await list(state)).items.map(({ code }) => code)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const placing = (id = newId(), until = inDays(90)) => ({
  ...{ id, until, ground: 'complaint' as const },
  reason: 'Canary Complainant says that she was beaten here',
})
const place = (code: string, body = placing(), headers = oversight) =>
  ask(keeping.th, headers, 'overdueHold', { params: { code }, body })

test('who should be gone stands in the list by the code, with whom to ask; the number in the work opens it', async () => {
  const [code, early] = [await keeping.newPerson(), await keeping.newPerson(new Date().toISOString())]
  await sweep()
  const { items, count } = await list()
  const row = items.find((one) => one.code === code) ?? assert.fail('not in the list')
  assert.ok(!items.some((one) => one.code === early))
  assert.deepEqual(
    [row.carers.map(({ en }) => en), row.rule, row.can, row.proposedAt],
    [['Social Welfare (training)'], 'shipped 1', ['overdueHold'], undefined],
  )
  assert.deepEqual(Object.keys(row).toSorted(), ['can', 'carers', 'code', 'dueOn', 'rule'])
  assert.equal(count, items.length)
  const work = JSON.stringify(await get(keeping.th, oversight, 'workRead', {}))
  assert.ok(work.includes('/keeping?tab=overdue'))
  assert.ok(count === 1 ? work.includes('One person should be erased') : work.includes(`${count} people`))
  assert.ok(!work.includes(code))
  const theirs = JSON.stringify(await get(keeping.th, keeping.head, 'workRead', {}))
  assert.ok(!theirs.includes('tab=overdue'))
})

test('a list in steps shows each once, and whose clock has started anew since the night is not in it', async () => {
  const codes = [await keeping.newPerson(), await keeping.newPerson(), await keeping.newPerson()]
  await sweep()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await get(keeping.th, oversight, 'overdueList', {
      query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
    })
    seen.push(...page.items.map(({ code }) => code))
    cursor = page.next
  } while (cursor !== undefined)
  assert.equal(new Set(seen).size, seen.length)
  for (const code of codes) assert.ok(seen.includes(code))
  await keeping.agree(codes[0] ?? '', new Date().toISOString())
  assert.ok(!(await codesIn()).includes(codes[0] ?? ''))
})

test('oversight stops an erasing that was proposed; who cares reads why and cannot end it; oversight can', async () => {
  const code = await keeping.newPerson()
  await sweep()
  const erasure = newId()
  await get(keeping.th, keeping.worker, 'erasurePropose', {
    params: { code },
    body: { id: erasure, ground: 'due', reason: 'Nothing speaks for keeping it' },
  })
  assert.ok((await list()).items.find((one) => one.code === code)?.proposedAt)
  const body = placing()
  assert.equal((await place(code, body)).status, 200)
  assert.equal((await place(code, body)).status, 200, 'sent again it is the same')
  assert.ok(!(await codesIn()).includes(code))
  const mine = (await list('held')).items.find((one) => one.code === code)
  assert.deepEqual(
    [mine?.hold?.ground, mine?.hold?.until, mine?.can],
    ['complaint', body.until, ['overdueRelease']],
  )
  const stopped = await ask(keeping.th, keeping.head, 'erasureDecide', {
    params: { id: erasure },
    body: { reason: 'Looked through' },
  })
  assert.equal(stopped.status, 409)
  const view = await get(keeping.th, keeping.head, 'retentionRead', { params: { code } })
  assert.deepEqual([view.holds[0]?.ofOversight, view.holds[0]?.can], [true, ['holdWords']])
  const hold = { params: { id: body.id }, body: { reason: 'We want to go on' } }
  assert.equal((await ask(keeping.th, keeping.head, 'holdRelease', hold)).status, 403)
  const review = { params: { id: body.id }, body: { until: inDays(1) } }
  assert.equal((await ask(keeping.th, keeping.head, 'holdReview', review)).status, 403)
  const words = await get(keeping.th, keeping.head, 'holdWords', hold)
  assert.equal(words.words, body.reason)
  const stored = await rows<{ text: string }>(keeping.th, 'select h::text as text from legal_hold h')
  assert.ok(!stored.some(({ text }) => text.includes('Canary')))
  await get(keeping.th, oversight, 'overdueRelease', { ...hold, body: { reason: 'It was looked into' } })
  assert.equal((await ask(keeping.th, oversight, 'overdueRelease', hold)).status, 409)
  assert.ok((await codesIn()).includes(code))
})

test('somebody who is not overdue is nobody here, like who never was; a hold of those who care is not oversight’s', async () => {
  const [early, code] = [await keeping.newPerson(new Date().toISOString()), await keeping.newPerson()]
  await sweep()
  const same = (text: string) => text.replaceAll(/"(requestId|instance)":"[^"]*"/g, '')
  const [hidden, missing] = [await place(early), await place('0000-0000-0000')]
  assert.deepEqual([hidden.status, same(hidden.text)], [404, same(missing.text)])
  assert.equal((await place(code, placing(newId(), inDays(400)))).status, 400)
  for (const headers of [keeping.worker, keeping.head])
    assert.equal((await place(code, placing(), headers)).status, 403)
  const id = newId()
  await get(keeping.th, keeping.head, 'holdPlace', {
    params: { code },
    body: { id, ground: 'claim', until: inDays(60), reason: 'A claim is before the court' },
  })
  const release = { params: { id }, body: { reason: 'Not ours' } }
  assert.equal((await ask(keeping.th, oversight, 'overdueRelease', release)).status, 404)
  assert.ok(!(await codesIn('held')).includes(code))
})

test('oversight states its purpose, and reads the rules but no clock of a person', async () => {
  const commissioner = people.find((one) => one.roles.join() === 'oversight') ?? assert.fail('nobody')
  const other = await keeping.th.signIn(commissioner, 'administration')
  assert.equal((await ask(keeping.th, other, 'overdueList', {})).status, 403)
  assert.equal((await ask(keeping.th, oversight, 'retentionRules', {})).status, 200)
  const code = await keeping.newPerson()
  assert.equal((await ask(keeping.th, oversight, 'retentionRead', { params: { code } })).status, 403)
})
