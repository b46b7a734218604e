import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { addPerson } from '../identity/index.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let shelter: Headers
/** A colleague of the worker, who decides what the worker wrote down. */
let colleague: Headers
let arrival: string
const of = (role: string, organisation: string) =>
  people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
  assert.fail(role)

before(async () => {
  th = await createTestNode('th')
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  const id = await th.node.database.inTransaction((tx) =>
    addPerson(
      { tx, node: th.node, now: th.node.now(), requestId: newId() },
      {
        ...{ name: { en: 'Second Worker', th: 'ผู้ปฏิบัติงานคนที่สอง' }, organisation: 'th-msd' },
        ...{ clearance: 2, cases: [], roles: ['case-worker'] },
      },
    ),
  )
  colleague = await th.signIn({ id }, 'victim-protection')
  const place = { site: 'Bridge', startedAt: new Date().toISOString(), organisations: [] }
  arrival = (await get(th, worker, 'arrivalMake', { body: place })).id
})
after(() => th.close())

async function newPerson(staysWith: readonly string[] = []): Promise<string> {
  const code = personCode(randomBytes(11))
  const identity = {
    names: [{ text: 'မိမိခိုင်', kind: 'given' as const }],
    citizenships: [],
    documents: [],
    phones: ['+999 81 555 0199'],
  }
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: {
      acts: [
        {
          ...{ id: newId(), code, at: new Date().toISOString(), triage: { age: 'adult', speaks: ['my'] } },
          ...{ identity, staysWith: [...staysWith] },
        },
      ],
    },
  })
  return code
}
const file = (code: string, headers = worker) => get(th, headers, 'subjectFile', { params: { code } })

test('the file says what is held, by whom, and who looked, agency by agency', async () => {
  const code = await newPerson()
  await get(th, worker, 'protectedRead', { params: { code } })
  await get(th, worker, 'protectedOpen', { params: { code }, body: { reason: 'To call a relative' } })
  const view = await file(code)
  assert.deepEqual(view.held.map(({ kind }) => kind).toSorted(), ['arrival', 'identity'])
  assert.deepEqual(
    view.holders.map(({ organisation, because }) => [organisation.en, because]),
    [['Social Welfare (training)', 'cares']],
  )
  const looks = view.looks.map(({ kind, organisation, purpose, times }) => [
    kind,
    organisation.en,
    purpose,
    times,
  ])
  assert.ok(looks.some(([kind, , purpose]) => kind === 'opened' && purpose === 'victim-protection'))
  assert.ok(looks.some(([kind]) => kind === 'read'))
  assert.ok(!JSON.stringify(view.looks).includes('Napaporn'), 'the officer is not named')
  const trail = await ask(th, shelter, 'subjectFile', { params: { code } })
  assert.equal(trail.status, 404)
})

test('nobody else is in the file, however close they are', async () => {
  const sister = await newPerson()
  const code = await newPerson([sister])
  assert.equal((await get(th, worker, 'protectedRead', { params: { code } })).staysWith[0]?.code, sister)
  const view = JSON.stringify(await file(code))
  assert.ok(!view.includes(sister))
  const paper = await ask(th, worker, 'subjectPrint', {
    params: { code },
    body: { language: 'my', reason: 'To give it to the person' },
  })
  assert.equal(paper.status, 200, paper.text)
  assert.ok(!paper.text.includes(sister))
  assert.ok(paper.text.includes('မိမိခိုင်'))
})

test('the paper is in the person’s language beside the officer’s, and a draft is called one', async () => {
  const code = await newPerson()
  const print = (language: string) =>
    get(th, worker, 'subjectPrint', { params: { code }, body: { language, reason: 'To give it' } })
  const seen = new Set<string>()
  for (const language of ['th', 'en', 'my', 'km', 'lo', 'zh', 'vi', 'hi', 'id', 'am', 'sw']) {
    const { words, isDraft, language: given } = await print(language)
    assert.equal(given, language)
    assert.equal(isDraft, language !== 'th' && language !== 'en')
    assert.deepEqual(Object.keys(words.own).toSorted(), Object.keys(words.officer).toSorted())
    assert.ok(Object.values(words.own).every((text) => text.length > 1))
    seen.add(words.own['title'] ?? '')
  }
  assert.equal(seen.size, 11, 'no two languages say the same')
  const unknown = await print('tet')
  assert.deepEqual([unknown.language, unknown.isDraft], ['en', true])
})

test('what was given is noted once, and who was only let in gives no file', async () => {
  const code = await newPerson()
  const body = { id: newId(), language: 'my', way: 'paper' as const }
  await get(th, worker, 'subjectGive', { params: { code }, body })
  const again = await get(th, worker, 'subjectGive', { params: { code }, body })
  assert.deepEqual(
    again.given.map(({ language, way }) => [language, way]),
    [['my', 'paper']],
  )
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{ id: newId(), purpose: 'referral', recipients: ['th-bfm'], basis: 'consent', mode: 'spoken' },
      ...{ language: 'my', textVersion: '1', at: new Date().toISOString() },
    },
  })
  await get(th, worker, 'shareMake', {
    params: { code },
    body: { organisation: 'th-bfm', purpose: 'referral', parts: [] },
  })
  assert.equal((await ask(th, shelter, 'protectedRead', { params: { code } })).status, 200)
  assert.equal((await ask(th, shelter, 'subjectFile', { params: { code } })).status, 403)
  assert.ok((await file(code)).holders.some(({ because }) => because === 'agreed'))
})

test('a correction: another person decides, both stay, and the person is told in a language they speak', async () => {
  const code = await newPerson()
  const id = newId()
  const words = 'My name is written with another letter'
  const made = await get(th, worker, 'correctionMake', {
    params: { code },
    body: { id, about: 'identity', words, language: 'my' },
  })
  assert.equal(made.corrections[0]?.outcome, undefined)
  assert.ok(!made.corrections[0]?.can.includes('correctionDecide'), 'who wrote it down does not decide')
  const body = { outcome: 'accepted' as const, reason: 'The wristband list has it the other way' }
  assert.equal((await ask(th, worker, 'correctionDecide', { params: { id }, body })).status, 403)
  assert.equal((await ask(th, shelter, 'correctionDecide', { params: { id }, body })).status, 404)
  const before_ = await get(th, colleague, 'workRead', { query: {} })
  assert.ok(before_.queues.some(({ items }) => items.some((item) => item.id === id)))
  const decided = await get(th, colleague, 'correctionDecide', { params: { id }, body })
  assert.equal(decided.corrections[0]?.outcome, 'accepted')
  assert.equal((await ask(th, colleague, 'correctionDecide', { params: { id }, body })).status, 409)
  const opened = await get(th, colleague, 'correctionWords', {
    params: { id },
    body: { reason: 'To tell it' },
  })
  assert.deepEqual(opened, { words, because: body.reason })
  const foreign = await ask(th, worker, 'correctionTell', { params: { id }, body: { language: 'fr' } })
  assert.equal(foreign.status, 400)
  const told = await get(th, worker, 'correctionTell', { params: { id }, body: { language: 'my' } })
  assert.equal(told.corrections[0]?.toldLanguage, 'my')
  const stored = await th.node.database.pool.query<{ text: string }>(
    'select c::text as text from correction c',
  )
  assert.ok(!stored.rows.some(({ text }) => text.includes('letter') || text.includes('wristband')))
})
