import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { recalledAt } from './recalled-at.ts'

export interface WaitingCases {
  readonly id: string
  readonly at: Date
  /** `agree`: lets them go or not. `take`: the file waits. `tell`: a case is to be deleted where it went. */
  readonly act: 'agree' | 'take' | 'tell'
  readonly recipient: Words
}

/** Releases of cases that wait for this person, the longest waiting first. */
export async function waitingCases(ctx: Context): Promise<readonly WaitingCases[]> {
  const agrees = mayDo(ctx, 'case.agree', 'node', true).allow
  const gives = mayDo(ctx, 'case.give', 'node').allow
  if (!agrees && !gives) return []
  const found = await ctx.tx.client.query<{
    id: string
    at: Date
    act: WaitingCases['act']
    en: string
    th: string
  }>(
    `select x.*, o.name_en as en, o.name_th as th from (
       select r.id, r.at, 'agree' as act, r.recipient from case_release r
         where r.organisation = $1 and r.state = 'waiting' and r.by_person <> $2 and $3
       union all
       select r.id, r.released_at, 'take', r.recipient from case_release r
         where r.organisation = $1 and r.state = 'released' and r.by_person = $2 and $4
           and not exists (select 1 from case_release_person rp where rp.release_id = r.id and rp.taken_at is not null)
       union all
       select r.id, min(${recalledAt}), 'tell', r.recipient from case_release r
         join case_release_person rp on rp.release_id = r.id
         left join case_release_told t on t.release_id = rp.release_id and t.code = rp.code
         where r.organisation = $1 and $4 and rp.taken_at is not null and ${recalledAt} is not null and t.code is null group by r.id
     ) x join organisation o on o.code = x.recipient order by x.at limit 100`,
    [ctx.actor.organisation, ctx.actor.person, agrees, gives],
  )
  return found.rows.map(({ id, at, act, en, th }) => ({ id, at, act, recipient: { en, th } }))
}
