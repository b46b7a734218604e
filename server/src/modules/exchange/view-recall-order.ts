import type { RecallOrderView } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { seenBy, visibleReleases } from './view.ts'

interface Row {
  readonly id: string
  readonly at: Date
  readonly by: Words | null
  readonly reason: string
  readonly agreement_id: string | null
  readonly count: number
  readonly unconfirmed: number
  readonly unreported: number
  readonly incomplete: number
  readonly done: number
  readonly partners: RecallOrderView['partners'] | null
  readonly places: RecallOrderView['places'] | null
}

const mostShown = 50

const isTold = `exists (select 1 from outbox o where o.about = r.id::text and o.kind = 'recall')`
/** Where each release of an order stands; one that was never told has nowhere to be hidden. */
const stand = `case when r.state = 'recalling' then 'unconfirmed' when w.complete or not ${isTold} then 'done'
  when w.complete is null then 'unreported' else 'incomplete' end`

/**
 * Orders with the count of each stand, and what partners report place by place: places of one kind and state are one line, with
 * their counts together, all who took files along, and the last of their days.
 */
const orders = (which: string): string => `
  with chosen as (select * from recall_order o where o.organisation = $3 and ${which}),
  one as (
    select r.recall_order_id as id, r.peer, ${stand} as stand, w.report from release r join chosen c on c.id = r.recall_order_id
    left join recall_report w on w.release_id = r.id where ${visibleReleases}),
  place as (
    select one.id, p->>'place' as place, p->>'state' as state, p->'through' as through, sum((p->>'count')::int) as count, max(p->>'until') as until,
      (select jsonb_agg(h) from (select distinct h from unnest(array_agg(p->'holders')) as list (hs),
        lateral jsonb_array_elements(hs) as h limit 1000) as held) as holders
    from one, lateral jsonb_array_elements(one.report->'places') as p group by 1, 2, 3, 4)
  select c.id, c.at, c.reason, c.agreement_id,
    (select jsonb_build_object('en', name_en, 'th', name_th) from person where id = c.by_person) as by,
    n.*,
    (select jsonb_agg(jsonb_build_object('node', t.peer, 'name', jsonb_build_object('en', p.name_en, 'th', p.name_th), 'count', t.count) order by t.peer)
     from (select peer, count(*) from one where one.id = c.id group by peer) as t join peer p on p.node = t.peer) as partners,
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('place', place, 'state', state, 'count', count, 'until', until, 'through', through, 'holders', holders))
       order by through nulls first, place, state) from place where place.id = c.id) as places
  from chosen c cross join lateral (
    select count(*) as count, count(*) filter (where stand = 'unconfirmed') as unconfirmed, count(*) filter (where stand = 'unreported') as unreported,
      count(*) filter (where stand = 'incomplete') as incomplete, count(*) filter (where stand = 'done') as done
    from one where one.id = c.id) as n
  order by c.at desc, c.id desc limit ${mostShown}`

/** The acts of the organisation that took many back, newest first, each as far as this person sees what it took. */
export async function listRecallOrders(ctx: Context): Promise<{ items: RecallOrderView[] }> {
  const found = await ctx.tx.client.query<Row>(orders('true'), [
    ...(await seenBy(ctx)),
    ctx.actor.organisation,
  ])
  const rows = found.rows.filter((row) => row.count > 0)
  await audit(ctx, { action: 'recall.listed', detail: { count: rows.length } })
  return { items: rows.map(viewOf) }
}

export async function viewRecallOrder(ctx: Context, id: string): Promise<RecallOrderView> {
  const found = await ctx.tx.client.query<Row>(orders('o.id = $4'), [
    ...(await seenBy(ctx)),
    ...[ctx.actor.organisation, id],
  ])
  const row = found.rows[0]
  if (!row || row.count === 0) throw notFound()
  await audit(ctx, { action: 'recall.listed', object: id })
  return viewOf(row)
}

function viewOf(row: Row): RecallOrderView {
  const { count, unconfirmed, unreported, incomplete, done } = row
  return {
    ...{ id: row.id, at: row.at.toISOString(), reason: row.reason },
    ...(row.by === null ? {} : { by: row.by }),
    ...(row.agreement_id === null ? {} : { agreement: row.agreement_id }),
    ...{ partners: row.partners ?? [], count, unconfirmed, unreported, incomplete, done },
    places: row.places ?? [],
  }
}
