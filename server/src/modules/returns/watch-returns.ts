import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../../context.ts'
import { inVisit } from '../../peer/index.ts'
import { findCountry } from '../words/index.ts'
import { ofPerson } from './find-return.ts'
import type { ReturnCase } from './find-return.ts'
import { settleReturn } from './settle-return.ts'

/** Returns looked at in one transaction; the rest is done by the next hour. */
const atOnce = 500

/**
 * By the clock: reminders of what was asked and not answered after the days of the country's data, and the board anew where
 * a day has passed on which something ended, or where what is known of the person has changed.
 */
export async function watchReturns(node: Node): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    await chase(visit)
    await settleEnded(visit)
  })
}

async function chase(visit: Visit): Promise<void> {
  const due = await visit.tx.client.query<{ code: string; track: string; day: number }>(
    `with due as (
       select t.case_id, t.track, t.since, d.day::int as day from return_track t
       join return_case r on r.id = t.case_id cross join lateral jsonb_array_elements_text(r.law->'chase') d (day)
       where r.ended_at is null and t.due_at is not null and t.state like '%asked' and t.since + d.day::int * interval '1 day' <= $1
         and not exists (select 1 from return_chaser c where c.case_id = t.case_id and c.track = t.track and c.since = t.since and c.day = d.day::int)
       limit ${atOnce}),
     made as (insert into return_chaser (case_id, track, since, day, at) select case_id, track, since, day, $1 from due
       on conflict do nothing returning case_id, track, day)
     select r.code, m.track, m.day from made m join return_case r on r.id = m.case_id`,
    [visit.now],
  )
  for (const { code, track, day } of due.rows)
    await audit(visit, { action: 'return.chased', object: code, detail: { track, day } })
}

/** What stops one person was changed in another room: a certificate was written, a panel was called or has decided. */
export async function settlePerson(node: Node, { person }: { readonly person: string }): Promise<void> {
  await inVisit(node, async (visit) => {
    const found = await visit.tx.client.query<ReturnCase>(
      `select r.*, ${ofPerson} from return_case r join protected_person p on p.code = r.code
       where r.ended_at is null and r.code = $1 for no key update of r`,
      [person],
    )
    for (const row of found.rows) await settleReturn(visit, row)
  })
}

async function settleEnded(visit: Visit): Promise<void> {
  // Where no period is known it ends for nobody.
  const days = (await findCountry(visit))?.reflection?.days ?? 100_000
  const found = await visit.tx.client.query<ReturnCase>(
    `select r.*, ${ofPerson} from return_case r join protected_person p on p.code = r.code
     where r.ended_at is null and (r.expires_on < ($1::timestamptz at time zone (r.law->>'zone'))::date or p.changed_at > r.changed_at
       or ('reflection' = any(r.missing) and p.arrived_at + $2 * interval '1 day' between r.changed_at and $1))
     limit ${atOnce} for no key update of r skip locked`,
    [visit.now, days],
  )
  for (const row of found.rows) await settleReturn(visit, row)
}
