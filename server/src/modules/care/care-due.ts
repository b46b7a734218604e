import type { CareDueList, CareDueRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seen } from '../protection/index.ts'
import { daysOn, today } from './person.ts'
import { attemptColumns, attemptOf } from './view-care.ts'
import type { AttemptRow } from './view-care.ts'

/** How many days before its day something is brought up. */
export const reviewDays = 3
export const certificateDays = 14

const cared = `${seen} and $2 = any(p.carers)`

/** Plans to review, certificates that end and have no later one; of people the reader's organisation cares for. */
export const dueLists = {
  reviews: `select l.code as id, l.code, l.review_on as on_day from care_plan l join protected_person p on p.code = l.code
    where ${cared} and l.review_on <= $4::date`,
  certificates: `select h.id::text as id, h.code, h.valid_until as on_day from health_certificate h
    join protected_person p on p.code = h.code
    where ${cared} and h.valid_until <= $4::date and h.valid_until >= $4::date - 60 and not exists (
      select 1 from health_certificate n where n.code = h.code and (n.issued_on, n.id) > (h.issued_on, h.id))`,
} as const

export interface DueRow {
  readonly id: string
  readonly code: string
  readonly on_day: string
}

interface Due {
  readonly items: CareDueRow[]
  readonly count: number
  readonly can: string[]
}

export async function listDue(
  ctx: Context,
  { list, limit = 100 }: { readonly list: CareDueList; readonly limit?: number },
): Promise<Due> {
  const due = list === 'contacts' ? await contactsDue(ctx, limit) : await daysDue(ctx, list, limit)
  await audit(ctx, { action: 'care.due-listed', detail: { list, count: due.items.length } })
  return due
}

async function daysDue(ctx: Context, list: 'reviews' | 'certificates', limit: number): Promise<Due> {
  const until = daysOn(ctx, list === 'reviews' ? reviewDays : certificateDays)
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now, until]
  const found = await ctx.tx.client.query<DueRow>(`${dueLists[list]} order by on_day, code limit $5`, [
    ...reader,
    limit,
  ])
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from (${dueLists[list]}) due`,
    reader,
  )
  return {
    items: found.rows.map(({ id, code, on_day: on }) => ({ id, code, on, isOverdue: on < today(ctx) })),
    count: counted.rows[0]?.count ?? 0,
    can: [],
  }
}

/** Attempts of the reader's organisation against what a person wished, that nobody has looked at; for supervisors. */
export const unlooked = `from contact_attempt t join person n on n.id = t.person_id join protected_person p on p.code = t.code
  where ${seen} and t.organisation = $2 and t.faults <> '{}' and t.looked_at is null`

async function contactsDue(ctx: Context, limit: number): Promise<Due> {
  permit(ctx, 'care.supervise', 'node')
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now]
  const found = await ctx.tx.client.query<AttemptRow>(
    `select ${attemptColumns} ${unlooked} order by t.at, t.id limit $4`,
    [...reader, limit],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count ${unlooked}`,
    reader,
  )
  return {
    items: found.rows.map((row) => ({
      ...{ id: row.id, code: row.code, on: row.at.toISOString(), isOverdue: false },
      contact: attemptOf(row),
    })),
    count: counted.rows[0]?.count ?? 0,
    can: ['careLooked'],
  }
}

/** A supervisor has looked at an attempt; it stays where it is written and leaves My work. */
export async function lookAtContact(ctx: Context, id: string): Promise<{ can: string[] }> {
  const changed = await ctx.tx.client.query<{ code: string }>(
    `update contact_attempt set looked_at = $3, looked_by = $4
     where id in (select t.id ${unlooked} and t.id = $5) returning code`,
    [ctx.visible, ctx.actor.organisation, ctx.now, ctx.actor.person, id],
  )
  const row = changed.rows[0]
  if (!row) throw notFound()
  await audit(ctx, { action: 'care.looked', object: row.code })
  return { can: [] }
}
