import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import type { KeyCustody } from '../server/src/modules/vault/custody.ts'
import { CustodyFault } from '../server/src/modules/vault/custody.ts'
import { openFileCustody } from '../server/src/modules/vault/custody-file.ts'
import { openOpenBaoCustody } from '../server/src/modules/vault/custody-openbao.ts'
import { openPkcs11Custody } from '../server/src/modules/vault/custody-pkcs11.ts'
import { Secret } from '../server/src/modules/vault/secret.ts'
import { openShelf } from '../server/src/modules/vault/shelf.ts'
import { newCode } from '../server/src/modules/vault/testing.ts'
import { openBao, startOpenBao, textOf } from './openbao.ts'
import { makeSoftToken, noSoftHsm, softHsm } from './softhsm.ts'

const made: string[] = []
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))
const bao = await openBao()

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-custodian-'))
  made.push(folder)
  return folder
}

/** What every custodian has to hold to. `open` gives the same one again, as after a restart. */
async function holdsTo(open: (node: string) => Promise<KeyCustody>): Promise<void> {
  using key = Secret.random(32)
  const custody = await open('th')
  const wrapped = await custody.wrap(1, key)
  assert.ok(!wrapped.includes(key.bytes))
  assert.notDeepEqual(await custody.wrap(1, key), wrapped, 'a nonce is never used twice')
  const again = await open('th')
  assert.deepEqual((await again.unwrap(1, wrapped)).bytes, key.bytes)
  const other = await open('ph')
  await other.wrap(1, key)
  await again.wrap(2, key)
  const changed = Buffer.from(wrapped)
  changed[wrapped.length - 3] = (changed[wrapped.length - 3] ?? 0) ^ 1
  for (const refused of [
    () => again.unwrap(2, wrapped),
    () => other.unwrap(1, wrapped),
    () => again.unwrap(1, changed),
    () => again.unwrap(3, wrapped),
  ])
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(error instanceof CustodyFault, String(error))
      for (const form of ['hex', 'base64'] as const)
        assert.ok(!error.message.includes(key.bytes.toString(form)))
      return true
    })
  await again.end(1)
  await again.end(1)
  await assert.rejects(again.unwrap(1, wrapped), /the root of generation 1 is not in/)
  await assert.rejects((await open('th')).unwrap(1, wrapped), /the root of generation 1 is not in/)
  assert.deepEqual((await other.unwrap(1, await other.wrap(1, key))).bytes, key.bytes)
}

/** A shelf of keys under the custodian: opened again, wrapped anew, and no earlier copy opens. */
async function carriesShelf(open: (node: string) => Promise<KeyCustody>): Promise<void> {
  const folder = await newFolder()
  const shelf = await openShelf(folder, await open('la'))
  const codes = Array.from({ length: 20 }, newCode)
  await shelf.admit(codes)
  const keys: Buffer[] = []
  for (const code of codes) {
    using key = await shelf.keyOf(code)
    keys.push(Buffer.from(key.bytes))
  }
  const earlier = join(folder, 'earlier')
  await shelf.copy(earlier)
  await shelf.rotate(() => undefined)
  await shelf.close()
  const again = await openShelf(folder, await open('la'))
  for (const [index, code] of codes.entries()) {
    using key = await again.keyOf(code)
    assert.deepEqual(key.bytes, keys[index])
  }
  await again.close()
  const custody = await open('la')
  await assert.rejects(openShelf(earlier, custody), /the root of generation 1 is not in/)
  await custody.close()
}

test('the custody file keeps what a custodian has to', async () => {
  const folders = new Map<string, string>()
  const open = async (node: string): Promise<KeyCustody> => {
    const folder = folders.get(node) ?? (await newFolder())
    folders.set(node, folder)
    return openFileCustody(folder, 'a passphrase of the test')
  }
  await holdsTo(open)
  await carriesShelf(open)
})

test(
  'a token keeps what a custodian has to, and tells a wrong PIN, token or library in words',
  { skip: softHsm === undefined ? noSoftHsm : false },
  async () => {
    const token = await makeSoftToken(softHsm ?? '')
    made.push(token.folder)
    const wrong = join(token.folder, 'wrong-pin')
    await writeFile(wrong, '00000000')
    for (const [place, why] of [
      [{ ...token, pinFile: wrong }, /the PIN of the token is wrong/],
      [{ ...token, token: 'another' }, /there is no token called another/],
      [{ ...token, library: '/none.so' }, /\/none\.so can't be used/],
      [{ ...token, pinFile: '/none' }, /the PIN can't be read from \/none \(ENOENT\)/],
    ] as const)
      await assert.rejects(openPkcs11Custody('th', place), (error: unknown) => {
        assert.ok(error instanceof CustodyFault)
        assert.match(error.message, why)
        assert.ok(!error.message.includes(token.pin) && !error.message.includes('00000000'))
        return true
      })
    const open = (node: string) => openPkcs11Custody(node, token)
    await holdsTo(open)
    await carriesShelf(open)
  },
)

test(
  'OpenBao keeps what a custodian has to, and tells in words that it is sealed, away, untrusted or refuses',
  { skip: bao.because ?? false },
  async () => {
    const server = await startOpenBao(bao.program ?? '')
    try {
      const place = { url: server.url, tokenFile: server.tokenFile, caFile: server.caFile, mount: 'transit' }
      const open = (node: string) => openOpenBaoCustody(node, place)
      await holdsTo(open)
      await carriesShelf(open)
      const folder = await newFolder()
      await writeFile(join(folder, 'token'), 's.none')
      const { caFile: _, ...untrusting } = place
      for (const [other, why] of [
        [{ ...place, tokenFile: join(folder, 'token') }, /has ended, or has not the right/],
        [{ ...place, tokenFile: join(folder, 'none') }, /can't be read \(ENOENT\)/],
        [{ ...place, url: 'https://127.0.0.1:1' }, /127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/],
        [untrusting, /does not answer \(DEPTH_ZERO_SELF_SIGNED_CERT\)/],
      ] as const)
        await assert.rejects(openOpenBaoCustody('th', other), why)
      const token = await textOf(server.tokenFile)
      using key = Secret.random(32)
      const custody = await open('th')
      const wrapped = await custody.wrap(7, key)
      server.seal()
      await assert.rejects(custody.unwrap(7, wrapped), (error: unknown) => {
        assert.ok(error instanceof CustodyFault)
        assert.match(error.message, /OpenBao is sealed: its key holders unseal it/)
        return true
      })
      for (const secret of [key.bytes.toString('base64'), key.bytes.toString('hex'), token])
        assert.ok(!server.log().includes(secret))
    } finally {
      await server.stop()
    }
  },
)
