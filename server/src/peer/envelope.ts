import type { KeyObject } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { CompactEncrypt, GeneralSign, compactDecrypt, generalVerify } from 'jose'
import type { GeneralJWS } from 'jose'

import type { Node, Visit } from '../context.ts'
import { keyOf } from './key-of.ts'
import { thumbprint } from './sign.ts'

const keyManagement = 'ECDH-ES+A256KW'
const contentEncryption = 'A256GCM'
/** One of these has to be there and right. A signature of another kind beside it, of a post-quantum key, has to be right too. */
const signatureNeeded = 'EdDSA'

export function signContent(node: Node, content: unknown): Promise<string> {
  return signText(node, canonicalJson(content as Json))
}

/**
 * A JWS in general serialisation (RFC 7515 §7.2.1): one signature for each of the node's signing keys,
 * so that a post-quantum key signs beside the Ed25519 one as soon as the node has it.
 */
export async function signText(node: Node, text: string): Promise<string> {
  const jws = new GeneralSign(new TextEncoder().encode(text))
  const { privateKey, publicKey } = node.keys.envelope
  jws
    .addSignature(privateKey)
    .setProtectedHeader({ alg: signatureNeeded, kid: thumbprint(publicKey), typ: 'shield+json' })
  const second = node.keys.second
  if (second)
    jws
      .addSignature(second.privateKey)
      .setProtectedHeader({ alg: second.alg, kid: second.kid, typ: 'shield+json' })
  return JSON.stringify(await jws.sign())
}

/** Encrypts a signed text for one recipient (RFC 7516, compact): X25519, so that what lies between the two nodes reads nothing. */
export async function encryptFor(key: KeyObject, text: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      alg: keyManagement,
      enc: contentEncryption,
      kid: thumbprint(key),
      cty: 'shield+jws',
    })
    .encrypt(key)
}

/** The signed text inside what was encrypted for this node, or undefined. */
export async function decrypt(node: Node, text: string): Promise<string | undefined> {
  for (const { privateKey } of [node.keys.encryption, ...node.keys.earlierEncryption])
    try {
      const { plaintext } = await compactDecrypt(text, privateKey, {
        keyManagementAlgorithms: [keyManagement],
        contentEncryptionAlgorithms: [contentEncryption],
      })
      return new TextDecoder('utf-8', { fatal: true }).decode(plaintext)
    } catch {
      // Meant for another key of ours, for another node, or touched: the answer to an outsider is the same.
      continue
    }
  return undefined
}

interface Framed {
  readonly from: string
  readonly to: string
  readonly created: string
}

/**
 * The content of a signed text whose signatures are all right by the keys its sender had when it signed; undefined otherwise.
 * Who sent it is what was signed, never what the request says (S1).
 */
export async function openSigned(
  visit: Visit,
  text: string,
  knownKey: typeof keyOf = keyOf,
): Promise<Json | undefined> {
  try {
    const jws = JSON.parse(text) as GeneralJWS
    const claimed = JSON.parse(Buffer.from(jws.payload, 'base64url').toString('utf8')) as unknown
    if (!isFramed(claimed) || claimed.to !== visit.node.name) return undefined
    let isSigned = false
    for (const signature of jws.signatures) {
      const { kid = '', alg } = headerOf(signature.protected)
      const key = await knownKey(visit, claimed.from, kid, new Date(claimed.created))
      // A second signature by a key that is not known here says nothing either way; by a known one it must be right.
      if (!key) continue
      if (typeof alg !== 'string') return undefined
      const one = { payload: jws.payload, signatures: [signature] }
      await generalVerify(one, key, { algorithms: [alg] })
      if (alg === signatureNeeded && key.asymmetricKeyType === 'ed25519') isSigned = true
    }
    // What was verified is the text that was read above: its bytes, not a second reading of them.
    return isSigned ? (claimed as unknown as Json) : undefined
  } catch {
    return undefined
  }
}

function headerOf(text: string | undefined): { readonly kid?: string; readonly alg?: unknown } {
  return JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')) as object
}

function isFramed(content: unknown): content is Framed {
  if (typeof content !== 'object' || content === null) return false
  const { from, to, created } = content as Record<string, unknown>
  return typeof from === 'string' && typeof to === 'string' && Number.isFinite(Date.parse(String(created)))
}
