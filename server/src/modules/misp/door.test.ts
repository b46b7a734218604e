import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

import type { Json } from '@shield/core'

import { blocksAround } from '../../testing-blocks.ts'
import { importUnder } from '../../testing-guard.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { registerMisp } from './index.ts'
import { addMispClient, askMisp, attribute, event, follow, importMisp, pull, second } from './testing.ts'
import type { MispAnswer, MispClient } from './testing.ts'

let th: TestNode
let reader: MispClient
let writer: MispClient
const own = blocksAround()['own agency'] ?? assert.fail()

before(async () => {
  th = await createTestNode('th')
  registerMisp(th.app, th.node)
  reader = await addMispClient(th.node, ['agency', 'node'])
  writer = await addMispClient(th.node, ['agency', 'node'], { write: true, name: 'writer' })
})
after(() => th.close())

const get = (path: string, headers: Record<string, string> = {}): Promise<MispAnswer> =>
  askMisp(th, reader, path, { headers })
const post = (path: string, body: Json, headers: Record<string, string> = {}): Promise<MispAnswer> =>
  askMisp(th, writer, path, { body, headers })
const has = async (client: MispClient, uuid: string): Promise<boolean> =>
  (await askMisp(th, client, `/events/view/${uuid}`, { method: 'HEAD' })).status === 200

test('M1 getVersion names version, rights and the encodings a peer may pack its bodies in', async () => {
  const { status, json } = await get('/servers/getVersion')
  assert.equal(status, 200)
  const said = json as unknown as Record<string, unknown>
  assert.match(String(said['version']), /^2\.5\.\d+$/)
  assert.deepEqual(said['request_encoding'], ['gzip', 'br'])
  assert.equal(said['perm_sync'], false)
  assert.equal(
    (await askMisp(th, writer, '/servers/getVersion.json')).text.includes('"perm_sync":true'),
    true,
  )
})

test('M2 the key comes alone, without a scheme; postTest echoes the body and the two headers a peer checks', async () => {
  assert.match(writer.key, /^[0-9a-f]{40}$/)
  const { json } = await post('/servers/postTest', { testString: 'ทดสอบ' })
  assert.deepEqual(json, {
    body: { testString: 'ทดสอบ' },
    headers: { 'Content-type': 'application/json', Accept: 'application/json' },
  })
  for (const header of [`Bearer ${writer.key}`, `Basic ${writer.key}`, `${writer.key} x`])
    assert.equal((await get('/servers/getVersion', { authorization: header })).status, 403, header)
})

test('M3 no key, a wrong one, one of another door and one that ended are each 403 with name, message and url', async () => {
  for (const key of ['', '0'.repeat(40), 'x'.repeat(43)]) {
    const answer = await get('/events/index', { authorization: key })
    assert.equal(answer.status, 403)
    const said = answer.json as unknown as Record<string, string>
    assert.deepEqual(Object.keys(said), ['name', 'message', 'url'])
    assert.match(said['message'] ?? '', /^Authentication failed/)
    assert.equal(said['url'], '/misp/events/index')
  }
  const ended = await addMispClient(th.node, ['agency'])
  assert.equal((await askMisp(th, ended, '/events/index')).status, 200)
  await th.node.database.pool.query('update client set revoked_at = now() where id = $1', [ended.id])
  assert.equal((await askMisp(th, ended, '/events/index')).status, 403)
  assert.equal((await get('/nothing/here')).status, 404)
})

test('M4 HEAD tells whether an event is there, without a body', async () => {
  const one = event([attribute('head')])
  await importMisp(th, own, [one])
  await follow(th)
  assert.equal(await has(reader, one.uuid), true)
  assert.equal(await has(reader, randomUUID()), false)
  const answer = await askMisp(th, reader, `/events/view/${one.uuid}`, { method: 'HEAD' })
  assert.equal(answer.text, '')
})

test('M5 the index has an ETag where one is asked for: the SHA-1 of the body, 304 where it is the same', async () => {
  await importMisp(th, own, [event([attribute('tagged')])])
  await follow(th)
  const ask = (tag?: string): Promise<MispAnswer> =>
    askMisp(th, reader, '/events/index', {
      body: { minimal: 1, published: 1 },
      headers: tag === undefined ? {} : { 'if-none-match': tag },
    })
  assert.equal((await ask()).headers['etag'], undefined)
  const first = await ask('""')
  const tag = `"${createHash('sha1').update(first.text).digest('hex')}"`
  assert.equal(first.headers['etag'], tag)
  for (const known of [tag, tag.replace(/"$/, '-br"'), tag.replace(/"$/, '-gzip"')])
    assert.equal((await ask(known)).status, 304, known)
  await importMisp(th, own, [event([attribute('one more')])])
  await follow(th)
  assert.equal((await ask(tag)).status, 200)
})

test('M12 a body packed with brotli or gzip is taken as if it were plain; a broken one changes nothing', async () => {
  for (const [encoding, pack] of [
    ['br', brotliCompressSync],
    ['gzip', gzipSync],
  ] as const) {
    const one = event([attribute(`packed ${encoding}`)])
    const bytes = pack(Buffer.from(JSON.stringify(one)))
    const answer = await askMisp(th, writer, '/events/add', {
      bytes,
      headers: { 'content-encoding': encoding },
    })
    assert.equal(answer.status, 200, answer.text)
    assert.equal((await pull(th, writer, one.uuid)).Attribute[0]?.['value'], `packed ${encoding}`)
    const broken = event([attribute('broken')])
    const cut = pack(Buffer.from(JSON.stringify(broken))).subarray(0, -9)
    const refused = await askMisp(th, writer, '/events/add', {
      bytes: cut,
      headers: { 'content-encoding': encoding },
    })
    assert.equal(refused.status, 400)
    assert.equal(await has(writer, broken.uuid), false)
  }
})

test('M13 a peer of 2.4 and one of 2.5 each finds its own minor version; one of another finds that it is another', async () => {
  const asked = async (agent: string): Promise<string | undefined> =>
    (await get('/servers/getVersion', { 'user-agent': agent })).json.version
  assert.match((await asked('MISP 2.4.190 - #abc')) ?? '', /^2\.4\./)
  assert.match((await asked('MISP 2.5.1 - #abc')) ?? '', /^2\.5\./)
  assert.match((await asked('MISP 2.6.0 - #abc')) ?? '', /^2\.5\./)
  assert.match((await asked('PyMISP 2.5.34 - Python 3.11')) ?? '', /^2\.5\./)
})

test('an event is added once: a second time names its address; only a newer one changes it; what was deleted is taken no more', async () => {
  const one = event([attribute('first')])
  assert.deepEqual(
    (await post('/events/filterEventIdsForPush', [{ Event: { uuid: one.uuid, timestamp: one.timestamp } }]))
      .json,
    [one.uuid],
  )
  assert.equal((await post('/events/add/metadata:1', one)).status, 200)
  const again = await post('/events/add/metadata:1', one)
  assert.equal(again.status, 404)
  assert.equal(again.headers['location'], `/misp/events/edit/${one.uuid}`)
  const offer = (stamp: number): Promise<MispAnswer> =>
    post('/events/filterEventIdsForPush', [{ Event: { uuid: one.uuid, timestamp: String(stamp) } }])
  assert.deepEqual((await offer(second)).json, [])
  assert.deepEqual((await offer(second + 1)).json, [one.uuid])
  assert.equal((await post(`/events/edit/${one.uuid}/metadata:1`, { ...one, info: 'Older' })).status, 403)
  const newer = { ...one, info: 'Newer', timestamp: String(second + 1) }
  assert.equal((await post(`/events/edit/${one.uuid}/metadata:1`, newer)).status, 200)
  assert.equal((await pull(th, writer, one.uuid))['info'], 'Newer')
  assert.equal((await post(`/events/delete/${one.uuid}`, {})).status, 200)
  assert.deepEqual((await offer(second + 500)).json, [])
  assert.equal((await post('/events/add', { ...one, timestamp: String(second + 500) })).status, 403)
})

test('a reader changes nothing, and nobody changes what another brought', async () => {
  const one = event([attribute('of a file')])
  await importMisp(th, own, [one], 'A file')
  await follow(th)
  const added = await askMisp(th, reader, '/events/add', { body: event([attribute('no')]) })
  assert.equal(added.status, 403)
  const edited = await post(`/events/edit/${one.uuid}`, {
    ...one,
    info: 'Mine',
    timestamp: String(second + 5),
  })
  assert.equal(edited.status, 403)
  assert.equal((await post(`/attributes/delete/${one.Attribute[0]?.uuid ?? ''}`, {})).status, 403)
  assert.equal((await pull(th, reader, one.uuid))['info'], 'Event of a test')
})

test('what came in another format goes out as objects of MISP, with its relations and its colour', async () => {
  const content =
    'id,name,phone,company\nP1,Somchai Jaidee,+66812345678,Golden Lotus\nP2,Malee,+66812345679,Silver Fern\n'
  await importUnder(th.node, own, { sourceName: 'A table', content })
  await follow(th)
  const found = await askMisp(th, reader, '/attributes/restSearch', { body: { value: '+66812345678' } })
  assert.equal(found.headers['x-result-count'], '1')
  const [hit] = (found.json as unknown as { response: { Attribute: readonly Record<string, Json>[] } })
    .response.Attribute
  const one = await pull(th, reader, String(hit?.['event_uuid']))
  assert.ok(one.Tag.some((tag) => tag.name === 'tlp:amber'))
  assert.ok(one.Object.some((object) => object['name'] === 'person'))
  const objects = new Set(one.Object.map((object) => object.uuid))
  for (const object of one.Object)
    for (const reference of (object['ObjectReference'] ?? []) as readonly Record<string, Json>[]) {
      assert.ok(objects.has(String(reference['referenced_uuid'])))
      assert.equal(reference['member'], undefined)
    }
})

test('searches page by limit and page, and count what they give', async () => {
  const values = Array.from({ length: 7 }, (_, at) => attribute(`paged ${at}`, { comment: 'paged' }))
  await importMisp(th, own, [event(values, { info: 'Paged' })], 'Paged')
  await follow(th)
  const seen: string[] = []
  for (let page = 1; page <= 3; page++) {
    const body = { eventinfo: 'Paged', limit: 3, page }
    const { json, headers } = await askMisp(th, reader, '/attributes/restSearch', { body })
    const { Attribute: found } = (
      json as unknown as { response: { Attribute: readonly { value: string }[] } }
    ).response
    assert.equal(headers['x-result-count'], String(found.length))
    seen.push(...found.map((one) => one.value))
  }
  assert.deepEqual(
    seen,
    values.map((one) => one['value']),
  )
  const events = await askMisp(th, reader, '/events/restSearch', {
    body: { value: 'PAGED 3', metadata: true },
  })
  assert.equal(events.headers['x-result-count'], '1')
})

test('sightings are read by clients of the same organisation', async () => {
  const seen = attribute('seen')
  const one = event([seen])
  assert.equal((await post('/events/add', one)).status, 200)
  await follow(th)
  assert.equal(
    (await post(`/sightings/add/${seen.uuid}`, { type: 0, source: 'sensor', timestamp: second })).status,
    200,
  )
  assert.equal((await post('/sightings/add', { values: ['nobody said this'] })).status, 404)
  const listed = await askMisp(th, reader, `/sightings/index/${one.uuid}`)
  assert.deepEqual(
    (listed.json as unknown as readonly Record<string, Json>[]).map((item) => [
      item['attribute_uuid'],
      item['source'],
    ]),
    [[seen.uuid, 'sensor']],
  )
})

test('M6 an event of many attributes goes both ways with equal counts and equal contents', async () => {
  // Beyond what is answered from memory, and over several pages; `bin/shield bench misp` does it with 300,000.
  const attributes = Array.from({ length: 6500 }, (_, at) => attribute(`value ${at}`))
  const big = event(attributes, { info: 'Many' })
  const bytes = brotliCompressSync(Buffer.from(JSON.stringify(big)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  })
  const added = await askMisp(th, writer, '/events/add/metadata:1', {
    bytes,
    headers: { 'content-encoding': 'br' },
  })
  assert.equal(added.status, 200)
  await follow(th)
  const pulled = await pull(th, reader, big.uuid)
  const said = (parts: readonly Json[]): readonly Json[] =>
    (parts as readonly (typeof attributes)[number][]).map((part) => [
      part.uuid,
      part['value'] ?? '',
      part.timestamp,
    ])
  assert.deepEqual(said(pulled.Attribute), said(attributes))
  assert.equal(pulled['attribute_count'], '6500')
})
