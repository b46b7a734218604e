import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { pino } from 'pino'

import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { openWhenAsked } from '../modules/vault/index.ts'
import { asker, newCode } from '../modules/vault/testing.ts'
import { createTestDatabase } from '../store/testing.ts'
import type { TestDatabase } from '../store/testing.ts'
import type { VaultDoor, VaultState } from '../vault-door.ts'
import { shield } from './testing.ts'
import type { Ended } from './testing.ts'

let database: TestDatabase
let folder: string
let environment: Record<string, string>
let config: Config

/** Words that stand for what is sealed: no command may tell them. */
const planted = 'Quxandra Zibelthwaite'
const code = newCode()
let sealed = ''
let said = ''

before(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'shield-vault-commands-'))
  environment = {
    SHIELD_NODE: 'th',
    SHIELD_DATA: join(folder, 'data'),
    DATABASE_URL: database.url,
    SHIELD_LOG: 'debug',
  }
  config = readConfig(environment)
  const [first] = await withDoor((door) =>
    door.seal(asker, [{ code, part: 'identity', body: Buffer.from(planted) }]),
  )
  sealed = first?.id ?? ''
})
after(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** The vault as a node has it open, for as long as an act takes. */
async function withDoor<T>(act: (door: VaultDoor) => Promise<T>): Promise<T> {
  const door = openWhenAsked(config, database.url, { log: pino({ level: 'silent' }), now: () => new Date() })
  try {
    return await act(door)
  } finally {
    await door.close()
  }
}

async function vault(...args: readonly string[]): Promise<Ended> {
  const ended = await shield(['vault', ...args], environment)
  said += ended.stdout + ended.stderr
  return ended
}

async function state(): Promise<VaultState> {
  const { code: exit, stdout, stderr } = await vault('state', '--json')
  assert.equal(exit, 0, stderr)
  return JSON.parse(stdout) as VaultState
}

const opens = (): Promise<string> =>
  withDoor(async (door) => {
    const [value] = await door.open(asker, [{ code, id: sealed }])
    return Buffer.from(value?.body ?? []).toString()
  })

test('a running vault is looked at, wrapped anew and copied by commands, without a stop', async () => {
  await withDoor(async (door) => {
    await door.state()
    assert.deepEqual([(await state()).generation, (await state()).people], [1, 1])
    const rotated = await vault('rotate', '--json')
    assert.equal(rotated.code, 0, rotated.stderr)
    assert.equal((JSON.parse(rotated.stdout) as { generation: number }).generation, 2)
    assert.equal((await door.state()).generation, 2)
    const copied = await vault('copy', '--to', folder)
    assert.equal(copied.code, 0, copied.stderr)
    assert.match(copied.stdout, /copied to \S+vault-th; the earlier copy is gone/)
  })
  assert.equal((await state()).copy?.generation, 2)
  const files = await readdir(join(folder, 'vault-th'))
  assert.deepEqual(files.toSorted(), ['person-keys', 'vault.json'])
})

test('where no process has the keys the command does it itself', async () => {
  const rotated = await vault('rotate')
  assert.match(rotated.stdout, /^generation 3: 1 keys wrapped anew/)
  assert.equal(await opens(), planted)
})

test('the custodian is lost: two shares are refused, three open everything, under a new custodian', async () => {
  const out = join(folder, 'shares')
  const made = await vault('shares', '--out', out)
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /share-1-of-5\.json {2}for example for: police/)
  const files = (await readdir(out)).toSorted().map((name) => join(out, name))
  assert.equal(files.length, 5)
  for (const file of files) assert.equal((await stat(file)).mode & 0o777, 0o600)
  const twice = await vault('shares', '--out', out)
  assert.deepEqual([twice.code, /is there already/.test(twice.stderr)], [2, true])
  const of = (...numbers: readonly number[]): readonly string[] =>
    numbers.flatMap((number) => ['--share', files[number] ?? ''])
  const needless = await vault('recover', ...of(0, 1, 2))
  assert.deepEqual([needless.code, /nothing to recover/.test(needless.stderr)], [1, true])
  await rename(join(environment['SHIELD_DATA'] ?? '', 'custody'), join(folder, 'lost'))
  const closed = await vault('state')
  assert.equal(closed.code, 1)
  assert.match(closed.stderr, /the root of generation 3 is not in the custody file/)
  const two = await vault('recover', ...of(0, 1))
  assert.deepEqual([two.code, /3 different shares are needed, 2 were given/.test(two.stderr)], [1, true])
  const recovered = await vault('recover', ...of(4, 0, 2), '--json')
  assert.equal(recovered.code, 0, recovered.stderr)
  assert.equal(await opens(), planted)
  assert.equal((await vault('rotate')).code, 0)
  assert.equal(await opens(), planted)
  // The shares are of a generation that has ended.
  await rename(join(environment['SHIELD_DATA'] ?? '', 'custody'), join(folder, 'lost-too'))
  const late = await vault('recover', ...of(0, 1, 2))
  assert.deepEqual([late.code, /is of generation 4, the shares of 3/.test(late.stderr)], [1, true])
  await rm(join(environment['SHIELD_DATA'] ?? '', 'custody'), { recursive: true, force: true })
  await rename(join(folder, 'lost-too'), join(environment['SHIELD_DATA'] ?? '', 'custody'))
  assert.equal(await opens(), planted)
})

test('a canary rings when it is opened, doctor says so, and a code under which nothing is sealed is refused', async () => {
  assert.equal((await vault('canary', 'add', '--code', code)).stdout, '1 more canary\n')
  const missing = await vault('canary', 'add', '--code', newCode())
  assert.deepEqual([missing.code, /nothing is sealed under/.test(missing.stderr)], [1, true])
  await opens()
  assert.equal((await state()).alarms, 1)
  const { stdout, code: exit } = await shield(['doctor', '--json'], environment)
  said += stdout
  const { findings } = JSON.parse(stdout) as { findings: { what: string; ok: boolean; say: string }[] }
  const of = (what: string) => findings.find((one) => one.what === what)
  assert.equal(exit, 1)
  assert.match(of('vault')?.say ?? '', /custodian file, generation 4 for 0 days, 1 persons/)
  assert.equal(of('vault alarms')?.ok, false)
  assert.match(of('vault copy')?.say ?? '', /generation that has ended and opens nothing; vault copy/)
  assert.match(of('vault shares')?.say ?? '', /of generation 3, which has ended/)
})

test('misuse is 2 with a line that says why', async () => {
  for (const [args, why] of [
    [['copy'], /--to is needed/],
    [['shares'], /--out is needed/],
    [['recover'], /--share is needed, 3 times/],
    [['recover', '--share', join(folder, 'none')], /none is not there/],
    [['canary', 'add'], /--code is needed/],
    [['canary', 'add', '--code', 'K7MQ-2XVB-9R4A'], /--code is the code of a person/],
    [['state', '--colour'], /Unknown option '--colour'/],
    [['shares', '--out', join(folder, 'none', 'x')], /the folder above it is not there/],
  ] as const) {
    const ended = await vault(...args)
    assert.deepEqual([ended.code, why.test(ended.stderr), ended.stdout], [2, true, ''], ended.stderr)
  }
  const noShare = await vault('recover', '--share', join(folder, 'vault-th', 'vault.json'))
  assert.deepEqual([noShare.code, /vault\.json is no share of a vault/.test(noShare.stderr)], [1, true])
})

test('no command said what is sealed, nor a key', async () => {
  assert.ok(said.length > 1500, `${said.length} letters were said`)
  const data = environment['SHIELD_DATA'] ?? ''
  const custody = JSON.parse(await readFile(join(data, 'custody', 'th', 'custody.json'), 'utf8')) as {
    readonly roots: Readonly<Record<string, string>>
  }
  const passphrase = await readFile(join(data, 'custody', 'th', 'passphrase'), 'utf8')
  for (const word of [planted, 'Zibelthwaite', passphrase, ...Object.values(custody.roots)])
    assert.ok(!said.includes(word), word)
})
