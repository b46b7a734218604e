import { createHash, sign as signBytes, verify as verifyBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import type { KeyPair } from '../keys.ts'

/** Signature type of C2SP tlog-cosignature, in the key's name. */
const cosignatureV1 = Buffer.of(4)

export function witnessName(node: string): string {
  return `shield.node/${node}/witness`
}

/** The text of a C2SP checkpoint without its signatures: what a cosignature is over. */
export function bodyOf(note: string): string {
  const end = note.indexOf('\n\n')
  if (end < 0) throw new Error('this is not a checkpoint')
  return note.slice(0, end + 1)
}

/**
 * A cosignature/v1 line (C2SP tlog-cosignature): an Ed25519 signature over the time and the checkpoint, which says that this
 * witness has seen the log grow to it and nothing else.
 */
export function cosign(
  note: string,
  node: string,
  { key, at }: { readonly key: KeyPair; readonly at: Date },
): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const signature = signBytes(null, signedBytes(note, seconds), key.privateKey)
  const bytes = Buffer.concat([keyName(node, key.publicKey), time, signature])
  return `— ${witnessName(node)} ${bytes.toString('base64')}`
}

/** When the witness cosigned the checkpoint; undefined when the line is not a right cosignature of it. */
export function cosignedAt(
  note: string,
  line: string,
  { node, key }: { readonly node: string; readonly key: KeyObject },
): Date | undefined {
  const start = `— ${witnessName(node)} `
  const bytes = Buffer.from(line.slice(start.length), 'base64')
  if (!line.startsWith(start) || bytes.length !== 76 || !bytes.subarray(0, 4).equals(keyName(node, key)))
    return undefined
  const seconds = Number(bytes.readBigUInt64BE(4))
  if (!verifyBytes(null, signedBytes(note, seconds), key, bytes.subarray(12))) return undefined
  return new Date(seconds * 1000)
}

function signedBytes(note: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${bodyOf(note)}`)
}

function keyName(node: string, key: KeyObject): Buffer {
  const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
  const hash = createHash('sha256')
    .update(`${witnessName(node)}\n`)
    .update(cosignatureV1)
    .update(raw)
  return hash.digest().subarray(0, 4)
}
