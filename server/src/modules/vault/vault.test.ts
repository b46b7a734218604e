import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import type { SealedPart } from '@shield/contract'
import fc from 'fast-check'
import pg from 'pg'
import { pino } from 'pino'

import { openDatabase } from '#store/database.ts'
import { VaultFault } from '../../vault-door.ts'
import { layCanaries } from './canary.ts'
import { openFileCustody } from './custody-file.ts'
import { openVault } from './open-vault.ts'
import { openShelf } from './shelf.ts'
import { asker, createTestVault, newCode, passphrase } from './testing.ts'
import type { TestVault } from './testing.ts'

let held: TestVault

before(async () => {
  held = await createTestVault()
})
after(() => held.close())

const bytes = (text: string): Uint8Array => Buffer.from(text)
const refused = (refusal: string) => (error: unknown) =>
  error instanceof VaultFault && error.refusal === refusal

/** A new officer for each test: limits are an officer's own. */
let officers = 0
const officer = () => ({ ...asker, person: `officer-${(officers += 1)}` })

async function asSuperuser<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: held.database.url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

test('what was sealed is opened as it was, by its id and its person alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.uint8Array({ maxLength: 5000 }), fc.nat(2)), { minLength: 1, maxLength: 8 }),
      async (drawn) => {
        const parts: readonly SealedPart[] = ['identity', 'words', 'photo']
        const [code, other] = [newCode(), newCode()]
        const values = drawn.map(([body, part]) => ({ code, part: parts[part] ?? 'words', body }))
        const by = officer()
        const ids = await held.vault.seal(by, values)
        const opened = await held.vault.open(by, [
          ...ids.map(({ id }) => ({ code, id })),
          { code: other, id: ids[0]?.id ?? '' },
        ])
        assert.deepEqual(
          opened.slice(0, -1).map(({ body }) => Buffer.from(body ?? [])),
          values.map(({ body }) => Buffer.from(body)),
        )
        assert.equal(opened.at(-1)?.lost, 'missing')
        assert.equal(opened.at(-1)?.body, undefined)
      },
    ),
    { numRuns: 20 },
  )
})

test('nothing opens before who, what for and whose is noted', async () => {
  const by = officer()
  const code = newCode()
  const [sealed] = await held.vault.seal(by, [{ code, part: 'identity', body: bytes('Mi Mi Khaing') }])
  const id = sealed?.id ?? ''
  await held.vault.open(by, [{ code, id }])
  const noted = await asSuperuser((client) =>
    client.query('select * from vault.opening where code = $1', [code]),
  )
  const [row] = noted.rows as readonly Record<string, unknown>[]
  assert.equal(noted.rows.length, 1)
  assert.deepEqual(
    [row?.['person'], row?.['organisation'], row?.['purpose'], row?.['reference'], row?.['part']],
    [by.person, 'th-msdhs', 'victim-protection', 'task 1', 'identity'],
  )
  await assert.rejects(
    held.vault.open({ ...by, purpose: 'investigation' }, [{ code, id }]),
    refused('purpose'),
  )
  const [place] = await held.vault.seal(by, [{ code, part: 'place', body: bytes('the house by the river') }])
  await assert.rejects(
    held.vault.open({ ...by, purpose: 'consular-return' }, [{ code, id: place?.id ?? '' }]),
    refused('purpose'),
  )
})

test('the role of the node sees nothing of the vault, the role of the vault nothing of the node, and neither rewrites', async () => {
  const app = openDatabase(held.database.url, { connections: 1 })
  const vault = openDatabase(held.database.url, { connections: 1, role: 'shield_vault' })
  await assert.rejects(app.pool.query('select 1 from vault.sealed'), /permission denied/)
  await assert.rejects(vault.pool.query('select 1 from person'), /permission denied/)
  for (const statement of [
    'update vault.opening set person = person',
    'delete from vault.opening',
    'delete from vault.erasure',
    'update vault.erasure set code = code',
    'update vault.sealed set code = code',
    'delete from vault.canary',
    'delete from vault.alarm',
  ])
    await assert.rejects(vault.pool.query(statement), /permission denied/, statement)
  await app.close()
  await vault.close()
})

test('fifty names in eight scripts: none stands in a dump of the database or in a file, sealed, opened or found', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `${canaryNames[index % 8] ?? ''} ${index}`)
  const people = names.map((name) => ({ name, code: newCode() }))
  const by = officer()
  const ids = await held.vault.seal(
    by,
    people.map(({ name, code }) => ({
      code,
      part: 'identity',
      body: bytes(JSON.stringify({ name })),
      blind: [{ kind: 'name', value: name }],
    })),
  )
  await held.vault.open(
    by,
    people.slice(0, 20).map(({ code }, index) => ({ code, id: ids[index]?.id ?? '' })),
  )
  const found = await held.vault.find(by, [{ kind: 'name', value: names[7] ?? '' }])
  assert.deepEqual(found, [{ code: people[7]?.code, fits: [0] }])
  const dump = Buffer.from(await asSuperuser(dumpOf))
  assert.ok(dump.includes(people[0]?.code ?? ''), 'the dump holds the vault')
  const files = await Promise.all(
    (await readdir(held.folder)).map((name) => readFile(join(held.folder, name))),
  )
  for (const bytesOf of [dump, ...files])
    for (const name of names) for (const form of formsOf(name)) assert.ok(!bytesOf.includes(form), name)
})

test('an erased person can not be read again: not here, not from a backup, not by an import', async () => {
  const by = officer()
  const [gone, kept] = [newCode(), newCode()]
  const document = { kind: 'document', value: 'MM|MF123456' } as const
  const [a, b] = await held.vault.seal(by, [
    { code: gone, part: 'identity', body: bytes('erase me'), blind: [document] },
    { code: kept, part: 'identity', body: bytes('keep me') },
  ])
  const backup = await asSuperuser((client) =>
    client.query('select * from vault.sealed where code = $1', [gone]),
  )
  const erasure = await held.vault.erase({ ...by, reference: 'request of the person' }, gone)
  assert.equal(erasure.values, 1)
  // A backup of the database is put back: the row is there as it was.
  const row = backup.rows[0] as Record<string, unknown>
  await asSuperuser((client) =>
    client.query('insert into vault.sealed values ($1, $2, $3, $4, $5, $6, $7, $8)', Object.values(row)),
  )
  const opened = await held.vault.open(by, [
    { code: gone, id: a?.id ?? '' },
    { code: kept, id: b?.id ?? '' },
  ])
  assert.equal(opened[0]?.lost, 'erased')
  assert.equal(Buffer.from(opened[1]?.body ?? []).toString(), 'keep me')
  await assert.rejects(
    held.vault.seal(by, [{ code: gone, part: 'words', body: bytes('x') }]),
    refused('erased'),
  )
  const [again] = await held.vault.seal(by, [
    { code: newCode(), part: 'identity', body: bytes('the same document'), blind: [document] },
  ])
  assert.equal(again?.erasedBefore, true)
  assert.deepEqual(await held.vault.erase(by, gone), { ...erasure, values: 2 })
  await held.again()
  assert.equal((await held.vault.open(by, [{ code: gone, id: a?.id ?? '' }]))[0]?.lost, 'erased')
})

test('an erasure that a stop cut after its commit, or an older copy of the keys, is made good at the next start', async () => {
  const by = officer()
  const code = newCode()
  const [sealed] = await held.vault.seal(by, [{ code, part: 'identity', body: bytes('x') }])
  await asSuperuser((client) =>
    client.query(
      `insert into vault.erasure (code, erased_at, erased_by, organisation, reference, "values") values ($1, now(), 'x', 'x', 'x', 0)`,
      [code],
    ),
  )
  await held.again()
  assert.equal(held.vault.shelf.has(code), 'destroyed')
  assert.equal((await held.vault.open(by, [{ code, id: sealed?.id ?? '' }]))[0]?.lost, 'erased')
})

test('an officer opens so many persons a day and no more, until a second person lifts it; nobody opens in the attempt', async () => {
  const strict = await createTestVault({ peoplePerOfficer: 3, peoplePerHour: 8, questionsPerHour: 2 })
  try {
    const by = officer()
    const codes = Array.from({ length: 12 }, newCode)
    const ids = await strict.vault.seal(
      by,
      codes.map((code) => ({ code, part: 'identity', body: bytes(code) })),
    )
    const pair = (index: number) => ({ code: codes[index] ?? '', id: ids[index]?.id ?? '' })
    await strict.vault.open(by, [pair(0), pair(1)])
    await strict.vault.open(by, [pair(0), pair(2)])
    await assert.rejects(strict.vault.open(by, [pair(0), pair(3)]), refused('too-many'))
    const together = await Promise.allSettled(
      [3, 4, 5, 6].map((index) => strict.vault.open({ ...by, person: 'two hands' }, [pair(index)])),
    )
    assert.equal(together.filter(({ status }) => status === 'fulfilled').length, 3)
    const lifting = {
      person: by.person,
      people: 5,
      until: new Date(Date.now() + 3_600_000).toISOString(),
      reason: 'A raid',
      askedBy: by.person,
    }
    await assert.rejects(strict.vault.lift(by, lifting), refused('purpose'))
    await strict.vault.lift({ ...by, person: 'supervisor' }, lifting)
    await strict.vault.open(by, [pair(3)])
    // The node itself stops at eight of an hour, whoever asks.
    await strict.vault.open({ ...by, person: 'third' }, [pair(7), pair(8)])
    await assert.rejects(strict.vault.open({ ...by, person: 'fourth' }, [pair(9)]), refused('too-many'))
    strict.pass(1.1)
    await strict.vault.open({ ...by, person: 'fourth' }, [pair(9)])
    await strict.vault.find(by, [])
    await strict.vault.find(by, [])
    await assert.rejects(strict.vault.find(by, []), refused('too-many'))
  } finally {
    await strict.close()
  }
})

test('a canary that is opened alarms, and which codes are canaries does not show', async () => {
  const by = officer()
  const [canary, plain] = [newCode(), newCode()]
  const ids = await held.vault.seal(
    by,
    [canary, plain].map((code) => ({ code, part: 'identity', body: bytes('x') })),
  )
  const codes = [canary]
  const database = openDatabase(held.database.url, { connections: 1, role: 'shield_vault' })
  await database.inTransaction((tx) =>
    layCanaries(tx, held.vault.shelf.ring.blindKey, { codes, at: new Date() }),
  )
  await database.close()
  const at = (await held.vault.state()).alarms
  await held.vault.open(by, [{ code: plain, id: ids[1]?.id ?? '' }])
  assert.equal((await held.vault.state()).alarms, at)
  await held.vault.open(by, [{ code: canary, id: ids[0]?.id ?? '' }])
  assert.equal((await held.vault.state()).alarms, at + 1)
  const laid = await asSuperuser((client) => client.query('select * from vault.canary'))
  assert.ok(!JSON.stringify(laid.rows).includes(canary))
})

test('another process, another node, or a value moved to another person opens nothing', async () => {
  const database = openDatabase(held.database.url, { connections: 2, role: 'shield_vault' })
  const options = { folder: held.folder, database, log: pino({ level: 'silent' }), now: () => new Date() }
  const openCustody = () => openFileCustody(held.custodyFolder, passphrase)
  await assert.rejects(openVault({ ...options, node: 'th', openCustody }), /open in another process/)
  await database.close()
  const by = officer()
  const [victim, other] = [newCode(), newCode()]
  const [sealed] = await held.vault.seal(by, [
    { code: victim, part: 'identity', body: bytes('hers') },
    { code: other, part: 'identity', body: bytes('another’s') },
  ])
  // Who may write the database moves her value under a code that may be opened.
  await asSuperuser((client) =>
    client.query('update vault.sealed set code = $1 where id = $2', [other, sealed?.id]),
  )
  await assert.rejects(held.vault.open(by, [{ code: other, id: sealed?.id ?? '' }]), refused('unavailable'))
})

test('a copy of the folders is a vault: what was sealed opens from it', async () => {
  const by = officer()
  const code = newCode()
  const [sealed] = await held.vault.seal(by, [{ code, part: 'words', body: bytes('copied') }])
  const copy = await mkdtemp(join(tmpdir(), 'shield-vault-copy-'))
  await cp(held.folder, copy, { recursive: true })
  const opened = await openShelf(copy, await openFileCustody(held.custodyFolder, passphrase))
  assert.equal(opened.has(code), 'live')
  assert.ok(sealed)
  await opened.close()
  await rm(copy, { recursive: true })
})

const canaryNames = [
  'สมหญิง ใจงาม',
  'မိမိခိုင်',
  'សុខ ស្រីមុំ',
  'ຄຳຫຼ້າ ສີສຸກ',
  '王小梅',
  'አበበች ተስፋዬ',
  'सुनीता शर्मा',
  'Nguyễn Thị Hoa',
]

/** How a text may stand in a dump: UTF-8, escaped, hexadecimal, base64 with each beginning. */
function formsOf(name: string): readonly Buffer[] {
  const utf8 = Buffer.from(name)
  const escaped = JSON.stringify(name).replaceAll(
    /[^\0-~]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const middles = [0, 1, 2].map((skip) => utf8.subarray(skip).toString('base64').slice(0, -4))
  const texts = [name, escaped.slice(1, -1), utf8.toString('hex'), ...middles]
  return texts.map((text) => Buffer.from(text))
}

async function dumpOf(client: pg.Client): Promise<string> {
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables.rows) {
    const rows = await client.query<{ text: string }>(`select t::text as text from ${name} t`)
    texts.push(name, ...rows.rows.map(({ text }) => text))
  }
  return texts.join('\n')
}
