import assert from 'node:assert/strict'
import { appendFile, copyFile, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

import { openFileCustody } from './custody-file.ts'
import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { findRing, keepRing, newGeneration } from './ring.ts'
import { Secret } from './secret.ts'
import { openShelf } from './shelf.ts'
import type { KeyShelf } from './shelf.ts'
import { slotBytes } from './slot.ts'
import { newCode, passphrase } from './testing.ts'

const made: string[] = []
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-shelf-'))
  made.push(folder)
  return folder
}

const custodyOf = (folder: string): Promise<KeyCustody> => openFileCustody(folder, passphrase)
const openAgain = async (folder: string) => openShelf(folder, await custodyOf(folder))

/** A key as bytes that stay when the secret has ended. */
async function keyBytesOf(shelf: KeyShelf, code: string): Promise<Buffer> {
  using key = await shelf.keyOf(code)
  return Buffer.from(key.bytes)
}

test('a key is the same after the shelf was closed, and another passphrase opens nothing', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const codes = Array.from({ length: 300 }, newCode)
  await Promise.all([
    shelf.admit(codes.slice(0, 200)),
    shelf.admit(codes.slice(100)),
    shelf.admit(codes.slice(0, 10)),
  ])
  const keys = await Promise.all(codes.map((code) => keyBytesOf(shelf, code)))
  assert.equal(new Set(keys.map((key) => key.toString('hex'))).size, 300)
  await shelf.close()
  assert.equal((await stat(join(folder, 'person-keys'))).size, 300 * slotBytes)
  const again = await openAgain(folder)
  assert.equal(again.size, 300)
  assert.deepEqual(await Promise.all(codes.map((code) => keyBytesOf(again, code))), keys)
  await again.close()
  await assert.rejects(openFileCustody(folder, 'another passphrase'), /passphrase of the vault is wrong/)
  await assert.rejects(openFileCustody(folder, 'short'), /at least 12 characters/)
})

test('neither codes nor keys show in the files', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const code = newCode()
  await shelf.admit([code])
  const key = await keyBytesOf(shelf, code)
  await shelf.close()
  for (const name of ['person-keys', 'vault.json', 'custody.json']) {
    const bytes = await readFile(join(folder, name))
    for (const secret of [Buffer.from(code), key, Buffer.from(key.toString('base64'))])
      assert.ok(!bytes.includes(secret), name)
  }
})

test('who was destroyed has no key, gets none again, and an ended generation opens no older copy', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const [kept, gone, never] = [newCode(), newCode(), newCode()]
  await shelf.admit([kept, gone])
  const key = await keyBytesOf(shelf, kept)
  const copy = await newFolder()
  for (const name of ['person-keys', 'vault.json']) await copyFile(join(folder, name), join(copy, name))
  await shelf.destroy(gone)
  await shelf.destroy(never)
  await shelf.admit([gone, never])
  for (const code of [gone, never]) {
    assert.equal(shelf.has(code), 'destroyed')
    await assert.rejects(shelf.keyOf(code), /no key of this person/)
  }
  assert.equal(shelf.size, 1)
  const told: number[] = []
  await shelf.rotate((done) => told.push(done))
  assert.equal(shelf.ring.now.number, 2)
  assert.deepEqual(await keyBytesOf(shelf, kept), key)
  assert.ok(told.at(-1) === 3)
  await shelf.close()
  // The files of before, put back with the custodian's file of today.
  await copyFile(join(folder, 'custody.json'), join(copy, 'custody.json'))
  await assert.rejects(openAgain(copy), /generation 1 is not in the custody file/)
  const again = await openAgain(folder)
  assert.deepEqual(await keyBytesOf(again, kept), key)
  assert.equal(again.has(gone), 'destroyed')
  await again.close()
})

test('keys are made, read and destroyed while all are wrapped anew', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const codes = Array.from({ length: 1000 }, newCode)
  await shelf.admit(codes)
  const keys = new Map<string, Buffer>()
  for (const code of codes) keys.set(code, await keyBytesOf(shelf, code))
  const late = newCode()
  const gone = codes[3] ?? ''
  let isDone = false
  const rotation = shelf.rotate(() => undefined).then(() => (isDone = true))
  await assert.rejects(
    shelf.rotate(() => undefined),
    /anew already/,
  )
  await Promise.all([shelf.admit([late]), shelf.destroy(gone)])
  const lateKey = await keyBytesOf(shelf, late)
  for (let index = 0; !isDone; index = (index + 7) % codes.length) {
    const code = codes[index] ?? ''
    if (code !== gone) assert.deepEqual(await keyBytesOf(shelf, code), keys.get(code))
  }
  await rotation
  await shelf.close()
  const again = await openAgain(folder)
  assert.equal(again.has(gone), 'destroyed')
  assert.deepEqual(await keyBytesOf(again, late), lateKey)
  for (const code of codes) if (code !== gone) assert.deepEqual(await keyBytesOf(again, code), keys.get(code))
  assert.equal(again.size, 1000)
  await again.close()
})

test('a rotation that was cut is finished where the new file is in place, and given up before', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const code = newCode()
  await shelf.admit([code])
  const key = await keyBytesOf(shelf, code)
  const before = await readFile(join(folder, 'person-keys'))
  await shelf.close()
  const custody = await custodyOf(folder)
  const ring = (await findRing(folder, await custodyOf(folder))) ?? assert.fail()
  await keepRing(folder, custody, { ...ring, next: newGeneration(2) })
  await writeFile(join(folder, 'person-keys.new'), 'half of it')
  const given = await openShelf(folder, custody)
  assert.equal(given.ring.now.number, 1)
  assert.deepEqual(await keyBytesOf(given, code), key)
  await given.rotate(() => undefined)
  const { number, since, key: turned } = given.ring.now
  const next = { number, since, key: new Secret(Buffer.from(turned.bytes)) }
  await given.close()
  assert.notDeepEqual(await readFile(join(folder, 'person-keys')), before)
  const later = await custodyOf(folder)
  await keepRing(folder, later, { ...ring, next })
  const finished = await openShelf(folder, later)
  assert.equal(finished.ring.now.number, 2)
  assert.equal(finished.ring.next, undefined)
  assert.deepEqual(await keyBytesOf(finished, code), key)
  await finished.close()
})

test('what a stop left half-written is dropped; damage between keys is told and harms no other', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const codes = [newCode(), newCode(), newCode()]
  await shelf.admit(codes)
  const last = await keyBytesOf(shelf, codes[2] ?? '')
  await shelf.close()
  const file = join(folder, 'person-keys')
  await appendFile(file, Buffer.alloc(40, 7))
  const dropped = await openAgain(folder)
  assert.equal(dropped.size, 3)
  assert.equal(dropped.damaged, 0)
  assert.equal((await stat(file)).size, 3 * slotBytes)
  await dropped.close()
  const handle = await open(file, 'r+')
  await handle.write(Buffer.from([255]), 0, 1, slotBytes + 30)
  await handle.close()
  const damaged = await openAgain(folder)
  assert.equal(damaged.damaged, 1)
  await assert.rejects(damaged.keyOf(codes[1] ?? ''), /no key of this person/)
  assert.deepEqual(await keyBytesOf(damaged, codes[2] ?? ''), last)
  await damaged.close()
})

test('a custodian that refuses in the middle of a rotation costs no key, at either end of it', async () => {
  const folder = await newFolder()
  const held = await custodyOf(folder)
  let refusesAt: number | undefined
  let wraps = 0
  const custody: KeyCustody = {
    ...held,
    wrap: async (generation, key) => {
      wraps += 1
      if (wraps === refusesAt) throw new CustodyFault('the token was pulled out')
      return held.wrap(generation, key)
    },
  }
  const shelf = await openShelf(folder, custody)
  const codes = [newCode(), newCode(), newCode(), newCode()]
  await shelf.admit(codes.slice(0, 1))
  const keys = [await keyBytesOf(shelf, codes[0] ?? '')]
  // A rotation wraps both generations when it begins, and the one that stays when it ends.
  for (const [index, refusal] of [1, 2, 3].entries()) {
    refusesAt = refusal
    wraps = 0
    await assert.rejects(
      shelf.rotate(() => undefined),
      /pulled out/,
    )
    await shelf.admit(codes.slice(0, index + 2))
    keys.push(await keyBytesOf(shelf, codes[index + 1] ?? ''))
    wraps = Number.NEGATIVE_INFINITY
    const before = shelf.ring.now.number
    await shelf.rotate(() => undefined)
    assert.ok(shelf.ring.now.number > before)
  }
  const number = shelf.ring.now.number
  await shelf.close()
  const again = await openAgain(folder)
  assert.equal(again.ring.now.number, number)
  assert.deepEqual(await Promise.all(codes.map((code) => keyBytesOf(again, code))), keys)
  await again.close()
})

test('keys can be wrapped anew before there is a person', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  await shelf.rotate(() => undefined)
  assert.equal(shelf.ring.now.number, 2)
  await shelf.close()
  const again = await openAgain(folder)
  assert.equal(again.ring.now.number, 2)
  await again.close()
})

test('a copy that is asked for while all are wrapped anew is of the new generation, and replaces the earlier one', async () => {
  const folder = await newFolder()
  const shelf = await openAgain(folder)
  const codes = Array.from({ length: 2000 }, newCode)
  await shelf.admit(codes)
  const keys = await Promise.all(codes.map((code) => keyBytesOf(shelf, code)))
  const to = join(await newFolder(), 'vault-th')
  await shelf.copy(to)
  const rotation = shelf.rotate(() => undefined)
  await shelf.copy(to)
  await rotation
  assert.deepEqual(await readdir(dirname(to)), ['vault-th'])
  for (const name of ['person-keys', 'vault.json'])
    assert.equal((await stat(join(to, name))).mode & 0o777, 0o600)
  await shelf.close()
  await copyFile(join(folder, 'custody.json'), join(to, 'custody.json'))
  const copied = await openAgain(to)
  assert.deepEqual(await Promise.all(codes.map((code) => keyBytesOf(copied, code))), keys)
  await copied.close()
})
