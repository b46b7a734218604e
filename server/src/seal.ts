import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

import type { NodeKeys } from './keys.ts'

const kinds = ['record', 'statement', 'event', 'place', 'change'] as const
export type Sealed = (typeof kinds)[number]

const cipher = 'aes-256-ecb'
const keyOf = new WeakMap<NodeKeys, Buffer>()

/**
 * A number of ours as others may hold it. Numbers that count up would tell how much there is that one may not see;
 * sealed, the same number has always the same text and says nothing. One block of AES-256: kind, three zero bytes,
 * two numbers of six bytes; what was not sealed here for this kind does not open (1 in 2³²).
 */
export function seal({ keys }: { readonly keys: NodeKeys }, kind: Sealed, first: number, second = 0): string {
  const block = Buffer.alloc(16)
  block.writeUInt8(kinds.indexOf(kind) + 1, 0)
  block.writeUIntBE(first, 4, 6)
  block.writeUIntBE(second, 10, 6)
  const aes = createCipheriv(cipher, sealingKey(keys), null).setAutoPadding(false)
  return Buffer.concat([aes.update(block), aes.final()]).toString('base64url')
}

/** The numbers behind a sealed text, or undefined for anything else. */
export function unseal(
  { keys }: { readonly keys: NodeKeys },
  kind: Sealed,
  text: string | undefined,
): readonly [number, number] | undefined {
  if (text === undefined || !/^[\w-]{22}$/.test(text)) return undefined
  const aes = createDecipheriv(cipher, sealingKey(keys), null).setAutoPadding(false)
  const block = Buffer.concat([aes.update(Buffer.from(text, 'base64url')), aes.final()])
  if (block.readUInt32BE(0) !== (kinds.indexOf(kind) + 1) * 2 ** 24) return undefined
  return [block.readUIntBE(4, 6), block.readUIntBE(10, 6)]
}

function sealingKey(keys: NodeKeys): Buffer {
  const known = keyOf.get(keys)
  if (known) return known
  const secret = keys.audit.privateKey.export({ type: 'pkcs8', format: 'der' })
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'shield/seal', 32))
  keyOf.set(keys, key)
  return key
}

/** By which a text is known again, and not found out without the key of this node: HMAC-SHA-256. */
export function markOf({ keys }: { readonly keys: NodeKeys }, text: string): Buffer {
  return createHmac('sha256', sealingKey(keys)).update(`mark ${text}`).digest()
}
