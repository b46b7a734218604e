import { lanes } from '@shield/contract'

import type { Visit } from '../context.ts'
import { ownCheckpoint } from '../federation/index.ts'
import type { Bundle } from './bundle-file.ts'
import { envelopeOf, isHeld } from './deliver.ts'
import { encryptFor, signContent } from './envelope.ts'
import { encryptionKeyOf } from './key-of.ts'
import { takeBatch } from './take-batch.ts'

/** A stick may lie in a drawer: as long as a node that is away is waited for. */
const lastsMs = 30 * 24 * 3_600_000

/**
 * Everything a partner has not answered, in the envelopes it would have got over the line, with the same numbers: whether they
 * come by file, by line or by both, each message is taken once. Undefined where there is no key to encrypt for it.
 */
export async function writeOut(visit: Visit, peer: string): Promise<Bundle | undefined> {
  const { tx, node, now } = visit
  const key = await encryptionKeyOf(visit, peer)
  if (!key) return undefined
  const { suspended_at: suspended } = await tx.db
    .selectFrom('peer')
    .select('suspended_at')
    .where('node', '=', peer)
    .executeTakeFirstOrThrow()
  const checkpoint = await ownCheckpoint(visit, { peer, rests: false })
  const texts: string[] = []
  for (const lane of lanes.filter((one) => one === 'urgent' || suspended === null)) {
    if (await isHeld(visit, lane)) continue
    let after = 0
    for (;;) {
      const batch = await takeBatch(tx, { peer, lane, after })
      if (!batch) break
      const envelope = {
        ...envelopeOf(node, { peer, lane, batch, lastsMs }),
        ...(checkpoint && texts.length === 0 ? { checkpoint } : {}),
      }
      texts.push(await encryptFor(key, await signContent(node, envelope)))
      after = batch.first + batch.messages.length - 1
    }
  }
  return { kind: 'envelopes', from: node.name, to: peer, created: now.toISOString(), texts }
}
