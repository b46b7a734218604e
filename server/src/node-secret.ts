import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

import type { NodeKeys } from './keys.ts'

type Keyed = { readonly keys: NodeKeys }

/** A secret of this node for one use; each use has its own, and none tells another. */
export function secretFor({ keys }: Keyed, use: string): Buffer {
  const secret = keys.audit.privateKey.export({ type: 'pkcs8', format: 'der' })
  return Buffer.from(hkdfSync('sha256', secret, '', `shield/${use}`, 32))
}

const nonceBytes = 12
const tagBytes = 16

/** Others' secrets that this node has to use again (a password of a feed, the key of a webhook), as they lie in the database: AES-256-GCM. */
export function wrapSecret(node: Keyed, text: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const aes = createCipheriv('aes-256-gcm', secretFor(node, 'kept-secret'), nonce)
  const wrapped = Buffer.concat([aes.update(text, 'utf8'), aes.final()])
  return Buffer.concat([nonce, aes.getAuthTag(), wrapped])
}

/** Throws for what this node did not wrap. */
export function unwrapSecret(node: Keyed, wrapped: Buffer): string {
  const aes = createDecipheriv('aes-256-gcm', secretFor(node, 'kept-secret'), wrapped.subarray(0, nonceBytes))
  aes.setAuthTag(wrapped.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([aes.update(wrapped.subarray(nonceBytes + tagBytes)), aes.final()]).toString('utf8')
}
