import { timingSafeEqual } from 'node:crypto'

import { audit } from '#audit/index.ts'
import { Problem } from '../../problem.ts'
import type { Visitor } from '../../serve.ts'
import { hashOf } from './take-pack.ts'

interface Contact {
  readonly pack: string
  readonly secret: string
  /** The device has nothing of the pack any more. */
  readonly wiped: boolean
}

interface Order {
  readonly order: 'keep' | 'wipe'
  readonly now: string
  readonly expiresAt: string
}

interface Asking {
  readonly secret_hash: Buffer
  readonly organisation: string
  readonly person_id: string
  readonly expires_at: Date
  readonly wipe_at: Date | null
  readonly wiped_at: Date | null
}

/**
 * A device asks with its own secret, signed in or not: a tablet that was stolen is locked and has no session. Who does not
 * hold the secret learns nothing, not even that there is such a pack.
 */
export async function contactDevice(visitor: Visitor, { pack, secret, wiped }: Contact): Promise<Order> {
  const found = await visitor.tx.client.query<Asking>(
    `select secret_hash, organisation, person_id, expires_at, wipe_at, wiped_at from device_pack where id = $1
     for no key update`,
    [pack],
  )
  const [row] = found.rows
  const hash = hashOf(secret)
  if (!row || row.secret_hash.length !== hash.length || !timingSafeEqual(row.secret_hash, hash))
    throw new Problem('secret-refused')
  const { now } = visitor
  await visitor.tx.client.query(
    'update device_pack set seen_at = $2, wiped_at = case when $3 then coalesce(wiped_at, $2) else wiped_at end where id = $1',
    [pack, now, wiped],
  )
  if (wiped && !row.wiped_at)
    await audit(visitor, {
      action: 'pack.wiped',
      object: pack,
      person: row.person_id,
      organisation: row.organisation,
      detail: { ordered: row.wipe_at !== null },
    })
  return {
    order: row.wipe_at || row.wiped_at || wiped ? 'wipe' : 'keep',
    now: now.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}
