/** What the key is made with beside the passphrase. The device's key can be used in this browser, and not read out of it. */
export interface KeyParts {
  readonly salt: Uint8Array<ArrayBuffer>
  readonly rounds: number
  readonly deviceKey: CryptoKey
}

/**
 * PBKDF2-HMAC-SHA-256 costs at least what OWASP asks (600,000 rounds, 2023) and more where the device is quick: so many
 * that this device needs a second. Argon2id would be better and needs WebAssembly, which the node's content policy lets
 * no page run.
 */
const leastRounds = 600_000
const mostRounds = 6_000_000
const wantedMs = 1000
const triedRounds = 100_000

export async function newKeyParts(): Promise<KeyParts> {
  const began = performance.now()
  await stretch('measured', new Uint8Array(16), triedRounds)
  const took = Math.max(1, performance.now() - began)
  const fitting = Math.round((triedRounds * wantedMs) / took)
  return {
    salt: crypto.getRandomValues(new Uint8Array(32)),
    rounds: Math.min(mostRounds, Math.max(leastRounds, fitting)),
    deviceKey: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  }
}

/** HKDF(HMAC(device's key, PBKDF2(passphrase))): neither a copied disk without the passphrase nor the passphrase elsewhere opens anything. */
export async function keyOf(passphrase: string, { salt, rounds, deviceKey }: KeyParts): Promise<CryptoKey> {
  const stretched = await stretch(passphrase.normalize('NFKC'), salt, rounds)
  const mixed = await crypto.subtle.sign('HMAC', deviceKey, stretched)
  const base = await crypto.subtle.importKey('raw', mixed, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('shield-offline 1') },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

async function stretch(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<ArrayBuffer> {
  const text = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, [
    'deriveBits',
  ])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, text, 256)
}
