import type { LeadPrecision, LeadQuery, LeadRow as LeadRowView } from '@shield/contract'
import { leadRules } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { seal, unseal } from '../../seal.ts'
import { assignedTo, findLeads } from './lead-rows.ts'
import type { LeadRow } from './lead-rows.ts'
import { precisionOf } from './model.ts'
import { connectsOf, countOf, pathsOf } from './paths-of.ts'

/** Leads for this person and the own desk, newest first. */
export async function listLeads(
  ctx: Context,
  query: LeadQuery,
): Promise<{ items: LeadRowView[]; next?: string }> {
  const limit = Math.min(query.limit ?? 50, 100)
  const { cursor, limit: _, ...filter } = query
  const rows = await findLeads(ctx, { ...filter, before: unseal(ctx.node, 'place', cursor) }, limit + 1)
  const shown = rows.slice(0, limit)
  const items: LeadRowView[] = []
  const entities: string[] = []
  for (const row of shown) {
    const told = await rowOf(ctx, row)
    items.push(...told.items)
    entities.push(...told.entities)
  }
  await audit(ctx, { action: 'lead.listed', shown: entities })
  const last = shown.at(-1)
  return {
    items,
    ...(rows.length > limit && last !== undefined
      ? { next: seal(ctx.node, 'place', last.due_at.getTime(), last.number) }
      : {}),
  }
}

async function rowOf(
  ctx: Context,
  lead: LeadRow,
): Promise<{ readonly items: readonly LeadRowView[]; readonly entities: readonly string[] }> {
  const [path] = await pathsOf(ctx, lead, 1)
  const left = path?.left[0]
  const right = path?.right[0]
  if (!path || !right) return { items: [], entities: [] }
  const end = (one: typeof right): LeadRowView['right'] => ({
    caption: one.entity.caption,
    kind: one.entity.kind,
    sourceName: one.sourceName,
  })
  const item: LeadRowView = {
    id: lead.id,
    rule: lead.rule,
    state: lead.state,
    at: lead.due_at.toISOString(),
    isSeen: lead.is_seen,
    property: path.property,
    value: path.value,
    ...(left === undefined ? {} : { left: end(left) }),
    right: end(right),
    count: await countOf(ctx, lead),
    connects: connectsOf(ctx, lead),
    ...assignedTo(lead),
    markings: lead.markings.map((marking) => ctx.node.markings.block(marking)),
  }
  return { items: [item], entities: [...path.left, ...path.right].map((one) => one.entity.id) }
}

const mostCounted = 2000

/** What came of the leads of each rule, of those this reader sees now. */
export async function readPrecision(ctx: Context): Promise<LeadPrecision> {
  const rows = await findLeads(ctx, {}, mostCounted)
  await audit(ctx, { action: 'lead.listed', detail: { counted: rows.length } })
  return {
    items: leadRules.map((rule) => {
      const of = rows.filter((row) => row.rule === rule)
      const acted = of.filter((row) => row.state === 'acted').length
      const dismissed = of.filter((row) => row.state === 'dismissed').length
      const share = precisionOf(acted, dismissed)
      return {
        rule,
        acted,
        dismissed,
        open: of.length - acted - dismissed,
        ...(share === undefined ? {} : { share }),
      }
    }),
  }
}

/** New leads for this person that nobody has taken up, for the queues of what waits. */
export async function waitingLeads(
  ctx: Context,
  most: number,
): Promise<readonly { readonly id: string; readonly at: Date; readonly rule: LeadRow['rule'] }[]> {
  const rows = await findLeads(ctx, { state: 'new' }, most)
  return rows.map((row) => ({ id: row.id, at: row.due_at, rule: row.rule }))
}
