import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

import type { Json } from '@shield/core'
import { createMessage, generateKey, readPrivateKey, sign } from 'openpgp'

import { createTestNode } from '../../testing.ts'
import type { TestNode } from '../../testing.ts'
import { registerMisp } from './index.ts'
import { addMispClient, askMisp, attribute, event, second } from './testing.ts'
import type { MispAnswer, MispClient, MispLike } from './testing.ts'

interface Holder {
  readonly publicKey: string
  /** `x-pgp-signature` of a body. */
  sign(body: string): Promise<string>
}

let th: TestNode
let writer: MispClient
let partner: Holder
let stranger: Holder

before(async () => {
  th = await createTestNode('th')
  registerMisp(th.app, th.node)
  writer = await addMispClient(th.node, ['agency', 'node'], { write: true, name: 'writer' })
  ;[partner, stranger] = await Promise.all([newHolder('partner'), newHolder('stranger')])
})
after(() => th.close())

async function newHolder(name: string): Promise<Holder> {
  const userIDs = [{ name, email: `${name}@misp.example` }]
  const made = await generateKey({ type: 'rsa', rsaBits: 2048, userIDs, format: 'armored' })
  const signingKeys = await readPrivateKey({ armoredKey: made.privateKey })
  return {
    publicKey: made.publicKey,
    sign: async (body) => {
      const message = await createMessage({ binary: new TextEncoder().encode(body) })
      const signature = await sign({ message, signingKeys, detached: true, format: 'armored' })
      return Buffer.from(String(signature)).toString('base64')
    },
  }
}

const keyOf = (key: string, more: Readonly<Record<string, Json>> = {}): Json => ({
  ...{ uuid: 'cccccccc-0000-4000-8000-000000000001', type: 'pgp', key_data: key },
  ...more,
})
const protectedEvent = (keys: Json, value = 'signed'): MispLike =>
  event([attribute(value)], { protected: true, CryptographicKey: keys })

async function push(path: string, body: string, signature?: string, packed = false): Promise<MispAnswer> {
  const headers = {
    ...(signature === undefined ? {} : { 'x-pgp-signature': signature }),
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  }
  return askMisp(th, writer, path, { headers, bytes: packed ? gzipSync(body) : Buffer.from(body) })
}

async function standing(uuid: string): Promise<readonly unknown[]> {
  const found = await th.node.database.pool.query(
    'select version, body from record where key = $1 and ended_at is null',
    [uuid],
  )
  return found.rows
}

test('M14 a protected event comes in and is changed by a body that a holder of its keys signed, packed or not', async () => {
  const one = protectedEvent([keyOf(partner.publicKey)])
  const body = JSON.stringify(one, null, 2)
  const added = await push('/events/add/metadata:1', body, await partner.sign(body), true)
  assert.equal(added.status, 200, added.text)
  const changed = JSON.stringify({ ...one, info: 'Changed by its owner', timestamp: String(second + 50) })
  const edited = await push(`/events/edit/${one.uuid}/metadata:1`, changed, await partner.sign(changed))
  assert.equal(edited.status, 200, edited.text)
  assert.match(JSON.stringify(await standing(one.uuid)), /Changed by its owner/)
})

test('S16 a signature check that does not stop: bad, missing, stale or foreign, adding or changing, and the state is as it was', async () => {
  const one = protectedEvent([keyOf(partner.publicKey)])
  const body = JSON.stringify(one)
  const good = await partner.sign(body)
  const later = { ...one, info: 'Forged', timestamp: String(second + 50) }
  const forged = JSON.stringify(later)
  const wrong = async (text: string): Promise<readonly (string | undefined)[]> => [
    ...[undefined, '', 'bm9uc2Vuc2U=', await stranger.sign(text), await partner.sign(`${text} `)],
    // Of another body of the same holder.
    text === body ? await partner.sign(forged) : good,
    (await partner.sign(text)).slice(0, -60),
  ]
  for (const signature of await wrong(body)) {
    assert.equal((await push('/events/add', body, signature)).status, 403)
    assert.deepEqual(await standing(one.uuid), [])
  }
  // Keys of an event that nobody has yet are those it brings; a revoked one and what is no key sign nothing.
  for (const keys of [[keyOf(partner.publicKey, { revoked: true })], [keyOf('x')], [], null]) {
    const text = JSON.stringify({ ...one, CryptographicKey: keys })
    assert.equal((await push('/events/add', text, await partner.sign(text))).status, 403)
  }
  assert.deepEqual(await standing(one.uuid), [])
  assert.equal((await push('/events/add', body, good)).status, 200)
  const before_ = await standing(one.uuid)
  for (const signature of await wrong(forged)) {
    assert.equal((await push(`/events/edit/${one.uuid}`, forged, signature)).status, 403)
    assert.deepEqual(await standing(one.uuid), before_)
  }
  // A stranger does not make himself a holder by the keys of his own body, nor unprotect it.
  for (const more of [{ CryptographicKey: [keyOf(stranger.publicKey)] }, { protected: false }]) {
    const text = JSON.stringify({ ...later, ...more })
    assert.equal((await push(`/events/edit/${one.uuid}`, text, await stranger.sign(text))).status, 403)
  }
  const acts = ['publish', 'unpublish', 'delete'].map((act) => `/events/${act}/${one.uuid}`)
  for (const path of [...acts, `/attributes/add/${one.uuid}`])
    assert.equal((await push(path, JSON.stringify(attribute('more')))).status, 403, path)
  assert.deepEqual(await standing(one.uuid), before_)
})

test('an unprotected event asks for no signature, and becomes protected only by the keys it brings', async () => {
  const plain = event([attribute('plain')])
  assert.equal((await push('/events/add', JSON.stringify(plain))).status, 200)
  const closed = JSON.stringify({
    ...{ ...plain, timestamp: String(second + 50), protected: true },
    CryptographicKey: [keyOf(partner.publicKey)],
  })
  assert.equal((await push(`/events/edit/${plain.uuid}`, closed, await stranger.sign(closed))).status, 403)
  assert.equal((await push(`/events/edit/${plain.uuid}`, closed, await partner.sign(closed))).status, 200)
})

const run = promisify(execFile)
const skip = await run('gpg', ['--version']).then(
  () => false as const,
  () => 'there is no gpg on this machine',
)

test('what GnuPG signs, as MISP does, is taken', { skip, timeout: 120_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'shield-gpg-'))
  const gpg = (...args: string[]) => run('gpg', ['--homedir', home, '--batch', '--yes', ...args])
  try {
    await gpg('--passphrase', '', '--quick-generate-key', 'misp@misp.example', 'rsa2048', 'sign', 'never')
    const { stdout: key } = await gpg('--armor', '--export', 'misp@misp.example')
    const one = protectedEvent([keyOf(key)], 'signed by gpg')
    const body = JSON.stringify(one)
    await writeFile(join(home, 'body'), body)
    await gpg('--armor', '--detach-sign', '--output', join(home, 'body.asc'), join(home, 'body'))
    const signature = (await readFile(join(home, 'body.asc'))).toString('base64')
    assert.equal((await push('/events/add', body, signature)).status, 200)
    assert.equal((await standing(one.uuid)).length, 1)
  } finally {
    await run('gpgconf', ['--homedir', home, '--kill', 'all']).catch(() => undefined)
    await rm(home, { recursive: true, force: true })
  }
})
