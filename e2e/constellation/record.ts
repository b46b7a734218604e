import type { Constellation } from './constellation.ts'
import type { Line } from './history.ts'

/** What every node holds when all is quiet, as lines of a history. */
export async function record({
  names,
  query,
}: Pick<Constellation, 'names' | 'query'>): Promise<readonly Line[]> {
  const lines: Line[] = []
  for (const node of names) {
    const read = async (op: Line['op'], sql: string): Promise<void> => {
      for (const row of await query<object>(node, sql)) lines.push({ op, node, ...row } as unknown as Line)
    }
    await read(
      'numbered',
      `select peer, message_id as message, lane, incarnation, number, translate(encode(digest, 'base64'), '+/=', '-_') as digest
       from outbox where number is not null`,
    )
    await read(
      'taken',
      `select peer, message_id as message, kind, about, lane, incarnation, number, state,
         translate(encode(digest, 'base64'), '+/=', '-_') as digest, extract(epoch from received_at)::float8 * 1000 as t from inbox`,
    )
    await read(
      'receipt',
      `select peer, message_id as message, state, translate(encode(digest, 'base64'), '+/=', '-_') as digest
       from receipt where direction = 'in' and answer_id is not null`,
    )
    await read(
      'logged',
      `select case action when 'message.posted' then 'posted' else 'taken' end as what, object as message, e->'detail'->>'digest' as digest
       from audit_intake, lateral (select convert_from(event, 'UTF8')::jsonb as e) as read
       where action in ('message.posted', 'message.taken', 'message.refused', 'message.quarantined')`,
    )
    await read(
      'effect',
      `select object as about, case action when 'release.received' then 'received' else 'hidden' end as what
       from audit_intake where action in ('release.received', 'release.hidden') order by id`,
    )
    await read('book', `select peer, id as about, state from release where direction = 'out'`)
    await read(
      'held',
      // What a reader would still see of it counts, whatever the book says.
      `select r.peer, r.id as about, case when r.state = 'recalled' and exists (
         select 1 from record rec join statement st on st.record_id = rec.id join marking m on m.id = st.marking_id
         where rec.batch_id = r.batch_id and not (m.block->>'recalled')::boolean) then 'half recalled' else r.state end as state
       from release r where r.direction = 'in'`,
    )
  }
  return lines
}
