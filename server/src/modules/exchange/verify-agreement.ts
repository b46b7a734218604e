import { createPublicKey } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'

import type { Json } from '@shield/core'

import { findKey, keyOfIdentity, readKeyLog } from '../../federation/index.ts'
import { thumbprint } from '../../keys.ts'
import type { AgreementFile, SignedBy } from './agreement-file.ts'
import { isSameAgreement, nameOfSignature, readSigned } from './sign-agreement.ts'

export interface VerifiedSignature {
  readonly node: string
  /** When it was signed, by its own word. */
  readonly at: string | undefined
  /** Name of the node's identity key (RFC 7638), to be compared with the federation's list or read aloud; undefined without a key log. */
  readonly identity: string | undefined
  /** What is wrong; undefined when the signature is right by a key that this node worked with then. */
  readonly fault: string | undefined
}

/**
 * Checks an agreement with nothing but its file, and the identities somebody pinned (node → JWK) where there are any. Without
 * them it proves that the file fits itself.
 */
export async function verifyAgreement(
  file: AgreementFile,
  pinned: Readonly<Record<string, Json>> = {},
): Promise<readonly VerifiedSignature[]> {
  const parties = [...file.agreement.parties].toSorted()
  const signed = await Promise.all(file.signatures.map((one) => verifyOne(file, one, pinned[one.node])))
  return parties.map(
    (node) =>
      signed.find((one) => one.node === node) ?? {
        ...{ node, at: undefined, identity: undefined, fault: 'it has not signed' },
      },
  )
}

async function verifyOne(
  { agreement }: AgreementFile,
  { node, jws, keys, key }: SignedBy,
  pinned: Json | undefined,
): Promise<VerifiedSignature> {
  const name = nameOfSignature(jws)
  const identity = keys && thumbprint(keyOfIdentity(keys.identity))
  const said = { node, at: name?.at?.toISOString(), identity }
  if (!name) return { ...said, fault: 'its signature cannot be read' }
  if (pinned !== undefined && identity !== thumbprint(keyOfIdentity(pinned)))
    return { ...said, fault: 'its identity is not the one that is known of it' }
  const found = keyThen({ node, jws, ...(keys ? { keys } : {}), key }, name)
  if (typeof found === 'string') return { ...said, fault: found }
  const isRight = isSameAgreement(agreement, await readSigned(jws, found))
  return { ...said, fault: isRight ? undefined : 'its signature is not of this text' }
}

/** The key that the node had by that name when it signed, or what is wrong. */
function keyThen(
  { node, keys, key }: SignedBy,
  { kid, at }: NonNullable<ReturnType<typeof nameOfSignature>>,
): KeyObject | string {
  if (!keys) {
    const found = createPublicKey({ key: key as JsonWebKeyInput['key'], format: 'jwk' })
    return kid === node || kid === thumbprint(found) ? found : 'it was signed with another key'
  }
  if (at === undefined) return 'it does not say when it was signed'
  try {
    const events = readKeyLog(node, keyOfIdentity(keys.identity), keys.log)
    return findKey(events, { use: ['envelope'], kid, at }) ?? 'it had no such key when it signed'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
