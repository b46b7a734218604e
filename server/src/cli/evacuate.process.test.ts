import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'
import { pino } from 'pino'

import { auditOrigin, openNote, readVerifierKey } from '../audit/index.ts'
import { buildNode, closeNode } from '../build-node.ts'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { addClient, addOrganisation, addPerson, startSession } from '../modules/identity/index.ts'
import { openWhenAsked } from '../modules/vault/index.ts'
import { asker, newCode } from '../modules/vault/testing.ts'
import { startCluster } from '../store/embedded.ts'
import { newId } from '../store/identifier.ts'
import { ensureDatabase, migrate } from '../store/migrate.ts'
import { shield, startShield } from './testing.ts'
import type { Ended, Environment } from './testing.ts'

/** One stands in the clear in the database and a file, the other is sealed: neither may be left, or lie in what is left outside. */
const named = 'Quxandra Zibelthwaite'
const sealed = 'Vorbelline Okkatrix'
const code = newCode()
const passphrase = 'seven words that nobody would guess'

let folder: string
let out: string
let config: Config
let environment: Environment
let sealedId = ''
const people = { administrator: '', oversight: '' }

before(async () => {
  // Of the account that root lends, who has to pass through.
  folder = await mkdtemp(join(tmpdir(), 'shield-evacuate-'))
  await chmod(folder, 0o711)
  out = join(folder, 'stick')
  await mkdir(out)
  environment = { SHIELD_NODE: 'th', SHIELD_DATA: join(folder, 'data'), SHIELD_LOG: 'silent' }
  config = readConfig(environment)
  await writeFile(join(folder, 'passphrase'), `${passphrase}\n`, { mode: 0o600 })
  await withDatabase(config, seed)
  const shares = await run('vault', 'shares', '--out', join(folder, 'shares'))
  assert.equal(shares.code, 0, shares.stderr)
})
after(() => rm(folder, { recursive: true, force: true }))

/** The embedded database of a node, for as long as an act takes. */
async function withDatabase<T>(of: Config, act: (url: string) => Promise<T>): Promise<T> {
  const cluster = await startCluster({ folder: of.dataFolder, durable: false })
  try {
    const name = `shield_${of.node}`
    await ensureDatabase(cluster.url('postgres'), name)
    await migrate(cluster.url(name))
    return await act(cluster.url(name))
  } finally {
    await cluster.stop()
  }
}

async function query<T extends object>(
  text: string,
  values: readonly unknown[] = [],
  of = config,
): Promise<readonly T[]> {
  return withDatabase(of, async (url) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<T>(text, [...values])).rows
    } finally {
      await client.end()
    }
  })
}

/** An administrator, somebody of oversight, a session, a credential, a file, an identity, a name in the clear. */
async function seed(url: string): Promise<void> {
  const node = await buildNode(config, url, { search: false, connections: 4 })
  try {
    await node.database.inTransaction(async (tx) => {
      const visit = { tx, node, now: node.now(), requestId: newId() }
      const organisation = 'th-aht'
      await addOrganisation(visit, {
        code: organisation,
        node: 'th',
        kind: 'police',
        name: { en: 'A', th: 'ก' },
      })
      const rest = { organisation, clearance: 0, cases: [] } as const
      const name = { en: named, th: named }
      people.administrator = await addPerson(visit, { ...rest, name, roles: ['administrator'] })
      people.oversight = await addPerson(visit, { ...rest, name, roles: ['oversight'] })
      await startSession(visit, { person: people.oversight, method: 'demonstration' })
      await addClient(visit, { name: 'a machine', door: 'taxii', organisation, markings: [] })
    })
    const [first] = await node.vault.seal(asker, [{ code, part: 'identity', body: Buffer.from(sealed) }])
    sealedId = first?.id ?? ''
  } finally {
    await closeNode(node)
  }
  const uploads = join(config.dataFolder, 'uploads', 'th')
  await mkdir(uploads, { recursive: true })
  await writeFile(join(uploads, newId()), `name\n${named}\n`)
}

/** All that any command has printed. */
let said = ''

async function run(...args: readonly string[]): Promise<Ended> {
  const ended = await shield(args, environment)
  said += ended.stdout + ended.stderr
  return ended
}
const evacuate = (...args: readonly string[]): Promise<Ended> =>
  run('evacuate', '--to', out, '--passphrase-file', join(folder, 'passphrase'), ...args)

/** As two people leave it who agreed on the screen. */
async function agreed(kind: 'drill' | 'real'): Promise<string> {
  const id = newId()
  await query(
    `insert into evacuation (id, kind, reason, state, asked_by, asked_at, agreed_by, agreed_at, good_until)
     values ($1, $2, 'a test', 'agreed', $3, now(), $4, now(), now() + interval '1 day')`,
    [id, kind, people.administrator, people.oversight],
  )
  return id
}

async function standing(): Promise<{ state: string; fault: string | null; closed_at: Date | null }> {
  const [row] = await query<{ state: string; fault: string | null; closed_at: Date | null }>(
    'select state, fault, closed_at from evacuation order by asked_at desc limit 1',
  )
  assert.ok(row)
  return row
}

async function filesUnder(path: string): Promise<readonly string[]> {
  const names = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  return names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}

async function holds(path: string, word: string): Promise<readonly string[]> {
  const files = await filesUnder(path)
  const found = await Promise.all(files.map(async (file) => (await readFile(file)).includes(word)))
  return files.filter((_, at) => found[at])
}

test('nobody leaves alone: without two who agreed nothing is done', async () => {
  const ended = await evacuate()
  assert.deepEqual([ended.code, /nobody has agreed/.test(ended.stderr)], [1, true], ended.stderr)
  assert.deepEqual(await readdir(out), [])
  assert.notDeepEqual(await holds(config.dataFolder, named), [], 'the canary lies where it will have to go')
})

test('a drill brings the export back, compares it, and leaves a signed report and nothing else', async () => {
  const id = await agreed('drill')
  const wrongKind = await evacuate()
  assert.deepEqual([wrongKind.code, /is a drill: add --drill/.test(wrongKind.stderr)], [1, true])
  const shares = [1, 2, 3].flatMap((number) => ['--share', shareFile(number)])
  const ended = await evacuate('--drill', '--json', ...shares)
  assert.equal(ended.code, 0, ended.stderr)
  assert.deepEqual(await readdir(out), [`shield-th-${id}.report.txt`])
  const report = await readFile(join(out, `shield-th-${id}.report.txt`), 'utf8')
  const key = readVerifierKey(/verifier key: (\S+)/.exec(report)?.[1] ?? '')
  assert.match(openNote(report, { origin: auditOrigin('th'), key: key.key }), /read back and equal/)
  assert.deepEqual([report.includes(named), report.includes(sealed)], [false, false])
  const { state, closed_at: closedAt } = await standing()
  assert.deepEqual([state, closedAt], ['done', null])
  assert.deepEqual(
    (await readdir(config.dataFolder)).filter((name) => name.startsWith('drill')),
    [],
  )
  const left = await query(`select 1 from pg_database where datname like '%drill%'`)
  assert.equal(left.length, 0)
})

const shareFile = (number: number): string =>
  join(folder, 'shares', `th-generation-1-share-${number}-of-5.json`)

test('a full disk is told in words; the node goes on, and nobody has to agree anew', async () => {
  await agreed('real')
  // PostgreSQL runs already, so that the bound holds for the export alone (512-byte blocks).
  const ended = await withDatabase(config, () =>
    shield(['evacuate', '--to', out, '--passphrase-file', join(folder, 'passphrase')], environment, {
      by: ['bash', '-c', 'ulimit -f 60; exec "$@"', 'bash'],
    }),
  )
  assert.equal(ended.code, 1, ended.stdout)
  assert.match(ended.stderr, /is full: nothing was kept there, and the node goes on/)
  assert.deepEqual(
    (await readdir(out)).filter((name) => !name.endsWith('.report.txt')),
    [],
  )
  assert.deepEqual(await standing(), { state: 'agreed', fault: 'full', closed_at: null })
})

/** Kills the program as soon as it says that a stage begins. Gives the stage the journal holds. */
async function killedIn(stage: string): Promise<string> {
  const running = startShield(
    ['evacuate', '--to', out, '--passphrase-file', join(folder, 'passphrase')],
    environment,
  )
  let said = ''
  running.child.stderr?.on('data', (text: string) => {
    said += text
    if (said.includes(`${stage}: `)) running.child.kill('SIGKILL')
  })
  await running.ended
  assert.match(said, new RegExp(`^${stage}: `, 'm'))
  const name = (await readdir(out)).find((one) => one.endsWith('.journal.json'))
  if (name === undefined) return 'over'
  return (JSON.parse(await readFile(join(out, name), 'utf8')) as { stage: string }).stage
}

test('killed in every stage, the same command goes on to the end; nothing readable and no key is left', async () => {
  const seen: string[] = []
  for (const stage of ['close', 'export', 'verify', 'stop', 'revoke', 'destroy', 'wipe']) {
    seen.push(await killedIn(stage))
    // A backend of a killed process ends when it next looks at its socket.
    await sleep(200)
  }
  assert.equal(seen[0], 'close')
  assert.ok(!seen.includes('over'), seen.join())
  const ended = await evacuate('--json')
  assert.equal(ended.code, 0, ended.stderr)
  const { report, file } = JSON.parse(ended.stdout) as { report: string; file: string }
  const text = await readFile(report, 'utf8')
  const key = readVerifierKey(/verifier key: (\S+)/.exec(text)?.[1] ?? '')
  assert.match(
    openNote(text, { origin: auditOrigin('th'), key: key.key }),
    /The keys of persons and of the node were destroyed/,
  )
  assert.deepEqual(await filesUnder(config.dataFolder), [])
  for (const word of [named, sealed, passphrase])
    assert.deepEqual([await holds(out, word), said.includes(word)], [[], false], word)
  assert.ok((await readdir(out)).includes(file))
  assert.deepEqual(
    (await readdir(out)).filter((name) => /journal|part/.test(name)),
    [],
  )
})

async function exportFile(): Promise<string> {
  const name = (await readdir(out)).find((one) => one.endsWith('.shield'))
  return join(out, name ?? '')
}

const restore = (file: string, ...args: readonly string[]): Promise<Ended> =>
  shield(['evacuate', '--restore', file, ...args], { ...environment, SHIELD_DATA: join(folder, 'elsewhere') })

test('a wrong passphrase, two shares, shares of another node and a changed bit are refused, and nothing is written', async () => {
  const file = await exportFile()
  await writeFile(join(folder, 'wrong'), 'seven other words that are wrong')
  const wrong = await restore(file, '--passphrase-file', join(folder, 'wrong'))
  assert.deepEqual([wrong.code, /the passphrase is wrong/.test(wrong.stderr)], [1, true], wrong.stderr)
  const two = await restore(file, '--share', shareFile(1), '--share', shareFile(2))
  assert.deepEqual([two.code, /3 different shares are needed, 2 were given/.test(two.stderr)], [1, true])
  const bytes = await readFile(file)
  for (const at of [Math.floor(bytes.length / 2), bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    await writeFile(join(folder, 'changed.shield'), changed)
    const ended = await restore(
      join(folder, 'changed.shield'),
      '--passphrase-file',
      join(folder, 'passphrase'),
    )
    assert.deepEqual(
      [ended.code, /was changed, or the file was cut/.test(ended.stderr)],
      [1, true],
      ended.stderr,
    )
  }
  await writeFile(join(folder, 'cut.shield'), bytes.subarray(0, bytes.length - 40_000))
  const cut = await restore(join(folder, 'cut.shield'), '--passphrase-file', join(folder, 'passphrase'))
  assert.equal(cut.code, 1)
  const none = await restore(join(folder, 'passphrase'), '--passphrase-file', join(folder, 'passphrase'))
  assert.deepEqual([none.code, /is no export of an evacuation/.test(none.stderr)], [1, true])
})

test('three of five shares bring the node up elsewhere: every row, the vault, and nobody signed in', async () => {
  const there = readConfig({ ...environment, SHIELD_DATA: join(folder, 'elsewhere') })
  const shares = [5, 2, 4].flatMap((number) => ['--share', shareFile(number)])
  const ended = await restore(await exportFile(), '--json', ...shares)
  assert.equal(ended.code, 0, ended.stderr)
  const names = await query<{ name_en: string }>('select name_en from person', [], there)
  assert.deepEqual(
    names.map((row) => row.name_en),
    [named, named],
  )
  const open = await query(
    'select 1 from session where revoked_at is null union all select 1 from client where revoked_at is null',
    [],
    there,
  )
  assert.equal(open.length, 0)
  const [order] = await query<{ state: string }>(
    `select state from evacuation where kind = 'real'`,
    [],
    there,
  )
  assert.equal(order?.state, 'done')
  const said = await withDatabase(there, async (url) => {
    const door = openWhenAsked(there, url, { log: pino({ level: 'silent' }), now: () => new Date() })
    try {
      const [value] = await door.open(asker, [{ code, id: sealedId }])
      return Buffer.from(value?.body ?? []).toString()
    } finally {
      await door.close()
    }
  })
  assert.equal(said, sealed)
  const audit = await shield(['audit', 'verify'], { ...environment, SHIELD_DATA: there.dataFolder })
  assert.equal(audit.code, 0, audit.stdout)
  const twice = await restore(await exportFile(), ...shares)
  assert.deepEqual([twice.code, /holds a node th already/.test(twice.stderr)], [1, true])
})
