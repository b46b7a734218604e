import { createHash, createHmac, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'

import type { KeyLog } from './federation/index.ts'

/** A pair of keys; the X25519 one signs nothing, it opens what was encrypted for it. */
export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** A post-quantum key that signs beside the Ed25519 one. */
export interface SecondKey extends KeyPair {
  /** Its name in a JWS, for example ML-DSA-65. */
  readonly alg: string
  readonly kid: string
}

/** The node's Ed25519 keys (RFC 8032), one for envelopes to partners, one for the audit's checkpoints; X25519 for what they encrypt. */
export interface NodeKeys {
  readonly envelope: KeyPair
  readonly second?: SecondKey
  readonly encryption: KeyPair
  /** Keys that partners may still encrypt for. */
  readonly earlierEncryption: readonly KeyPair[]
  readonly audit: KeyPair
  /** The signed log of all these, for partners. */
  readonly log?: KeyLog
}

/**
 * A folder such as `keys/th` in the data folder, closed to others. The data folder and what leads there are made as the system
 * makes folders: a PostgreSQL that may not run as root passes there under an account of its own.
 */
export async function makeClosedFolder(folder: string): Promise<void> {
  await mkdir(dirname(dirname(folder)), { recursive: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/** Reads the keys of a folder (PKCS#8 PEM, mode 0600), or makes them the first time. */
export async function loadKeys(folder: string): Promise<NodeKeys> {
  await makeClosedFolder(folder)
  const names = await readdir(folder)
  const second = names.includes('second.pem') ? await loadSecond(join(folder, 'second.pem')) : undefined
  const earlier = names.filter((name) => name.startsWith('earlier-encryption-'))
  return {
    envelope: await loadKey(join(folder, 'envelope.pem'), 'ed25519'),
    ...(second === undefined ? {} : { second }),
    encryption: await loadKey(join(folder, 'encryption.pem'), 'x25519'),
    earlierEncryption: await Promise.all(
      earlier.map((name) => readFile(join(folder, name), 'utf8').then(keyPairOf)),
    ),
    audit: await loadKey(join(folder, 'audit.pem'), 'ed25519'),
  }
}

async function loadSecond(file: string): Promise<SecondKey> {
  const pair = keyPairOf(await readFile(file, 'utf8'))
  const { alg } = pair.publicKey.export({ format: 'jwk' })
  return { ...pair, alg: String(alg), kid: thumbprint(pair.publicKey) }
}

export function keyPairOf(pem: string): KeyPair {
  const privateKey = createPrivateKey(pem)
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** The name of a key: RFC 7638 thumbprint, so that nobody can name one key like another. An ML-DSA key is of kty AKP. */
export function thumbprint(key: KeyObject): string {
  const jwk = key.export({ format: 'jwk' }) as Record<string, Json>
  const members = { OKP: ['crv', 'kty', 'x'], EC: ['crv', 'kty', 'x', 'y'], AKP: ['alg', 'kty', 'pub'] }
  const needed = members[String(jwk['kty']) as keyof typeof members] ?? []
  const named = Object.fromEntries(needed.map((name) => [name, jwk[name] ?? null]))
  return createHash('sha256').update(canonicalJson(named)).digest('base64url')
}

/** Tells two texts of this node apart and no more: without its key nobody finds the text by trying every telephone number. */
export function fingerprint(keys: NodeKeys, text: string): string {
  const key = keys.audit.privateKey.export({ type: 'pkcs8', format: 'der' })
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 16)
}

export type KeyKind = 'ed25519' | 'x25519' | 'ml-dsa-65' | 'p-256'

async function loadKey(file: string, kind: KeyKind): Promise<KeyPair> {
  return keyPairOf(await readFile(file, 'utf8').catch(() => makeKey(file, kind)))
}

async function makeKey(file: string, kind: KeyKind): Promise<string> {
  const pem = newKey(kind)
  // `wx`: of two first starts one writes, the other reads what was written.
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' })
  return pem
}

/** A new private key as PKCS#8 PEM. */
export function newKey(kind: KeyKind): string {
  // The types of Node know each name alone, not their union.
  const make = {
    ed25519: () => generateKeyPairSync('ed25519'),
    x25519: () => generateKeyPairSync('x25519'),
    'ml-dsa-65': () => generateKeyPairSync('ml-dsa-65'),
    'p-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  }
  return make[kind]().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
