import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'
import { people } from '@shield/world'

import type { Visit } from '../../context.ts'
import { ask } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { createDemonstrationLink, issueToken, startSession } from './index.ts'

let th: TestNode
before(async () => {
  th = await createTestNode('th')
})
after(() => th.close())

const [arisa] = people
const person = arisa?.id ?? assert.fail('nobody is invented')

function visiting<T>(node: TestNode, act: (visit: Visit) => Promise<T>): Promise<T> {
  return node.node.database.inTransaction((tx) =>
    act({ tx, node: node.node, now: node.node.now(), requestId: newId() }),
  )
}

const link = (node: TestNode): Promise<string> =>
  visiting(node, (visit) => createDemonstrationLink(visit, person))

interface Entered {
  readonly status: number
  readonly cookie: string
  readonly token: string
}

async function enter(node: TestNode, secret: string, headers: Record<string, string> = {}): Promise<Entered> {
  const answer = await ask(node, headers, 'signInDemonstration', { body: { secret } })
  const cookie = String(answer.headers['set-cookie'] ?? '')
  return { status: answer.status, cookie, token: /^[\w-]+=([\w-]+)/.exec(cookie)?.[1] ?? '' }
}

const withCookie = (token: string, node = 'th'): Record<string, string> => ({
  cookie: `shield-${node}=${token}`,
})
const status = async (node: TestNode, headers: Record<string, string>): Promise<number> =>
  (await ask(node, headers, 'sessionRead')).status

test('a session is a row that knows only the hash of its cookie, and the cookie is for this node and no script', async () => {
  const { cookie, token } = await enter(th, await link(th))
  assert.match(cookie, /^shield-th=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const hash = createHash('sha256').update(token).digest()
  const rows = await th.node.database.pool.query<{ text: string; token_hash: Buffer }>(
    'select session::text as text, token_hash from session where token_hash = $1',
    [hash],
  )
  assert.equal(rows.rowCount, 1)
  assert.ok(!rows.rows[0]?.text.includes(token))
  assert.equal(await status(th, withCookie(token)), 200)
  assert.equal(await status(th, withCookie(token, 'ph')), 401)
  assert.equal(await status(th, withCookie(hash.toString('base64url'))), 401)
})

test('fifteen idle minutes end a session, and eight hours end it however busy', async () => {
  const idle = withCookie((await enter(th, await link(th))).token)
  th.pass({ minutes: 14 })
  assert.equal(await status(th, idle), 200)
  th.pass({ minutes: 14 })
  assert.equal(await status(th, idle), 200)
  th.pass({ minutes: 16 })
  assert.equal(await status(th, idle), 401)
  const busy = withCookie((await enter(th, await link(th))).token)
  for (let minutes = 10; minutes < 8 * 60; minutes += 10) {
    th.pass({ minutes: 10 })
    assert.equal(await status(th, busy), 200, `after ${minutes} minutes`)
  }
  th.pass({ minutes: 10 })
  assert.equal(await status(th, busy), 401)
})

test('signing out and revoking end a session on the next request', async () => {
  const out = withCookie((await enter(th, await link(th))).token)
  const ended = await ask(th, out, 'sessionEnd')
  assert.equal(ended.status, 204)
  assert.match(String(ended.headers['set-cookie']), /^shield-th=; .*Expires=Thu, 01 Jan 1970/)
  assert.equal(await status(th, out), 401)
  const revoked = await enter(th, await link(th))
  assert.equal(await status(th, withCookie(revoked.token)), 200)
  await th.node.database.pool.query('update session set revoked_at = now() where token_hash = $1', [
    createHash('sha256').update(revoked.token).digest(),
  ])
  const from = performance.now()
  assert.equal(await status(th, withCookie(revoked.token)), 401)
  assert.ok(performance.now() - from < 1000)
})

test('a person who is made inactive is out at once', async () => {
  const held = withCookie((await enter(th, await link(th))).token)
  await th.node.database.pool.query('update person set active = false where id = $1', [person])
  assert.equal(await status(th, held), 401)
  await th.node.database.pool.query('update person set active = true where id = $1', [person])
  assert.equal(await status(th, held), 200)
})

test('signing in anew gives another token and ends the one the browser held', async () => {
  const first = await enter(th, await link(th))
  const second = await enter(th, await link(th), withCookie(first.token))
  assert.notEqual(second.token, first.token)
  assert.equal(await status(th, withCookie(first.token)), 401)
  assert.equal(await status(th, withCookie(second.token)), 200)
  const refused = await enter(th, 'x'.repeat(43), withCookie(second.token))
  assert.deepEqual([refused.status, refused.cookie], [401, ''])
  assert.equal(await status(th, withCookie(second.token)), 200)
})

test('a link signs in once, for a day; wrong, used and late ones are refused alike', async () => {
  const plain = async (secret: string): Promise<string> => {
    const answer = await ask(th, {}, 'signInDemonstration', { body: { secret } })
    return `${answer.status} ${answer.text.replace(/"requestId":"[^"]*"/, '')}`
  }
  const used = await link(th)
  assert.equal((await enter(th, used)).status, 204)
  const late = await link(th)
  th.pass({ minutes: 24 * 60 + 1 })
  const answers = [await plain(used), await plain(late), await plain('x'.repeat(43))]
  assert.match(answers[0] ?? '', /^401 .*secret-refused/)
  assert.equal(new Set(answers).size, 1)
  const both = await link(th)
  const raced = await Promise.all([enter(th, both), enter(th, both)])
  assert.deepEqual(raced.map((one) => one.status).toSorted(), [204, 401])
})

test('a page of another site can not act with our cookie', async () => {
  const held = withCookie((await enter(th, await link(th))).token)
  const stating = { body: { purpose: 'investigation', reference: '' } }
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:8081' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:8080', 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const answer = await ask(th, { ...held, ...headers }, 'sessionPurpose', stating)
    assert.equal(answer.status, 403, JSON.stringify(headers))
  }
  const own = { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }
  assert.equal((await ask(th, { ...held, ...own }, 'sessionPurpose', stating)).status, 200)
  const text = await th.app.inject({
    method: 'POST',
    url: '/api/v1/session/purpose',
    headers: { ...held, 'content-type': 'text/plain' },
    payload: JSON.stringify(stating.body),
  })
  assert.equal(text.statusCode, 400, 'a form of another site may send text without being asked')
})

test('a bearer for scripts has its purpose with it and ends after an hour', async () => {
  const token = await visiting(th, (visit) =>
    issueToken(visit, { person, purpose: 'investigation', reference: 'script' }),
  )
  const bearer = { authorization: `Bearer ${token}` }
  assert.equal((await ask(th, bearer, 'searchRun', { query: { q: 'Somchai' } })).status, 200)
  for (let minutes = 0; minutes < 60; minutes += 12) {
    assert.equal(await status(th, bearer), 200, `after ${minutes} minutes`)
    th.pass({ minutes: 12 })
  }
  assert.equal(await status(th, bearer), 401)
  assert.equal(await status(th, { authorization: `Basic ${token}` }), 401)
})

test('production has no demonstration: neither its links, nor its sessions, nor its people', async () => {
  const live = await createTestNode('th', { mode: 'production', origin: 'https://shield.example' })
  try {
    await assert.rejects(link(live))
    const secret = 'a'.repeat(43)
    await live.node.database.pool.query(
      `insert into one_time_secret (secret_hash, kind, person_id, expires_at) values ($1, 'demonstration', $2, now() + interval '1 day')`,
      [createHash('sha256').update(secret).digest(), person],
    )
    assert.deepEqual(await enter(live, secret), { status: 401, cookie: '', token: '' })
    const begun = (method: 'demonstration' | 'passkey'): Promise<string> =>
      visiting(live, (visit) => startSession(visit, { person, method }))
    assert.equal(await status(live, withCookie(await begun('demonstration'))), 401)
    const passkey = withCookie(await begun('passkey'))
    assert.equal(await status(live, passkey), 200)
    await live.node.database.pool.query('update person set training = true where id = $1', [person])
    assert.equal(await status(live, passkey), 401)
    const ways = JSON.parse((await ask(live, {}, 'signInWays')).text) as { training: boolean }
    assert.equal(ways.training, false)
  } finally {
    await live.close()
  }
})

test('over https the cookie is sent over https alone', async () => {
  const secure = await createTestNode('th', { origin: 'https://shield.example' })
  try {
    assert.match((await enter(secure, await link(secure))).cookie, /; HttpOnly; Secure; SameSite=Lax$/)
  } finally {
    await secure.close()
  }
})
