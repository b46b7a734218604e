import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'

import type { FeedView, MakeFeed } from '@shield/contract'
import type { Json } from '@shield/core'
import { mispFeed } from '@shield/formats'
import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { blocksAround } from '../../testing-blocks.ts'
import { ask, get } from '../../testing-http.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { pullFeeds } from '../taxii/index.ts'
import { folderFiles, importFeed, zipFiles } from './index.ts'
import type { FeedTaken } from './index.ts'
import { attribute, event, second } from './testing.ts'
import type { MispLike } from './testing.ts'

/** The files of a feed by their names, as a web server or a folder has them. */
type Files = Map<string, string>

let th: TestNode
let headers: Record<string, string>
let server: Server
let port = 0
let files: Files = new Map()
let asked: string[] = []
let behave: (request: IncomingMessage, reply: ServerResponse) => boolean = () => false
const own = blocksAround()['own agency'] ?? assert.fail()
const still = new AbortController().signal

before(async () => {
  server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  th = await createTestNode('th', {
    outbound: { hosts: [`127.0.0.1:${port}`], privateRanges: ['127.0.0.0/8'] },
  })
  headers = await th.signIn(people[0] ?? assert.fail(), 'investigation')
})
after(async () => {
  server.close()
  await th.close()
})

function answer(request: IncomingMessage, reply: ServerResponse): void {
  const name = (request.url ?? '').split('/').at(-1) ?? ''
  asked.push(name)
  if (behave(request, reply)) return
  const text = files.get(name)
  if (text === undefined) return void reply.writeHead(404).end()
  const tag = `"${createHash('sha1').update(text).digest('hex')}"`
  if (request.headers['if-none-match'] === tag) return void reply.writeHead(304).end()
  reply.writeHead(200, { etag: tag }).end(text)
}

function feedOf(...events: readonly MispLike[]): Files {
  const { manifest, hashes } = mispFeed(events)
  return new Map([
    ...events.map((one) => [`${one.uuid}.json`, JSON.stringify({ Event: one })] as const),
    ['manifest.json', JSON.stringify(manifest)],
    ['hashes.csv', hashes],
  ])
}

async function withFolder<T>(written: Files, act: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(th.node.config.dataFolder, newId())
  await mkdir(folder)
  for (const [name, text] of written) await writeFile(join(folder, name), text)
  try {
    return await act(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const take = (from: Parameters<typeof importFeed>[1], sourceName: string): Promise<FeedTaken> =>
  importFeed(
    th.node,
    from,
    { sourceName, organisation: 'th-aht', marking: own, purpose: 'investigation' },
    still,
  )
const takeFolder = (written: Files, sourceName: string): Promise<FeedTaken> =>
  withFolder(written, (folder) => take(folderFiles(folder), sourceName))

async function valuesOf(sourceName: string): Promise<readonly string[]> {
  const found = await th.node.database.pool.query<{ value: string }>(
    `select distinct st.value from statement st join record r on r.id = st.record_id join source s on s.id = r.source_id
     where s.name = $1 and st.retracted_at is null and st.value like 'value %' order by 1`,
    [sourceName],
  )
  return found.rows.map((row) => row.value)
}

const three = ['one', 'two', 'three'].map((word) => event([attribute(`value ${word}`)], { info: word }))

test('a feed folder comes in whole, again it is nothing new, and of a newer one only what is newer', async () => {
  const first = await takeFolder(feedOf(...three), 'Folder')
  assert.deepEqual([first.events, first.taken, first.standing, first.left], [3, 3, 0, []])
  assert.deepEqual(await valuesOf('Folder'), ['value one', 'value three', 'value two'])
  const again = await takeFolder(feedOf(...three), 'Folder')
  assert.deepEqual([again.taken, again.standing, again.counts.new], [0, 3, 0])
  const [one, ...others] = three
  const newer = {
    ...(one ?? assert.fail()),
    timestamp: String(second + 10),
    Attribute: [attribute('value new')],
  }
  const third = await takeFolder(feedOf(newer, ...others), 'Folder')
  assert.deepEqual([third.taken, third.standing], [1, 2])
  assert.ok((await valuesOf('Folder')).includes('value new'))
})

test('an event that is not what its name or its hashes say is left out and named; the rest comes in', async () => {
  const [one, two, last] = three
  const written = feedOf(...three)
  const changed: Json = { ...one, Attribute: [attribute('value changed on its way')] }
  written.set(`${one?.uuid}.json`, JSON.stringify({ Event: changed }))
  written.set(`${two?.uuid}.json`, JSON.stringify({ Event: last }))
  const missing = event([attribute('value missing')])
  const broken = event([attribute('value broken')])
  const manifest = JSON.parse(written.get('manifest.json') ?? '') as Record<string, Json>
  for (const uuid of [missing.uuid, broken.uuid, '../../../etc/passwd', '__proto__'])
    manifest[uuid] = { info: 'x', timestamp: String(second) }
  written.set('manifest.json', JSON.stringify(manifest))
  written.set(`${broken.uuid}.json`, '{"Event":')
  const done = await takeFolder(written, 'Touched')
  assert.deepEqual(
    new Map(done.left.map((each) => [each.uuid, each.why])),
    new Map([
      [one?.uuid, 'hashes-differ'],
      [two?.uuid, 'other-event'],
      [missing.uuid, 'missing'],
      [broken.uuid, 'not-json'],
    ]),
  )
  assert.deepEqual([done.taken, done.counts.rejected], [1, 4])
  assert.deepEqual(await valuesOf('Touched'), ['value three'])
  const none = await takeFolder(new Map([['hashes.csv', '']]), 'None')
  assert.equal(none.fault, 'no-feed')
})

/** An archive; `claims` is what its directory says of each size. */
function zipOf(written: Files, claims?: number): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of written) {
    const packed = deflateRawSync(Buffer.from(text))
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(claims ?? Buffer.byteLength(text), 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += local.length + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(written.size, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

test('an archive of a feed comes in, also from a folder in it; one that wants to become too much does not', async () => {
  const inside: Files = new Map([...feedOf(...three)].map(([name, text]) => [`feed/${name}`, text]))
  const done = await take(zipFiles(zipOf(inside)) ?? assert.fail('it is an archive'), 'Archive')
  assert.deepEqual([done.taken, done.left], [3, []])
  assert.equal(zipFiles(Buffer.from('no archive')), undefined)
  const bomb: Files = new Map([['manifest.json', ' '.repeat(40 * 2 ** 20)]])
  assert.equal(zipFiles(zipOf(bomb)), undefined, 'a ratio no text has')
  const liar = zipFiles(zipOf(new Map([['manifest.json', ' '.repeat(2 ** 20)]]), 100)) ?? assert.fail()
  assert.equal((await take(liar, 'Liar')).fault, 'too-large', 'it unpacks to more than it says')
  const huge = zipFiles(zipOf(new Map([['manifest.json', '{}']]), 2 ** 20 - 1)) ?? assert.fail()
  assert.equal((await take(huge, 'Liar')).fault, 'too-large', 'it ends before it says')
})

const makeFeed = async (more: Partial<MakeFeed> = {}): Promise<FeedView> =>
  get(th, headers, 'feedMake', {
    body: {
      ...{ kind: 'misp', sourceName: 'Feed', marking: 'agency', url: `http://127.0.0.1:${port}/osint/` },
      ...more,
    },
  })

async function pullAgain(id: string): Promise<FeedView> {
  await get(th, headers, 'feedRun', { params: { id }, body: {} })
  asked = []
  await pullFeeds(th.node, still)
  const { items } = await get(th, headers, 'feedList')
  return items.find((one) => one.id === id) ?? assert.fail('the feed is not listed')
}

test('a feed of a web server is pulled by the clock; one that has not changed is asked for its manifest alone', async () => {
  files = feedOf(...three)
  const made = await makeFeed({ sourceName: 'Web' })
  const first = await pullAgain(made.id)
  assert.deepEqual([first.kind, first.fault, first.attempts], ['misp', undefined, 0])
  assert.deepEqual(await valuesOf('Web'), ['value one', 'value three', 'value two'])
  assert.ok(first.counts.new > 3)
  const again = await pullAgain(made.id)
  assert.deepEqual(asked, ['manifest.json'])
  assert.deepEqual([again.fault, again.counts], [undefined, first.counts])
  const [one, ...others] = three
  if (!one) assert.fail()
  files = feedOf({ ...one, timestamp: String(second + 10) }, ...others)
  await pullAgain(made.id)
  assert.deepEqual(asked, ['manifest.json', 'hashes.csv', `${one.uuid}.json`])
})

test('S13 a request to where an address leads: a feed that breaks off goes on, one that sends on is not followed, one of another host not asked', async () => {
  const many = Array.from({ length: 9 }, (_, at) => event([attribute(`value many ${at}`)]))
  files = feedOf(...many)
  const made = await makeFeed({ sourceName: 'Breaks' })
  let left = 6
  behave = (request, reply) => {
    if (!/-/.test(request.url ?? '') || left-- > 0) return false
    reply.writeHead(503).end()
    return true
  }
  const cut = await pullAgain(made.id)
  assert.deepEqual([cut.fault, cut.attempts], ['unreachable', 1])
  const here = (await valuesOf('Breaks')).length
  assert.ok(here >= 4 && here < 9, `${here} came before it broke off`)
  behave = () => false
  await pullAgain(made.id)
  assert.equal((await valuesOf('Breaks')).length, 9)
  assert.ok(asked.length <= 2 + 9 - here, 'what was here is not fetched again')
  behave = (_request, reply) => {
    reply.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere/manifest.json` }).end()
    return true
  }
  files = feedOf(event([attribute('value elsewhere')]))
  assert.equal((await pullAgain(made.id)).fault, 'redirected')
  assert.deepEqual(asked, ['manifest.json'])
  behave = () => false
  for (const url of ['https://feeds.example/', 'http://169.254.169.254/latest/', 'file:///etc/']) {
    const refused = await ask(th, headers, 'feedMake', {
      body: { kind: 'misp', sourceName: 'Elsewhere', marking: 'agency', url },
    })
    assert.equal(refused.status, 400, url)
  }
})
