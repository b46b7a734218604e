import type { GraphExport, GraphExported } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'
import { shownOf } from './shown.ts'

/**
 * Leave to make a picture of these, asked before it is made: the picture itself is drawn in the browser.
 * One thing in it that may not leave keeps all of it; the audit names every entity in it.
 */
export async function exportChart(ctx: Context, input: GraphExport): Promise<GraphExported> {
  const markings = new Set([
    ...(await captionMarkings(ctx, input.nodes)),
    ...(await linkMarkings(ctx, input.edges)),
  ])
  const blocks = [...markings].map((marking) => ctx.node.markings.block(marking))
  for (const block of blocks) permit(ctx, 'content.export', block)
  const id = await audit(ctx, {
    action: 'export.run',
    shown: input.nodes,
    detail: { format: input.format, count: input.nodes.length, links: input.edges.length },
  })
  return { id, at: ctx.now.toISOString(), markings: blocks }
}

/** The markings of the captions, for they are what a picture shows of a node. */
async function captionMarkings(ctx: Context, ids: readonly string[]): Promise<readonly number[]> {
  const shown = await shownOf(ctx, ids)
  const known = new Set(shown.map((one) => one.wire))
  if (ids.some((id) => !known.has(id))) throw notFound()
  const captions = await captionsOf(
    ctx,
    shown.map((one) => one.members[0] ?? 0),
  )
  return [...captions.values()].map((caption) => caption.marking)
}

async function linkMarkings(ctx: Context, ids: readonly string[]): Promise<readonly number[]> {
  const asked = [...new Set(ids)]
  const found = await ctx.tx.client.query<{ marking_id: number }>(
    'select marking_id from link where wire = any($1::uuid[]) and retracted_at is null and visible($2, marking_id)',
    [asked, Buffer.from(ctx.visible)],
  )
  if (found.rows.length < asked.length) throw notFound()
  return found.rows.map((row) => row.marking_id)
}
