import { createPublicKey } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { CompactSign, compactVerify } from 'jose'

import type { Node } from '../context.ts'

export { thumbprint } from '../keys.ts'

/** Signs any JSON in its canonical form with the node's envelope key: a compact JWS (RFC 7515), Ed25519 (RFC 8037). */
export async function sign(node: Node, content: Json): Promise<string> {
  return new CompactSign(new TextEncoder().encode(canonicalJson(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: node.name, typ: 'shield+json' })
    .sign(node.keys.envelope.privateKey)
}

/** The content of a signed text, or undefined when the signature, the algorithm or the form is not right. */
export async function unsign(text: string, key: KeyObject): Promise<Json | undefined> {
  try {
    const { payload } = await compactVerify(text, key, { algorithms: ['EdDSA'] })
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as Json
  } catch {
    // Every way to be wrong is one answer: whoever tampers learns nothing from it.
    return undefined
  }
}

export function peerKey(key: unknown): KeyObject {
  return createPublicKey({ key: key as JsonWebKeyInput['key'], format: 'jwk' })
}
