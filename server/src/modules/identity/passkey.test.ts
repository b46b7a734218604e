import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { people } from '@shield/world'

import type { Visit } from '../../context.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { addPerson, createSetUpSecret } from './index.ts'
import { createAuthenticator } from './testing-authenticator.ts'

let th: TestNode
before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

const administrators = people.filter(
  (one) => one.roles.includes('administrator') && one.organisation.startsWith('th-'),
)
const [first, second] = administrators.map((one) => one.id) as [string, string]

function visiting<T>(act: (visit: Visit) => Promise<T>): Promise<T> {
  return th.node.database.inTransaction((tx) =>
    act({ tx, node: th.node, now: th.node.now(), requestId: newId() }),
  )
}
const secretFor = (person: string): Promise<string> => visiting((visit) => createSetUpSecret(visit, person))

interface Begun {
  readonly ceremony: string
  readonly options: { readonly challenge: string; readonly rp: { readonly id: string } }
}

const begin = async (secret: string): Promise<Begun> =>
  (await get(th, {}, 'setUpAsk', { body: { secret } })) as unknown as Begun
const finish = (ceremony: string, answer: object): ReturnType<typeof ask> =>
  ask(th, {}, 'setUpAnswer', { body: { ceremony, answer } })
const cookieOf = (answer: { headers: Readonly<Record<string, unknown>> }): Record<string, string> => ({
  cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
})

test('the first two administrators register a passkey with a secret, once, and sign in by it from then on', async () => {
  const passkey = createAuthenticator()
  const secret = await secretFor(first)
  const given = await begin(secret)
  const closed = await begin(secret)
  const answer = await finish(given.ceremony, passkey.register(given.options))
  assert.equal(answer.status, 204, answer.text)
  assert.deepEqual((await get(th, cookieOf(answer), 'sessionRead')).roles, ['administrator'])
  const again = await finish(closed.ceremony, createAuthenticator().register(closed.options))
  assert.equal(again.status, 401, 'a dialog that was open beside it registers no second passkey')
  assert.equal((await ask(th, {}, 'setUpAsk', { body: { secret } })).status, 401)

  const asked = (await get(th, {}, 'passkeyAsk', { body: {} })) as unknown as Begun
  const signed = passkey.signIn(asked.options)
  const entered = await ask(th, {}, 'passkeyAnswer', { body: { ceremony: asked.ceremony, answer: signed } })
  assert.equal(entered.status, 204, entered.text)
  assert.equal((await ask(th, cookieOf(entered), 'peopleList')).status, 200)
  const replayed = await ask(th, {}, 'passkeyAnswer', { body: { ceremony: asked.ceremony, answer: signed } })
  assert.equal(replayed.status, 401)
})

test('a wrong origin, a late answer and a second try are refused alike', async () => {
  const secret = await secretFor(second)
  const plain = ({ status, text }: { status: number; text: string }): string =>
    `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`
  const elsewhere = await begin(secret)
  const foreign = await finish(
    elsewhere.ceremony,
    createAuthenticator('https://evil.example').register(elsewhere.options),
  )
  const second_ = await finish(elsewhere.ceremony, createAuthenticator().register(elsewhere.options))
  const late = await begin(secret)
  th.pass({ minutes: 6 })
  const tooLate = await finish(late.ceremony, createAuthenticator().register(late.options))
  const stranger = (await get(th, {}, 'passkeyAsk', { body: {} })) as unknown as Begun
  const unknown = await ask(th, {}, 'passkeyAnswer', {
    body: { ceremony: stranger.ceremony, answer: createAuthenticator().signIn(stranger.options) },
  })
  const answers = [foreign, second_, tooLate, unknown].map(plain)
  assert.match(answers[0] ?? '', /^401 .*secret-refused/)
  assert.equal(new Set(answers).size, 1)
  const kept = await begin(secret)
  const right = await finish(kept.ceremony, createAuthenticator().register(kept.options))
  assert.equal(right.status, 204, 'who was interrupted begins again with the same secret')
})

test('nobody but the first two administrators gets a set-up secret', async () => {
  const third = await visiting((visit) =>
    addPerson(visit, {
      ...{ name: { en: 'Third', th: 'สาม' }, organisation: 'th-aht', clearance: 0, cases: [] },
      roles: ['administrator'],
    }),
  )
  await assert.rejects(secretFor(third), { code: 'not-allowed' })
  await assert.rejects(secretFor(people[0]?.id ?? ''), { code: 'not-allowed' })
  await assert.rejects(secretFor(first), { code: 'not-allowed' }, 'who has a passkey needs no secret')
})
