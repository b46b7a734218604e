import type { Visit } from '../../context.ts'
import { findActors } from '../identity/index.ts'
import { seesAll } from './reader.ts'
import { writeLeads } from './write-leads.ts'
import type { NewLead } from './write-leads.ts'

/**
 * An identifier that more entities than this state under one marking is a hub: a call centre, a bank's own number. Counted for
 * each marking by itself, so that what somebody may not see never makes a lead appear or stay away.
 */
export const hubSize = 50

/** Up to so many new connections of two sources are a lead each; more at once are one lead that lists them. */
const mostSingle = 5
const mostListed = 1000

interface Group {
  readonly left_source: number
  readonly right_source: number
  readonly left_marking: number
  readonly right_marking: number
  readonly count: number
  /** 64-bit numbers, as text. */
  readonly keys: readonly string[]
}

/** What newly stated identifiers connect: two sources, or two cases. Each organisation with somebody who may read both sides is told. */
export async function findConnections(visit: Visit): Promise<void> {
  const { rows } = await visit.tx.client.query<Group>(connect, [hubSize, visit.now, mostListed])
  if (rows.length === 0) return
  const desks = new Map<string, readonly string[]>()
  const leads: NewLead[] = []
  for (const group of rows) {
    const markings = [group.left_marking, group.right_marking]
    const pair = markings.join()
    const told = desks.get(pair) ?? (await desksOf(visit, markings))
    desks.set(pair, told)
    for (const organisation of told)
      for (const keys of group.count > mostSingle ? [group.keys] : group.keys.map((key) => [key]))
        leads.push({
          rule: 'shared-identifier',
          organisation,
          sources: [group.left_source, group.right_source],
          markings,
          keys,
          dueAt: visit.now,
        })
  }
  await writeLeads(visit, leads)
}

/** Organisations of this node where somebody works who may read all of these markings. */
async function desksOf(visit: Visit, markings: readonly number[]): Promise<readonly string[]> {
  const desks = new Set<string>()
  for (const { actor } of await findActors(visit))
    if (!desks.has(actor.organisation) && (await seesAll(visit, actor, markings)))
      desks.add(actor.organisation)
  return [...desks]
}

// One side is new: what was stated on both sides before is told already, or was a hub then.
const connect = `
with place as materialized (
  select i.key, i.marking_id, array_agg(distinct i.source_id) as sources from stated_identifier i
  where i.key in (select key from fresh_identifier) group by i.key, i.marking_id having count(*) <= $1),
stated as materialized (
  select p.key, p.marking_id, source_id, m.block->>'case' as case_reference
  from place p join marking m on m.id = p.marking_id, unnest(p.sources) as source_id
  where not (m.block->>'recalled')::boolean),
made as (
  insert into connection (key, left_source, left_marking, right_source, right_marking, found_at)
  select distinct f.key, low.source_id, low.marking_id, high.source_id, high.marking_id, $2::timestamptz
  from fresh_identifier f join stated a on a.key = f.key and a.marking_id = f.marking_id and a.source_id = f.source_id
  join stated b on b.key = a.key and (b.source_id <> a.source_id or b.case_reference <> a.case_reference)
  cross join lateral (select * from (values (a.source_id, a.marking_id), (b.source_id, b.marking_id)) as side (source_id, marking_id)
    order by source_id, marking_id limit 1) as low
  cross join lateral (select * from (values (a.source_id, a.marking_id), (b.source_id, b.marking_id)) as side (source_id, marking_id)
    order by source_id desc, marking_id desc limit 1) as high
  on conflict do nothing
  returning key, left_source, left_marking, right_source, right_marking)
select left_source, right_source, left_marking, right_marking, count(*), (array_agg(key::text order by key))[1:$3::int] as keys
from made group by left_source, right_source, left_marking, right_marking
order by left_source, right_source, left_marking, right_marking`
