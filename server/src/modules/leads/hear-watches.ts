import type { Purpose } from '@shield/core'

import type { Context, Visit } from '../../context.ts'
import { findActors } from '../identity/index.ts'
import { dueAt } from './model.ts'
import { newsOf } from './news.ts'
import type { News, Watched } from './news.ts'
import { inTheirPlace, worksOnLeads } from './reader.ts'
import { writeLeads } from './write-leads.ts'

export interface WatchRow extends Watched {
  readonly id: string
  readonly person_id: string
  readonly organisation: string
  readonly is_shared: boolean
  readonly purpose: Purpose
  readonly delivery: 'at-once' | 'daily'
  readonly quiet_from: string | null
  readonly quiet_until: string | null
  readonly zone: string
}

/** The watches that may have something to tell: by what has changed, or because they rested. */
const concerned = `
select w.* from watch w left join entity e on e.id = w.entity_id
where w.ended_at is null and w.paused_at is null and w.ends_at > $1 and (w.look_again or ($2 and case w.kind
  when 'entity' then e.canonical in (select canonical from entity join changed_entity c on c.entity_id = entity.id)
  when 'identifier' then identifier_key(w.property, w.norm) in (select key from fresh_identifier)
  else true end))
order by w.made_at, w.id`

/** Tells each watch what is new to whoever it tells, looked at with their own eyes and for the purpose it was made for. */
export async function hearWatches(visit: Visit, isChanged: boolean): Promise<void> {
  const { rows } = await visit.tx.client.query<WatchRow>(isChanged ? concerned : resting, [
    visit.now,
    ...(isChanged ? [true] : []),
  ])
  if (rows.length === 0) return
  // The index has what this transaction reads, and perhaps more, which the next look brings again to no effect.
  if (rows.some((watch) => watch.kind === 'search')) await visit.node.search.upToDate()
  for (const watch of rows) {
    for (const ctx of await listenersOf(visit, watch)) await tell(visit, watch, await newsOf(ctx, watch))
    if (watch.look_again)
      await visit.tx.client.query('update watch set look_again = false where id = $1', [watch.id])
  }
}

const resting =
  'select * from watch where look_again and ended_at is null and paused_at is null and ends_at > $1 order by made_at, id'

/** Whoever a watch tells, each bitmap once: its maker, or everybody of the desk. */
export async function listenersOf(
  visit: Visit,
  watch: Pick<WatchRow, 'is_shared' | 'person_id' | 'organisation' | 'purpose'>,
): Promise<readonly Context[]> {
  const people = await findActors(visit, watch.organisation)
  const listening = people
    .map((one) => one.actor)
    .filter((actor) => watch.is_shared || actor.person === watch.person_id)
    .filter((actor) => worksOnLeads(visit, actor, watch.purpose))
  const each = new Map<string, Context>()
  for (const actor of listening) {
    const ctx = await inTheirPlace(visit, actor, watch.purpose)
    each.set(Buffer.from(ctx.visible).toString('base64'), ctx)
  }
  return [...each.values()]
}

async function tell(visit: Visit, watch: WatchRow, news: readonly News[]): Promise<void> {
  const fresh = await remember(visit, watch.id, news)
  const quiet =
    watch.quiet_from === null || watch.quiet_until === null
      ? undefined
      : { from: watch.quiet_from, until: watch.quiet_until }
  const due = dueAt(visit.now, { delivery: watch.delivery, quiet, zone: watch.zone })
  await writeLeads(
    visit,
    fresh.map((one) => ({
      rule: `watch-${watch.kind}` as const,
      organisation: watch.organisation,
      watch: watch.id,
      ...(watch.kind === 'entity' ? { record: one.what } : {}),
      entity: one.entity,
      markings: one.markings,
      keys: one.keys,
      dueAt: due,
    })),
  )
}

/** What the watch did not know; from now on it does. */
export async function remember(visit: Visit, watch: string, news: readonly News[]): Promise<readonly News[]> {
  const fresh: News[] = []
  for (const one of news) {
    const noted = await visit.tx.client.query(
      'insert into watch_known (watch_id, what, markings) values ($1, $2, $3) on conflict do nothing',
      [watch, one.what, one.markings],
    )
    if (noted.rowCount === 1) fresh.push(one)
  }
  return fresh
}
