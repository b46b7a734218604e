import type { FeedFault, FeedView, FeedsReply, ImportCounts } from '@shield/contract'

import type { Context } from '../../context.ts'
import { setBackSince } from '../../federation/index.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'

export interface FeedRow {
  readonly id: string
  readonly kind: FeedView['kind']
  readonly source_name: string
  readonly url: string
  readonly state: 'active' | 'paused'
  readonly every_minutes: number
  readonly last_pull: Date | null
  readonly next_pull: Date
  readonly attempts: number
  readonly fault: FeedFault | null
  readonly counts: ImportCounts
  readonly marking_id: number
  readonly created_at: Date
  readonly name_en: string | null
  readonly name_th: string | null
}

const columns = `f.id, f.kind, f.source_name, f.url, f.state, f.every_minutes, f.last_pull, f.next_pull, f.attempts, f.fault, f.counts, f.marking_id,
  f.created_at, p.name_en, p.name_th`
const tables = 'feed f left join person p on p.id = f.created_by'

/** A feed of the own organisation under a visible marking. */
export async function getFeed(ctx: Context, id: string): Promise<FeedRow> {
  const found = await ctx.tx.client.query<FeedRow>(
    `select ${columns} from ${tables} where f.id = $1 and f.organisation = $2 and visible($3, f.marking_id) for no key update of f`,
    [id, ctx.actor.organisation, Buffer.from(ctx.visible)],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return row
}

/** Feeds of the own organisation, newest first. */
export async function listFeeds(
  ctx: Context,
  page: { readonly cursor?: string; readonly limit?: number },
): Promise<FeedsReply> {
  const limit = page.limit ?? 50
  const [before] = unseal(ctx.node, 'place', page.cursor) ?? [Number.MAX_SAFE_INTEGER]
  const found = await ctx.tx.client.query<FeedRow>(
    `select ${columns} from ${tables} where f.organisation = $1 and visible($2, f.marking_id)
       and extract(epoch from f.created_at) * 1000 < $3 order by f.created_at desc limit $4`,
    [ctx.actor.organisation, Buffer.from(ctx.visible), before, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  const last = rows.at(-1)
  const since = await setBackSince(ctx)
  return {
    items: rows.map((row) => viewFeed(ctx, row)),
    ...(since === undefined ? {} : { heldSince: since.toISOString() }),
    ...(found.rows.length > limit && last
      ? { next: seal(ctx.node, 'place', last.created_at.getTime()) }
      : {}),
  }
}

export function viewFeed(ctx: Context, row: FeedRow): FeedView {
  return {
    ...{
      id: row.id,
      kind: row.kind,
      sourceName: row.source_name,
      url: row.url,
      state: row.state,
      attempts: row.attempts,
    },
    ...{ everyMinutes: row.every_minutes, counts: row.counts },
    ...(row.last_pull ? { lastPull: row.last_pull.toISOString() } : {}),
    ...(row.state === 'active' ? { nextPull: row.next_pull.toISOString() } : {}),
    ...(row.fault === null ? {} : { fault: row.fault }),
    ...(row.name_en === null ? {} : { createdBy: { en: row.name_en, th: row.name_th ?? row.name_en } }),
    marking: ctx.node.markings.block(row.marking_id),
    can: mayDo(ctx, 'import.run', 'node').allow ? ['import.run'] : [],
  }
}
