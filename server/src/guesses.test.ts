import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { addClient } from './modules/identity/index.ts'
import { openMispFeed, registerMisp } from './modules/misp/index.ts'
import { openCollection, registerTaxii } from './modules/taxii/index.ts'
import { ask } from './testing-http.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

let th: TestNode
let taxii = ''
let moment = Date.now()
let misp = ''

before(async () => {
  th = await createTestNode('th')
  // A minute that passes only when it is told to, however slow the machine is.
  Object.assign(th.node, { now: () => new Date(moment) })
  registerTaxii(th.app, th.node)
  registerMisp(th.app, th.node)
  const [first, second] = await Promise.all(
    (['taxii', 'misp'] as const).map((door) =>
      th.node.database.inTransaction((tx) =>
        addClient(
          { tx, node: th.node, now: th.node.now(), requestId: newId() },
          { name: door, door, organisation: 'th-aht', markings: ['agency'] },
        ),
      ),
    ),
  )
  if (!first || !second) assert.fail('the node has no such organisation')
  await openCollection(th.node, first.id)
  await openMispFeed(th.node, second.id)
  taxii = first.secret
  misp = second.secret
})
after(() => th.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD'

/** Asks from an address of its own. */
async function from(address: string, method: Method, url: string, authorization: string): Promise<number> {
  const headers = { authorization, accept: 'application/taxii+json;version=2.1' }
  return (await th.app.inject({ method, url, headers, remoteAddress: address })).statusCode
}
const word = (at: number, length: number): string => String(at).padStart(length, 'g')

test('S15 brute force: thirty different wrong credentials from an address in a minute, by any verb, and the next is not looked at', async () => {
  const doors = [
    ['/misp/events/index', (at: number) => word(at, 40), misp, 403],
    ['/taxii2/shield/collections/', (at: number) => `Bearer ${word(at, 43)}`, `Bearer ${taxii}`, 401],
  ] as const
  for (const [at, [url, wrong, right, refusal]] of doors.entries()) {
    const address = `10.0.0.${at}`
    const verbs: readonly Method[] = url.startsWith('/misp')
      ? ['GET', 'POST', 'PUT', 'DELETE', 'HEAD']
      : ['GET']
    const statuses: number[] = []
    for (let tries = 0; tries < 40; tries += 1)
      statuses.push(await from(address, verbs[tries % verbs.length] ?? 'GET', url, wrong(tries)))
    assert.deepEqual(
      statuses,
      Array.from({ length: 40 }, (_, tries) => (tries < 30 ? refusal : 429)),
      url,
    )
    for (const verb of verbs)
      assert.equal(await from(address, verb, url, right), 429, 'the right one is not looked at')
    assert.equal(await from('10.0.1.9', 'GET', url, right), 200, 'from elsewhere it is')
    moment += 120_000
    assert.equal(await from(address, 'GET', url, right), 200, 'and here when the minute is over')
  }
})

test('S15 brute force: who worked from that address goes on, a tool with one wrong key locks nobody out, and a sign-in is guessed no better', async () => {
  const url = '/misp/events/index'
  assert.equal(await from('10.0.2.1', 'GET', url, misp), 200)
  for (let tries = 0; tries < 60; tries += 1) await from('10.0.2.1', 'GET', url, word(tries, 40))
  assert.equal(await from('10.0.2.1', 'GET', url, word(99, 40)), 429)
  assert.equal(await from('10.0.2.1', 'GET', url, misp), 200)
  for (let tries = 0; tries < 60; tries += 1)
    assert.equal(await from('10.0.2.2', 'GET', url, word(1, 40)), 403)
  moment += 120_000
  const statuses: number[] = []
  for (let tries = 0; tries < 35; tries += 1)
    statuses.push(
      (await ask(th, {}, 'signInDemonstration', { body: { secret: `${word(tries, 43)}` } })).status,
    )
  assert.deepEqual([statuses[0], statuses[29], statuses[30]], [401, 401, 429])
  const bearer: number[] = []
  for (let tries = 0; tries < 2; tries += 1)
    bearer.push((await ask(th, { authorization: `Bearer ${word(tries, 43)}` }, 'sessionRead')).status)
  assert.deepEqual(bearer, [429, 429], 'a bearer from there is not looked at either')
  moment += 120_000
  const analyst = people[0] ?? assert.fail()
  assert.equal((await ask(th, await th.signIn(analyst), 'sessionRead')).status, 200)
})
