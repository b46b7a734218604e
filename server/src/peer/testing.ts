import { join } from 'node:path'

import { messageKinds } from '@shield/contract'
import type { Answer, Envelope, EnvelopeMessage, Lane, MessageKind } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import type { Node } from '../context.ts'
import { loadKeys } from '../keys.ts'
import type { TestNode } from '../testing.ts'
import { inVisit } from './send.ts'
import { decrypt, encryptFor, openSigned, signText } from './envelope.ts'

/** A partner node as its own maker might have built it: it has keys and a name, and says what it likes. */
export interface Partner {
  readonly node: Node
  readonly next: Record<Lane, number>
}

export async function makePartner(th: TestNode, name: string, folder: string): Promise<Partner> {
  const keys = await loadKeys(join(th.node.config.dataFolder, folder))
  return { node: { ...th.node, name, keys }, next: { urgent: 1, ordinary: 1 } }
}

export function message(
  kind: MessageKind,
  body: unknown,
  changes: Partial<EnvelopeMessage> = {},
): EnvelopeMessage {
  return { id: newId(), kind, schema: messageKinds[kind].schema, body, ...changes }
}

/** The next envelope of its stream; the lane is that of the first message's kind. */
export function envelope(
  from: Partner,
  messages: readonly EnvelopeMessage[],
  changes: Partial<Envelope> = {},
): Envelope {
  const lane = messageKinds[messages[0]?.kind as MessageKind]?.lane ?? 'ordinary'
  const now = from.node.now().getTime()
  return {
    ...{ protocol: 2, minReadable: 2, id: newId(), from: from.node.name, to: 'th', lane },
    ...{ incarnation: 1, first: from.next[changes.lane ?? lane] },
    created: new Date(now).toISOString(),
    expires: new Date(now + 3_600_000).toISOString(),
    messages: [...messages],
    ...changes,
  }
}

/** Signed as another maker's node might: in no canonical form, and with whatever is in it. */
export async function seal(from: Node, to: Node, content: unknown): Promise<string> {
  return encryptFor(to.keys.encryption.publicKey, await signText(from, JSON.stringify(content)))
}

export async function knock(to: TestNode, text: string): Promise<{ status: number; text: string }> {
  const answer = await to.app.inject({
    method: 'POST',
    url: '/peer/v2/envelopes',
    headers: { 'content-type': 'application/jose' },
    payload: text,
  })
  return { status: answer.statusCode, text: answer.body }
}

/** Sends an envelope and reads the answer as the partner reads it: decrypted with its key, verified with the node's. */
export async function send(from: Partner, to: TestNode, what: Envelope): Promise<Answer> {
  const answer = await knock(to, await seal(from.node, to.node, what))
  if (answer.status !== 200) throw new Error(`status ${answer.status}`)
  const signed = await decrypt(from.node, answer.text)
  // The partner knows the node's key as the node knows its own.
  const content =
    signed &&
    (await inVisit(from.node, (visit) =>
      openSigned(visit, signed, async (_visit, _peer, _kid) => to.node.keys.envelope.publicKey),
    ))
  if (!content) throw new Error('the answer is not signed by the node')
  const read = content as unknown as Answer
  from.next[what.lane] = read.expected
  return read
}

/** Sends one message; gives what the receipt says. */
export async function tell(from: Partner, to: TestNode, what: EnvelopeMessage): Promise<string> {
  const { receipts } = await send(from, to, envelope(from, [what]))
  return receipts[0]?.state ?? 'no receipt'
}
