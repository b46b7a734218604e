import type { GraphCommunities, GraphCommunitiesReply } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { shownOf } from './shown.ts'

/**
 * Communities of what is on a chart, by the links among it that the asker may see, read from the tables now. Relations of one kind
 * between two count once: five hundred payments do not tie five hundred times as much as one.
 */
export async function groupNodes(ctx: Context, { nodes }: GraphCommunities): Promise<GraphCommunitiesReply> {
  const shown = await shownOf(ctx, nodes)
  if (shown.length === 0) throw notFound()
  const standsFor = new Map(
    shown.flatMap(({ members }) => members.map((member) => [member, Math.min(...members)] as const)),
  )
  const links = await ctx.tx.client.query<{ from_entity: number; to_entity: number }>(
    `select distinct from_entity, to_entity, kind from link
     where retracted_at is null and visible($2, marking_id) and from_entity = any($1::bigint[]) and to_entity = any($1::bigint[])`,
    [[...standsFor.keys()], Buffer.from(ctx.visible)],
  )
  const graph = await ctx.node.graph.index()
  const { entity, community } = await graph.communitiesAmong({
    entities: [...standsFor.values()],
    links: links.rows.map((row) => [standsFor.get(row.from_entity) ?? 0, standsFor.get(row.to_entity) ?? 0]),
    seed: 1,
    resolution: 1,
  })
  const wires = new Map(shown.map(({ wire, members }) => [Math.min(...members), wire]))
  const groups = Map.groupBy(entity.keys(), (at) => community[at] ?? 0)
  await audit(ctx, { action: 'graph.expand', shown: shown.map((one) => one.wire) })
  return {
    // The largest first; of one size the one that holds the lowest entity.
    groups: [...groups.values()]
      .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
      .map((group) => group.flatMap((at) => wires.get(entity[at] ?? 0) ?? [])),
  }
}
