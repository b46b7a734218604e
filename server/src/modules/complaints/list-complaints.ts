import type { ComplaintRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { readable } from './readable.ts'

interface Listed {
  readonly id: string
  readonly about: ComplaintRow['about']
  readonly state: ComplaintRow['state']
  readonly at: Date
  readonly changed_at: Date
  readonly waits: boolean
  readonly messages: number
}

export const complaintColumns = `c.id, c.about, c.state, c.at, c.changed_at, c.waits,
  (select count(*)::int from complaint_said s where s.complaint_id = c.id) as messages from complaint c`

/** Complaints: those that wait for an answer first, the longest waiting before the others. */
export async function listComplaints(
  ctx: Context,
  query: { readonly state?: ComplaintRow['state']; readonly cursor?: string; readonly limit?: number },
): Promise<{ items: ComplaintRow[]; next?: string }> {
  const limit = query.limit ?? 50
  const from = placeOf(query.cursor)
  const found = await ctx.tx.client.query<Listed>(
    `select ${complaintColumns} where ${readable(ctx)} and ($1::text is null or c.state = $1)
     order by c.waits desc, c.changed_at, c.id offset $2 limit $3`,
    [query.state ?? null, from, limit + 1],
  )
  await audit(ctx, { action: 'complaint.listed', detail: { count: Math.min(limit, found.rows.length) } })
  return {
    items: found.rows.slice(0, limit).map(rowOf),
    ...(found.rows.length > limit ? { next: String(from + limit) } : {}),
  }
}

export function rowOf({ at, changed_at: changedAt, ...row }: Listed): ComplaintRow {
  return { ...row, at: at.toISOString(), changedAt: changedAt.toISOString() }
}

function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,6}$/.test(cursor))
    throw new Problem('query-invalid', undefined, [
      { pointer: '/cursor', rule: 'valid', hint: { en: 'begin the list anew', th: 'โปรดเริ่มรายการใหม่' } },
    ])
  return Number(cursor)
}

/** How many wait for an answer, and since when, for who answers them. */
export async function waitingComplaints(
  ctx: Context,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  if (!mayDo({ ...ctx, purpose: 'oversight' }, 'complaint.work', 'node').allow) return []
  const found = await ctx.tx.client.query<{ id: string; at: Date }>(
    `select c.id, c.changed_at as at from complaint c where c.waits and ${readable(ctx)} order by c.changed_at, c.id limit 20`,
  )
  return found.rows
}
