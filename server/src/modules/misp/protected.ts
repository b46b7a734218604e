import { isYes, listOf, textOf } from './body.ts'
import type { MispObject } from './body.ts'

/** What a request says for itself: its body as it came, unpacked, and the signature beside it. */
export interface Proof {
  readonly bytes: Buffer
  /** `x-pgp-signature`: base64 of a detached OpenPGP signature of the body. */
  readonly signature: string | undefined
}

/** A protected event is changed by those alone who hold a key that it names. */
export const isProtected = (event: MispObject): boolean => isYes(event['protected'])

/** Longer than any key or signature of OpenPGP that is in use. */
const mostText = 200_000

/** Did a holder of a key of this event sign the body? A key that was revoked or has ended signs nothing, nor does a body of another time. */
export async function isSignedFor(event: MispObject, { bytes, signature }: Proof): Promise<boolean> {
  if (signature === undefined || signature.length > mostText) return false
  const { createMessage, readKey, readSignature, verify } = await import('openpgp')
  const armored = listOf(event, 'CryptographicKey').flatMap((key) => {
    const text = textOf(key, 'key_data')
    return text === undefined || text.length > mostText || isYes(key['revoked']) ? [] : [text]
  })
  try {
    const verificationKeys = await Promise.all(armored.map((armoredKey) => readKey({ armoredKey })))
    const raw = Buffer.from(signature, 'base64')
    const text = raw.toString('latin1')
    const { signatures } = await verify({
      message: await createMessage({ binary: new Uint8Array(bytes) }),
      signature: text.startsWith('-----BEGIN')
        ? await readSignature({ armoredSignature: text })
        : await readSignature({ binarySignature: new Uint8Array(raw) }),
      verificationKeys,
    })
    const found = await Promise.all(signatures.map((one) => one.verified.catch(() => false)))
    return found.some(Boolean)
  } catch {
    // What is no key or no signature proves nothing.
    return false
  }
}
