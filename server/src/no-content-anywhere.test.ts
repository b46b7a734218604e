import assert from 'node:assert/strict'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { routes } from '@shield/contract'
import type { RouteName } from '@shield/contract'
import { mispFeed } from '@shield/formats'
import { people } from '@shield/world'

import { commands } from './cli/index.ts'
import { startShield } from './cli/testing.ts'
import { blocksAround } from './testing-blocks.ts'
import { buildGuardedWorld, guardedMapping, importUnder } from './testing-guard.ts'
import type { GuardedWorld } from './testing-guard.ts'
import type { Subject } from './testing-subject.ts'
import { idsOf } from './testing-matrix.ts'
import { planted, serveTalkative, wordsIn } from './testing-planted.ts'
import type { Serving } from './testing-planted.ts'
import { sampleRequest } from './testing-sample.ts'
import { createTestNode } from './testing.ts'
import type { TestNode } from './testing.ts'

/** Every route and every command meets the planted words; what they write to logs, addresses and screens is looked at. */
let th: TestNode
let world: GuardedWorld
let serving: Serving
let folder = ''
let ids: Readonly<Record<string, string>>
const table = `id,name,phone,company\nP1,${planted.latin},${planted.phone},${planted.thai}\nP2,${planted.thai},,C\n`

before(async () => {
  th = await createTestNode('th')
  world = await buildGuardedWorld(th)
  const block = blocksAround()['own agency'] ?? assert.fail()
  await importUnder(th.node, block, { sourceName: 'Planted', content: table })
  const found = await th.node.database.pool.query<Record<string, string>>(
    `select e.wire as entity, o.wire as other, s.wire as source from source s join entity e on e.source_id = s.id and e.key like '%P1'
     join entity o on o.source_id = s.id and o.key like '%P2' where s.name = 'Planted'`,
  )
  ids = { ...idsOf(world, ownSubject()), ...found.rows[0] }
  folder = join(th.node.config.dataFolder, 'planted')
  await mkdir(folder)
  await writeFiles()
  serving = await serveTalkative(th)
})
after(async () => {
  await serving.stop()
  await rm(folder, { recursive: true, force: true })
  await th.close()
})

const ownSubject = (): Subject => world.subjects.find((one) => one.name === 'own agency') ?? assert.fail()

interface Asking {
  readonly params: object
  readonly query: object
  readonly body: unknown
}

async function put(name: RouteName, asking: Asking, more: Record<string, string>): Promise<Response> {
  const { method, path, shapes } = routes[name] as (typeof routes)[RouteName] & {
    readonly shapes: { readonly transfer?: string }
  }
  const filled = path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String((asking.params as Record<string, string>)[key])),
  )
  const query = new URLSearchParams(
    Object.entries(asking.query).map(([key, value]): [string, string] => [key, String(value)]),
  )
  const isUpload = shapes.transfer === 'upload'
  const form = new FormData()
  form.set('source', planted.latin)
  form.set('marking', 'agency')
  form.set('file', new Blob([table]), `${planted.thai}.csv`)
  const body = isUpload ? form : asking.body === undefined ? undefined : JSON.stringify(asking.body)
  return fetch(`${serving.address}/api/v1${filled}?${query}`, {
    method,
    redirect: 'manual',
    headers: { ...more, ...(body === undefined || isUpload ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  })
}

/** The same request with a planted word in every text of it, and under a name nobody declared. */
function spoiled({ params, query, body }: Asking): Asking {
  const words = Object.values(planted)
  let turn = 0
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return words[turn++ % words.length]
    if (Array.isArray(value)) return value.map(spoil)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one)]))
  }
  return {
    params: spoil(params) as object,
    query: { ...(spoil(query) as object), [planted.latin]: planted.thai },
    body:
      typeof body === 'object' && body !== null
        ? { ...(spoil(body) as object), [planted.thai]: planted.phone }
        : body,
  }
}

const asked = new Set<string>()

/** The keys of persons are with the test's own process: a node beside it has no vault, and says so. */
function isVaultClosed({ status }: Response, text: string): boolean {
  return status === 503 && (JSON.parse(text) as { readonly code?: string }).code === 'vault-closed'
}

const roles = ['supervisor', 'exchange-officer', 'administrator', 'oversight', 'none'] as const

/** The first role that a route lets in, asked about what is planted. */
async function letIn(name: RouteName, asking: Asking): Promise<Record<string, string>> {
  let headers: Record<string, string> = {}
  for (const role of roles) {
    const asker = world.askers.find((one) => one.role === role) ?? assert.fail(role)
    headers = await th.signIn({ id: asker.actor.person }, 'investigation')
    const answer = await put(name, asking, headers)
    assert.deepEqual(wordsIn(JSON.stringify([...answer.headers])), [], name)
    const text = await answer.text()
    assert.ok(answer.status < 500 || isVaultClosed(answer, text), `${name} broke: ${answer.status}`)
    if (answer.status !== 403) break
  }
  // A sign-out ends the session it was asked with.
  return name === 'sessionEnd' ? th.signIn({ id: world.colleague }, 'investigation') : headers
}

test('every route is asked about what is planted, and with what is planted: no header, no refusal and no log line repeats it', async () => {
  for (const name of Object.keys(routes) as RouteName[]) {
    const { params, query, body } = sampleRequest(routes[name], ids)
    const asking = { params, query, body }
    const headers = await letIn(name, asking)
    asked.add(name)
    if (name === 'importUpload') continue
    const bad = await put(name, spoiled(asking), headers)
    assert.ok(bad.status < 500, `${name} broke: ${bad.status}`)
    const text = `${JSON.stringify([...bad.headers])}${await bad.text()}`
    assert.deepEqual(wordsIn(text), [], `${name} ${bad.status}`)
  }
  assert.deepEqual(wordsIn(serving.output()), [])
  assert.ok(serving.output().split('\n').length > 200, 'the node is talkative')
})

test('no route is left out', () => {
  assert.deepEqual(
    Object.keys(routes).filter((name) => !asked.has(name)),
    [],
  )
})

/** Commands that read and send no content, and why. */
const without: Readonly<Record<string, string>> = {
  ...{ demo: 'an invented world', 'demo links': 'links to sign in by', serve: 'the node of the test above' },
  ...{ migrate: 'tables', 'set-up': 'the first two administrators', token: 'a bearer' },
  ...{ 'client add': 'a credential', 'client revoke': 'a credential', 'webhook add': 'an address' },
  'webhook end': 'an address',
  'indicators load': 'questions that are asked of everybody',
  'countries load': 'law',
  'demo truth': 'the answers of an invented world',
  'agreement verify': 'terms and signatures',
  // What it prints and leaves outside is looked at in evacuate.process.test.ts.
  evacuate: 'stages, counts and codes',
  'erasure verify': 'a random code, counts and signatures',
  // What each prints is looked at in vault.process.test.ts, where a vault has something to tell.
  ...Object.fromEntries(
    ['state', 'rotate', 'copy', 'shares', 'recover', 'canary add'].map((name) => [
      `vault ${name}`,
      'keys, counts and codes',
    ]),
  ),
  ...Object.fromEntries(
    ['init', 'invite', 'join', 'admit', 'rotate', 'list', 'suspend', 'accept-log'].map((name) => [
      `federation ${name}`,
      'keys and members',
    ]),
  ),
}

/** Commands whose screen is what was asked for: there it stands, in their faults it does not. */
const showing: ReadonlySet<string> = new Set(['search', 'names compare', 'names search'])

const event = {
  ...{ uuid: '11111111-0000-4000-8000-000000000001', info: planted.latin, date: '2026-02-01' },
  ...{ timestamp: '1770000000', published: true },
  Orgc: { uuid: '11111111-0000-4000-8000-000000000002', name: 'X' },
  Attribute: [
    {
      ...{ uuid: '11111111-0000-4000-8000-000000000003', type: 'text', category: 'Other' },
      ...{ value: planted.thai, timestamp: '1770000000' },
    },
  ],
}

/** Files that the commands read, and the words after their names. */
async function writeFiles(): Promise<void> {
  const feed = join(folder, 'feed')
  await mkdir(feed)
  await writeFile(join(folder, 'list.csv'), table)
  await writeFile(join(folder, 'names.csv'), `id,name\n1,${planted.latin}\n2,${planted.thai}\n`)
  await writeFile(join(folder, 'map.json'), JSON.stringify(guardedMapping))
  await writeFile(join(feed, 'manifest.json'), JSON.stringify(mispFeed([event]).manifest))
  await writeFile(join(feed, `${event.uuid}.json`), `{"Event":"${planted.latin}"}`)
}

const as = ['--person', people[0]?.id ?? '', '--purpose', 'investigation']
const at = (name: string): string => join(folder, name)
const runs: readonly (readonly [string, () => readonly string[]])[] = [
  ['import', () => [at('list.csv'), '--map', at('map.json'), '--source', 'By command', ...as]],
  ['import', () => [at('feed'), '--format', 'misp-feed', '--source', 'By command', ...as]],
  ['export', () => ['--format', 'csv', '--out', at('out.csv'), '--query', planted.latin, ...as]],
  ['export', () => ['--format', 'misp', '--out', at('out.json'), '--query', planted.latin, ...as]],
  ['search', () => [planted.latin, ...as]],
  ['names compare', () => [at('names.csv')]],
  ['names search', () => [at('names.csv'), planted.latin]],
  ['link', () => [at('names.csv'), '--out', at('linked.csv')]],
  ['audit verify', () => []],
  ['audit export', () => ['--out', at('audit')]],
  ['feed add', () => ['https://nobody.example/', '--source', planted.latin, ...as]],
  ['bundle export', () => ['ph', '--out', at('bundle')]],
  ['bundle import', () => [at('list.csv')]],
  ['doctor', () => []],
]

for (const [number, [name, args]] of runs.entries())
  test(`${number + 1} ${name} names nobody in its faults, its progress and its summary`, async () => {
    const environment = {
      ...{ DATABASE_URL: th.url, SHIELD_NODE: 'th', SHIELD_DATA: th.node.config.dataFolder },
      SHIELD_LOG: 'debug',
    }
    const { stdout, stderr } = await startShield([...name.split(' '), ...args()], environment).ended
    assert.deepEqual(wordsIn(stderr), [], stderr)
    if (!showing.has(name)) assert.deepEqual(wordsIn(stdout), [], stdout)
  })

test('what was asked for is in the file, and no command is left out', async () => {
  assert.ok(wordsIn(await readFile(at('out.csv'), 'utf8')).length > 0)
  const covered = new Set([...runs.map(([name]) => name), ...Object.keys(without)])
  assert.deepEqual(
    commands.map((command) => command.name).filter((name) => !covered.has(name)),
    [],
  )
})
