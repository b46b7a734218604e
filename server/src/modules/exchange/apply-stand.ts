import type { AgreementStand } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'

export type Stand = AgreementStand['stand']

export const standActs = {
  running: 'agreement.resumed',
  suspended: 'agreement.suspended',
  ended: 'agreement.ended',
} as const satisfies Record<Stand, string>

/** Writes what the partner decided about an agreement with it. */
export async function applyStand(
  visit: Visit,
  from: string,
  { agreement, number, stand }: AgreementStand,
): Promise<void> {
  await visit.tx.client.query(
    `update agreement set heard = $2,
       their_suspended_at = case when $3 = 'suspended' then coalesce(their_suspended_at, $4) when $3 = 'running' then null else their_suspended_at end,
       ended_by = case when $3 = 'ended' and ended_at is null then $5 else ended_by end,
       ended_at = case when $3 = 'ended' then coalesce(ended_at, $4) else ended_at end
     where id = $1`,
    [agreement, number, stand, visit.now, from],
  )
  await audit(visit, { action: standActs[stand], object: agreement, detail: { by: from } })
}
