import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import { after, before, test } from 'node:test'

import { people } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { addClient, createDemonstrationLink } from './modules/identity/index.ts'
import { loadPolicy } from './policy/index.ts'
import type { Policy } from './policy/index.ts'
import type { Served } from './serve.ts'
import { served } from './served.ts'
import { buildGuardedWorld } from './testing-guard.ts'
import type { Asker, GuardedWorld } from './testing-guard.ts'
import type { Subject } from './testing-subject.ts'
import { ask } from './testing-http.ts'
import { expectedOf, idsOf, isAboutRow, put } from './testing-matrix.ts'
import { missing } from './testing-missing.ts'
import { sampleRequest } from './testing-sample.ts'
import { differing, stateOf } from './testing-state.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

/** Failures seen in other systems of exchange (docs/exchange.md), each asked of every route of this node. */
let th: TestNode
let world: GuardedWorld
let policy: Policy
const purpose = 'investigation'
const signedRoutes = served.filter((one) => one.needs !== 'signed-out')
const isWrite = ({ route }: Served): boolean => route.method !== 'GET'

before(async () => {
  th = await createTestNode('th')
  world = await buildGuardedWorld(th)
  policy = await loadPolicy()
})
after(() => th.close())

const subject = (name: string): Subject =>
  world.subjects.find((one) => one.name === name) ?? assert.fail(name)
const headersOf = ({ actor }: Asker) => th.signIn({ id: actor.person }, purpose)

/** Whom the policy lets do this to a row of his own agency, as far as one answer tells. */
function askerFor(one: Served, about: Subject | undefined): Asker | undefined {
  return world.askers.find(
    (asker) => expectedOf(policy, { served: one, asker, purpose, subject: about }).is === 'allowed',
  )
}

/** The bodies a route takes, empty where it takes none. */
function namesOf(one: Served): readonly string[] {
  return [...sampleRequest(one.route, idsOf(world)).names].filter((name) => name in missing)
}

test('S2 authorise A, change B: of two rows that a request names, one that is hidden makes it a request about nothing', async () => {
  const own = subject('own agency')
  const hidden = subject('other agency')
  const standing = await stateOf(th.node.database.pool)
  let asked = 0
  for (const one of signedRoutes.filter((route) => namesOf(route).length > 1)) {
    const asker = askerFor(one, own)
    if (!asker) continue
    const headers = await headersOf(asker)
    for (const name of namesOf(one)) {
      if (hidden.ids[name as keyof Subject['ids']] === own.ids[name as keyof Subject['ids']]) continue
      const crossed = { ...idsOf(world, own), [name]: hidden.ids[name as keyof Subject['ids']] }
      const absent = { ...idsOf(world, own), [name]: missing[name] ?? '' }
      const answer = await put(th, headers, one, crossed)
      assert.equal(answer.same, (await put(th, headers, one, absent)).same, `${one.route.name} ${name}`)
      if (isWrite(one) && one.route.name !== 'exportRun')
        assert.ok(answer.status >= 400, `${one.route.name} ${name}: ${answer.status}`)
      asked += 1
    }
  }
  assert.ok(asked >= 10, `only ${asked} mismatched pairs were asked`)
  assert.deepEqual(
    differing(standing, await stateOf(th.node.database.pool)).filter((name) => !traceOfReading.has(name)),
    [],
  )
})

/** An export that leaves the hidden row out is one; it is noted. */
const traceOfReading: ReadonlySet<string> = new Set(['export'])

test('S3 a mutation accepts any type: an id of any other kind of row is the id of nothing', async () => {
  const own = subject('own agency')
  const standing = await stateOf(th.node.database.pool)
  let asked = 0
  for (const one of signedRoutes.filter((route) => isWrite(route) && route.route.path.includes('/:id'))) {
    const asker = askerFor(one, isAboutRow(one, world) ? own : undefined)
    if (!asker) continue
    const headers = await headersOf(asker)
    const ids = idsOf(world, own)
    const [kind] = [...sampleRequest(one.route, ids).names]
    if (kind === undefined) continue
    const nothing = await put(th, headers, one, { ...ids, [kind]: newId() })
    for (const [other, id] of Object.entries(ids)) {
      if (other === kind || id === ids[kind] || id === ids['other']) continue
      const answer = await put(th, headers, one, { ...ids, [kind]: id })
      assert.equal(answer.same, nothing.same, `${one.route.name} took the id of ${other}`)
      asked += 1
    }
  }
  assert.ok(asked > 500, `only ${asked} ids were tried`)
  assert.deepEqual(differing(standing, await stateOf(th.node.database.pool)), [])
})

const bySource = 'join source s on s.id = r.source_id'
const rowsOf: Readonly<Record<string, string>> = {
  source: 'select s::text as said, s.organisation from source s',
  batch: 'select b.wire || b.state || b.marking_id as said, b.organisation from batch b',
  record: `select (r.id, r.body, r.ended_at)::text as said, s.organisation from record r ${bySource}`,
  statement: `select (t.id, t.value, t.grade, t.retracted_at)::text as said, s.organisation from statement t join record r on r.id = t.record_id ${bySource}`,
  link: 'select (l.id, l.from_entity, l.to_entity, l.retracted_at)::text as said, s.organisation from link l join source s on s.id = l.source_id',
  release: 'select r::text as said, r.organisation from release r',
  feed: 'select f::text as said, f.organisation from feed f',
  watch: 'select w::text as said, w.organisation from watch w',
  marking_change: 'select c::text as said, c.organisation from marking_change c',
  export_request: 'select e::text as said, e.organisation from export_request e',
  // What came from another node may be handled more strictly here; what is of this node only by its owner.
  handling: `select (r.id, r.marking_id)::text as said, s.organisation from record r ${bySource} where s.organisation like 'th-%'`,
  judgement: `select j::text as said, j.organisation from judgement j where j.organisation like 'th-%'`,
}

/** Hashes of what owners said and how it is handled, without what readers' own judgements join. */
async function ownedBy(...organisations: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const hashes = Object.entries(rowsOf).map(
    ([name, rows]) =>
      `select '${name}' as name, coalesce(md5(string_agg(x.said, '|' order by x.said)), '') as hash from (${rows}) x where x.organisation = any($1)`,
  )
  const found = await th.node.database.pool.query<{ name: string; hash: string }>(
    hashes.join(' union all '),
    [organisations],
  )
  return new Map(found.rows.map((row) => [row.name, row.hash]))
}

test('S4 view scope used for edit: who may read what another owns changes nothing of it by any route', async () => {
  const standing = await ownedBy('th-aml', 'ph-wdk')
  let refused = 0
  for (const name of ['released to the node', 'from a partner'])
    for (const asker of world.askers) {
      const headers = await headersOf(asker)
      for (const one of signedRoutes.filter((route) => isWrite(route) && isAboutRow(route, world))) {
        const { status } = await put(th, headers, one, idsOf(world, subject(name)))
        if (status === 403 || status === 404) refused += 1
      }
    }
  assert.ok(refused > 300, `only ${refused} were refused`)
  assert.deepEqual(differing(standing, await ownedBy('th-aml', 'ph-wdk')), [])
})

test('S6 mass assignment: a property nobody declared is a fault at every depth, and one the server owns is nobody’s to set', async () => {
  const own = subject('own agency')
  const standing = await stateOf(th.node.database.pool)
  let asked = 0
  for (const one of served) {
    const asker =
      one.needs === 'signed-out' ? undefined : askerFor(one, isAboutRow(one, world) ? own : undefined)
    if (!asker && one.needs !== 'signed-out') continue
    const headers = { 'content-type': 'application/json', ...(asker ? await headersOf(asker) : {}) }
    const { params, query, body } = sampleRequest(one.route, idsOf(world, own))
    for (const more of [
      'actor',
      'organisation_id',
      'marking_id',
      'created_by',
      'approved_by',
      '__proto__',
      'x',
    ])
      for (const wrong of spoiled(body, more)) {
        const answer = await ask(th, headers, one.route.name, { params, query, body: wrong })
        assert.equal(answer.status, 400, `${one.route.name} took ${more}: ${answer.text}`)
        asked += 1
      }
    if (one.route.shapes.query === undefined || one.route.shapes.transfer === 'redirect') continue
    const answer = await ask(th, headers, one.route.name, { params, query: { ...query, actor: 'x' }, body })
    assert.equal(answer.status, 400, `${one.route.name} took a filter nobody declared`)
  }
  assert.ok(asked > 300, `only ${asked} bodies were sent`)
  assert.deepEqual(differing(standing, await stateOf(th.node.database.pool)), [])
})

/** The body with one property more, once in each object of it. As text: `__proto__` is a property there. */
function spoiled(body: unknown, more: string): readonly string[] {
  if (typeof body !== 'object' || body === null) return []
  const text = JSON.stringify(body)
  return [...text.matchAll(/\{/g)].map(({ index }) => {
    const rest = text.slice(index + 1)
    return `${text.slice(0, index + 1)}${JSON.stringify(more)}:"x"${rest.startsWith('}') ? '' : ','}${rest}`
  })
}

test('S7 audit log without rules: who looked is read by those who may see what was looked at, of their own agency alone', async () => {
  const readTrail = async (asker: Asker, name: string) =>
    ask(th, await headersOf(asker), 'entityTrail', { params: { id: subject(name).ids.entity } })
  const analyst = world.askers.find((one) => one.role === 'analyst') ?? assert.fail('no analyst')
  const oversight = world.askers.find((one) => one.role === 'oversight') ?? assert.fail('no oversight')
  const nothing = await ask(th, await headersOf(analyst), 'entityTrail', {
    params: { id: missing['entity'] ?? '' },
  })
  assert.equal(nothing.status, 404)
  // The log of a protected person is protected too: there is none for who may not know of the person.
  for (const name of ['other agency', 'other zone', 'other case', 'level above clearance']) {
    const trail = await readTrail(analyst, name)
    assert.equal(
      trail.text.replaceAll(/"requestId":"[^"]*"/g, ''),
      nothing.text.replaceAll(/"requestId":"[^"]*"/g, ''),
      name,
    )
  }
  const shared = subject('released to the node').ids.entity
  const before_ = await readTrail(analyst, 'released to the node')
  assert.equal(before_.status, 200)
  const owner = people.find((one) => one.organisation === 'th-aml' && one.roles.includes('analyst'))
  const read = await ask(
    th,
    await th.signIn(owner ?? assert.fail('th-aml has no analyst'), 'financial-intelligence'),
    'entityRead',
    { params: { id: shared } },
  )
  assert.equal(read.status, 200, read.text)
  const trail = JSON.parse((await readTrail(analyst, 'released to the node')).text) as {
    items: { organisation: string; sequence?: number }[]
  }
  assert.deepEqual([...new Set(trail.items.map((one) => one.organisation))], ['th-aht'])
  assert.ok(
    trail.items.every((one) => one.sequence === undefined),
    'a place in the log counts what others do',
  )
  for (const route of ['auditList', 'auditCheckpoint'] as const)
    assert.equal((await ask(th, await headersOf(analyst), route)).status, 403, route)
  const whole = await ask(th, await headersOf(oversight), 'auditList', { query: { limit: 500 } })
  assert.equal(whole.status, 200)
  assert.ok(!whole.text.includes('Guarded'), 'oversight reads who looked, never at what in words')
})

test('S11 key or hash in a response: no answer of any route to any role holds a secret of this node or of anybody', async () => {
  const secrets = await secretsOf()
  assert.ok(secrets.length > 20, `only ${secrets.length} secrets are known`)
  assert.ok(secrets.every((one) => one.length >= 16))
  const leaks: string[] = []
  let asked = 0
  for (const asker of world.askers) {
    const headers = await headersOf(asker)
    for (const one of served) {
      if (one.route.name === 'sessionEnd') continue
      const answer = await put(th, headers, one, idsOf(world, subject('own agency')))
      const text = answer.same + answer.text
      for (const [at, secret] of secrets.entries())
        if (text.includes(secret)) leaks.push(`${one.route.name} · ${asker.role} · secret ${at}`)
      asked += 1
    }
  }
  assert.deepEqual([...new Set(leaks)], [])
  assert.ok(asked > 500, `only ${asked} answers were looked at`)
  const named = served.flatMap((one) => secretNames(one.route.shapes.reply, one.route.name))
  assert.deepEqual(named, [], 'a reply declares a property that is named like a secret')
})

/** What must not get out, in every spelling it has: hashes of tokens, wrapped passwords, private keys. */
async function secretsOf(): Promise<readonly string[]> {
  const { node } = th
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await addClient(visit, { name: 'tool', door: 'taxii', organisation: 'th-aht', markings: ['agency'] })
    await createDemonstrationLink(visit, people[0]?.id ?? '')
  })
  await node.database.pool.query(`update feed set credential = decode(repeat('c0ffee', 16), 'hex')`)
  const columns = await node.database.pool.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'bytea'
       and (column_name ~ 'secret|token|credential' or (table_name, column_name) = ('passkey', 'public_key'))`,
  )
  const found: Buffer[] = []
  for (const { table_name: table, column_name: column } of columns.rows) {
    const rows = await node.database.pool.query<{ secret: Buffer }>(
      `select "${column}" as secret from "${table}" where "${column}" is not null`,
    )
    found.push(...rows.rows.map((row) => row.secret))
  }
  const keys = Object.values(node.keys as unknown as Readonly<Record<string, unknown>>).flatMap((one) => {
    const { privateKey } = (one ?? {}) as { privateKey?: KeyObject }
    const { d } = privateKey?.export({ format: 'jwk' }) ?? {}
    return d !== undefined && d.length >= 16 ? [d] : []
  })
  assert.ok(keys.length >= 3, 'the keys of the node are known')
  return [
    ...keys,
    ...found
      .filter((one) => one.length >= 16)
      .flatMap((one) => (['hex', 'base64', 'base64url'] as const).map((as) => one.toString(as))),
  ]
}

interface ReplySchema {
  readonly properties?: Readonly<Record<string, ReplySchema>>
  readonly items?: ReplySchema
  readonly anyOf?: readonly ReplySchema[]
}

function secretNames(schema: unknown, where: string): readonly string[] {
  const { properties = {}, items, anyOf = [] } = (schema ?? {}) as ReplySchema
  const own = Object.keys(properties).filter((name) => /secret|password|token|private|credential/i.test(name))
  const inner = [
    ...Object.entries(properties),
    ...anyOf.map((one) => ['', one] as const),
    ...(items ? [['[]', items] as const] : []),
  ]
  return [
    ...own.map((name) => `${where}.${name}`),
    ...inner.flatMap(([name, one]) => secretNames(one, `${where}.${name}`)),
  ]
}

test('S18 a read with effects: no GET changes anything but the audit, whoever asks for whatever', async () => {
  const standing = await stateOf(th.node.database.pool)
  let asked = 0
  for (const asker of world.askers) {
    const headers = await headersOf(asker)
    for (const one of signedRoutes.filter((route) => !isWrite(route)))
      for (const about of isAboutRow(one, world) ? world.subjects.slice(0, 3) : [undefined]) {
        await put(th, headers, one, idsOf(world, about ?? subject('own agency')))
        asked += 1
      }
  }
  assert.ok(asked > 200, `only ${asked} were asked`)
  assert.deepEqual(differing(standing, await stateOf(th.node.database.pool)), [])
})

/** Lists whose most stands in their query, and those of agreements and partners: as many as nodes have signed. */
const ownMost: ReadonlySet<string> = new Set([
  ...['markingChangeList', 'questionList', 'sharedRead', 'entityHolders', 'recallList', 'permissionList'],
  ...['recallOrderList', 'agreementVersionList', 'agreementList', 'matchPartners', 'requestPartners'],
])

test('S20 unbounded response: every list has a most, asked for more it refuses, and none is longer than it says', async () => {
  let lists = 0
  const unbounded: string[] = []
  for (const one of signedRoutes) {
    const { query, body, reply } = one.route.shapes as unknown as Readonly<
      Record<string, ReplySchema | undefined>
    >
    const limit = (query?.properties?.['limit'] ?? body?.properties?.['limit']) as
      | { maximum?: number }
      | undefined
    const isPaged = reply?.properties?.['items'] !== undefined && reply.properties['next'] !== undefined
    if (isPaged && limit?.maximum === undefined && !ownMost.has(one.route.name))
      unbounded.push(one.route.name)
    if (limit?.maximum === undefined) continue
    assert.ok(limit.maximum <= 500, `${one.route.name} gives ${limit.maximum}`)
    const asker = askerFor(one, isAboutRow(one, world) ? subject('own agency') : undefined)
    if (!asker) continue
    const sampled = sampleRequest(one.route, idsOf(world, subject('own agency')))
    const more = { limit: limit.maximum + 1 }
    const input = query?.properties?.['limit']
      ? { ...sampled, query: { ...sampled.query, ...more } }
      : { ...sampled, body: { ...(sampled.body as object), ...more } }
    assert.equal((await ask(th, await headersOf(asker), one.route.name, input)).status, 400, one.route.name)
    lists += 1
  }
  assert.deepEqual(unbounded, [])
  assert.ok(lists > 15, `only ${lists} lists were asked`)
})

test('S21 machine too powerful: the credential of a machine opens its own door alone, holds no role of a person, and is given none', async () => {
  const made = await Promise.all(
    (['api', 'taxii', 'misp'] as const).map((door) =>
      th.node.database.inTransaction((tx) =>
        addClient(
          { tx, node: th.node, now: th.node.now(), requestId: newId() },
          { name: `machine ${door}`, door, organisation: 'th-aht', markings: ['agency'], write: true },
        ),
      ),
    ),
  )
  const [api, ...others] = made.map((one) => ({ authorization: `Bearer ${one?.secret}`, purpose }))
  const standing = await ownedBy('th-aht')
  const allowed: string[] = []
  for (const one of signedRoutes) {
    const ids = idsOf(world, subject('own agency'))
    for (const headers of others) {
      const answer = await put(th, headers, one, ids)
      assert.equal(answer.status, 401, `${one.route.name} let a machine of another door in`)
    }
    const { status } = await put(th, api ?? {}, one, ids)
    assert.ok(status < 500, one.route.name)
    if (status < 300) allowed.push(`${one.route.method} ${one.route.name}`)
  }
  // What a system takes along, it takes by its own policy; a second person is a person.
  const acts = allowed.filter((one) => !one.startsWith('GET') && !/graph|markingPreview|exportRun/.test(one))
  assert.deepEqual(acts, [], 'a machine did what a person does')
  assert.deepEqual(differing(standing, await ownedBy('th-aht')), [])
  const administrator = world.askers.find((one) => one.role === 'administrator') ?? assert.fail()
  const given = await ask(th, await headersOf(administrator), 'roleGrantPropose', {
    params: { id: made[0]?.id ?? '' },
    body: { role: 'exchange-officer', reason: 'The machine should release' },
  })
  assert.equal(given.status, 404)
})
