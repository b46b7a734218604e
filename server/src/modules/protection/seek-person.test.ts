import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'

import type { SeekPerson } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { ask, get } from '../../testing-http.ts'
import { recordStatements } from '../../testing-statements.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
let worker: Headers
let shelter: Headers
const of = (role: string, organisation: string) =>
  people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
  assert.fail(role)

const number = 'MF 123456'
const codes: string[] = []

before(async () => {
  th = await createTestNode('th')
  await signIn()
  const place = { site: 'Bridge', startedAt: new Date().toISOString(), organisations: [] }
  const { id } = await get(th, worker, 'arrivalMake', { body: place })
  for (let at = 0; at < 5; at += 1) {
    const code = personCode(randomBytes(11))
    codes.push(code)
    const identity = {
      names: [{ text: 'Thida Aye Win', kind: 'given' as const }],
      born: '2001',
      citizenships: [],
      documents:
        at === 0 ? [{ kind: 'passport' as const, issuer: 'MM', number, holds: 'taken' as const }] : [],
      phones: ['+999 81 555 0199'],
    }
    const act = { id: newId(), code, at: new Date().toISOString(), triage: {}, identity }
    await get(th, worker, 'arrivalAdd', { params: { id }, body: { acts: [act] } })
  }
})
after(() => th.close())
/** A day later nobody has asked today. */
beforeEach(async () => {
  th.pass({ minutes: 25 * 60 })
  await signIn()
})

async function signIn(): Promise<void> {
  worker = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
}

const by = (rest: Partial<SeekPerson>): SeekPerson => ({
  why: 'came-again',
  documents: [],
  phones: [],
  ...rest,
})
const document = by({ documents: [{ issuer: 'MM', number: 'mf-123456' }] })

test('a document finds who has it, for who may see the person', async () => {
  const { found, left } = await get(th, worker, 'protectedSeek', { body: document })
  assert.deepEqual(found, [{ code: codes[0], fits: ['document'] }])
  assert.equal(left, 19)
})

test('somebody of another house and somebody who is nowhere: one status, the same bytes, the same statements', async () => {
  const recorder = recordStatements()
  try {
    const shape = async (body: SeekPerson): Promise<string> => {
      recorder.take()
      const answer = await ask(th, shelter, 'protectedSeek', { body })
      assert.equal(answer.status, 200)
      // How often is left to ask is one less each time.
      const text = answer.text.replace(/"left":\d+/, '"left":n')
      const headers = Object.entries(answer.headers).filter(
        ([name]) => !['date', 'x-request-id'].includes(name),
      )
      return JSON.stringify([headers, text, text.length, recorder.take()])
    }
    const nowhere = by({ documents: [{ issuer: 'MM', number: 'ZZ999999' }] })
    assert.equal(await shape(document), await shape(nowhere))
    const name = await shape(by({ name: 'Thida Aye Win', year: '2001' }))
    assert.equal(name, await shape(by({ name: 'Nobody Known Here', year: '2001' })))
  } finally {
    recorder.stop()
  }
})

test('too little is not asked, and what fits many shows nobody', async () => {
  for (const little of [
    by({}),
    by({ phones: ['+999 81 555 0199'] }),
    by({ name: 'Thida', year: '2001' }),
    by({ name: 'Thida Aye Win' }),
  ])
    assert.equal((await ask(th, worker, 'protectedSeek', { body: little })).status, 400)
  const wide = await get(th, worker, 'protectedSeek', { body: by({ name: 'Thida Aye Win', year: '2001' }) })
  assert.deepEqual([wide.found, wide.isTooWide], [[], true])
})

test('who asks in vain again and again is told to oversight, and after twenty nobody is answered', async () => {
  const oversight = await th.signIn(of('oversight', 'th-hrc'), 'oversight')
  const alarms = async (): Promise<number> =>
    (await get(th, oversight, 'workRead', { query: {} })).queues.find(({ name }) => name === 'alarms')
      ?.count ?? 0
  const statuses: number[] = []
  const standing = await alarms()
  for (let times = 0; times < 21; times += 1) {
    const body = by({ documents: [{ issuer: 'MM', number: `ZZ${100_000 + times}` }] })
    statuses.push((await ask(th, shelter, 'protectedSeek', { body })).status)
    if (times === 8) assert.equal(await alarms(), standing, 'nine are no alarm')
  }
  assert.deepEqual([...new Set(statuses.slice(0, 20))], [200])
  assert.equal(statuses[20], 429)
  assert.equal(await alarms(), standing + 1)
})

test('no police, no administrator and no oversight asks, and nothing that was asked is kept', async () => {
  for (const person of people.filter(
    (one) => one.organisation.startsWith('th-') && !one.roles.includes('case-worker'),
  ))
    for (const purpose of ['victim-protection', 'investigation'] as const) {
      const answer = await ask(th, await th.signIn(person, purpose), 'protectedSeek', { body: document })
      assert.equal(answer.status, 403, `${person.organisation} ${person.roles.join()}`)
    }
  const kept = await th.node.database.pool.query<{ text: string }>(
    'select s::text as text from protected_seek s',
  )
  assert.ok(kept.rows.length > 0)
  assert.ok(!kept.rows.some(({ text }) => /123456|Thida/.test(text)))
})
