import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'

import type { GlassAsked } from '@shield/contract'
import { personCode } from '@shield/core'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { createAuthenticator } from '../identity/testing-authenticator.ts'
import { ask, get } from '../../testing-http.ts'
import { recordStatements } from '../../testing-statements.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'

type Headers = Record<string, string>

let th: TestNode
let owner: Headers
let shelter: Headers
let oversight: Headers
let code: string
const of = (role: string, organisation: string) =>
  people.find((one) => one.roles.includes(role as never) && one.organisation === organisation) ??
  assert.fail(role)
const nobody = personCode(new Uint8Array(11))

before(async () => {
  th = await createTestNode('th')
  await signIn()
  const place = { site: 'Bridge', startedAt: new Date().toISOString(), organisations: [] }
  const { id } = await get(th, owner, 'arrivalMake', { body: place })
  code = personCode(randomBytes(11))
  const identity = {
    names: [{ text: 'ဒေါ်လှလှ', kind: 'given' as const }],
    born: '2001',
    citizenships: [],
    documents: [],
    phones: ['+999 81 555 0199'],
  }
  const triage = { age: 'adult' as const, health: 'now' as const, speaks: ['my'] }
  await get(th, owner, 'arrivalAdd', {
    params: { id },
    body: { acts: [{ id: newId(), code, at: new Date().toISOString(), triage, identity }] },
  })
})
after(() => th.close())
/** A day later nobody has looked today, and who was signed in signs in again. */
beforeEach(async () => {
  th.pass({ minutes: 25 * 60 })
  await signIn()
})

async function signIn(): Promise<void> {
  owner = await th.signIn(of('case-worker', 'th-msd'), 'victim-protection')
  shelter = await th.signIn(of('case-worker', 'th-bfm'), 'victim-protection')
  oversight = await th.signIn(of('oversight', 'th-hrc'), 'oversight')
}

const wanted = (about: string, fields: readonly string[] = ['names', 'needs']) => ({
  ...{ code: about, fields: [...fields], danger: 'health' },
  reason: 'She is unconscious and the doctor has to know',
})
const asking = (about: string, fields?: readonly string[]) =>
  ask(th, shelter, 'glassAsk', { body: wanted(about, fields) })

/** An emergency look as it goes in training: asked for, and the code typed again. */
async function broken(about = code, fields?: readonly string[]): Promise<string> {
  const answer = await asking(about, fields)
  assert.equal(answer.status, 200, answer.text)
  const { id } = JSON.parse(answer.text) as GlassAsked
  await get(th, shelter, 'glassConfirm', { params: { id }, body: { code: about } })
  return id
}

test('an emergency look shows the named things of one person for an hour, and nothing before the second factor', async () => {
  assert.equal((await ask(th, shelter, 'protectedRead', { params: { code } })).status, 404)
  const { id } = JSON.parse((await asking(code)).text) as GlassAsked
  assert.equal((await ask(th, shelter, 'glassOpen', { params: { id }, body: {} })).status, 409)
  const wrong = await ask(th, shelter, 'glassConfirm', { params: { id }, body: { code: nobody } })
  assert.equal(wrong.status, 409)
  await get(th, shelter, 'glassConfirm', { params: { id }, body: { code } })
  const opened = await get(th, shelter, 'glassOpen', { params: { id }, body: {} })
  assert.equal(opened.names?.[0]?.text, 'ဒေါ်လှလှ')
  assert.equal(opened.needs?.health, 'now')
  assert.deepEqual([opened.phones, opened.documents, opened.born], [undefined, undefined, undefined])
  assert.equal(
    (await ask(th, shelter, 'protectedRead', { params: { code } })).status,
    404,
    'no other door opens',
  )
  assert.equal(
    (await ask(th, owner, 'glassOpen', { params: { id }, body: {} })).status,
    409,
    'nor for another',
  )
  th.pass({ minutes: 61 })
  await signIn()
  assert.equal((await ask(th, shelter, 'glassOpen', { params: { id }, body: {} })).status, 409)
})

test('before the second factor a code of somebody and a code of nobody are one answer and the same statements', async () => {
  const recorder = recordStatements()
  try {
    const shape = async (about: string): Promise<string> => {
      recorder.take()
      const answer = await asking(about)
      const text = answer.text.replace(/[0-9a-f-]{36}/g, 'ID')
      return JSON.stringify([answer.status, text, text.length, recorder.take()])
    }
    assert.equal(await shape(code), await shape(nobody))
  } finally {
    recorder.stop()
  }
})

test('of somebody erased nothing is told before the second factor, and the look is judged like any other', async () => {
  const gone = personCode(randomBytes(11))
  const { id: person } = of('case-worker', 'th-msd')
  const by = { person, organisation: 'th-msd', purpose: 'victim-protection' as const, reference: 'test' }
  await th.node.vault.seal(by, [{ code: gone, part: 'identity', body: Buffer.from('{"names":[]}') }])
  await th.node.vault.erase(by, gone)
  const recorder = recordStatements()
  const answers: string[] = []
  try {
    for (const about of [gone, nobody]) {
      recorder.take()
      const answer = await asking(about)
      const text = answer.text.replace(/[0-9a-f-]{36}/g, 'ID')
      answers.push(JSON.stringify([answer.status, text, recorder.take()]))
    }
  } finally {
    recorder.stop()
  }
  assert.equal(answers[0], answers[1])
  th.pass({ minutes: 25 * 60 })
  await signIn()
  const id = await broken(gone)
  const opened = await get(th, shelter, 'glassOpen', { params: { id }, body: {} })
  assert.deepEqual([opened.isFound, opened.names], [false, undefined])
  const read = await get(th, oversight, 'glassWords', { params: { id }, body: { reason: 'To judge it' } })
  assert.match(read.words, /unconscious/)
  const body = { result: 'not-justified' as const, reason: 'Nobody was in danger' }
  assert.equal((await get(th, oversight, 'glassReview', { params: { id }, body })).result, 'not-justified')
})

test('the owner is told at once, oversight judges it, and whoever looked never does', async () => {
  const id = await broken()
  const told = await get(th, owner, 'workRead', { query: {} })
  assert.ok(
    told.queues.some(({ items }) => items.some((item) => item.id === id)),
    'the owner is told',
  )
  const list = await get(th, owner, 'glassList', {})
  assert.equal(list.items.find((use) => use.id === id)?.by.en, of('case-worker', 'th-bfm').name.en)
  const body = { result: 'justified' as const, reason: 'The doctor confirms it' }
  assert.equal((await ask(th, shelter, 'glassReview', { params: { id }, body })).status, 403)
  const words = await get(th, oversight, 'glassWords', { params: { id }, body: { reason: 'To judge it' } })
  assert.match(words.words, /unconscious/)
  assert.equal((await get(th, oversight, 'glassReview', { params: { id }, body })).result, 'justified')
  assert.equal((await ask(th, oversight, 'glassReview', { params: { id }, body })).status, 409)
  const file = await get(th, owner, 'subjectFile', { params: { code } })
  assert.equal(file.emergencies.find((use) => use.id === id)?.result, 'justified')
  const stored = await th.node.database.pool.query<{ text: string }>(
    'select g::text as text from break_glass g',
  )
  assert.ok(!stored.rows.some(({ text }) => /unconscious|doctor/.test(text)), 'no word of it stands in a row')
})

test('a look that nobody has judged for 72 hours alarms', async () => {
  const id = await broken()
  const queueOf = async (): Promise<string | undefined> =>
    (await get(th, oversight, 'workRead', { query: {} })).queues.find(({ items }) =>
      items.some((item) => item.id === id),
    )?.name
  assert.equal(await queueOf(), 'decide')
  th.pass({ minutes: 73 * 60 })
  await signIn()
  assert.equal(await queueOf(), 'alarms')
  assert.ok((await get(th, oversight, 'glassList', {})).items.find((use) => use.id === id)?.isOverdue)
})

test('nobody looks who needs not, who is not of the care, or a fourth time in a day', async () => {
  const known = await ask(th, owner, 'glassAsk', { body: wanted(code) })
  assert.equal(known.status, 409, 'who cares for the person opens it the ordinary way')
  for (const [role, organisation] of [
    ['supervisor', 'th-aht'],
    ['administrator', 'th-msd'],
    ['oversight', 'th-hrc'],
    ['panel-member', 'th-aht'],
  ] as const) {
    const headers = await th.signIn(of(role, organisation), 'victim-protection')
    assert.equal((await ask(th, headers, 'glassAsk', { body: wanted(code) })).status, 403, role)
  }
  const statuses: number[] = []
  for (let times = 0; times < 4; times += 1) statuses.push((await asking(nobody)).status)
  assert.deepEqual(statuses, [200, 200, 200, 429])
})

test('a code of nobody is told after the second factor, and is judged like any other look', async () => {
  const id = await broken(nobody)
  const opened = await get(th, shelter, 'glassOpen', { params: { id }, body: {} })
  assert.equal(opened.isFound, false)
  assert.ok((await get(th, oversight, 'glassList', {})).items.some((use) => use.id === id))
})

test('who has a passkey proves it by the passkey and by nothing else; a challenge serves nobody else', async () => {
  const passkey = createAuthenticator()
  const person = of('case-worker', 'th-bfm').id
  const registered = passkey.stored()
  await th.node.database.pool.query(
    'insert into passkey (credential_id, person_id, public_key, counter, transports) values ($1, $2, $3, 0, $4)',
    [registered.id, person, registered.publicKey, []],
  )
  const asked = JSON.parse((await asking(code)).text) as {
    id: string
    way: string
    ceremony: string
    options: { challenge: string; rpId: string }
  }
  assert.equal(asked.way, 'passkey')
  const params = { id: asked.id }
  assert.equal((await ask(th, shelter, 'glassConfirm', { params, body: { code } })).status, 409)
  const other = createAuthenticator().signIn(asked.options)
  const foreign = await ask(th, shelter, 'glassConfirm', {
    params,
    body: { ceremony: asked.ceremony, answer: other },
  })
  assert.equal(foreign.status, 409)
  const answer = passkey.signIn(asked.options)
  const right = await ask(th, shelter, 'glassConfirm', { params, body: { ceremony: asked.ceremony, answer } })
  assert.equal(right.status, 200, right.text)
})
