import type { GraphNode } from '@shield/contract'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { membersOf } from '../registry/index.ts'

/** A node of the chart: a cluster as this viewer sees it, under the id of the member that was met first. */
export interface Shown {
  readonly wire: string
  /** Every visible member, the one met first in front. */
  readonly members: readonly number[]
}

/** The clusters of these entities in the order asked; what is not visible is not there, what is one cluster is there once. */
export async function shownOf(ctx: Context, ids: readonly string[]): Promise<readonly Shown[]> {
  const found = await ctx.tx.client.query<{ id: number; wire: string }>(
    `select e.id, e.wire from entity e join unnest($1::uuid[]) with ordinality as asked (wire, place) on asked.wire = e.wire
     where any_visible($2, e.markings) order by place`,
    [[...new Set(ids)], Buffer.from(ctx.visible)],
  )
  return clustered(ctx, found.rows)
}

/** One node for each cluster among these entities, the first of it giving its id. */
export async function clustered(
  ctx: Context,
  rows: readonly { readonly id: number; readonly wire: string }[],
): Promise<readonly Shown[]> {
  const members = await membersOf(
    ctx,
    rows.map((row) => row.id),
  )
  const taken = new Set<number>()
  return rows.flatMap((row): Shown[] => {
    if (taken.has(row.id)) return []
    const all = members.get(row.id) ?? [row.id]
    for (const id of all) taken.add(id)
    return [{ wire: row.wire, members: all }]
  })
}

/** May a picture hold what bears this marking? Each marking is decided once for a whole reply. */
export function taking(ctx: Context): (marking: number) => Pick<GraphNode, 'can' | 'because' | 'marking'> {
  const decided = new Map<number, Pick<GraphNode, 'can' | 'because' | 'marking'>>()
  return (number) => {
    const known = decided.get(number)
    if (known) return known
    const marking = ctx.node.markings.block(number)
    const { allow, because } = mayDo(ctx, 'content.export', marking)
    const made = allow ? { marking, can: ['content.export'] } : { marking, can: [], because }
    decided.set(number, made)
    return made
  }
}
