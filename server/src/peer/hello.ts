import { Hello, messageKinds, protocols } from '@shield/contract'
import type { Kind } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import type { Visit } from '../context.ts'
import { ownCheckpoint, takeKeyLog } from '../federation/index.ts'
import type { KeyLog, Witnessed } from '../federation/index.ts'
import { compile } from './check-body.ts'
import { openSigned, signContent } from './envelope.ts'
import { placesOf } from './places.ts'

const isHello = compile(Hello)

/** The newest form that is read here, of kinds that have more than one. */
const reads = Object.fromEntries(
  Object.entries<Kind>(messageKinds).flatMap(([kind, { schema, before }]) =>
    before ? [[kind, schema]] : [],
  ),
)

interface Own {
  readonly peer: string
  readonly answers?: string
  readonly witnessed?: Witnessed
}

/** Who we are and where our streams with a partner stand; signed. */
export async function writeHello(
  visit: Visit,
  { peer, answers, witnessed }: Own,
): Promise<{ readonly id: string; readonly text: string }> {
  const { tx, node } = visit
  const known = await tx.db
    .selectFrom('peer')
    .select(['own_incarnation', 'incarnation'])
    .where('node', '=', peer)
    .executeTakeFirstOrThrow()
  const { kty, crv, x } = node.keys.encryption.publicKey.export({ format: 'jwk' })
  const id = newId()
  const checkpoint = await ownCheckpoint(visit, { peer, rests: false })
  const hello: Hello = {
    ...{ protocol: 2, minReadable: 2, id, from: node.name, to: peer, protocols: [...protocols] },
    created: visit.now.toISOString(),
    reads,
    encryptionKey: { kty: kty ?? '', crv: crv ?? '', x: x ?? '' },
    incarnation: known.own_incarnation,
    sent: await placesOf(tx, peer, { direction: 'out', incarnation: known.own_incarnation }),
    received: await placesOf(tx, peer, { direction: 'in', incarnation: known.incarnation }),
    ...(node.keys.log === undefined ? {} : { keys: { ...node.keys.log, events: [...node.keys.log.events] } }),
    ...(checkpoint ? { checkpoint } : {}),
    ...witnessed,
    ...(answers === undefined ? {} : { answers }),
  }
  return { id, text: await signContent(node, hello) }
}

/**
 * A hello whose signature is right. Its key log is taken first, because it may be signed with a key that was not known before;
 * the log needs no other signature than that of the identity key over each of its events.
 */
export async function readHello(visit: Visit, text: string): Promise<Hello | undefined> {
  const claimed = claimedKeys(text)
  if (claimed) await takeKeyLog(visit, claimed)
  const content = await openSigned(visit, text)
  return isHello(content) ? (content as unknown as Hello) : undefined
}

function claimedKeys(text: string): { readonly peer: string; readonly log: KeyLog } | undefined {
  try {
    const { payload } = JSON.parse(text) as { readonly payload: string }
    const content: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const { from, keys } = isHello(content) ? (content as Hello) : {}
    return from !== undefined && keys !== undefined ? { peer: from, log: keys } : undefined
  } catch {
    return undefined
  }
}
