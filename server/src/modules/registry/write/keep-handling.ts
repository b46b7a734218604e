import { strictest } from '@shield/core'
import type { Marking } from '@shield/core'

import type { Client } from '#store/database.ts'
import { internBlock } from '#store/markings.ts'

/**
 * What a person decided about the handling of a record holds for its later versions: each new row carries the strictest of what
 * was decided and what the file says. Without it the next delivery of a list would quietly loosen what somebody had raised.
 * Tells whether any row was moved.
 */
export async function keepHandling(client: Client, source: number): Promise<boolean> {
  const decided = await client.query<{ id: number; marking_id: number }>(
    `select s.record_id as id, d.marking_id from stage_record s join lateral (
       select o.marking_id from record o where o.source_id = $1 and o.key = s.key and o.handling_decided order by o.id desc limit 1) d on true
     where s.outcome <> 'matched' and exists (select 1 from record where source_id = $1 and handling_decided)`,
    [source],
  )
  if (decided.rows.length === 0) return false
  const records = [decided.rows.map((row) => row.id), decided.rows.map((row) => row.marking_id)]
  const carrying = await client.query<{ decided: number; stated: number; was: Marking; says: Marking }>(
    `select decided.id as decided, stated.id as stated, decided.block as was, stated.block as says from (
       select distinct k.decided, c.marking_id from unnest($1::bigint[], $2::integer[]) as k (record_id, decided)
       join lateral (
         select marking_id from record where id = k.record_id
         union select marking_id from statement where record_id = k.record_id
         union select marking_id from link where record_id = k.record_id
         union select (link->>'marking')::integer from parked_link where record_id = k.record_id) c on true) as pair
     join marking decided on decided.id = pair.decided join marking stated on stated.id = pair.marking_id`,
    records,
  )
  const steps: [number[], number[], number[]] = [[], [], []]
  for (const { decided: was, stated, ...blocks } of carrying.rows) {
    steps[0].push(was)
    steps[1].push(stated)
    steps[2].push(await internBlock({ client }, strictest(blocks.was, blocks.says)))
  }
  for (const statement of moves) await client.query(statement, [...records, ...steps])
  return true
}

const kept = `unnest($1::bigint[], $2::integer[]) as k (record_id, decided)
  join unnest($3::integer[], $4::integer[], $5::integer[]) as step (decided, before, after) on step.decided = k.decided`

const moves = [
  `update statement s set marking_id = step.after from ${kept} where s.record_id = k.record_id and s.marking_id = step.before`,
  `update link l set marking_id = step.after from ${kept} where l.record_id = k.record_id and l.marking_id = step.before`,
  `update parked_link p set link = jsonb_set(p.link, '{marking}', to_jsonb(step.after)) from ${kept}
   where p.record_id = k.record_id and (p.link->>'marking')::integer = step.before`,
  `update record r set marking_id = step.after, handling_decided = true from ${kept}
   where r.id = k.record_id and r.marking_id = step.before`,
]
