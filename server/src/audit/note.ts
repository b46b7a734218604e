import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import type { SigningKey } from '../keys.ts'
import type { Hash } from './merkle.ts'

/** Head of a log: how many leaves, and their root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

/** A C2SP tlog-checkpoint in a C2SP signed note, signed by the log's Ed25519 key. */
export function signCheckpoint(checkpoint: Checkpoint, key: SigningKey): string {
  const body = `${checkpoint.origin}\n${checkpoint.size}\n${checkpoint.root.toString('base64')}\n`
  const signature = Buffer.concat([
    keyHash(checkpoint.origin, key.publicKey),
    sign(null, Buffer.from(body), key.privateKey),
  ])
  return `${body}\n— ${checkpoint.origin} ${signature.toString('base64')}\n`
}

/** Reads a note and checks its signature. Throws an Error that says what is wrong with it. */
export function openCheckpoint(note: string, key: KeyObject): Checkpoint {
  const [body, signatures] = note.split('\n\n', 2)
  const [origin, size, root] = (body ?? '').split('\n')
  if (!origin || !size || !root || signatures === undefined || !/^\d+$/.test(size))
    throw new Error('this is not a checkpoint')
  const line = signatures.split('\n').find((text) => text.startsWith(`— ${origin} `))
  const signature = Buffer.from(line?.slice(origin.length + 3) ?? '', 'base64')
  const isSigned =
    signature.subarray(0, 4).equals(keyHash(origin, key)) &&
    verify(null, Buffer.from(`${body}\n`), key, signature.subarray(4))
  if (!isSigned) throw new Error("the checkpoint is not signed by this log's key")
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') }
}

/** A C2SP verifier key: name, key hash, and type 1 (Ed25519) with the public key. */
export function verifierKey(origin: string, key: KeyObject): string {
  const encoded = Buffer.concat([Buffer.of(1), rawKey(key)]).toString('base64')
  return `${origin}+${keyHash(origin, key).toString('hex')}+${encoded}`
}

/** The inverse of {@link verifierKey}. Throws an Error for a text that is none. */
export function readVerifierKey(text: string): { readonly origin: string; readonly key: KeyObject } {
  const [origin, hash, encoded] = text.trim().split('+', 2).concat(text.trim().split('+').slice(2).join('+'))
  const bytes = Buffer.from(encoded ?? '', 'base64')
  if (!origin || bytes.length !== 33 || bytes[0] !== 1) throw new Error('this is not a verifier key')
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
    .update(Buffer.of(1))
    .update(rawKey(key))
    .digest()
    .subarray(0, 4)
}

function rawKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
}
