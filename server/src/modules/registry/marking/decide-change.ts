import type { MarkingChange } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../../context.ts'
import { permit } from '../../../permit.ts'
import { Problem } from '../../../problem.ts'
import { holdSource } from '../write/hold-source.ts'
import { moveRows } from './move.ts'
import { blocksOf, everyVersion } from './target.ts'
import { getChange, seeing, stepsOf, viewChange } from './view-change.ts'
import type { ChangeRow } from './view-change.ts'

/** Agrees to a change as the second person: exactly what was proposed, or nothing when the rows have changed since. */
export async function approveChange(ctx: Context, id: string, reason: string): Promise<MarkingChange> {
  const change = await getDecidable(ctx, id)
  const steps = stepsOf(ctx, change)
  const records = await versionsNow(ctx, change)
  const blocks = await blocksOf(ctx, records)
  const carrying = change.before.reduce((sum, block) => sum + (blocks.get(block) ?? 0), 0)
  if (records.length !== change.records.length || carrying !== change.row_count)
    throw new Problem('state-changed', {
      en: 'The records have changed since this was proposed. Refuse it, and have it proposed anew',
      th: 'ระเบียนเปลี่ยนไปหลังจากเสนอ โปรดปฏิเสธแล้วให้เสนอใหม่',
    })
  await moveRows(ctx, records, steps)
  await decide(ctx, id, 'approved', reason)
  await audit(ctx, {
    action: 'marking.lowered',
    object: id,
    shown: [change.entity_wire],
    detail: { weight: change.weight, records: records.length },
  })
  return viewChange(await seeing(ctx, steps), id)
}

/** Refuses a change; the rows stay as they are. */
export async function refuseChange(ctx: Context, id: string, reason: string): Promise<MarkingChange> {
  const change = await getDecidable(ctx, id)
  await decide(ctx, id, 'refused', reason)
  await audit(ctx, { action: 'marking.refused', object: id, shown: [change.entity_wire] })
  return viewChange(ctx, id)
}

/** Takes the own proposal back before anybody has decided. */
export async function withdrawChange(ctx: Context, id: string, reason: string): Promise<MarkingChange> {
  const change = await getWaiting(ctx, id)
  if (change.by_person !== ctx.actor.person)
    throw new Problem('not-allowed', {
      en: 'Who proposed it withdraws it',
      th: 'ผู้เสนอเท่านั้นที่ถอนได้',
    })
  await decide(ctx, id, 'withdrawn', reason)
  await audit(ctx, { action: 'marking.withdrawn', object: id, shown: [change.entity_wire] })
  return viewChange(ctx, id)
}

async function getWaiting(ctx: Context, id: string): Promise<ChangeRow> {
  const change = await getChange(ctx, id, true)
  if (change.state !== 'waiting') throw new Problem('conflict')
  return change
}

/** The policy, asked for who decides now and for each block as it stands: owner, office, and another person. */
async function getDecidable(ctx: Context, id: string): Promise<ChangeRow> {
  const change = await getWaiting(ctx, id)
  for (const step of stepsOf(ctx, change))
    permit(ctx, 'content.lower', step.before, change.by_person !== ctx.actor.person)
  return change
}

async function decide(
  ctx: Context,
  id: string,
  state: 'approved' | 'refused' | 'withdrawn',
  reason: string,
): Promise<void> {
  await ctx.tx.db
    .updateTable('marking_change')
    .set({ state, decided_by: ctx.actor.person, decided_at: ctx.now, decided_reason: reason })
    .where('id', '=', id)
    .execute()
}

/** Every version there is now of the records weighed then, while no import adds one. */
async function versionsNow(ctx: Context, change: ChangeRow): Promise<readonly number[]> {
  await holdSource(ctx.tx.client, change.source_id)
  const found = await ctx.tx.client.query<{ id: number }>(
    `with named as (select distinct source_id, key from record where id = any($1::bigint[]))
     select r.id from named cross join lateral (${everyVersion}) r order by r.id`,
    [change.records],
  )
  return found.rows.map((row) => row.id)
}
