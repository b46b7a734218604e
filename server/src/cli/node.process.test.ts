import assert from 'node:assert/strict'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { access, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ImportView, SearchReply } from '@shield/contract'
import { people } from '@shield/world'

import { buildNode, closeNode } from '../build-node.ts'
import { readConfig } from '../config.ts'
import { issueToken } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'
import { migrate } from '../store/migrate.ts'
import { addDemonstrationPeople } from './load-demonstration.ts'
import { openNodeDatabase } from './open-node.ts'
import { shield, startShield } from './testing.ts'
import type { Running } from './testing.ts'

let folder: string
let environment: Record<string, string>
let token: string
const left: Running[] = []

const analyst = people.find((one) => one.roles.includes('analyst')) ?? assert.fail('nobody is an analyst')
const mapping = {
  key: ['id'],
  entities: [
    { name: 'person', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] },
  ],
  links: [],
}
const bigRows = 15_000

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shield-process-'))
  environment = { SHIELD_DATA: folder, SHIELD_PORT: '0' }
  const config = readConfig(environment)
  const database = await openNodeDatabase(config)
  await migrate(database.url)
  const node = await buildNode(config, database.url, { search: false, connections: 2 })
  await addDemonstrationPeople(node)
  token = await node.database.inTransaction((tx) =>
    issueToken(
      { tx, node, now: node.now(), requestId: newId() },
      { person: analyst.id, purpose: 'investigation', reference: '' },
    ),
  )
  await closeNode(node)
  await database.stop()
})
after(async () => {
  // Only what this file started, and only what a failed test left.
  for (const { child, ended } of left) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  }
  // Whoever leaves last stops the server that a killed one left.
  await shield(['migrate'], environment)
  await rm(folder, { recursive: true, force: true })
})

interface Served {
  readonly running: Running
  readonly base: string
}

async function serve(): Promise<Served> {
  const running = startShield(['serve'], environment)
  left.push(running)
  const [, address = ''] = await running.says(/listens on (http:\/\/127\.0\.0\.1:\d+)/)
  return { running, base: `${address}/api/v1` }
}

const headers = (): Record<string, string> => ({ authorization: `Bearer ${token}` })

async function json<T>(base: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${base}${path}`, {
    headers: { ...headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.equal(answer.status, 200, `${path}: ${text}`)
  return JSON.parse(text) as T
}

async function startImport(base: string, source: string, rows: readonly string[]): Promise<string> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ source, marking: 'agency' })) form.set(name, value)
  form.set('file', new Blob([`id,name\n${rows.join('\n')}\n`]), `${source}.csv`)
  const answer = await fetch(`${base}/imports`, { method: 'POST', headers: headers(), body: form })
  const text = await answer.text()
  assert.equal(answer.status, 200, text)
  const { id } = JSON.parse(text) as ImportView
  await json(base, `/imports/${id}/start`, { dryRun: false, mapping })
  return id
}

async function until(base: string, id: string, isSo: (view: ImportView) => boolean): Promise<ImportView> {
  for (let tries = 0; tries < 600; tries += 1) {
    const view = await json<ImportView>(base, `/imports/${id}`)
    if (isSo(view)) return view
    assert.ok(!['failed', 'cancelled'].includes(view.state), JSON.stringify(view))
    await sleep(50)
  }
  return assert.fail(`import ${id} never got there`)
}

async function found(base: string, text: string): Promise<number> {
  return (await json<SearchReply>(base, `/search?q=${encodeURIComponent(text)}`)).count ?? 0
}

async function eventually(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return
    await sleep(50)
  }
  assert.fail(what)
}

/** Processes that work in this cluster's folder, by Linux's own list. */
async function serversHere(): Promise<readonly number[]> {
  const cluster = await realpath(join(folder, 'postgres'))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && linkOf(`/proc/${name}/cwd`) === cluster)
    .map(Number)
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    // It ended, or is not ours to look at.
    return ''
  }
}

const isLinux = process.platform === 'linux'
const noProc = !isLinux && 'sockets and processes are looked up in /proc, which only Linux has'

/** The node that the tests below look at: started again after it was killed. */
let again: Served

test('a killed node loses nothing acknowledged; its import goes on, that of a killed command has failed', async () => {
  const first = await serve()
  const done = await startImport(first.base, 'small', ['S1,Vanida Small', 'S2,Arthit Small'])
  await until(first.base, done, (view) => view.state === 'done')
  await killCommand(first.base)
  const rows = Array.from({ length: bigRows }, (_, at) => `B${at},Bigfile Wongsa ${at}`)
  const big = await startImport(first.base, 'big', rows)
  await until(first.base, big, (view) => view.state === 'running' && (view.progress?.records ?? 0) > 0)
  first.running.child.kill('SIGKILL')
  await first.running.ended

  again = await serve()
  const { base } = again
  assert.equal(await found(base, 'Vanida Small'), 1)
  assert.equal((await killedImport(base))?.state, 'failed')
  assert.equal(await found(base, 'Kanokwan Rattana 1'), 0)
  const at = await json<ImportView>(base, `/imports/${big}`)
  if (at.state !== 'done') assert.equal(await found(base, 'Bigfile Wongsa 1'), 0, 'half of a file is seen')
  const view = await until(base, big, (one) => one.state === 'done')
  assert.equal(view.counts?.new, bigRows)
  await eventually(
    async () => (await found(base, `Bigfile Wongsa ${bigRows - 1}`)) > 0,
    'the last row is not found',
  )
  const verified = await shield(['audit', 'verify', '--json'], environment)
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
})

/** Kills an import of the command line in the middle, beside the node. */
async function killCommand(base: string): Promise<void> {
  const csv = join(folder, 'killed.csv')
  const rows = Array.from({ length: bigRows }, (_, at) => `K${at},Kanokwan Rattana ${at}`)
  await writeFile(csv, `id,name\n${rows.join('\n')}\n`)
  await writeFile(join(folder, 'map.json'), JSON.stringify(mapping))
  const importing = startShield(['import', csv, '--map', join(folder, 'map.json'), '--json'], environment)
  left.push(importing)
  await eventually(async () => (await killedImport(base))?.state === 'running', 'the command never imported')
  importing.child.kill('SIGKILL')
  await importing.ended
}

async function killedImport(base: string): Promise<ImportView | undefined> {
  const { items } = await json<{ items: ImportView[] }>(base, '/imports')
  return items.find((one) => one.fileName === 'killed.csv')
}

test('only this machine can reach the node and its database', { skip: noProc }, async () => {
  const pids = [again.running.child.pid ?? 0, ...(await serversHere())]
  assert.ok(pids.length > 1, 'no PostgreSQL was found')
  const sockets = new Set(pids.flatMap(socketsOf))
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? '')),
  )
  assert.ok(listening.length >= 2, `${listening.length} sockets`)
  // 0100007F is 127.0.0.1 in the kernel's order.
  for (const fields of listening) assert.match(fields[1] ?? '', /^0100007F:/)
})

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(
      (fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1] ?? [],
    )
  } catch {
    // A backend that has ended.
    return []
  }
}

test('a second start on the same data, and one on a port in use, say so and leave the first alone', async () => {
  const { running, base } = again
  const { port } = new URL(base)
  const [same, taken] = await Promise.all([
    shield(['serve'], environment),
    shield(['serve', '--port', port], { ...environment, SHIELD_NODE: 'ph' }),
  ])
  assert.equal(same.code, 1)
  const { pid } = running.child
  assert.match(
    same.stderr,
    new RegExp(`^shield: node th runs already on this data, as process ${pid}: stop it first`),
  )
  assert.equal(taken.code, 1)
  assert.match(
    taken.stderr,
    new RegExp(`^shield: port ${port} of 127\\.0\\.0\\.1 is in use by another program: `),
  )
  assert.equal(await found(base, 'Vanida Small'), 1)
})

test(
  'a clean stop leaves no server, and a stale pid file does not stop the next start',
  { skip: noProc },
  async () => {
    again.running.child.kill('SIGTERM')
    assert.deepEqual(await again.running.ended.then(({ code, stderr }) => [code, stderr]), [0, ''])
    assert.deepEqual(await serversHere(), [])
    await assert.rejects(access(join(folder, 'postgres', 'postmaster.pid')))
    // As a power cut leaves it. This process's own number: alive, and no PostgreSQL.
    const lines = [process.pid, join(folder, 'postgres'), 1, 5432, '', '127.0.0.1', '  1  1', 'ready']
    await writeFile(join(folder, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`)
    const next = await serve()
    assert.equal(await found(next.base, 'Vanida Small'), 1)
    next.running.child.kill('SIGINT')
    assert.deepEqual(await next.running.ended.then(({ code, stderr }) => [code, stderr]), [0, ''])
    assert.deepEqual(await serversHere(), [])
  },
)

test(
  'commands that start and end at once share one server, and the last one stops it',
  { skip: noProc },
  async () => {
    const ends = await Promise.all([1, 2, 3].map(() => shield(['migrate', '--json'], environment)))
    assert.deepEqual(
      ends.map(({ code, stderr }) => [code, stderr]),
      [1, 2, 3].map(() => [0, '']),
    )
    assert.deepEqual(await serversHere(), [])
  },
)

test('production says every fault at once, and starts nothing', async () => {
  const bad = await shield(['serve'], {
    SHIELD_MODE: 'production',
    SHIELD_PORT: '99999',
    SHIELD_OIDC: '{',
    DATABASE_URL: 'postgres://shield:shield@127.0.0.1/shield',
  })
  assert.equal(bad.code, 2)
  for (const fault of [
    'SHIELD_PORT must be',
    'SHIELD_OIDC is not JSON',
    'no password, or one that everybody guesses',
    'SHIELD_NODE is missing',
    'SHIELD_DATA is missing',
    'SHIELD_ORIGIN is missing or not https',
  ])
    assert.ok(bad.stderr.includes(fault), `${fault} is not in ${bad.stderr}`)
  const production = {
    SHIELD_MODE: 'production',
    SHIELD_NODE: 'th',
    SHIELD_DATA: folder,
    SHIELD_ORIGIN: 'https://shield.example',
  }
  const embedded = await shield(['serve'], production)
  assert.deepEqual([embedded.code, embedded.stdout], [2, ''])
  assert.match(embedded.stderr, /1 fault[\s\S]*production does not run on the embedded PostgreSQL\n$/)
  const demonstration = await shield(['demo'], {
    ...production,
    DATABASE_URL: 'postgres://shield:R7fK2xw9-tq8Lm3vZ@127.0.0.1/shield',
  })
  assert.equal(demonstration.code, 2)
  assert.match(demonstration.stderr, /^shield: the demonstration does not run with SHIELD_MODE=production\n$/)
})
