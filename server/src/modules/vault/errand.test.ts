import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import pg from 'pg'

import { openDatabase } from '#store/database.ts'
import type { Database } from '#store/database.ts'
import { askErrand, errandState } from './errand.ts'
import type { Errand, ErrandState } from './errand.ts'
import { asker, createTestVault, newCode } from './testing.ts'
import type { TestVault } from './testing.ts'

let held: TestVault
let database: Database
let folder: string
before(async () => {
  held = await createTestVault()
  database = openDatabase(held.database.url, { connections: 2, role: 'shield_vault' })
  folder = await mkdtemp(join(tmpdir(), 'shield-errand-'))
})
after(async () => {
  await database.close()
  await held.close()
  await rm(folder, { recursive: true })
})

async function done(errand: Errand): Promise<ErrandState> {
  const id = await database.inTransaction(({ client }) => askErrand(client, errand, 'root'))
  for (;;) {
    const state = await errandState(database, id)
    if (state.isOver) return state
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('the process that has the keys does what a command asks through the database, and it is noted', async () => {
  const codes = Array.from({ length: 500 }, newCode)
  const ids = await held.vault.seal(
    asker,
    codes.map((code) => ({ code, part: 'words', body: Buffer.from(code) })),
  )
  assert.deepEqual(await done({ kind: 'rotate' }), { done: 500, of: 500, isOver: true, fault: undefined })
  assert.equal((await held.vault.state()).generation, 2)
  const opened = await held.vault.open(asker, [{ code: codes[7] ?? '', id: ids[7]?.id ?? '' }])
  assert.equal(Buffer.from(opened[0]?.body ?? []).toString(), codes[7])
  const to = join(folder, 'vault-th')
  assert.equal((await done({ kind: 'copy', folder: to })).fault, undefined)
  assert.deepEqual((await readdir(to)).toSorted(), ['person-keys', 'vault.json'])
  const { copy } = await held.vault.state()
  assert.deepEqual([copy?.generation, copy?.peopleSince, copy?.erasedSince], [2, 0, 0])
  held.pass(1)
  await held.vault.seal(asker, [{ code: newCode(), part: 'words', body: Buffer.from('x') }])
  await held.vault.erase(asker, codes[0] ?? '')
  const later = (await held.vault.state()).copy
  assert.deepEqual([later?.peopleSince, later?.erasedSince], [1, 1])
  held.pass(1)
  await done({ kind: 'copy', folder: to })
  assert.equal((await held.vault.state()).copy?.erasedSince, 0)
})

test('an errand that can not be done says why; a folder that holds other things stays as it is', async () => {
  const other = join(folder, 'papers')
  await writeFile(other, 'x')
  assert.match((await done({ kind: 'copy', folder: other })).fault ?? '', /in the way of a file/)
  await writeFile(join(folder, 'letter.txt'), 'kept')
  assert.match((await done({ kind: 'copy', folder })).fault ?? '', /holds other things than a copy/)
  assert.equal((await stat(join(folder, 'letter.txt'))).size, 4)
})

test('what was asked while no process had the keys is done by the next that opens them', async () => {
  const { generation } = await held.vault.state()
  await held.vault.close()
  const id = await database.inTransaction(({ client }) => askErrand(client, { kind: 'rotate' }, 'root'))
  assert.equal((await errandState(database, id)).isOver, false)
  await held.reopen()
  await held.vault.errandsDone()
  assert.equal((await errandState(database, id)).isOver, true)
  assert.equal((await held.vault.state()).generation, generation + 1)
})

test('a vault that is cut from the database answers no more, for another process may have its keys', async () => {
  const cut = await createTestVault()
  const code = newCode()
  const [sealed] = await cut.vault.seal(asker, [{ code, part: 'words', body: Buffer.from('x') }])
  const owner = new pg.Client({ connectionString: cut.database.url })
  await owner.connect()
  await owner.query(
    `select pg_terminate_backend(pid) from pg_locks l where locktype = 'advisory' and objid = 7438041
     and database = (select oid from pg_database where datname = current_database())`,
  )
  await owner.end()
  while (!cut.vault.isLost()) await new Promise((resolve) => setTimeout(resolve, 20))
  await assert.rejects(cut.vault.open(asker, [{ code, id: sealed?.id ?? '' }]), /the vault is closed/)
  await cut.again()
  assert.equal((await cut.vault.open(asker, [{ code, id: sealed?.id ?? '' }])).length, 1)
  await cut.close()
})
