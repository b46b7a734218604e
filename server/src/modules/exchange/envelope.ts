import { createPublicKey } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'

import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'
import { CompactSign, compactVerify } from 'jose'

import type { Node } from '../../context.ts'

export const messageKinds = ['release', 'recall', 'receipt'] as const
export type MessageKind = (typeof messageKinds)[number]

/** What crosses between nodes, inside a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037). */
export interface Message {
  readonly protocol: 1
  readonly id: string
  readonly from: string
  readonly to: string
  /** Dense per sender and recipient, from 1; a receipt has the number of what it answers. */
  readonly sequence: number
  readonly kind: MessageKind
  readonly at: string
  readonly body: Json
}

export async function seal(node: Node, message: Message): Promise<string> {
  return sign(node, message as unknown as Json)
}

/** Signs any JSON in its canonical form with the node's envelope key. */
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

/** Opens an envelope of a partner for this node. */
export async function openEnvelope(
  text: string,
  expected: { readonly from: string; readonly to: string; readonly key: KeyObject },
): Promise<Message | undefined> {
  const content = await unsign(text, expected.key)
  if (!isMessage(content)) return undefined
  return content.from === expected.from && content.to === expected.to ? content : undefined
}

export function peerKey(key: unknown): KeyObject {
  return createPublicKey({ key: key as JsonWebKeyInput['key'], format: 'jwk' })
}

function isMessage(content: unknown): content is Message {
  if (typeof content !== 'object' || content === null) return false
  const message = content as Record<string, unknown>
  return (
    message['protocol'] === 1 &&
    ['id', 'from', 'to', 'at'].every((key) => typeof message[key] === 'string') &&
    /^[0-9a-f-]{36}$/.test(String(message['id'])) &&
    Number.isSafeInteger(message['sequence']) &&
    (messageKinds as readonly unknown[]).includes(message['kind']) &&
    Number.isFinite(Date.parse(String(message['at']))) &&
    typeof message['body'] === 'object' &&
    message['body'] !== null
  )
}
