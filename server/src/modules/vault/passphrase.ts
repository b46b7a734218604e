import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

import { keyBytes } from './cipher.ts'
import { CustodyFault } from './custody.ts'
import { Secret } from './secret.ts'

/** RFC 9106 §4, second recommended option: 64 MiB, three passes (224 ms measured on one core). */
const cost = { memory: 65_536, passes: 3, parallelism: 4 }
const derive = promisify(argon2)
const shortest = 12

/** How a key is made of a passphrase; kept beside what it opens, for it is no secret. */
export interface PassphraseSetting {
  /** base64 */
  readonly salt: string
  /** KiB */
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

export const newPassphraseSetting = (): PassphraseSetting => ({
  salt: randomBytes(16).toString('base64'),
  ...cost,
})

/** Throws CustodyFault for one that is guessed. */
export function checkPassphrase(passphrase: string): void {
  if (passphrase.length < shortest)
    throw new CustodyFault(`the passphrase of the vault needs at least ${shortest} characters`)
}

/** The key of a passphrase (Argon2id). */
export async function keyOfPassphrase(setting: PassphraseSetting, passphrase: string): Promise<Secret> {
  const { memory, passes, parallelism } = setting
  const nonce = Buffer.from(setting.salt, 'base64')
  using message = new Secret(Buffer.from(passphrase.normalize('NFKC')))
  const cut = { message: message.bytes, nonce, parallelism, tagLength: keyBytes, memory, passes }
  return new Secret(await derive('argon2id', cut))
}
