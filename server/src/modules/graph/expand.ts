import { linkKindOf, linkKinds } from '@shield/core'
import type { GraphEdge, GraphExpand, GraphNode, GraphReply } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { captionsOf, clustersOf, getCluster, linkCounts } from '../registry/index.ts'

/** A node of the chart: a cluster as this viewer sees it, under the member that was met first. */
interface Shown {
  readonly wire: string
  readonly members: readonly number[]
}

/** Entities and the visible links among them. */
export async function openGraph(ctx: Context, ids: readonly string[]): Promise<GraphReply> {
  const shown = await shownOf(ctx, ids)
  if (shown.length === 0) throw notFound()
  return replyOf(ctx, shown, shown, 0)
}

/** Neighbours of one entity by relation, the best connected first, and their links to what is on the chart already. */
export async function expandGraph(ctx: Context, input: GraphExpand): Promise<GraphReply> {
  const members = (await getCluster(ctx, input.id)).map((member) => member.id)
  const present = await shownOf(ctx, [input.id, ...input.present])
  const known = new Set(present.flatMap((one) => one.members))
  const found = await ctx.tx.client.query<{ other: number }>(
    `select other, count(*) as strength from (
       select l.to_entity as other, l.kind, 'out' as direction from link l
       where l.from_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)
       union all
       select l.from_entity, l.kind, 'in' from link l
       where l.to_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)) as ends
     join entity o on o.id = ends.other
     where any_visible($2, o.markings) and o.id <> all($1::bigint[])
       and ($3::int is null or ends.kind = $3) and ($4::text is null or ends.direction = $4)
     group by other order by strength desc, other`,
    [
      members,
      Buffer.from(ctx.visible),
      input.kind === undefined ? null : linkKinds[input.kind].number,
      input.direction ?? null,
    ],
  )
  const neighbours = found.rows.map((row) => row.other).filter((id) => !known.has(id))
  const clusters = await clustersOf(ctx, neighbours)
  const fresh = new Map<number, number[]>()
  for (const id of neighbours)
    fresh.set(clusters.get(id) ?? id, [...(fresh.get(clusters.get(id) ?? id) ?? []), id])
  const chosen = [...fresh.values()].slice(0, input.limit)
  const captions = await captionsOf(
    ctx,
    chosen.map((ids) => ids[0] ?? 0),
  )
  const added = chosen.flatMap((ids): Shown[] => {
    const caption = captions.get(ids[0] ?? 0)
    return caption ? [{ wire: caption.wire, members: ids }] : []
  })
  return replyOf(ctx, added, [...present, ...added], fresh.size - chosen.length)
}

async function shownOf(ctx: Context, ids: readonly string[]): Promise<readonly Shown[]> {
  const found = await ctx.tx.client.query<{ id: number; wire: string }>(
    `select e.id, e.wire from entity e join unnest($1::uuid[]) with ordinality as asked (wire, place) on asked.wire = e.wire
     where any_visible($2, e.markings) order by place`,
    [[...new Set(ids)], Buffer.from(ctx.visible)],
  )
  const clusters = await clustersOf(
    ctx,
    found.rows.map((row) => row.id),
  )
  const shown = new Map<number, { wire: string; members: number[] }>()
  for (const row of found.rows) {
    const cluster = clusters.get(row.id) ?? row.id
    const one = shown.get(cluster)
    if (one) one.members.push(row.id)
    else shown.set(cluster, { wire: row.wire, members: [row.id] })
  }
  for (const [cluster, one] of shown)
    if (one.members.length > 0 && cluster !== one.members[0]) one.members.push(cluster)
  return [...shown.values()]
}

async function replyOf(
  ctx: Context,
  nodes: readonly Shown[],
  all: readonly Shown[],
  left: number,
): Promise<GraphReply> {
  const captions = await captionsOf(
    ctx,
    nodes.map((node) => node.members[0] ?? 0),
  )
  const made: GraphNode[] = []
  for (const node of nodes) {
    const caption = captions.get(node.members[0] ?? 0)
    if (!caption) continue
    made.push({
      id: node.wire,
      kind: caption.kind,
      caption: caption.caption,
      sources: node.members.length,
      marking: ctx.node.markings.block(caption.marking),
      links: await linkCounts(ctx, node.members),
    })
  }
  await audit(ctx, { action: 'graph.expand', shown: made.map((node) => node.id) })
  return { nodes: made, edges: await edgesAmong(ctx, nodes, all), left }
}

/** Visible links between the new nodes and all nodes of the chart. */
async function edgesAmong(
  ctx: Context,
  fresh: readonly Shown[],
  all: readonly Shown[],
): Promise<GraphEdge[]> {
  const nodeOf = new Map(all.flatMap((node) => node.members.map((member) => [member, node.wire] as const)))
  const found = await ctx.tx.client.query<{
    wire: string
    kind: number
    from_entity: number
    to_entity: number
    starts: string | null
    ends: string | null
    amount: string | null
    currency: string | null
    detail: string | null
  }>(
    `select wire, kind, from_entity, to_entity, starts, ends, amount, currency, detail from link
     where retracted_at is null and visible($3, marking_id)
       and ((from_entity = any($1::bigint[]) and to_entity = any($2::bigint[])) or (to_entity = any($1::bigint[]) and from_entity = any($2::bigint[])))
     order by id limit 5000`,
    [fresh.flatMap((node) => node.members), [...nodeOf.keys()], Buffer.from(ctx.visible)],
  )
  return found.rows.flatMap((row): GraphEdge[] => {
    const from = nodeOf.get(row.from_entity)
    const to = nodeOf.get(row.to_entity)
    if (from === undefined || to === undefined || from === to) return []
    return [
      {
        id: row.wire,
        kind: linkKindOf(row.kind),
        from,
        to,
        ...(row.starts === null ? {} : { starts: row.starts }),
        ...(row.ends === null ? {} : { ends: row.ends }),
        ...(row.amount === null ? {} : { amount: { amount: row.amount, currency: row.currency ?? '' } }),
        ...(row.detail === null ? {} : { detail: row.detail }),
      },
    ]
  })
}
