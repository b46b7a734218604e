import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import { CustodyFault, aboutGeneration, noRoot, rootName } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { TokenFault, openToken, returns } from './pkcs11.ts'
import type { Sealing, Token } from './pkcs11.ts'
import { Secret } from './secret.ts'

export interface Pkcs11Place {
  /** The maker's library, for example /usr/lib/softhsm/libsofthsm2.so. */
  readonly library: string
  /** Label of the token. */
  readonly token: string
  /** File with the PIN of the token's user. */
  readonly pinFile: string
}

const nonceBytes = 12

/**
 * Roots in a hardware token: made there, not extractable, called shield-<node>-<generation>. What it gives is nonce,
 * wrapped key and tag of AES-256-GCM.
 */
export async function openPkcs11Custody(
  node: string,
  { library, token: label, pinFile }: Pkcs11Place,
): Promise<KeyCustody> {
  const token = await open(library, label, pinFile)
  const about = (generation: number): Uint8Array => Buffer.from(`${node}|${aboutGeneration(generation)}`)
  const find = (generation: number): bigint | undefined => {
    const [key, other] = token.find(rootName(node, generation))
    if (other !== undefined)
      throw new CustodyFault(`the token has two keys called ${rootName(node, generation)}`)
    return key
  }
  const sealing = (generation: number, nonce: Uint8Array, text: Uint8Array): Sealing => ({
    nonce,
    about: about(generation),
    text,
  })
  return {
    kind: 'pkcs11',
    wrap: (generation, key) =>
      asked(() => {
        const root = find(generation) ?? token.make(rootName(node, generation))
        const nonce = randomBytes(nonceBytes)
        return Buffer.concat([nonce, token.encrypt(root, sealing(generation, nonce, key.bytes))])
      }),
    unwrap: (generation, wrapped) =>
      asked(() => {
        const root = find(generation)
        if (root === undefined) throw noRoot(generation, `the token ${label}`)
        const [nonce, text] = [wrapped.subarray(0, nonceBytes), wrapped.subarray(nonceBytes)]
        return new Secret(token.decrypt(root, sealing(generation, nonce, text)))
      }),
    end: (generation) =>
      asked(() => {
        for (const key of token.find(rootName(node, generation))) token.destroy(key)
      }),
    close: async () => {
      try {
        token.close()
      } catch (error) {
        // A token that was pulled out has closed by itself.
        if (!(error instanceof TokenFault)) throw error
      }
    },
  }
}

async function open(library: string, label: string, pinFile: string): Promise<Token> {
  const text = await readFile(pinFile).catch((error: NodeJS.ErrnoException) => {
    throw new CustodyFault(`the PIN can't be read from ${pinFile} (${error.code ?? 'unknown'})`)
  })
  using pin = new Secret(text)
  try {
    return openToken(library, label, withoutLineEnd(pin.bytes))
  } catch (error) {
    throw faultOf(error) ?? new CustodyFault(`${library} can't be used: ${messageOf(error)}`)
  }
}

function withoutLineEnd(bytes: Buffer): Buffer {
  let length = bytes.length
  while (length > 0 && [10, 13, 32].includes(bytes[length - 1] ?? 0)) length -= 1
  return bytes.subarray(0, length)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')

async function asked<T>(act: () => T): Promise<T> {
  try {
    return act()
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

/** What the token answers, in words; undefined for what is no answer of a token. */
function faultOf(error: unknown): CustodyFault | undefined {
  if (!(error instanceof TokenFault)) return undefined
  switch (error.code) {
    case returns.pinIncorrect:
    case returns.pinInvalid:
    case returns.pinLength:
      return new CustodyFault('the PIN of the token is wrong; after a few tries it locks itself')
    case returns.pinLocked:
      return new CustodyFault("the PIN of the token is locked: the token's security officer sets a new one")
    case returns.encryptedDataInvalid:
    case returns.encryptedDataLength:
      return new CustodyFault('the key ring was changed, or is of another vault')
    default:
      return new CustodyFault(`the token refuses (${error.message})`)
  }
}
