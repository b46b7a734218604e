import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { exceeds } from './exceeds.ts'
import { seenBy, visibleReleases } from './view.ts'

/** How many releases went under an earlier version of an agreement and are allowed no more by the one in force. */
export interface Exceeding {
  readonly agreement: string
  readonly title: Words
  /** Since when that version is in force. */
  readonly since: Date
  readonly count: number
}

/** What the own organisation handed over and sees, by agreement; nothing for who takes nothing back. */
export async function countExceeding(ctx: Context): Promise<readonly Exceeding[]> {
  if (!mayDo(ctx, 'exchange.recall', 'node').allow) return []
  const found = await ctx.tx.client.query<Exceeding>(
    `select a.id as agreement, a.body->'title' as title, v.agreed_at as since, count(*) as count
     from agreement a join agreement_version v on v.agreement_id = a.id and v.state = 'in-force' join release r on r.agreement_id = a.id
     where a.version > 1 and ${visibleReleases} and r.organisation = $3 and ${exceeds}
     group by a.id, v.agreed_at order by v.agreed_at desc`,
    [...(await seenBy(ctx)), ctx.actor.organisation],
  )
  return found.rows
}
