import type { OverdueRow, PlaceHold } from '@shield/contract'
import type { HoldGround, RetentionClock, Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { clocksOf, dayOf } from './clock.ts'
import { checkUntil, endHold, holdHasEnded, isPlaced, writeHold } from './hold.ts'

/** Of whom the day to be erased has come, whom nothing holds and whose erasing has not begun, as the night computed it. $1: today. */
const overdue = `from retention_clock c join protected_person p on p.code = c.code and p.erased_at is null
  where c.act = 'erase' and c.due_on <= $1::date
    and not exists (select 1 from legal_hold h where h.code = c.code and h.released_at is null and h.until >= $1::date)
    and not exists (select 1 from erasure e where e.code = c.code and e.state in ('clearing', 'erased'))`

/** Holds of oversight that stand. $1: today, $2: the reader's organisation. */
const held = `from legal_hold h join protected_person p on p.code = h.code and p.erased_at is null
  join person b on b.id = h.placed_by
  where h.of_oversight and h.organisation = $2 and h.released_at is null and h.until >= $1::date`

interface Query {
  readonly state?: 'overdue' | 'held'
  readonly limit?: number
  readonly cursor?: string
}

interface Row {
  readonly code: string
  readonly carers: readonly Words[]
  readonly proposed_at: Date | null
  readonly hold: {
    readonly id: string
    readonly ground: HoldGround
    readonly until: string
    readonly at: string
    readonly by: Words
  } | null
}

const columns = `p.code,
  array(select jsonb_build_object('en', o.name_en, 'th', o.name_th) from organisation o where o.code = any(p.carers) order by o.code) as carers,
  (select e.proposed_at from erasure e where e.code = p.code and e.state = 'proposed' limit 1) as proposed_at`
const holdColumn = `jsonb_build_object('id', h.id, 'ground', h.ground, 'until', h.until, 'at', h.placed_at,
  'by', jsonb_build_object('en', b.name_en, 'th', b.name_th)) as hold`

/** Codes of whom the rule says that they should be gone, the longest waiting first; or whom the reader's office holds. */
export async function listOverdue(
  ctx: Context,
  { state = 'overdue', limit = 50, cursor }: Query,
): Promise<{ items: OverdueRow[]; count: number; next?: string }> {
  const reader = state === 'held' ? [dayOf(ctx.now), ctx.actor.organisation] : [dayOf(ctx.now)]
  const after = codePattern.test(cursor ?? '') ? cursor : null
  const at = reader.length + 1
  const found = await ctx.tx.client.query<Row>(
    state === 'held'
      ? `select ${columns}, ${holdColumn} ${held}
         and ($${at}::text is null or (h.until, h.code) > (select o.until, o.code from legal_hold o
           where o.code = $${at} and o.of_oversight and o.organisation = $2 and o.released_at is null order by o.until limit 1))
         order by h.until, h.code limit $${at + 1}`
      : `select ${columns}, null as hold ${overdue}
         and ($${at}::text is null or (c.due_on, c.code) > (select o.due_on, o.code from retention_clock o where o.code = $${at}))
         order by c.due_on, c.code limit $${at + 1}`,
    [...reader, after, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  const clocks = await clocksOf(
    ctx,
    rows.map(({ code }) => code),
  )
  const meant = rows.filter(({ code }) => state === 'held' || isOverdue(clocks.get(code)))
  await audit(ctx, { action: 'overdue.listed', detail: { count: meant.length } })
  const last = rows.at(-1)
  return {
    items: meant.map((row) => rowOf(row, clocks.get(row.code))),
    count: (await countOf(ctx, state === 'held' ? held : overdue, reader)) - (rows.length - meant.length),
    ...(found.rows.length > limit && last ? { next: last.code } : {}),
  }
}

const codePattern = /^[0-9A-Z-]{8,20}$/

/** Who was computed in the night may have been heard since: what is shown is computed anew. */
const isOverdue = (clock: RetentionClock | undefined): boolean =>
  clock?.state === 'due' && clock.act === 'erase'

function rowOf({ code, carers, proposed_at, hold }: Row, clock: RetentionClock | undefined): OverdueRow {
  return {
    ...{ code, carers: [...carers] },
    ...(clock && !hold ? { dueOn: clock.dueOn, rule: clock.rule } : {}),
    ...(proposed_at ? { proposedAt: proposed_at.toISOString() } : {}),
    ...(hold
      ? {
          hold: {
            ...{ id: hold.id, ground: hold.ground, until: hold.until, placedBy: hold.by },
            placedAt: new Date(hold.at).toISOString(),
          },
        }
      : {}),
    can: hold ? ['overdueRelease'] : ['overdueHold'],
  }
}

async function countOf(ctx: Context, from: string, reader: readonly string[]): Promise<number> {
  const found = await ctx.tx.client.query<{ count: number }>(`select count(*)::int as count ${from}`, [
    ...reader,
  ])
  return found.rows[0]?.count ?? 0
}

export interface Overdue {
  readonly count: number
  /** ISO day on which the longest waiting should have been gone. */
  readonly since: Date
}

/** How many wait, for the reader's own work; whatever purpose is stated at the moment. Undefined: none, or it is not theirs to see. */
export async function countOverdue(ctx: Context): Promise<Overdue | undefined> {
  if (!mayDo({ ...ctx, purpose: 'oversight' }, 'retention.oversee', 'node').allow) return undefined
  const found = await ctx.tx.client.query<{ count: number; since: Date | null }>(
    `select count(*)::int as count, min(c.due_on)::timestamp at time zone 'UTC' as since ${overdue}`,
    [dayOf(ctx.now)],
  )
  const { count = 0, since = null } = found.rows[0] ?? {}
  return since && count > 0 ? { count, since } : undefined
}

/** Stops the erasing of somebody who is in the list; whoever is not is nobody here. Sent again it is the same hold. */
export async function overseeHold(
  ctx: Context,
  code: string,
  asked: PlaceHold,
): Promise<Record<string, never>> {
  const found = await ctx.tx.client.query<{ code: string }>(
    `select p.code ${overdue} and p.code = $2 for no key update of p`,
    [dayOf(ctx.now), code],
  )
  const isThere = isOverdue((await clocksOf(ctx, [code])).get(code)) && found.rowCount === 1
  const isSame = await isPlaced(ctx, code, asked.id)
  if (!isThere && !isSame) throw notFound()
  checkUntil(ctx, asked.until)
  if (!isSame) await writeHold(ctx, code, { ...asked, ofOversight: true })
  return {}
}

/** Ends a hold of the reader's own office before its day. */
export async function releaseOverseen(
  ctx: Context,
  id: string,
  reason: string,
): Promise<Record<string, never>> {
  const found = await ctx.tx.client.query<{ id: string; code: string; stands: boolean }>(
    `select h.id, h.code, h.released_at is null and h.until >= $3::date as stands from legal_hold h
     where h.id = $1 and h.of_oversight and h.organisation = $2 for no key update of h`,
    [id, ctx.actor.organisation, dayOf(ctx.now)],
  )
  const [hold] = found.rows
  if (!hold) throw notFound()
  if (!hold.stands) throw holdHasEnded()
  await endHold(ctx, hold, reason)
  return {}
}
