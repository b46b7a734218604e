import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'

import type { FeedView, MakeFeed } from '@shield/contract'
import { people } from '@shield/world'

import { askOutside, checkOutside } from '../../ask-outside.ts'
import { blocksAround } from '../../testing-blocks.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { pullFeeds, registerTaxii } from './index.ts'
import { addTestClient, follow, identity, importStix } from './testing.ts'
import type { TestClient } from './testing.ts'

/** ph pulls what th gives; between them a server of ours that can misbehave. */
let th: TestNode
let ph: TestNode
let client: TestClient
let headers: Record<string, string>
let desk: (typeof people)[number]
let between: ReturnType<typeof createServer>
let address = ''
let port = 0
let behave: (request: IncomingMessage, reply: ServerResponse) => boolean = () => false
let asked: string[] = []
const objects = Array.from({ length: 2500 }, (_, at) => identity(`Person ${at}`))

before(async () => {
  th = await createTestNode('th')
  registerTaxii(th.app, th.node)
  const own = blocksAround()['own agency'] ?? assert.fail()
  await importStix(th, own, objects)
  client = await addTestClient(th.node, ['agency'])
  const { url } = await listen()
  address = url
  ph = await createTestNode('ph', {
    outbound: {
      hosts: [`127.0.0.1:${port}`, `localhost:${port}`, '169.254.169.254:80'],
      privateRanges: ['127.0.0.0/8', '::1/128'],
    },
  })
  const analyst = people.find((one) => one.organisation.startsWith('ph-') && one.roles.includes('analyst'))
  desk = analyst ?? assert.fail('ph has no analyst')
  await later(0)
})

/** Lets time pass, and signs in anew: a session of hours ago has ended. */
async function later(minutes: number): Promise<void> {
  ph.pass({ minutes })
  headers = await ph.signIn(desk, 'investigation')
}
after(async () => {
  between.close()
  await Promise.all([th.close(), ph.close()])
})

/** Hands on to th what does not misbehave. */
async function listen(): Promise<{ url: string }> {
  between = createServer((request, reply) => {
    asked.push(request.url ?? '')
    if (behave(request, reply)) return
    const { authorization = '', accept = '' } = request.headers
    void th.app
      .inject({
        method: 'GET',
        url: request.url ?? '',
        headers: { authorization, accept, host: request.headers.host ?? '' },
      })
      .then((answer) => {
        for (const [name, value] of Object.entries(answer.headers))
          if (value !== undefined) reply.setHeader(name, value)
        reply.writeHead(answer.statusCode).end(answer.rawPayload)
      })
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  port = (between.address() as AddressInfo).port
  return { url: `http://127.0.0.1:${port}` }
}

const still = new AbortController().signal
const feedOf = (more: Partial<MakeFeed> = {}): MakeFeed => ({
  ...{
    sourceName: 'From Thailand',
    marking: 'agency',
    url: `${address}${client.path}/`,
    user: client.id,
    secret: client.secret,
  },
  ...more,
})

async function readFeed(id: string): Promise<FeedView> {
  const { items } = await get(ph, headers, 'feedList')
  return items.find((one) => one.id === id) ?? assert.fail('the feed is not listed')
}

async function entitiesOf(source: string): Promise<number> {
  const found = await ph.node.database.pool.query<{ count: number }>(
    `select count(*) from record r join source s on s.id = r.source_id where s.name = $1 and r.ended_at is null and r.key like 'identity--%'`,
    [source],
  )
  return found.rows[0]?.count ?? 0
}

test('a feed brings in everything by the ordinary intake, then only what came since, and rests when told', async () => {
  const made = await get(ph, headers, 'feedMake', { body: feedOf() })
  assert.equal(made.state, 'active')
  assert.ok(!JSON.stringify(made).includes(client.secret))
  await pullFeeds(ph.node, still)
  assert.equal(await entitiesOf('From Thailand'), 2500)
  const first = await readFeed(made.id)
  assert.deepEqual([first.fault, first.attempts, first.counts.rejected], [undefined, 0, 0])
  assert.ok(first.counts.new >= 2500 && first.lastPull !== undefined)
  const own = blocksAround()['own agency'] ?? assert.fail()
  await importStix(th, own, [identity('New')])
  await follow(th)
  asked = []
  await get(ph, headers, 'feedRun', { params: { id: made.id }, body: {} })
  await pullFeeds(ph.node, still)
  assert.equal(await entitiesOf('From Thailand'), 2501)
  assert.ok(asked.length <= 2 && asked.every((url) => url.includes('added_after=')), asked.join())
  const paused = await get(ph, headers, 'feedPause', { params: { id: made.id }, body: {} })
  assert.deepEqual([paused.state, paused.nextPull], ['paused', undefined])
  asked = []
  await later(600)
  await pullFeeds(ph.node, still)
  assert.deepEqual(asked, [])
  assert.equal((await get(ph, headers, 'feedResume', { params: { id: made.id }, body: {} })).state, 'active')
  await pullFeeds(ph.node, still)
  assert.ok(asked.length > 0)
})

test('a backfill that is cut off goes on from its place, and nothing is there twice', async () => {
  const made = await get(ph, headers, 'feedMake', { body: feedOf({ sourceName: 'Cut off' }) })
  const stopping = new AbortController()
  let pages = 0
  // Two whole pages, then the line is dead.
  behave = (request, reply) => {
    if (!(request.url ?? '').includes('/objects/')) return false
    pages += 1
    if (pages <= 2) return false
    reply.destroy()
    return true
  }
  await pullFeeds(ph.node, stopping.signal)
  const cut = await readFeed(made.id)
  assert.deepEqual([cut.fault, cut.attempts], ['unreachable', 1])
  const before = await entitiesOf('Cut off')
  assert.ok(before > 1900 && before < 2501, `${before} came before`)
  behave = () => false
  asked = []
  await get(ph, headers, 'feedRun', { params: { id: made.id }, body: {} })
  await pullFeeds(ph.node, still)
  assert.equal(await entitiesOf('Cut off'), 2501)
  assert.match(asked[0] ?? '', /next=/)
  assert.equal(asked.length, 1)
  const whole = await readFeed(made.id)
  assert.deepEqual([whole.fault, whole.attempts], [undefined, 0])
})

test('a server that knows no next is paged by X-TAXII-Date-Added-Last', async () => {
  const made = await get(ph, headers, 'feedMake', { body: feedOf({ sourceName: 'By header' }) })
  behave = (request, reply) => {
    if (!(request.url ?? '').includes('/objects/')) return false
    const authorization = request.headers.authorization ?? ''
    const accept = request.headers.accept ?? ''
    void th.app
      .inject({ method: 'GET', url: request.url ?? '', headers: { authorization, accept } })
      .then((answer) => {
        const { next: _next, ...document } = JSON.parse(answer.body) as { next?: string }
        for (const name of ['content-type', 'x-taxii-date-added-last'] as const)
          reply.setHeader(name, String(answer.headers[name]))
        reply.writeHead(200).end(JSON.stringify(document))
      })
    return true
  }
  await pullFeeds(ph.node, still)
  behave = () => false
  assert.equal(await entitiesOf('By header'), 2501)
  assert.equal((await readFeed(made.id)).fault, undefined)
})

test('from the address of a server the one collection is found; a bearer does as well as a user', async () => {
  const { user: _user, ...bearer } = feedOf({ sourceName: 'Found', url: `${address}/taxii2/` })
  const made = await get(ph, headers, 'feedMake', { body: bearer })
  await pullFeeds(ph.node, still)
  assert.equal(await entitiesOf('Found'), 2501)
  assert.ok((await readFeed(made.id)).url.includes(client.collection))
})

test('faults wait longer each time, Retry-After is heard, and a redirect is not followed', async () => {
  const made = await get(ph, headers, 'feedMake', { body: feedOf({ sourceName: 'Faults' }) })
  const waited = async (): Promise<number> => {
    await pullFeeds(ph.node, still)
    const { nextPull } = await readFeed(made.id)
    return Math.round((Date.parse(nextPull ?? '') - ph.node.now().getTime()) / 60_000)
  }
  const answerWith = (status: number, more: Record<string, string> = {}): void => {
    behave = (_request, reply) => {
      reply.writeHead(status, more).end()
      return true
    }
  }
  answerWith(503)
  const waits: number[] = []
  for (let tries = 0; tries < 3; tries += 1) {
    waits.push(await waited())
    await later(waits.at(-1) ?? 0)
  }
  assert.deepEqual(waits, [1, 2, 5])
  answerWith(429, { 'retry-after': '5400' })
  assert.equal(await waited(), 90)
  asked = []
  answerWith(302, { location: `${address}/taxii2/` })
  await get(ph, headers, 'feedRun', { params: { id: made.id }, body: {} })
  await waited()
  assert.equal((await readFeed(made.id)).fault, 'redirected')
  assert.equal(asked.length, 1)
  behave = () => false
})

test('S13 a request to where an address leads: hosts that nobody allowed, private addresses and plain http are asked nothing', async () => {
  const faultOf = async (url: string): Promise<string> => {
    const checked = await checkOutside(ph.node.config.outbound, url)
    return 'fault' in checked ? checked.fault : 'asked'
  }
  assert.equal(await faultOf(`http://127.0.0.1:${port}/`), 'asked')
  assert.equal(await faultOf(`http://localhost:${port}/`), 'asked')
  assert.equal(await faultOf('http://127.0.0.1:1/'), 'host-not-allowed')
  assert.equal(await faultOf('https://example.org/'), 'host-not-allowed')
  assert.equal(await faultOf('http://169.254.169.254/latest/meta-data'), 'private-address')
  assert.equal(await faultOf('file:///etc/passwd'), 'address-wrong')
  assert.equal(await faultOf(`http://user:word@127.0.0.1:${port}/`), 'address-wrong')
  const literal = {
    hosts: ['[::ffff:127.0.0.1]', '[::1]', '2130706433', '0x7f.1', '8.8.8.8', '[fd00::1]'],
    privateRanges: [],
  }
  for (const url of [
    'https://[::ffff:127.0.0.1]/',
    'https://[::1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[fd00::1]/',
  ]) {
    const checked = await checkOutside({ ...literal, hosts: [...literal.hosts, new URL(url).hostname] }, url)
    assert.deepEqual(checked, { fault: 'private-address' }, url)
  }
  assert.deepEqual(await checkOutside(literal, 'http://8.8.8.8:443/'), { fault: 'host-not-allowed' })
  assert.deepEqual(await checkOutside(literal, 'http://8.8.8.8/'), { fault: 'not-encrypted' })
  const refused = await ask(ph, headers, 'feedMake', { body: feedOf({ url: 'https://example.org/taxii2/' }) })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /SHIELD_OUTBOUND_HOSTS/)
  asked = []
  const nowhere = { ...th.node, config: { ...th.node.config } }
  const request = { method: 'GET', url: `${address}/`, headers: {}, timeoutMs: 1000 } as const
  assert.deepEqual(await askOutside(nowhere, request), { fault: 'host-not-allowed' })
  assert.deepEqual(asked, [])
})
