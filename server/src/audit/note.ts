import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import type { KeyPair } from '../keys.ts'
import type { Hash } from './merkle.ts'

/** Head of a log: how many leaves, and their root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

/** Whose signature a note has to carry. */
export interface Verifier {
  readonly origin: string
  readonly key: KeyObject
}

/** The type byte of Ed25519 keys in C2SP signed-note. */
const ed25519 = Buffer.of(1)

/** A C2SP tlog-checkpoint in a C2SP signed note, signed by the log's Ed25519 key. */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyPair): string {
  const body = `${checkpoint.origin}\n${checkpoint.size}\n${checkpoint.root.toString('base64')}\n`
  return signNote(body, checkpoint.origin, key)
}

/** A C2SP signed note: a text that ends with its line, an empty line, the signature under a name. */
export function signNote(text: string, origin: string, key: KeyPair): string {
  const signature = Buffer.concat([
    keyHash(origin, key.publicKey),
    sign(null, Buffer.from(text), key.privateKey),
  ])
  return `${text}\n— ${origin} ${signature.toString('base64')}\n`
}

/** Reads a note and checks its signature. Throws an Error that says what is wrong with it. */
export function openCheckpoint(note: string, verifier: Verifier): Checkpoint {
  const [origin, size = '', root = ''] = openNote(note, verifier).split('\n')
  const hash = Buffer.from(root, 'base64')
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || hash.length !== 32 || hash.toString('base64') !== root)
    throw new Error('this is not a checkpoint')
  if (origin !== verifier.origin) throw new Error('the checkpoint is of another log')
  return { origin, size: Number(size), root: hash }
}

/** The text of a C2SP signed note, if the verifier's key signed it. Lines of other signers are left alone. */
export function openNote(note: string, { origin, key }: Verifier): string {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new Error('this is not a checkpoint')
  const text = note.slice(0, end + 1)
  const own = keyHash(origin, key)
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .filter((line) => line.startsWith(`— ${origin} `))
    .map((line) => Buffer.from(line.slice(origin.length + 3), 'base64'))
    .filter((signature) => signature.subarray(0, 4).equals(own))
  if (!signatures.some((signature) => verify(null, Buffer.from(text), key, signature.subarray(4))))
    throw new Error("the checkpoint is not signed by this log's key")
  return text
}

/** A C2SP verifier key: name, key hash, and type 1 (Ed25519) with the public key. */
export function verifierKey({ origin, key }: Verifier): string {
  const encoded = Buffer.concat([ed25519, rawKey(key)]).toString('base64')
  return `${origin}+${keyHash(origin, key).toString('hex')}+${encoded}`
}

/** The inverse of {@link verifierKey}. Throws an Error for a text that is none. */
export function readVerifierKey(text: string): Verifier {
  // Base64 may hold a plus sign too.
  const [, origin = '', hash, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? []
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length !== 33 || bytes[0] !== ed25519[0]) throw new Error('this is not a verifier key')
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') },
    format: 'jwk',
  })
  if (keyHash(origin, key).toString('hex') !== hash)
    throw new Error('the verifier key does not fit its own hash')
  return { origin, key }
}

function keyHash(origin: string, key: KeyObject): Buffer {
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(ed25519)
    .update(rawKey(key))
    .digest()
    .subarray(0, 4)
}

function rawKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
}
