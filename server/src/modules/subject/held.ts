import type { SubjectFile } from '@shield/contract'
import type { Purpose, Words } from '@shield/core'

import type { Context } from '../../context.ts'

type NameOf = (organisation: string) => Words

interface HeldRow {
  readonly kind: SubjectFile['held'][number]['kind']
  readonly count: number
  readonly by: readonly string[]
  readonly first: Date
  readonly last: Date
}

/** How much of each kind is held, and by whom it was written; of punishments what those who care were told. */
export async function heldOf(ctx: Context, code: string, nameOf: NameOf): Promise<SubjectFile['held']> {
  const found = await ctx.tx.client.query<HeldRow>(
    `select kind, count(*)::int as count, array_agg(distinct organisation) as by, min(at) as first, max(at) as last
     from (select case kind when 'sealed' then 'identity' else 'arrival' end as kind, organisation, at
             from protection_act where code = $1
           union all select 'interview', organisation, began_at from interview where code = $1
           union all select 'consent', organisation, at from consent_entry where code = $1
           union all select 'share', organisation, begun_at from person_share where code = $1
           union all select 'determination', organisation, opened_at from determination where code = $1
           union all select 'correction', organisation, asked_at from correction where code = $1
           union all select case when kind in ('claim','money') then 'money' when kind like 'stay-%' then 'stay'
               when kind like 'contact%' then 'contact' when kind in ('certificate','testimony') then kind else 'plan' end,
             organisation, at from care_act where code = $1
           union all select 'referral', from_organisation, prepared_at from referral where code = $1
           union all select case when a.kind = 'receipt' then 'hand-over' when a.kind = 'follow-up' then a.kind else 'return' end,
             a.organisation, a.at from return_act a join return_case r on r.id = a.case_id where r.code = $1
           union all select 'finding', m.block->>'organisation', f.asked_at from punishment_finding f
             join marking m on m.id = f.marking_id where f.code = $1 and f.asked_at is not null and visible($2, f.marking_id)) held
     group by kind order by min(at), kind`,
    [code, ctx.visible],
  )
  return found.rows.map((row) => ({
    kind: row.kind,
    count: row.count,
    by: row.by.map(nameOf),
    first: row.first.toISOString(),
    last: row.last.toISOString(),
  }))
}

interface LookRow {
  readonly day: string
  readonly organisation: string
  readonly kind: SubjectFile['looks'][number]['kind']
  readonly purpose: Purpose | null
  readonly times: number
}

/**
 * Who looked, from the audit itself: agencies and purposes, day by day. Which officer it was is oversight's to tell, so
 * that a paper in somebody's pocket puts no officer in danger.
 */
export async function looksOf(ctx: Context, code: string, nameOf: NameOf): Promise<SubjectFile['looks']> {
  const found = await ctx.tx.client.query<LookRow>(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, organisation,
       case when action = 'glass.opened' then 'emergency'
         when action in ('identity.opened', 'interview.words', 'correction.opened', 'subject.printed', 'glass.words') then 'opened'
         when action ~ '\\.(read|listed|result)$' then 'read' else 'changed' end as kind,
       convert_from(event, 'UTF8')::jsonb->>'purpose' as purpose, count(*)::int as times
     from audit_intake where object = $1 and organisation <> ''
     group by 1, 2, 3, 4 order by 1 desc, 2, 3 limit 200`,
    [code],
  )
  return found.rows.map(({ organisation, purpose, ...row }) => ({
    ...row,
    organisation: nameOf(organisation),
    ...(purpose === null ? {} : { purpose }),
  }))
}
