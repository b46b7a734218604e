import type { KeyObject } from 'node:crypto'

import type { Visit } from '../context.ts'
import { arrivalKeyOf } from '../federation/index.ts'
import { peerKey, thumbprint } from './sign.ts'

/**
 * The key of that name which a partner signed with at that time, or undefined: then nothing it signed counts.
 * Its key log says; a partner that has none signs with the one key that was made known with it. By the partner's own name it
 * is the key it signs envelopes with: protocol 1 names no other.
 */
export async function keyOf(
  visit: Visit,
  peer: string,
  kid: string,
  at: Date,
): Promise<KeyObject | undefined> {
  const known = await arrivalKeyOf(visit, { peer, kid, at })
  if (known !== 'none') return known
  const found = await visit.tx.db
    .selectFrom('peer')
    .select('public_key')
    .where('node', '=', peer)
    .executeTakeFirst()
  if (!found) return undefined
  const key = peerKey(found.public_key)
  return kid === peer || thumbprint(key) === kid ? key : undefined
}

/** The key to encrypt for a partner with, once it has told it. */
export async function encryptionKeyOf(visit: Visit, peer: string): Promise<KeyObject | undefined> {
  const found = await visit.tx.db
    .selectFrom('peer')
    .select('encryption_key')
    .where('node', '=', peer)
    .executeTakeFirst()
  return found?.encryption_key ? peerKey(found.encryption_key) : undefined
}
