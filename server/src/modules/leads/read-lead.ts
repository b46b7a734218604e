import type { LeadColleagues, LeadView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { findActors } from '../identity/index.ts'
import { captionsOf } from '../registry/index.ts'
import { assignedTo, getLead } from './lead-rows.ts'
import type { LeadRow } from './lead-rows.ts'
import { actsOn } from './model.ts'
import { connectsOf, countOf, pathsOf } from './paths-of.ts'
import { seesAll } from './reader.ts'

const mostPaths = 20

/** One lead with the path that explains it; whoever opens it has seen it. */
export async function readLead(ctx: Context, id: string): Promise<LeadView> {
  const lead = await getLead(ctx, id)
  await ctx.tx.client.query(
    'insert into lead_seen (lead_number, person_id, at) values ($1, $2, $3) on conflict do nothing',
    [lead.number, ctx.actor.person, ctx.now],
  )
  return viewLead(ctx, lead, 'lead.read')
}

/** A lead as it is now, with what it shows in the audit under the act that showed it. */
export async function viewLead(
  ctx: Context,
  lead: LeadRow,
  action: 'lead.read' | 'lead.acted' | 'lead.assigned',
): Promise<LeadView> {
  const paths = await pathsOf(ctx, lead, mostPaths)
  const watch = await watchOf(ctx, lead)
  const view: LeadView = {
    id: lead.id,
    rule: lead.rule,
    state: lead.state,
    at: lead.due_at.toISOString(),
    ...(watch === undefined ? {} : { watch }),
    paths: [...paths],
    count: await countOf(ctx, lead),
    connects: connectsOf(ctx, lead),
    ...assignedTo(lead),
    acts: await actsOf(ctx, lead),
    can: [...actsOn(lead.state), 'assign'],
  }
  const ends = paths.flatMap((path) => [...path.left, ...path.right])
  await audit(ctx, {
    action,
    object: lead.id,
    shown: [...ends.map((end) => end.entity.id), ...(watch?.entity ? [watch.entity.id] : [])],
    ...(action === 'lead.acted' ? { detail: { state: lead.state } } : {}),
  })
  return view
}

async function watchOf(ctx: Context, lead: LeadRow): Promise<LeadView['watch']> {
  if (lead.watch_id === null) return undefined
  const entity =
    lead.watched_entity === null
      ? undefined
      : (await captionsOf(ctx, [lead.watched_entity])).get(lead.watched_entity)
  return {
    id: lead.watch_id,
    shared: lead.is_shared === true,
    ...(lead.words === null ? {} : { words: lead.words }),
    ...(entity === undefined
      ? {}
      : { entity: { id: entity.wire, kind: entity.kind, caption: entity.caption } }),
  }
}

/**
 * What was done with it, and before a change of handling with those in whose place it stands. Who did what and when follows;
 * the words are for those who may read what they were written of.
 */
async function actsOf(ctx: Context, lead: LeadRow): Promise<LeadView['acts']> {
  const found = await ctx.tx.client.query<{
    act: LeadView['acts'][number]['act']
    at: Date
    reason: string
    by_en: string
    by_th: string
    to_en: string | null
    to_th: string | null
  }>(
    `with recursive past (number, until) as (
       select $1::bigint, 'infinity'::timestamptz
       union select c.from_number, c.at from past p join lead_carried c on c.to_number = p.number and c.at <= p.until)
     select distinct on (a.at, a.id) a.act, a.at, b.name_en as by_en, b.name_th as by_th, t.name_en as to_en, t.name_th as to_th,
       case when exists (select 1 from unnest(l.markings) as m where not visible($2, m)) then '' else a.reason end as reason
     from past join lead l on l.number = past.number join lead_act a on a.lead_number = l.number and a.at <= past.until
     join person b on b.id = a.by_person left join person t on t.id = a.to_person
     order by a.at, a.id limit 200`,
    [lead.number, Buffer.from(ctx.visible)],
  )
  return found.rows.map((row) => ({
    act: row.act,
    at: row.at.toISOString(),
    by: { en: row.by_en, th: row.by_th },
    ...(row.to_en === null ? {} : { to: { en: row.to_en, th: row.to_th ?? row.to_en } }),
    ...(row.reason === '' ? {} : { reason: row.reason }),
  }))
}

/** People of the own organisation who may read all that the lead rests on, the asker as well. */
export async function listColleagues(ctx: Context, id: string): Promise<LeadColleagues> {
  const lead = await getLead(ctx, id)
  const items: LeadColleagues['items'] = []
  for (const { actor, name } of await findActors(ctx, ctx.actor.organisation))
    if (await seesAll(ctx, actor, lead.markings)) items.push({ id: actor.person, name })
  await audit(ctx, { action: 'lead.read', object: lead.id })
  return { items }
}
