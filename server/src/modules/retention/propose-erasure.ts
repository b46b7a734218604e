import type { ErasureRow, RetentionView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { clocksOf } from './clock.ts'
import { getKept, viewRetention } from './view.ts'

/**
 * Proposes that somebody is erased. Where the day is the ground it has to have come; that the person asks is noted whatever the
 * clock says, for a refusal has to name its ground too. Sent again it is the same proposal.
 */
export async function proposeErasure(
  ctx: Context,
  code: string,
  asked: { readonly id: string; readonly ground: ErasureRow['ground']; readonly reason: string },
): Promise<RetentionView> {
  const person = await getKept(ctx, code)
  permit(ctx, 'content.write', ctx.node.markings.block(person.marking_id))
  const known = await ctx.tx.client.query<{ id: string; code: string; state: ErasureRow['state'] }>(
    `select id, code, state from erasure where id = $1 or (code = $2 and state = 'proposed')`,
    [asked.id, code],
  )
  const same = known.rows.find((one) => one.id === asked.id)
  if (same && same.code !== code) throw notFound()
  if (same) return viewRetention(ctx, person)
  if (known.rows.length > 0) throw new Problem('conflict', proposed)
  const clock = (await clocksOf(ctx, [code])).get(code)
  if (asked.ground === 'due' && clock?.state !== 'due')
    throw new Problem('conflict', clock?.state === 'held' ? held : notDue)
  const reason = await sealWords(ctx, code, asked.reason)
  await ctx.tx.client.query(
    `insert into erasure (id, code, marking_id, carers, ground, clock, reason_id, proposed_at, proposed_by, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[asked.id, code, person.marking_id, person.carers, asked.ground, JSON.stringify(clock ?? null)],
      ...[reason, ctx.now, ctx.actor.person, ctx.actor.organisation],
    ],
  )
  await audit(ctx, { action: 'erasure.proposed', object: code, detail: { ground: asked.ground } })
  return viewRetention(ctx, person)
}

const proposed = { en: 'This was proposed already', th: 'มีการเสนอเรื่องนี้แล้ว' }
const notDue = {
  en: 'The day has not come. Where the person asks for it, say so',
  th: 'ยังไม่ถึงกำหนด หากเจ้าตัวเป็นผู้ขอ โปรดระบุเช่นนั้น',
}
export const held = {
  en: 'A hold stands: nobody erases this person until it has ended',
  th: 'มีการระงับการลบอยู่ จะลบข้อมูลบุคคลนี้ไม่ได้จนกว่าจะสิ้นสุด',
}
