import { propertyOf } from '@shield/core'
import type { Purpose } from '@shield/core'
import type { WatchView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'
import { findLeads } from './lead-rows.ts'

interface WatchRow {
  readonly id: string
  readonly person_id: string
  readonly is_shared: boolean
  readonly kind: 'entity' | 'identifier' | 'search'
  readonly entity_id: number | null
  readonly property: number | null
  readonly words: string | null
  readonly narrowed: Partial<NonNullable<WatchView['search']>>
  readonly purpose: Purpose
  readonly reference: string
  readonly delivery: 'at-once' | 'daily'
  readonly quiet_from: string | null
  readonly quiet_until: string | null
  readonly made_at: Date
  readonly ends_at: Date
  readonly paused_at: Date | null
  readonly ended_at: Date | null
  readonly by_en: string
  readonly by_th: string
}

const mostListed = 200

/** The own watches and those of the desk, the newest first; ended ones stay for what they found. */
export async function listWatches(ctx: Context): Promise<{ items: WatchView[] }> {
  const rows = await findWatches(ctx)
  const items = await viewsOf(ctx, rows)
  await audit(ctx, { action: 'watch.listed', shown: items.flatMap((one) => one.entity?.id ?? []) })
  return { items }
}

export async function viewWatch(ctx: Context, id: string): Promise<WatchView> {
  const rows = await findWatches(ctx, id)
  const [view] = await viewsOf(ctx, rows)
  if (!view) throw notFound()
  await audit(ctx, { action: 'watch.listed', object: id, shown: view.entity ? [view.entity.id] : [] })
  return view
}

// The watched entity may be gone from this reader's sight: the desk's watch is then not there for him either, the own one is.
async function findWatches(ctx: Context, id?: string): Promise<readonly WatchRow[]> {
  const found = await ctx.tx.client.query<WatchRow>(
    `select w.*, p.name_en as by_en, p.name_th as by_th from watch w join person p on p.id = w.person_id
     left join entity e on e.id = w.entity_id
     where (w.person_id = $1 or (w.is_shared and w.organisation = $2)) and ($4::uuid is null or w.id = $4)
       and (e.id is null or any_visible($3, e.markings))
     order by w.made_at desc, w.id desc limit ${mostListed}`,
    [ctx.actor.person, ctx.actor.organisation, Buffer.from(ctx.visible), id ?? null],
  )
  return found.rows
}

async function viewsOf(ctx: Context, rows: readonly WatchRow[]): Promise<WatchView[]> {
  const captions = await captionsOf(
    ctx,
    rows.flatMap((row) => row.entity_id ?? []),
  )
  const views: WatchView[] = []
  for (const row of rows) {
    const leads = await findLeads(ctx, { watch: row.id }, mostListed)
    const state = stateOf(ctx, row)
    const entity = captions.get(row.entity_id ?? -1)
    views.push({
      id: row.id,
      ...(entity ? { entity: { id: entity.wire, kind: entity.kind, caption: entity.caption } } : {}),
      ...(row.property === null
        ? {}
        : { identifier: { property: propertyOf(row.property), value: row.words ?? '' } }),
      ...(row.kind === 'search' ? { search: { q: row.words ?? '', ...row.narrowed } } : {}),
      rule: `watch-${row.kind}`,
      shared: row.is_shared,
      by: { en: row.by_en, th: row.by_th },
      purpose: row.purpose,
      reference: row.reference,
      delivery: row.delivery,
      ...(row.quiet_from === null || row.quiet_until === null
        ? {}
        : { quiet: { from: row.quiet_from, until: row.quiet_until } }),
      madeAt: row.made_at.toISOString(),
      endsAt: (row.ended_at ?? row.ends_at).toISOString(),
      state,
      leads: leads.length,
      can: canOf(ctx, row, state),
    })
  }
  return views
}

function stateOf(ctx: Context, row: WatchRow): WatchView['state'] {
  if (row.ended_at !== null || row.ends_at <= ctx.now) return 'ended'
  return row.paused_at === null ? 'active' : 'paused'
}

/** Who made it, and for the desk's everybody of the desk, lets it rest and ends it. */
function canOf(ctx: Context, row: WatchRow, state: WatchView['state']): string[] {
  if (state === 'ended') return []
  if (row.person_id !== ctx.actor.person && !row.is_shared) return []
  return [state === 'active' ? 'pause' : 'resume', 'end']
}
