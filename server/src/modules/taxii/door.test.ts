import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'

import { newId } from '#store/identifier.ts'

import { blocksAround } from '../../testing-blocks.ts'
import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { registerTaxii } from './index.ts'
import { addTestClient, askTaxii, basicOf, follow, identity, importStix } from './testing.ts'
import type { TaxiiAnswer, TestClient } from './testing.ts'

let th: TestNode
let reader: TestClient
let writer: TestClient
const own = blocksAround()['own agency'] ?? assert.fail()
const stix = 'application/taxii+json;version=2.1'
const people = Array.from({ length: 25 }, (_, at) => identity(`Person ${at}`))

before(async () => {
  th = await createTestNode('th')
  registerTaxii(th.app, th.node)
  await importStix(th, own, people)
  reader = await addTestClient(th.node, ['agency'])
  writer = await addTestClient(th.node, ['agency', 'node'], { write: true })
})
after(() => th.close())

const get = (path: string, headers: Record<string, string> = {}): Promise<TaxiiAnswer> =>
  askTaxii(th, reader, path, { headers })
const ids = (page: TaxiiAnswer): readonly string[] => (page.json.objects ?? []).map((one) => one.id)

/** Every page from a first address on, by `next` alone. */
async function pagesFrom(path: string, client = reader): Promise<readonly TaxiiAnswer[]> {
  const pages: TaxiiAnswer[] = []
  const sign = path.includes('?') ? '&' : '?'
  for (let next = ''; ;) {
    const page = await askTaxii(th, client, next === '' ? path : `${path}${sign}next=${next}`)
    assert.equal(page.status, 200, page.text)
    pages.push(page)
    if (page.json.more !== true) return pages
    next = page.json.next ?? assert.fail('more, and no next')
  }
}

test('§7.1 every resource answers in the TAXII media type, with and without the last slash, and never redirects', async () => {
  const first = ids(await get(`${reader.path}/objects/?match[type]=identity&limit=1`))[0] ?? assert.fail()
  const paths = ['/taxii2', '/taxii2/shield', '/taxii2/shield/collections', reader.path]
  paths.push(`${reader.path}/manifest`, `${reader.path}/objects`, `${reader.path}/objects/${first}`)
  paths.push(`${reader.path}/objects/${first}/versions`)
  for (const path of paths)
    for (const slash of ['', '/']) {
      const answer = await get(`${path}${slash}`)
      assert.equal(answer.status, 200, `${path}${slash} ${answer.text}`)
      assert.equal(answer.headers['content-type'], stix)
      assert.equal(answer.headers['location'], undefined)
    }
  const discovery = await get('/taxii2/', { host: '127.0.0.1:8080' })
  assert.deepEqual(discovery.json['api_roots'], ['http://127.0.0.1:8080/taxii2/shield/'])
  const root = await get('/taxii2/shield/')
  assert.deepEqual(root.json['versions'], [stix])
  assert.equal(typeof root.json['max_content_length'], 'number')
})

test('§7.1 a client has its own collection, and another one is as one that never was', async () => {
  const { json } = await get('/taxii2/shield/collections/')
  const collections = json['collections'] as unknown as {
    id: string
    can_read: boolean
    can_write: boolean
  }[]
  assert.deepEqual(
    collections.map(({ id, can_read: read, can_write: write }) => [id, read, write]),
    [[reader.collection, true, false]],
  )
  const plain = ({ status, text }: TaxiiAnswer): string =>
    `${status} ${text.replace(/"error_id":"[^"]+"/, '')}`
  for (const rest of [
    '',
    '/objects/',
    '/manifest/',
    '/objects/identity--x/',
    '/objects/identity--x/versions/',
  ]) {
    const others = await get(`${writer.path}${rest}`)
    const missing = await get(`/taxii2/shield/collections/${newId()}${rest}`)
    assert.equal(others.status, 404)
    assert.equal(plain(others), plain(missing))
  }
  assert.equal((await get('/taxii2/shield/status/none/')).status, 404)
  assert.equal((await get('/taxii2/nothing/here')).status, 404)
})

test('§7.2 the scheme counts in any case, bearer too; everything else is 401 with WWW-Authenticate', async () => {
  const basic = basicOf(reader)
  for (const good of [
    basic,
    basic.replace('Basic', 'basic'),
    basic.replace('Basic', 'BASIC'),
    `Bearer ${reader.secret}`,
  ])
    assert.equal((await get('/taxii2/', { authorization: good })).status, 200, good)
  const wrongUser = `Basic ${Buffer.from(`${writer.id}:${reader.secret}`).toString('base64')}`
  for (const bad of [
    '',
    'Basic',
    `Basic ${reader.secret}`,
    wrongUser,
    `Bearer ${'x'.repeat(43)}`,
    'Digest a',
  ]) {
    const answer = await get('/taxii2/', { authorization: bad })
    assert.equal(answer.status, 401, bad)
    assert.match(String(answer.headers['www-authenticate']), /^Basic realm=/)
    assert.equal(answer.json['http_status'], '401')
    assert.equal(typeof answer.json['title'], 'string')
  }
})

test('§7.2 Accept: our media type with, without and with spaces round its version; nothing else is 406', async () => {
  for (const good of [
    stix,
    'application/taxii+json; version=2.1',
    'application/taxii+json',
    '*/*',
    `text/html, ${stix}`,
  ])
    assert.equal((await get('/taxii2/', { accept: good })).status, 200, good)
  for (const bad of ['application/json', 'application/taxii+json;version=2.0', 'text/html', `${stix};q=0`])
    assert.equal((await get('/taxii2/', { accept: bad })).status, 406, bad)
})

test('§7.2 another media type is 415, too long a body 413, no JSON 400, no envelope 422, a reader 403', async () => {
  const post = (body: string, headers: Record<string, string> = {}, client = writer): Promise<TaxiiAnswer> =>
    askTaxii(th, client, `${client.path}/objects/`, { method: 'POST', body, headers })
  const envelope = JSON.stringify({ objects: [identity('Somebody')] })
  assert.equal((await post(envelope, { 'content-type': 'application/json' })).status, 415)
  assert.equal((await post(envelope, { 'content-type': 'application/taxii+json;version=2.0' })).status, 415)
  assert.equal((await post(`{"objects":["${'x'.repeat(11 * 2 ** 20)}"]}`)).status, 413)
  assert.equal((await post('{"objects":')).status, 400)
  assert.equal((await post(JSON.stringify(identity('Bare')))).status, 422)
  assert.equal((await post('[]')).status, 422)
  assert.equal((await post(envelope, {}, reader)).status, 403)
  const deleted = await askTaxii(th, reader, `${reader.path}/objects/identity--${newId()}/`, {
    method: 'DELETE',
  })
  assert.equal(deleted.status, 403)
})

test('§7.3 pages by next: every object once, in the order of date_added, each later by a microsecond at least', async () => {
  const pages = await pagesFrom(`${reader.path}/objects/?limit=7`)
  const seen = pages.flatMap(ids)
  assert.equal(new Set(seen).size, seen.length)
  assert.equal(seen.filter((id) => id.startsWith('identity--')).length, 25)
  const manifest = (await pagesFrom(`${reader.path}/manifest/?limit=4`)).flatMap(
    (page) => page.json.objects as unknown as { id: string; date_added: string }[],
  )
  assert.deepEqual(
    manifest.map((one) => one.id),
    seen,
  )
  const dates = manifest.map((one) => one.date_added)
  for (const date of dates) assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  assert.deepEqual(dates, [...new Set(dates)].toSorted())
  assert.equal(pages[0]?.headers['x-taxii-date-added-first'], dates[0])
  assert.equal(pages[0]?.headers['x-taxii-date-added-last'], dates[6])
})

test('§7.3 pages by X-TAXII-Date-Added-Last: added_after is exclusive and loses nothing', async () => {
  const all = ids(await get(`${reader.path}/objects/`))
  const seen: string[] = []
  for (let after = '1970-01-01T00:00:00Z'; ;) {
    const page = await get(`${reader.path}/objects/?limit=3&added_after=${after}`)
    seen.push(...ids(page))
    if (page.json.more !== true) break
    after = String(page.headers['x-taxii-date-added-last'])
  }
  assert.deepEqual(seen, all)
  const last = String((await get(`${reader.path}/objects/`)).headers['x-taxii-date-added-last'])
  const end = await get(`${reader.path}/objects/?added_after=${last}`)
  assert.deepEqual([end.status, end.json], [200, { more: false }])
  assert.equal(end.headers['x-taxii-date-added-last'], undefined)
})

test('§7.3 limits: text, zero and below are 400, above the most is the most, an empty next is none', async () => {
  for (const bad of ['0', '-1', 'ten', '1.5', ''])
    assert.equal((await get(`${reader.path}/objects/?limit=${bad}`)).status, 400, bad)
  const all = ids(await get(`${reader.path}/objects/`))
  assert.deepEqual(ids(await get(`${reader.path}/objects/?limit=999999&next=`)), all)
  for (const bad of ['yesterday', '2026-01-01', '2026-13-01T00:00:00Z'])
    assert.equal((await get(`${reader.path}/objects/?added_after=${bad}`)).status, 400, bad)
  for (const good of ['2020-01-01T00:00:00.1Z', '2020-01-01T00:00:00.123456Z', '2020-01-01T07:00:00+07:00'])
    assert.deepEqual(ids(await get(`${reader.path}/objects/?added_after=${good}`)), all, good)
  assert.deepEqual(ids(await get(`${reader.path}/objects/?nothing=known&match[nothing]=x`)), all)
})

test('§7.3 next is signed, of one question, one collection and one epoch, and lasts a day; the limit may change', async () => {
  const from = `${reader.path}/objects/?match[type]=identity&limit=5`
  const { next = '' } = (await get(from)).json
  const statusOf = async (path: string): Promise<number> => (await get(path)).status
  assert.equal(await statusOf(`${reader.path}/objects/?match[type]=identity&limit=9&next=${next}`), 200)
  assert.equal(await statusOf(`${reader.path}/objects/?match[type]=identity&next=${next}`), 200)
  assert.equal(await statusOf(`${reader.path}/objects/?match[type]=location&limit=5&next=${next}`), 400)
  assert.equal(await statusOf(`${reader.path}/manifest/?match[type]=identity&limit=5&next=${next}`), 400)
  assert.equal(await statusOf(`${from}&next=${next.slice(0, -2)}xx`), 400)
  assert.equal(await statusOf(`${from}&next=${'a'.repeat(40)}`), 400)
  assert.equal(
    (await askTaxii(th, writer, `${writer.path}/objects/?match[type]=identity&limit=5&next=${next}`)).status,
    400,
  )
  // OpenCTI sends the original filter and next together; MISP an empty next.
  const since = `${reader.path}/objects/?added_after=2020-01-01T00:00:00Z&limit=5`
  const second = await get(`${since}&next=${(await get(since)).json.next}`)
  assert.equal(second.status, 200)
  th.pass({ minutes: 25 * 60 })
  assert.equal(await statusOf(`${from}&next=${next}`), 200, 'a day is not the end of it')
  th.pass({ minutes: 48 * 60 })
  assert.equal(await statusOf(`${from}&next=${next}`), 400)
})

test('§7.3 match: or within a filter, and between them', async () => {
  const [one, two] = people.map((person) => person.id)
  const found = async (query: string): Promise<readonly string[]> =>
    ids(await get(`${reader.path}/objects/?${query}`))
  assert.deepEqual((await found(`match[id]=${one},${two}`)).toSorted(), [one, two].toSorted())
  assert.deepEqual(await found(`match[id]=${one}&match[type]=identity,location`), [one])
  assert.deepEqual(await found(`match[id]=${one}&match[type]=location`), [])
  assert.deepEqual(await found(`match[id]=${one}&match[spec_version]=2.0`), [])
  assert.deepEqual(await found(`match[id]=${one}&match[spec_version]=2.0,2.1`), [one])
})

test('§7.3 versions: last, first, all and by their time', async () => {
  const id = randomUUID()
  const made = (name: string, at: string): object => ({
    ...identity(name, '2026-03-01T00:00:00.000Z', id),
    modified: at,
  })
  const [first, last] = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z']
  await importStix(th, own, [made('Earlier', first)])
  await follow(th)
  await importStix(th, own, [made('Later', last)])
  await follow(th)
  const object = `${reader.path}/objects/identity--${id}/`
  const names = async (query: string): Promise<unknown> =>
    ((await get(`${object}${query}`)).json.objects ?? []).map((one) => one.name)
  assert.deepEqual(await names(''), ['Later'])
  assert.deepEqual(await names('?match[version]=first'), ['Earlier'])
  assert.deepEqual(await names('?match[version]=all'), ['Earlier', 'Later'])
  assert.deepEqual(await names('?match[version]=first,last'), ['Earlier', 'Later'])
  assert.deepEqual(await names(`?match[version]=${first}`), ['Earlier'])
  assert.deepEqual(await names(`?match[version]=2026-03-01T00:00:00Z,${last}`), ['Earlier', 'Later'])
  assert.deepEqual(await names('?match[version]=2020-01-01T00:00:00Z'), [])
  assert.equal((await get(`${object}?match[version]=newest`)).status, 400)
  assert.deepEqual((await get(`${object}versions/`)).json.versions, [first, last])
  const listed = (await get(`${reader.path}/objects/?match[id]=identity--${id}`)).json.objects
  assert.deepEqual(
    listed?.map((one) => one.name),
    ['Later'],
  )
  assert.equal((await get(`${reader.path}/objects/identity--${newId()}/`)).status, 404)
})

test('§7.3 the union of all later pulls is what a whole pull of the same rights gives, and no more', async () => {
  const pulled = new Map<string, unknown>()
  let after = '1970-01-01T00:00:00Z'
  const pull = async (): Promise<void> => {
    for (const page of await pagesFrom(`${reader.path}/objects/?added_after=${after}&limit=6`)) {
      for (const one of page.json.objects ?? []) pulled.set(one.id, one)
      after = String(page.headers['x-taxii-date-added-last'] ?? after)
    }
  }
  await pull()
  await importStix(th, own, [
    identity('One more'),
    { ...people[0], modified: '2026-05-01T00:00:00.000Z', name: 'Changed' },
  ])
  await importStix(th, blocksAround()['other agency'] ?? assert.fail(), [identity('Of others')])
  await follow(th)
  await pull()
  const whole = await pagesFrom(`${reader.path}/objects/`)
  const all = new Map(whole.flatMap((page) => page.json.objects ?? []).map((one) => [one.id, one]))
  assert.deepEqual([...pulled].toSorted(), [...all].toSorted())
})

test('DELETE is local: gone for this client until it changes, and there for every other', async () => {
  const id = people[3]?.id ?? assert.fail()
  const asWriter = (method: 'GET' | 'DELETE', path: string): Promise<TaxiiAnswer> =>
    askTaxii(th, writer, `${writer.path}/objects/${path}`, { method })
  const answer = await asWriter('DELETE', `${id}/`)
  assert.deepEqual([answer.status, answer.text], [200, ''])
  assert.equal((await asWriter('GET', `${id}/`)).status, 404)
  assert.equal((await asWriter('DELETE', `${id}/`)).status, 404)
  await importStix(th, own, [people[3] ?? {}])
  await follow(th)
  assert.equal((await asWriter('GET', `${id}/`)).status, 404, 'the same content again')
  assert.equal((await get(`${reader.path}/objects/${id}/`)).status, 200)
  await importStix(th, own, [{ ...people[3], name: 'Other', modified: '2026-06-01T00:00:00.000Z' }])
  await follow(th)
  assert.equal((await asWriter('GET', `${id}/`)).json.objects?.[0]?.name, 'Other')
})
