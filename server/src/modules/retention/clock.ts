import { isChild, retentionClock } from '@shield/core'
import type { OpenMatter, RetentionClock, RetentionFacts, Triage } from '@shield/core'

import type { Visit } from '../../context.ts'
import { retentionLaw } from './law.ts'

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

interface Row {
  readonly code: string
  readonly standing: RetentionFacts['standing']
  readonly triage: Triage
  readonly has_returned: boolean
  readonly was_cared_for: boolean
  readonly events: RetentionFacts['events']
  readonly holds: readonly string[]
}

/** When everything that starts the clock happened last. What only a clerk did (a name typed in, a hold) is none of it. */
const eventsOf = `jsonb_strip_nulls(jsonb_build_object(
  'arrived', p.arrived_at,
  'triaged', (select max(a.at) from protection_act a where a.code = p.code and a.kind <> 'sealed'),
  'agreed', (select max(t.at) from (
      select e.at from consent_entry e where e.code = p.code
      union all select w.at from consent_withdrawal w join consent_entry e on e.id = w.entry_id where e.code = p.code
      union all select c.at from consent_restriction c where c.code = p.code) t),
  'heard', (select max(greatest(i.began_at, i.ended_at, i.judged_at,
      (select max(a.at) from interview_act a where a.interview_id = i.id))) from interview i where i.code = p.code),
  'decided', (select max(greatest(d.opened_at, d.decided_at, d.told_at)) from determination d where d.code = p.code),
  'cared', (select max(a.at) from care_act a where a.code = p.code),
  'returned', (select max(greatest(r.opened_at, r.ended_at, (select max(a.at) from return_act a where a.case_id = r.id)))
      from return_case r where r.code = p.code),
  'followed', (select max(f.at) from return_follow_up f join return_case r on r.id = f.case_id where r.code = p.code),
  'assessed', (select max(greatest(f.found_at, f.ended_at, (select max(a.at) from punishment_act a where a.finding_id = f.id)))
      from punishment_finding f where f.code = p.code),
  'corrected', (select max(t.at) from (
      select greatest(c.asked_at, c.decided_at, c.told_at) as at from correction c where c.code = p.code
      union all select g.at from subject_given g where g.code = p.code) t)))`

/** The clocks of people as they are now, by code; who has none (no rule for their class) is not in it. */
export async function clocksOf(
  visit: Visit,
  codes: readonly string[],
): Promise<ReadonlyMap<string, RetentionClock>> {
  const today = dayOf(visit.now)
  const law = await retentionLaw(visit)
  const found = await visit.tx.client.query<Row>(
    `select p.code, p.standing, p.triage, ${eventsOf} as events,
       exists (select 1 from return_case r where r.code = p.code and r.ended_at is not null) as has_returned,
       exists (select 1 from care_act a where a.code = p.code) as was_cared_for,
       array(select h.until::text from legal_hold h where h.code = p.code and h.released_at is null and h.until >= $2::date) as holds
     from protected_person p where p.code = any($1::text[]) and p.erased_at is null`,
    [codes, today],
  )
  return new Map(
    found.rows.flatMap((row) => {
      const events = Object.fromEntries(
        Object.entries(row.events).map(([event, at]) => [event, new Date(at).toISOString()]),
      )
      const clock = retentionClock(
        {
          ...{ standing: row.standing, isChild: isChild(row.triage), events, holds: row.holds },
          ...{ hasReturned: row.has_returned, wasCaredFor: row.was_cared_for },
        },
        law,
        today,
      )
      return clock ? [[row.code, clock] as const] : []
    }),
  )
}

/** Writes clocks where they have changed, for the lists. */
export async function keepClocks(visit: Visit, codes: readonly string[]): Promise<void> {
  const clocks = await clocksOf(visit, codes)
  const { client } = visit.tx
  await client.query('delete from retention_clock where code = any($1::text[]) and code <> all($2::text[])', [
    codes,
    [...clocks.keys()],
  ])
  const each = [...clocks]
  await client.query(
    `insert into retention_clock (code, class, event, event_at, rule, act, warn_on, due_on)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::date[], $8::date[])
     on conflict (code) do update set class = excluded.class, event = excluded.event, event_at = excluded.event_at,
       rule = excluded.rule, act = excluded.act, warn_on = excluded.warn_on, due_on = excluded.due_on
     where (retention_clock.class, retention_clock.event_at, retention_clock.rule, retention_clock.act, retention_clock.warn_on,
       retention_clock.due_on) is distinct from (excluded.class, excluded.event_at, excluded.rule, excluded.act,
       excluded.warn_on, excluded.due_on)`,
    [
      each.map(([code]) => code),
      each.map(([, clock]) => clock.class),
      each.map(([, clock]) => clock.event),
      each.map(([, clock]) => clock.eventAt),
      each.map(([, clock]) => clock.rule),
      each.map(([, clock]) => clock.act),
      each.map(([, clock]) => clock.warnOn),
      each.map(([, clock]) => clock.dueOn),
    ],
  )
}

/** What has to end first. */
export async function openOf({ tx }: Pick<Visit, 'tx'>, code: string): Promise<OpenMatter[]> {
  const found = await tx.client.query<{ open: OpenMatter[] }>(
    `select array_remove(array[
       case when exists (select 1 from determination d where d.code = $1 and d.told_at is null) then 'panel' end,
       case when exists (select 1 from return_case r where r.code = $1 and r.ended_at is null) then 'return' end,
       case when exists (select 1 from referral r where r.code = $1 and r.state in ('waiting', 'accepted')) then 'referral' end,
       case when exists (select 1 from shelter_stay s where s.code = $1 and s.out_at is null) then 'stay' end,
       case when exists (select 1 from punishment_finding f where f.code = $1 and f.state <> 'done') then 'punishment' end,
       case when exists (select 1 from case_release_person g where g.code = $1 and g.taken_at is not null and not exists (
         select 1 from case_release_told t where t.release_id = g.release_id and t.code = g.code)) then 'given' end,
       case when exists (select 1 from correction c where c.code = $1 and c.told_at is null) then 'correction' end,
       case when exists (select 1 from break_glass g where g.code = $1 and g.confirmed_at is not null and g.result is null)
         then 'emergency' end], null) as open`,
    [code],
  )
  return found.rows[0]?.open ?? []
}

export async function isHeld({ tx, now }: Pick<Visit, 'tx' | 'now'>, code: string): Promise<boolean> {
  const found = await tx.client.query(
    'select 1 from legal_hold where code = $1 and released_at is null and until >= $2::date limit 1',
    [code, dayOf(now)],
  )
  return (found.rowCount ?? 0) > 0
}
