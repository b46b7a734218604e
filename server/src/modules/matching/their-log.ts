import { auditOrigin, verifierKey } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { currentKey, keyEventsOf, keyOfIdentity } from '../../federation/index.ts'

/**
 * Is this the audit log of that partner? Its key log says by which key it signs; a partner in no federation is held to the log
 * it first named.
 */
export async function isTheirLog(visit: Visit, peer: string, log: string): Promise<boolean> {
  const known = currentKey(await keyEventsOf(visit, peer), 'audit')
  if (known) return log === verifierKey({ origin: auditOrigin(peer), key: keyOfIdentity(known.jwk) })
  const pinned = await visit.tx.client.query<{ log: string }>(
    `with first as (insert into match_log (peer, log, at) values ($1, $2, $3) on conflict do nothing returning log)
     select log from first union all select log from match_log where peer = $1`,
    [peer, log, visit.now],
  )
  return pinned.rows[0]?.log === log
}
