import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

import { Secret } from './secret.ts'

const algorithm = 'aes-256-gcm'
export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
/** Bytes that `encrypt` adds: nonce and tag. */
export const sealBytes = nonceBytes + tagBytes

/** AES-256-GCM (NIST SP 800-38D): random nonce, ciphertext, tag. `about` is bound to it and not kept in it. */
export function encrypt(key: Secret, body: Uint8Array, about: string): Buffer {
  const sealed = Buffer.allocUnsafe(nonceBytes + body.length + tagBytes)
  randomFillSync(sealed, 0, nonceBytes)
  const aes = createCipheriv(algorithm, key.bytes, sealed.subarray(0, nonceBytes))
  aes.setAAD(Buffer.from(about))
  aes.update(body).copy(sealed, nonceBytes)
  aes.final()
  aes.getAuthTag().copy(sealed, nonceBytes + body.length)
  return sealed
}

/** Throws for another key, another `about`, or any changed bit. */
export function decrypt(key: Secret, sealed: Uint8Array, about: string): Buffer {
  const aes = createDecipheriv(algorithm, key.bytes, sealed.subarray(0, nonceBytes))
  aes.setAAD(Buffer.from(about))
  aes.setAuthTag(sealed.subarray(-tagBytes))
  // GCM gives every byte here: what `final` adds is the check, and a copy of a key would be one too many.
  const body = aes.update(sealed.subarray(nonceBytes, -tagBytes))
  try {
    aes.final()
  } catch (error) {
    body.fill(0)
    throw error
  }
  return body
}

/** A key wrapped by another. */
export function wrapKey(by: Secret, key: Secret, about: string): Buffer {
  return encrypt(by, key.bytes, about)
}

/** Throws as `decrypt` does. */
export function unwrapKey(by: Secret, wrapped: Uint8Array, about: string): Secret {
  return new Secret(decrypt(by, wrapped, about))
}
