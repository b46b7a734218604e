import type { GraphPaths, GraphPathsReply } from '@shield/contract'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { replyOf } from './expand.ts'
import { beginning } from './follow-graph.ts'
import { shownOf } from './shown.ts'
import type { Shown } from './shown.ts'

/** Longer ways connect everybody with everybody. */
const mostLinks = 6
/** Asked beyond those wanted, for the graph follows the tables a moment later and one may not stand any more. */
const spare = 5
const anyDay = { first: 1, last: 65_535 }

/** The shortest ways from one entity to another by links the asker may see; in order of time, each link begins no earlier than the one before. */
export async function findPaths(ctx: Context, input: GraphPaths): Promise<GraphPathsReply> {
  const { present = [], inOrderOfTime } = input
  const [from] = await shownOf(ctx, [input.from])
  const [to] = await shownOf(ctx, [input.to])
  if (!from || !to) throw notFound()
  const graph = await ctx.node.graph.index()
  const { paths, isCut } = await graph.paths({
    visible: ctx.visible,
    from: from.members[0] ?? 0,
    to: to.members[0] ?? 0,
    count: input.count + spare,
    most: mostLinks,
    ...(inOrderOfTime ? { during: anyDay } : {}),
  })
  const all = await shownAround(ctx, [...present, input.from, input.to], paths.flat())
  const standing = (await standingPaths(ctx, { paths, all, inOrderOfTime })).slice(0, input.count)
  const asked = all.filter((one) => [from, to].some((end) => one.members.includes(end.members[0] ?? 0)))
  const nodes = [...new Set([...asked, ...standing.flat()])]
  const { nodes: made, edges } = await replyOf(ctx, { nodes, all, left: 0 })
  return { nodes: made, edges, paths: standing.map((path) => path.map((node) => node.wire)), isCut }
}

/** What stands on the chart and what the graph spoke of, as the tables show it now: each under the id that it has on the chart. */
async function shownAround(
  ctx: Context,
  present: readonly string[],
  entities: readonly number[],
): Promise<readonly Shown[]> {
  const found = await ctx.tx.client.query<{ wire: string }>(
    'select wire from entity where id = any($1::bigint[]) and any_visible($2, markings) order by id',
    [[...new Set(entities)], Buffer.from(ctx.visible)],
  )
  return shownOf(ctx, [...present, ...found.rows.map((row) => row.wire)])
}

interface Found {
  readonly paths: readonly (readonly number[])[]
  readonly all: readonly Shown[]
  readonly inOrderOfTime: boolean
}

/** Of the ways the graph knows those of which every step stands in the tables and may be seen, now. */
async function standingPaths(
  ctx: Context,
  { paths, all, inOrderOfTime }: Found,
): Promise<readonly (readonly Shown[])[]> {
  const shown = new Map(all.flatMap((one) => one.members.map((member) => [member, one] as const)))
  const known = paths.flatMap((path) => {
    const steps = path.map((entity) => shown.get(entity))
    return steps.every((step) => step !== undefined) ? [steps] : []
  })
  const links = await linksAmong(ctx, [...new Set(known.flat())])
  return known.filter((path) => new Set(path).size === path.length && isWay(path, links, inOrderOfTime))
}

type Links = ReadonlyMap<
  Shown,
  ReadonlyMap<Shown, readonly { readonly first: number; readonly last: number }[]>
>

async function linksAmong(ctx: Context, nodes: readonly Shown[]): Promise<Links> {
  const shown = new Map(nodes.flatMap((one) => one.members.map((member) => [member, one] as const)))
  const found = await ctx.tx.client.query<{ from_entity: number; to_entity: number; starts: string | null }>(
    `select distinct from_entity, to_entity, starts from link
     where retracted_at is null and visible($2, marking_id) and from_entity = any($1::bigint[]) and to_entity = any($1::bigint[])`,
    [[...shown.keys()], Buffer.from(ctx.visible)],
  )
  const links = new Map<Shown, Map<Shown, { first: number; last: number }[]>>(
    nodes.map((node) => [node, new Map()]),
  )
  for (const row of found.rows) {
    const [from, to] = [shown.get(row.from_entity), shown.get(row.to_entity)]
    if (!from || !to) continue
    const days = beginning(row.starts)
    links.get(from)?.set(to, [...(links.get(from)?.get(to) ?? []), days])
    links.get(to)?.set(from, [...(links.get(to)?.get(from) ?? []), days])
  }
  return links
}

/** Is there a link for each step, and, in order of time, one that may begin on or after the day the step before may have? */
function isWay(path: readonly Shown[], links: Links, inOrderOfTime: boolean): boolean {
  let day = anyDay.first
  for (let at = 1; at < path.length; at += 1) {
    const [from, to] = [path[at - 1], path[at]]
    const between = (from && to && links.get(from)?.get(to)) ?? []
    const next = between.filter((link) => !inOrderOfTime || (link.first > 0 && link.last >= day))
    if (next.length === 0) return false
    day = Math.min(...next.map((link) => Math.max(day, link.first)))
  }
  return true
}
