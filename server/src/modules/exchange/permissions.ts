import type { PackageParts, PermissionView } from '@shield/contract'
import type { Purpose, Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'

export interface PermissionRow {
  readonly id: string
  readonly direction: 'out' | 'in' | 'own'
  readonly release_id: string
  readonly peer: string | null
  readonly peer_name: Words | null
  readonly organisation: string
  readonly recipient: string
  readonly purpose: Purpose
  readonly reason: string
  readonly package: PackageParts
  readonly state: PermissionView['state']
  readonly answer: string | null
  readonly asked_by: string | null
  readonly asker: Words | null
  readonly asked_at: Date
  readonly due_at: Date
  readonly chased: number
  readonly answered_at: Date | null
  readonly marking_id: number
}

/** Who reads a release reads what is asked about it. */
async function find(ctx: Context, condition: string, values: readonly unknown[]): Promise<PermissionRow[]> {
  const found = await ctx.tx.client.query<PermissionRow>(
    `select q.id, q.direction, q.release_id, q.peer, q.organisation, q.recipient, q.purpose, q.reason, q.package, q.state, q.answer,
       q.asked_by, q.asked_at, q.due_at, q.chased, q.answered_at, r.marking_id,
       case when p.node is not null then jsonb_build_object('en', p.name_en, 'th', p.name_th) end as peer_name,
       case when a.id is not null then jsonb_build_object('en', a.name_en, 'th', a.name_th) end as asker
     from permission q join release r on r.id = q.release_id left join peer p on p.node = q.peer left join person a on a.id = q.asked_by
     where visible($1, r.marking_id) and ${condition}`,
    [Buffer.from(ctx.visible), ...values],
  )
  return found.rows
}

const mostShown = 200

/** What originators are asked, of us and by us, what is open first; at most 200. */
export async function listPermissions(ctx: Context): Promise<{ items: PermissionView[] }> {
  const rows = await find(
    ctx,
    `true order by q.state = 'asked' desc, case when q.state = 'asked' then q.due_at end, q.asked_at desc limit ${mostShown}`,
    [],
  )
  await audit(ctx, { action: 'permission.listed', detail: { count: rows.length } })
  return { items: rows.map((row) => viewPermission(ctx, row)) }
}

export async function getPermission(ctx: Context, id: string): Promise<PermissionRow> {
  const [row] = await find(ctx, 'q.id = $2 for update of q', [id])
  if (!row) throw notFound()
  return row
}

/** Questions that wait for this person's answer. */
export async function waitingPermissions(ctx: Context): Promise<{ id: string; at: Date; due: Date }[]> {
  const rows = await find(
    ctx,
    `q.state = 'asked' and q.direction in ('in', 'own') order by q.due_at limit 20`,
    [],
  )
  return rows
    .filter((row) => viewPermission(ctx, row).can.length > 0)
    .map((row) => ({ id: row.id, at: row.asked_at, due: row.due_at }))
}

export function viewPermission(ctx: Context, row: PermissionRow): PermissionView {
  const isOpen = row.state === 'asked'
  const isSecond = row.asked_by !== ctx.actor.person
  const block = ctx.node.markings.block(row.marking_id)
  const mayAnswer = isOpen && row.direction !== 'out' && mayDo(ctx, 'content.leave', block, isSecond).allow
  return {
    ...{ id: row.id, release: row.release_id, organisation: row.organisation, recipient: row.recipient },
    ...{ purpose: row.purpose, reason: row.reason, package: row.package, state: row.state },
    ...(row.peer === null || row.peer_name === null ? {} : { peer: { node: row.peer, name: row.peer_name } }),
    askedAt: row.asked_at.toISOString(),
    ...(row.asker === null ? {} : { askedBy: row.asker }),
    dueAt: row.due_at.toISOString(),
    isLate: isOpen && (row.chased > 0 || row.due_at < ctx.now),
    chased: row.chased,
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
    can: mayAnswer ? ['permission.answer'] : [],
  }
}
