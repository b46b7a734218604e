import type { ChangeMarking, MarkingChange } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../../context.ts'
import { Problem } from '../../../problem.ts'
import { moveRows, numbered } from './move.ts'
import { findWaiting, seeing, viewChange } from './view-change.ts'
import { faultOf, isRaise, weigh } from './weigh.ts'

/** Changes how records are handled: stricter at once; anything looser waits for a second person of the owner. */
export async function changeMarking(ctx: Context, input: ChangeMarking): Promise<MarkingChange> {
  const { target, plan } = await weigh(ctx, input, true)
  if (plan.steps.length === 0) throw faultOf('nothing would change: it is handled so already')
  const isAtOnce = isRaise(plan.weight)
  if (!isAtOnce && (await findWaiting(ctx, target.records)))
    throw new Problem('conflict', {
      en: 'A change of this handling already waits for a second person',
      th: 'มีการขอเปลี่ยนชั้นการจัดการนี้รอบุคคลที่สองอยู่แล้ว',
    })
  const steps = await numbered(ctx, plan.steps)
  const id = newId()
  await ctx.tx.db
    .insertInto('marking_change')
    .values({
      id,
      organisation: ctx.actor.organisation,
      entity_id: target.entity.id,
      source_id: target.source,
      record_id: target.record ?? null,
      weight: plan.weight === 'equal' ? 'stricter' : plan.weight,
      state: isAtOnce ? 'done' : 'waiting',
      records: [...target.records],
      row_count: steps.reduce((sum, step) => sum + (target.blocks.get(step.id) ?? 0), 0),
      before: steps.map((step) => step.id),
      after: steps.map((step) => step.to),
      reason: input.reason,
      by_person: ctx.actor.person,
      at: ctx.now,
    })
    .execute()
  if (isAtOnce) await moveRows(ctx, target.records, steps)
  await audit(ctx, {
    action: isAtOnce ? 'marking.raised' : 'marking.proposed',
    object: id,
    shown: [target.entity.wire],
    detail: { weight: plan.weight, records: target.records.length },
  })
  return viewChange(await seeing(ctx, steps), id)
}
