import type { Sealed } from './shelf.ts'

/** Lengths say little: what is sealed is filled up to a multiple of this many bytes. */
const blockBytes = 512

/**
 * Seals a value with AES-256-GCM under a fresh nonce. The name of the record is bound to it, so that two records can't
 * change places.
 */
export async function sealRecord(key: CryptoKey, id: string, value: unknown): Promise<Sealed> {
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const filled = new Uint8Array(Math.ceil((plain.length + 1) / blockBytes) * blockBytes).fill(0x20)
  filled.set(plain)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { id, iv, body: await crypto.subtle.encrypt(gcm(id, iv), key, filled) }
}

/** Opens what `sealRecord` sealed. Throws for another key, another name, or a changed byte. */
export async function openRecord(key: CryptoKey, { id, iv, body }: Sealed): Promise<unknown> {
  const plain = await crypto.subtle.decrypt(gcm(id, iv), key, body)
  // What fills it up is white space, which JSON doesn't see.
  return JSON.parse(new TextDecoder().decode(plain)) as unknown
}

const gcm = (id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`shield-offline 1 ${id}`),
})
