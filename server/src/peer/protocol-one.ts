import type { Json } from '@shield/core'
import { messageKinds } from '@shield/contract'
import type { Kind, MessageKind, Receipt } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../context.ts'
import { unstorableAt } from '../storable.ts'
import { keyOf } from './key-of.ts'
import { sign, unsign } from './sign.ts'

/** What crosses to and from a node of the previous release, inside a compact JWS: one message, one sequence, no encryption. */
export interface MessageOne {
  readonly protocol: 1
  readonly id: string
  readonly from: string
  readonly to: string
  /** Dense per sender and recipient, from 1; a receipt has the number of what it answers. */
  readonly sequence: number
  readonly kind: 'release' | 'recall' | 'receipt'
  readonly at: string
  readonly body: Json
}

/** The kinds it knows; whatever else is told to such a partner waits until it has been brought up to date. */
export const kindsOne: readonly MessageKind[] = ['release', 'recall']

export function signOne(node: Node, message: MessageOne): Promise<string> {
  return sign(node, message as unknown as Json)
}

/** Opens an envelope of such a partner. Its key has the partner's own name. */
export async function openOne(visit: Visit, from: string, text: string): Promise<MessageOne | undefined> {
  const key = await keyOf(visit, from, from, visit.now)
  const content = key && (await unsign(text, key))
  if (!isMessage(content)) return undefined
  return content.from === from && content.to === visit.node.name ? content : undefined
}

function isMessage(content: unknown): content is MessageOne {
  if (typeof content !== 'object' || content === null) return false
  const message = content as Record<string, unknown>
  return (
    message['protocol'] === 1 &&
    ['id', 'from', 'to', 'at'].every((key) => typeof message[key] === 'string') &&
    /^[0-9a-f-]{36}$/.test(String(message['id'])) &&
    Number.isSafeInteger(message['sequence']) &&
    [...kindsOne, 'receipt'].includes(message['kind'] as MessageKind) &&
    Number.isFinite(Date.parse(String(message['at']))) &&
    typeof message['body'] === 'object' &&
    message['body'] !== null
  )
}

/** Its one sequence has no lanes: a message is of the lane of its kind. */
export function messageOf({ id, kind, body }: MessageOne) {
  const known = kind as MessageKind
  const { schema, lane, before }: Kind = messageKinds[known]
  return { lane, message: { id, kind, schema: before?.schema ?? schema, body } }
}

/** The receipt as it reads it: it knows three outcomes, and the release by its id. */
export function receiptOne(
  node: Node,
  message: MessageOne,
  { state, at }: { readonly state: string; readonly at: Date },
): Promise<string> {
  const outcome = state === 'quarantined' || state === 'accepted' ? 'refused' : state
  const { release } = message.body as { readonly release?: unknown }
  const about = typeof release === 'string' && unstorableAt(release) === undefined ? release : ''
  return signOne(node, {
    ...{ protocol: 1, id: newId(), from: node.name, to: message.from, sequence: message.sequence },
    ...{ kind: 'receipt', at: at.toISOString(), body: { message: message.id, outcome, release: about } },
  })
}

/** What such a receipt says of a message, or undefined when it is about something else. */
export function readReceiptOne(
  receipt: MessageOne | undefined,
  message: string,
): Pick<Receipt, 'message' | 'state'> | undefined {
  if (receipt?.kind !== 'receipt') return undefined
  const said = receipt.body as { readonly message?: unknown; readonly outcome?: unknown }
  const state = (['applied', 'recalled', 'refused'] as const).find((one) => one === said.outcome)
  return said.message === message && state !== undefined ? { message, state } : undefined
}
