import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import type { ImportView } from '@shield/contract'

import { runBatch } from './modules/intake/index.ts'
import { person } from './modules/registry/testing.ts'
import { ask, get, upload } from './testing-http.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

/** The traps of `formats/src/traps.test.ts` as the database and the people behind it meet them, and the way out and back in. */
let th: TestNode
let analyst: Record<string, string>

before(async () => {
  th = await createTestNode('th')
  analyst = await th.signIn(person('analyst', 'th-aht'), 'investigation')
})
after(() => th.close())

async function bring(
  source: string,
  content: string | Buffer,
  { format = 'stix', marking = 'open' }: { readonly format?: string; readonly marking?: string } = {},
): Promise<ImportView> {
  const answer = await upload(th, analyst, { source, marking, format }, { name: 'f', content })
  assert.equal(answer.status, 200, answer.text)
  const { id } = JSON.parse(answer.text) as ImportView
  await get(th, analyst, 'importStart', { params: { id }, body: { dryRun: false } })
  await runBatch(th.node, { batch: id }, new AbortController().signal)
  await th.node.search.upToDate()
  const done = await get(th, analyst, 'importRead', { params: { id } })
  assert.equal(done.state, 'done', JSON.stringify(done))
  return done
}

async function entitiesOf(source: string): Promise<readonly string[]> {
  const found = await th.node.database.pool.query<{ wire: string }>(
    `select e.wire from entity e join source s on s.id = e.source_id where s.name = $1 and e.markings <> '{}' order by e.id`,
    [source],
  )
  return found.rows.map((row) => row.wire)
}

/** Bodies that stand, by key. */
async function bodiesOf(source: string): Promise<ReadonlyMap<string, Record<string, Json>>> {
  const found = await th.node.database.pool.query<{ key: string; body: Record<string, Json> }>(
    `select r.key, r.body from record r join source s on s.id = r.source_id where s.name = $1 and r.ended_at is null`,
    [source],
  )
  return new Map(found.rows.map((row) => [row.key, row.body]))
}

async function takeOut(source: string, format: 'stix' | 'ftm' | 'csv'): Promise<string> {
  const entities = [...(await entitiesOf(source))]
  const answer = await ask(th, analyst, 'exportRun', {
    body: { format, entities, reason: 'Round trip of a test' },
  })
  assert.equal(answer.status, 200, answer.text)
  return answer.text
}

const uuid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const tool = (at: number, more: object = {}): object => ({
  type: 'tool',
  spec_version: '2.1',
  id: `tool--${uuid(at)}`,
  created: '2024-01-01T00:00:00.000Z',
  modified: '2024-01-01T00:00:00.000Z',
  name: `Tool ${at}`,
  ...more,
})
const bundle = (...objects: readonly object[]): string =>
  JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, objects })
const values = async (id: string): Promise<readonly string[]> =>
  (await get(th, analyst, 'entityRead', { params: { id } })).statements.map(
    (one) => `${one.property} ${one.value}`,
  )

test('silent change: it is counted as a conflict, both contents are kept, and one stands whichever came first', async () => {
  const [one, two] = [tool(1, { description: 'one' }), tool(1, { description: 'two' })]
  await bring('silent A', bundle(one))
  const later = await bring('silent A', bundle(two))
  assert.deepEqual([later.counts?.new, later.counts?.conflict], [0, 1])
  await bring('silent B', bundle(two))
  await bring('silent B', bundle(one))
  const [first, second] = [await entitiesOf('silent A'), await entitiesOf('silent B')]
  assert.deepEqual(await values(first[0] ?? ''), await values(second[0] ?? ''))
  const kept = await th.node.database.pool.query<{ count: number }>(
    `select count(*) from record r join source s on s.id = r.source_id where s.name = 'silent A'`,
  )
  assert.equal(kept.rows[0]?.count, 2)
})

test('ids drift: the same name under a new id is two entities until a person judges them one', async () => {
  await bring('drift', bundle(tool(2, { name: '3DS Bypass' })))
  await bring('drift', bundle(tool(3, { name: '3DS Bypass' })))
  const found = await get(th, analyst, 'searchRun', { query: { q: '3DS Bypass' } })
  assert.equal(found.count, 2)
})

test('removal without a revocation: what a later file leaves out stays, with its source', async () => {
  await bring('snapshot', bundle(tool(4, { name: 'Left out' }), tool(5, { name: 'Repeated' })))
  const later = await bring('snapshot', bundle(tool(5, { name: 'Repeated' })))
  assert.deepEqual([later.counts?.matched, later.counts?.changed], [1, 0])
  assert.equal((await get(th, analyst, 'searchRun', { query: { q: 'Left out' } })).count, 1)
})

test('revoked: the object states nothing more, its history is kept, and an undo brings it back', async () => {
  await bring('revoked', bundle(tool(6, { name: 'Krasuethong' })))
  const [id = ''] = await entitiesOf('revoked')
  const revocation = await bring(
    'revoked',
    bundle(tool(6, { name: 'Krasuethong', revoked: true, modified: '2024-02-01T00:00:00.000Z' })),
  )
  assert.equal(revocation.counts?.changed, 1)
  assert.equal((await get(th, analyst, 'searchRun', { query: { q: 'Krasuethong' } })).count, 0)
  await get(th, analyst, 'importUndo', { params: { id: revocation.id }, body: { reason: 'Sent by mistake' } })
  await th.node.search.upToDate()
  assert.equal((await get(th, analyst, 'searchRun', { query: { q: 'Krasuethong' } })).count, 1)
  const history = await get(th, analyst, 'entityHistory', { params: { id } })
  assert.ok(history.items.some((event) => event.detail?.includes('Krasuethong')))
})

test('aliases that collide: an alias shared by two makes no one of them', async () => {
  const shared = { aliases: ['Shared alias'] }
  await bring(
    'alias',
    bundle(tool(7, { name: 'First actor', ...shared }), tool(8, { name: 'Second actor', ...shared })),
  )
  const ids = await entitiesOf('alias')
  assert.equal(ids.length, 2)
  for (const id of ids)
    assert.equal((await get(th, analyst, 'entityRead', { params: { id } })).members.length, 1)
})

const red = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'
const amber2 = 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421'
const green1 = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'

test('out and in again as STIX: own properties, own types, markings of both TLP versions and of parts, relations', async () => {
  const objects = [
    tool(10, { x_own: { deep: [1, 'สอง', null, { '~/': true }] }, object_marking_refs: [green1] }),
    tool(11, { object_marking_refs: [amber2] }),
    tool(12, {
      aliases: ['open', 'closed'],
      object_marking_refs: [green1],
      granular_markings: [{ marking_ref: amber2, selectors: ['aliases.[1]'] }],
    }),
    { ...tool(13), type: 'x-training-drill', id: `x-training-drill--${uuid(13)}`, x_training_level: 3 },
    {
      ...tool(14),
      type: 'grouping',
      id: `grouping--${uuid(14)}`,
      context: 'unspecified',
      object_refs: [`tool--${uuid(10)}`, `tool--${uuid(11)}`],
    },
    {
      type: 'relationship',
      spec_version: '2.1',
      id: `relationship--${uuid(15)}`,
      created: '2024-01-01T00:00:00.000Z',
      modified: '2024-01-01T00:00:00.000Z',
      relationship_type: 'trains-with',
      source_ref: `tool--${uuid(10)}`,
      target_ref: `tool--${uuid(12)}`,
      x_note: 'kept',
    },
  ]
  const f3 = JSON.parse(
    readFileSync(new URL('../../formats/fixtures/stix/f3-part.json', import.meta.url), 'utf8'),
  ) as {
    objects: object[]
  }
  // A bare list, as some partners send it: what leaves is a bundle.
  await bring('way out', JSON.stringify([...objects, ...f3.objects]))
  const file = await takeOut('way out', 'stix')
  const sent = JSON.parse(file) as { type: string; objects: { id: string; type: string }[] }
  assert.equal(sent.type, 'bundle')
  await bring('way in', file)
  const [before, after] = [await bodiesOf('way out'), await bodiesOf('way in')]
  const known = (key: string): boolean => key.startsWith('marking-definition--')
  for (const [key, body] of before)
    if (!known(key)) assert.equal(canonicalJson(after.get(key) ?? null), canonicalJson(body), key)
  assert.deepEqual(
    [...after.keys()].filter((key) => !before.has(key) && !known(key)),
    [],
  )
  const said = async (source: string): Promise<unknown> =>
    (
      await th.node.database.pool.query(
        `select e.key, st.property, st.value, st.norm, st.marking_id from statement st join entity e on e.id = st.entity_id
         join source s on s.id = e.source_id where s.name = $1 and st.retracted_at is null and e.key not like 'marking%' order by 1, 2, 3`,
        [source],
      )
    ).rows
  assert.deepEqual(await said('way in'), await said('way out'))
})

test('what is marked RED inside an object stays here when the object leaves, also where it is no statement', async () => {
  const object = tool(20, {
    x_secret: 'the informant',
    x_open: 'fine',
    granular_markings: [{ marking_ref: red, selectors: ['x_secret'] }],
  })
  await bring('secret', bundle(object), { marking: 'node' })
  const other = await th.signIn(person('analyst', 'th-aml'), 'investigation')
  const [id = ''] = await entitiesOf('secret')
  const answer = await ask(th, other, 'exportRun', {
    body: { format: 'stix', entities: [id], reason: 'Round trip of a test' },
  })
  assert.equal(answer.text.includes('the informant'), false, answer.text)
})

test('out and in again as FollowTheMoney: every entity and every edge as it came, but no private key', async () => {
  const text = readFileSync(new URL('../../formats/fixtures/ftm/network.ijson', import.meta.url), 'utf8')
  await bring('money out', text, { format: 'ftm' })
  const file = await takeOut('money out', 'ftm')
  await bring('money in', file, { format: 'ftm' })
  const [before, after] = [await bodiesOf('money out'), await bodiesOf('money in')]
  // A private key is nothing to hand on.
  assert.match(JSON.stringify([...before.values()]), /privateKey/)
  for (const { properties } of [...before.values()] as unknown as { properties: Record<string, Json> }[])
    delete properties['privateKey']
  const lost = [...before].filter(
    ([key, body]) => canonicalJson(after.get(key) ?? null) !== canonicalJson(body),
  )
  // An edge whose end has no statement of its own leaves with neither end.
  for (const [key, body] of lost) {
    const { properties } = body as { properties: Record<string, readonly string[]> }
    const ends = Object.values(properties)
      .flat()
      .filter((value) => /^[a-z]-\d+$/.test(value))
    assert.ok(
      !after.has(key) && ends.some((end) => !after.has(end)),
      `${key} ${JSON.stringify(after.get(key))}`,
    )
  }
  assert.ok(lost.length <= 2, lost.map(([key]) => key).join(', '))
})

test('out as CSV: every statement and link is a row with its normal form', async () => {
  const csv = await takeOut('money out', 'csv')
  const found = await th.node.database.pool.query<{ value: string; norm: string }>(
    `select st.value, st.norm from statement st join entity e on e.id = st.entity_id join source s on s.id = e.source_id
     where s.name = 'money out' and st.retracted_at is null`,
  )
  for (const { value, norm } of found.rows) assert.ok(csv.includes(value) && csv.includes(norm), value)
  assert.equal(
    csv
      .trim()
      .split('\r\n')
      .filter((line) => line.startsWith('entity,')).length,
    found.rows.length,
  )
})

const galaxy = new URL(
  '../../../shared/data/exchange/misp-galaxy/clusters/terrorist-groups.json',
  import.meta.url,
)

test(
  'volume: groups that share synonyms stay apart',
  { skip: !existsSync(galaxy) && 'no ../shared/data/exchange/misp-galaxy' },
  async () => {
    const cluster = JSON.parse(readFileSync(galaxy, 'utf8')) as {
      values: { uuid: string; value: string; meta?: { synonyms?: string[] } }[]
    }
    const lines = cluster.values.map(({ uuid: id, value, meta }) =>
      JSON.stringify({
        id,
        schema: 'Organization',
        properties: { name: [value], alias: meta?.synonyms ?? [] },
      }),
    )
    const done = await bring('actors', lines.join('\n'), { format: 'ftm' })
    const distinct = new Set(cluster.values.map((value) => value.uuid)).size
    assert.equal((await entitiesOf('actors')).length, distinct)
    assert.ok((done.counts?.new ?? 0) >= distinct)
    const merged = await th.node.database.pool.query<{ count: number }>(
      `select count(*) from entity e join source s on s.id = e.source_id where s.name = 'actors' and e.canonical <> e.id`,
    )
    assert.equal(merged.rows[0]?.count, 0)
  },
)
