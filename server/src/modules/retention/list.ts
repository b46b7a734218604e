import type { ErasureRow, RetentionRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { seen } from '../protection/index.ts'
import { clocksOf, dayOf } from './clock.ts'
import { erasureColumns, erasureOf, mayDecide } from './view.ts'
import type { ErasureTableRow } from './view.ts'

/** People whom the reader's organisation cares for and whose day comes. $1 to $3: who reads; $4: today. */
const waiting = `from retention_clock c join protected_person p on p.code = c.code
  where ${seen} and $2 = any(p.carers) and c.warn_on <= $4::date`

const held = `exists (select 1 from legal_hold h where h.code = c.code and h.released_at is null and h.until >= $4::date)`
const states = {
  due: `and c.due_on <= $4::date and not ${held}`,
  soon: `and c.due_on > $4::date and not ${held}`,
  held: `and ${held}`,
  running: 'and false',
} as const

/**
 * Whose day has come or comes, the longest waiting first. What stands in the list was computed in the night: what is shown is
 * computed anew, and who is no longer due is not in it.
 */
export async function listRetention(
  ctx: Context,
  query: { readonly state?: keyof typeof states; readonly limit?: number },
): Promise<{ items: RetentionRow[]; count: number }> {
  const where = `${waiting} ${query.state === undefined ? '' : states[query.state]}`
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now, dayOf(ctx.now)]
  const found = await ctx.tx.client.query<{ code: string }>(
    `select c.code ${where} order by c.due_on, c.code limit $5`,
    [...reader, query.limit ?? 50],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count ${where}`,
    reader,
  )
  const codes = found.rows.map(({ code }) => code)
  const clocks = await clocksOf(ctx, codes)
  const items = codes.flatMap((code) => {
    const clock = clocks.get(code)
    const isMeant = query.state === undefined ? clock?.state !== 'running' : clock?.state === query.state
    return clock && isMeant ? [{ code, clock }] : []
  })
  await audit(ctx, { action: 'retention.listed', detail: { count: items.length } })
  return { items, count: (counted.rows[0]?.count ?? 0) - (codes.length - items.length) }
}

/** An erasure shows to those who cared for the person, also when the person is gone. $1 bitmap, $2 organisation. */
export const erasureSeen = 'visible($1, e.marking_id) and $2 = any(e.carers)'

/** Proposals, refusals and certificates of the reader's organisation, newest first. */
export async function listErasures(
  ctx: Context,
  query: { readonly state?: ErasureRow['state']; readonly limit?: number; readonly cursor?: string },
): Promise<{ items: ErasureRow[]; count: number; next?: string }> {
  const limit = query.limit ?? 50
  const where = `${erasureSeen} and ($3::text is null or e.state = $3)`
  const reader = [ctx.visible, ctx.actor.organisation, query.state ?? null]
  const found = await ctx.tx.client.query<ErasureTableRow>(
    `select ${erasureColumns} where ${where} and ($4::uuid is null or (e.proposed_at, e.id) < (select o.proposed_at, o.id from erasure o where o.id = $4))
     order by e.proposed_at desc, e.id desc limit $5`,
    [...reader, cursorOf(query.cursor), limit + 1],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from erasure e where ${where}`,
    reader,
  )
  const rows = found.rows.slice(0, limit)
  await audit(ctx, { action: 'erasure.listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  return {
    items: rows.map(erasureOf),
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit && last ? { next: last.id } : {}),
  }
}

function cursorOf(cursor: string | undefined): string | null {
  return cursor !== undefined && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null
}

export interface WaitingKept {
  readonly id: string
  readonly code: string
  readonly at: Date
  readonly act: 'due' | 'decide' | 'hold-ends'
}

/** So many days before its end a hold is looked at again. */
const holdWarnDays = 14

/** What waits: of whom the day has come, for who cares; proposals and holds that end, for who decides. */
export async function waitingKept(ctx: Context): Promise<readonly WaitingKept[]> {
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now, dayOf(ctx.now)]
  const due = mayDo(ctx, 'protection.work', 'node').allow
    ? await ctx.tx.client.query<WaitingKept>(
        `select c.code as id, c.code, c.due_on::timestamp at time zone 'UTC' as at, 'due' as act ${waiting} ${states.due}
           and not exists (select 1 from erasure e where e.code = c.code and e.state <> 'refused')
         order by c.due_on, c.code limit 20`,
        reader,
      )
    : { rows: [] }
  const clocks = await clocksOf(
    ctx,
    due.rows.map(({ code }) => code),
  )
  const come = due.rows.filter(({ code }) => clocks.get(code)?.state === 'due')
  if (!mayDecide(ctx)) return come
  const decide = await ctx.tx.client.query<WaitingKept>(
    `select e.id, e.code, e.proposed_at as at, 'decide' as act from erasure e
     where ${erasureSeen} and e.state = 'proposed' and e.proposed_by <> $3 order by e.proposed_at limit 20`,
    [ctx.visible, ctx.actor.organisation, ctx.actor.person],
  )
  const ending = await ctx.tx.client.query<WaitingKept>(
    `select h.id, h.code, h.until::timestamp at time zone 'UTC' as at, 'hold-ends' as act from legal_hold h
     join protected_person p on p.code = h.code
     where ${seen} and $2 = any(p.carers) and h.released_at is null and h.until between $4::date and $4::date + ${holdWarnDays}
     order by h.until, h.id limit 20`,
    reader,
  )
  return [...come, ...decide.rows, ...ending.rows]
}
