import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inspect } from 'node:util'

import pg from 'pg'
import { pino } from 'pino'

import { openDatabase } from '#store/database.ts'
import { createTestDatabase } from '#store/testing.ts'
import type { TestDatabase } from '#store/testing.ts'
import type { KeyCustody } from './custody.ts'
import { openFileCustody } from './custody-file.ts'
import { askErrand } from './errand.ts'
import { openVault } from './open-vault.ts'
import type { OpenVault } from './open-vault.ts'
import { Secret } from './secret.ts'
import { asker, newCode, passphrase } from './testing.ts'

let database: TestDatabase
let folder: string
let vault: OpenVault
let owner: pg.Client
/** Whatever the vault wrote to its log at its most talkative, and whatever it threw. */
let said = ''

const planted = 'Quxandra Zibelthwaite'
const code = newCode()

before(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'shield-silence-'))
  vault = await open(() => openFileCustody(folder, passphrase))
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
})
after(async () => {
  await owner.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function open(openCustody: () => Promise<KeyCustody>): Promise<OpenVault> {
  const log = pino({ level: 'trace' }, { write: (line: string) => void (said += line) })
  const opened = openDatabase(database.url, { connections: 4, role: 'shield_vault' })
  return openVault({
    node: 'th',
    folder,
    openCustody,
    database: opened,
    log,
    now: () => new Date(),
  }).catch(async (error: unknown) => {
    await opened.close()
    throw error
  })
}

/** The act fails; everything that could be printed of its error is kept. */
async function fails(act: Promise<unknown>): Promise<void> {
  await assert.rejects(act, (error: unknown) => {
    said += `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${String(error)}\n`
    return true
  })
}

test('whatever goes wrong, neither log nor error holds a value, a key or the passphrase', async () => {
  const body = Buffer.from(planted)
  const blind = [{ kind: 'name', value: planted } as const]
  const [sealed] = await vault.seal(asker, [{ code, part: 'identity', body, blind }])
  const value = { code, id: sealed?.id ?? '' }
  using key = await vault.shelf.keyOf(code)
  const { now, blindKey } = vault.shelf.ring
  const secrets = [key.bytes, now.key.bytes, blindKey.bytes].map((bytes) => Buffer.from(bytes))
  said += `${inspect(vault.shelf.ring, { depth: 9, showHidden: true })}${JSON.stringify(vault.shelf.ring)}`

  // By the rules: purpose, size, a code that was erased.
  await fails(vault.open({ ...asker, purpose: 'border' }, [value]))
  await fails(vault.seal(asker, [{ code, part: 'words', body: Buffer.alloc(9 * 2 ** 20, planted) }]))
  const gone = newCode()
  await vault.erase(asker, gone)
  await fails(vault.seal(asker, [{ code: gone, part: 'words', body, blind }]))
  // By the database: a value it does not take, quoted in its own message.
  await fails(vault.seal(asker, [{ code, part: planted as 'words', body, blind }]))
  await fails(vault.find({ ...asker, reference: `${planted}\0` }, blind))
  await fails(vault.open(asker, [{ code, id: planted }]))
  // By what was changed behind its back: the value, then the key.
  await owner.query(`update vault.sealed set body = body || '\\x00' where id = $1`, [value.id])
  await fails(vault.open(asker, [value]))
  const file = join(folder, 'person-keys')
  const kept = await readFile(file)
  await writeFile(file, Buffer.alloc(kept.length, 7))
  await fails(vault.open(asker, [value]))
  await writeFile(file, kept)
  // By an errand that can't be done, and by a table that is gone.
  const keyless = openDatabase(database.url, { connections: 1, role: 'shield_vault' })
  await keyless.inTransaction(({ client }) =>
    askErrand(client, { kind: 'copy', folder: join(folder, 'none', 'x') }, 'root'),
  )
  while (!said.includes('an errand of the vault failed'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  await owner.query('alter table vault.question rename to elsewhere')
  await fails(vault.find(asker, blind))
  await owner.query('alter table vault.elsewhere rename to question')
  // By the custodian, and by another process that has the keys.
  await fails(open(() => openFileCustody(folder, passphrase)))
  await keyless.close()
  await vault.close()
  await fails(open(() => openFileCustody(folder, `${passphrase} and more`)))
  await writeFile(join(folder, 'vault.json'), `{"now": "${planted}`)
  await fails(open(() => openFileCustody(folder, passphrase)))

  assert.ok(said.length > 5000 && said.includes('the vault can not be used'), `${said.length} letters`)
  const forms = secrets.flatMap((bytes) =>
    (['hex', 'base64', 'base64url', 'latin1', 'utf8'] as const).map((form) => bytes.toString(form)),
  )
  const inspected = secrets.map((bytes) => bytes.toString('hex').slice(0, 24).replaceAll(/../g, '$& ').trim())
  for (const word of [planted, 'Zibelthwaite', passphrase, ...forms, ...inspected])
    assert.ok(!said.includes(word), word)
})

test('a key that has ended is zeros, and is used for nothing any more', async () => {
  const custody = await openFileCustody(folder, passphrase)
  await custody.close()
  await assert.rejects(custody.wrap(1, ended()), /the secret has ended/)
})

function ended(): Secret {
  const bytes = Buffer.from('0123456789abcdef0123456789abcdef')
  const secret = new Secret(bytes)
  secret[Symbol.dispose]()
  assert.deepEqual(bytes, Buffer.alloc(32))
  return secret
}
