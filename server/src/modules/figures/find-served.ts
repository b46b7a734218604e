import { figures } from '@shield/core'
import type { DimensionName, FigureBlock, FigureName } from '@shield/core'

import type { Context } from '../../context.ts'

/** What was done for somebody since they came. */
export interface Served {
  readonly helped: readonly string[]
  readonly homeward: string
  /** As far as those who care were told: what the assessors alone know stays with them. */
  readonly punished: string
}

const dimensions: readonly DimensionName[] = ['helped', 'homeward', 'punished']

export function needsServed(figure: FigureName): boolean {
  const blocks: readonly FigureBlock[] = figures[figure].blocks
  return blocks.some(({ rows }) => dimensions.includes(rows))
}

interface Row {
  readonly code: string
  readonly helped: readonly string[] | null
  readonly homeward: string | null
  readonly punished: string | null
}

/** Each table is read once for all of them: 100,000 people in one pass and not one by one. */
export async function findServed(
  ctx: Context,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Served>> {
  const found = await ctx.tx.client.query<Row>(
    `with asked as (select unnest($1::text[]) as code),
     helped as (select code, array_agg(distinct what) as whats from (
         select code, 'plan' as what from care_plan
         union all select code, 'stay' from shelter_stay
         union all select code, 'referral' from referral where state in ('accepted', 'done')
         union all select code, 'claimed' from money_claim
         union all select c.code, 'paid' from money_claim c join money_entry e on e.claim_id = c.id where e.stage = 'paid'
       ) every join asked using (code) group by code),
     home as (select distinct on (code) code, case when outcome is null then 'underway'
         when outcome in ('returned', 'stayed', 'third-country') then outcome else 'other' end as homeward
       from return_case join asked using (code) order by code, opened_at desc),
     punished as (select code, case when bool_and(state = 'done') then 'ended' else 'open' end as punished
       from punishment_finding join asked using (code) where asked_at is not null group by code)
     select a.code, h.whats as helped, r.homeward, f.punished from asked a left join helped h using (code)
     left join home r using (code) left join punished f using (code)`,
    [codes],
  )
  return new Map(
    found.rows.map(({ code, helped, homeward, punished }) => [
      code,
      { helped: helped ?? [], homeward: homeward ?? 'none', punished: punished ?? 'none' },
    ]),
  )
}
