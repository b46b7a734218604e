import { linkKindOf, linkKinds } from '@shield/core'
import type { GraphEdge, GraphExpand, GraphNode, GraphOpen, GraphReply } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { captionsOf, getCluster, linkCounts, membersOf } from '../registry/index.ts'
import { clustered, shownOf, taking } from './shown.ts'
import type { Shown } from './shown.ts'

/** Of a hub with more neighbours only so many are put together into clusters; the rest is counted one by one. */
const mostClustered = 2000
/** With more links than this the graph says which neighbours are the best linked: the tables would have to count all of them. */
const hubLinks = 5000

/** Entities and the visible links among them, and to what is on the chart already. */
export async function openGraph(ctx: Context, { ids, present = [] }: GraphOpen): Promise<GraphReply> {
  const all = await shownOf(ctx, [...present, ...ids])
  const opened = await shownOf(ctx, ids)
  const asked = new Set(opened.flatMap((one) => one.members))
  const shown = all.filter((one) => one.members.some((member) => asked.has(member)))
  if (shown.length === 0) throw notFound()
  return replyOf(ctx, { nodes: shown, all, left: 0 })
}

/** Neighbours of one entity by relation, the best connected first, and their links to what is on the chart already. */
export async function expandGraph(ctx: Context, input: GraphExpand): Promise<GraphReply> {
  const members = (await getCluster(ctx, input.id)).map((member) => member.id)
  const present = await shownOf(ctx, [input.id, ...input.present])
  const known = new Set(present.flatMap((one) => one.members))
  const found = await neighboursOf(ctx, members, input)
  const neighbours = found.rows.filter((row) => !known.has(row.id))
  const fresh = await clustered(ctx, neighbours.slice(0, mostClustered))
  const added = fresh.slice(0, input.limit)
  const beyond = Math.max(0, neighbours.length - mostClustered) + found.beyond
  const left = fresh.length - added.length + beyond
  return replyOf(ctx, { nodes: added, all: [...present, ...added], left })
}

interface Neighbours {
  readonly rows: readonly { readonly id: number; readonly wire: string }[]
  /** Further ones, of which only the number is known. */
  readonly beyond: number
}

async function neighboursOf(
  ctx: Context,
  members: readonly number[],
  input: GraphExpand,
): Promise<Neighbours> {
  // What may not be seen does not make a hub: the two ways may count what is beyond their limits differently.
  const linked = await ctx.tx.client.query<{ count: number }>(
    `select count(*) from (
       select 1 from (select to_entity as other, marking_id from link where from_entity = any($1::bigint[]) and retracted_at is null
         union all select from_entity, marking_id from link where to_entity = any($1::bigint[]) and retracted_at is null) as ends
       join entity o on o.id = ends.other
       where visible($2, ends.marking_id) and any_visible($2, o.markings) limit $3) as seen`,
    [members, Buffer.from(ctx.visible), hubLinks],
  )
  return (linked.rows[0]?.count ?? 0) < hubLinks
    ? { rows: await linkedWith(ctx, members, input), beyond: 0 }
    : hubNeighbours(ctx, members, input)
}

/** The best linked as the graph knows them, less what the tables do not show now. */
async function hubNeighbours(
  ctx: Context,
  members: readonly number[],
  input: GraphExpand,
): Promise<Neighbours> {
  const graph = await ctx.node.graph.index()
  const { found, cut } = await graph.expand({
    visible: ctx.visible,
    from: members,
    hops: 1,
    fanOut: mostClustered,
    ...(input.kind === undefined ? {} : { kind: linkKinds[input.kind].number }),
    ...(input.direction === undefined ? {} : { direction: input.direction }),
  })
  const entities = found.map((one) => one.entity)
  const twins = await membersOf(ctx, entities)
  const rows = await linkedWith(ctx, members, input, [...twins.values()].flat())
  const beyond = cut.reduce((sum, one) => sum + one.more, 0)
  return { rows, beyond }
}

/** Neighbours by number of links, read from the tables; of `among` alone where that is given. */
async function linkedWith(
  ctx: Context,
  members: readonly number[],
  { kind, direction }: Pick<GraphExpand, 'kind' | 'direction'>,
  among?: readonly number[],
): Promise<Neighbours['rows']> {
  const found = await ctx.tx.client.query<{ id: number; wire: string }>(
    `select o.id, o.wire, count(*) as strength from (
       select l.to_entity as other, l.kind, 'out' as direction from link l
       where l.from_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)
         and ($5::bigint[] is null or l.to_entity = any($5))
       union all
       select l.from_entity, l.kind, 'in' from link l
       where l.to_entity = any($1::bigint[]) and l.retracted_at is null and visible($2, l.marking_id)
         and ($5::bigint[] is null or l.from_entity = any($5))) as ends
     join entity o on o.id = ends.other
     where any_visible($2, o.markings) and o.id <> all($1::bigint[])
       and ($3::int is null or ends.kind = $3) and ($4::text is null or ends.direction = $4)
     group by o.id, o.wire order by strength desc, o.id`,
    [
      members,
      Buffer.from(ctx.visible),
      kind === undefined ? null : linkKinds[kind].number,
      direction ?? null,
      among ?? null,
    ],
  )
  return found.rows
}

interface Replying {
  readonly nodes: readonly Shown[]
  /** Everything on the chart after this, the nodes as well. */
  readonly all: readonly Shown[]
  readonly left: number
}

/** Nodes with what is said of them, and their links with one another and with what is on the chart; in the audit. */
export async function replyOf(ctx: Context, { nodes, all, left }: Replying): Promise<GraphReply> {
  const captions = await captionsOf(
    ctx,
    nodes.map((node) => node.members[0] ?? 0),
  )
  const takingOf = taking(ctx)
  const made: GraphNode[] = []
  for (const node of nodes) {
    const caption = captions.get(node.members[0] ?? 0)
    if (!caption) continue
    made.push({
      id: node.wire,
      kind: caption.kind,
      caption: caption.caption,
      sources: node.members.length,
      links: await linkCounts(ctx, node.members),
      ...takingOf(caption.marking),
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
  const takingOf = taking(ctx)
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
    source_name: string
    marking_id: number
  }>(
    `select l.wire, kind, from_entity, to_entity, starts, ends, amount, currency, detail, s.name as source_name, l.marking_id
     from link l join source s on s.id = l.source_id
     where retracted_at is null and visible($3, l.marking_id)
       and ((from_entity = any($1::bigint[]) and to_entity = any($2::bigint[])) or (to_entity = any($1::bigint[]) and from_entity = any($2::bigint[])))
     order by l.id limit 5000`,
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
        sourceName: row.source_name,
        ...takingOf(row.marking_id),
      },
    ]
  })
}
