import type { RecallView, ReleaseView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { Problem } from '../../problem.ts'
import { permitTakingBack } from './release.ts'
import { findReleases, getRelease, viewOf } from './view.ts'
import type { ReleaseRow } from './view.ts'

/** Two nodes that are up have hidden and reported long before. */
const dueMs = 5 * 60_000
const mostShown = 200

/** Recalls of ours that have not come to their end, the longest waiting first, with the clock on each. */
export async function listRecalls(ctx: Context): Promise<{ items: RecallView[] }> {
  const { rows } = await findReleases(ctx, { direction: 'out', unfinished: true, limit: mostShown })
  const times = await timesTold(
    ctx,
    rows.map((row) => row.id),
  )
  await audit(ctx, { action: 'recall.listed', detail: { count: rows.length } })
  return {
    items: rows
      .map((row) => recallOf(ctx, row, times.get(row.id) ?? 0))
      .toSorted((a, b) => a.recalledAt.localeCompare(b.recalledAt)),
  }
}

/** Tells a recall once more: done twice it is done once. */
export async function recallAgain(ctx: Context, id: string): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  permitTakingBack(ctx, release)
  if (!['recalling', 'recalled'].includes(release.state) || !(await timesTold(ctx, [id])).has(id))
    throw new Problem('conflict')
  await post(ctx, { peer: release.peer, kind: 'recall', body: { release: id }, about: id })
  await audit(ctx, { action: 'recall.again', object: id, detail: { to: release.peer } })
  return viewOf(ctx, await getRelease(ctx, id))
}

async function timesTold(ctx: Context, releases: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await ctx.tx.client.query<{ about: string; times: number }>(
    `select about, count(*) as times from outbox where kind = 'recall' and about = any($1::text[]) group by about`,
    [releases],
  )
  return new Map(found.rows.map((row) => [row.about, row.times]))
}

function recallOf(ctx: Context, row: ReleaseRow, times: number): RecallView {
  const view = viewOf(ctx, row)
  const at = row.recalled_at ?? row.created_at
  const dueAt = new Date(at.getTime() + dueMs)
  return {
    release: row.id,
    peer: view.peer,
    caption: view.caption,
    recalledAt: at.toISOString(),
    dueAt: dueAt.toISOString(),
    isLate: dueAt < ctx.now,
    stand: row.state === 'recalling' ? 'unconfirmed' : row.report === null ? 'unreported' : 'incomplete',
    times,
    can: view.can.filter((one) => one === 'recall.again'),
  }
}
