import type { ReceiptItems, ReceivePerson, ReturnView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { getOwnReturn } from './find-return.ts'
import { isKnownAct } from './check-move.ts'
import { moveTrack } from './note-return.ts'
import { digestOf, findReceipt, signFor } from './receipt.ts'
import { settleReturn, standOf } from './settle-return.ts'
import { readReturn } from './view-return.ts'

/** Signs that the person and what goes with them is handed over. Every gate has to be open, or opened by two people. */
export async function releasePerson(
  ctx: Context,
  id: string,
  { id: receipt, items }: { readonly id: string; readonly items: ReceiptItems },
): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  if (await isKnownAct(ctx, receipt, id)) return readReturn(ctx, id)
  if (held.stands.handover.state !== 'none') throw new Problem('conflict')
  const { missing } = standOf(held, { now: ctx.now, nextFollowUp: undefined })
  if (missing.length > 0) throw new Problem('conflict', gatesClosed)
  const digest = digestOf({ receipt, code: held.row.code, items, at: ctx.now })
  await ctx.tx.client.query(
    `insert into return_receipt (id, case_id, items, digest, released_by, released_at, released_signature)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[receipt, id, JSON.stringify(items), digest, ctx.actor.person, ctx.now],
      signFor(ctx.node, ['released', digest, ctx.actor.person, ctx.now.toISOString()]),
    ],
  )
  await moveTrack(ctx, held, { id: receipt, track: 'handover', to: 'released', facts: {}, kind: 'receipt' })
  await settleReturn(ctx, held.row)
  await audit(ctx, { action: 'return.released', object: held.row.code, detail: { digest } })
  return readReturn(ctx, id)
}

/** The other side: what was counted is what was signed, and what differs is told beside it. */
export async function receivePerson(ctx: Context, id: string, given: ReceivePerson): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  const row = await findReceipt(ctx, id)
  if (!row || held.stands.handover.state === 'received') throw new Problem('conflict')
  if (row.digest !== given.digest)
    throw faultAt('/digest', { en: 'this is another receipt', th: 'นี่เป็นใบรับมอบฉบับอื่น' })
  const { code } = held.row
  const receiver = await sealWords(ctx, code, given.receiver)
  const differs = given.differs === undefined ? null : await sealWords(ctx, code, given.differs)
  await ctx.tx.client.query(
    `update return_receipt set received_by = $2, receiver_id = $3, received_at = $4, received_signature = $5, differs_id = coalesce($6, differs_id)
     where id = $1`,
    [
      ...[row.id, ctx.actor.person, receiver, ctx.now],
      signFor(ctx.node, ['received', row.digest, ctx.actor.person, ctx.now.toISOString()]),
      differs,
    ],
  )
  const to = differs === null ? 'received' : 'differs'
  if (held.stands.handover.state !== to)
    await moveTrack(ctx, held, {
      track: 'handover',
      to,
      facts: {},
      kind: 'receipt',
      reason: differs ?? undefined,
    })
  await settleReturn(ctx, held.row)
  await audit(ctx, { action: 'return.received', object: code, detail: { digest: row.digest } })
  return readReturn(ctx, id)
}

const gatesClosed = {
  en: 'Something is still missing before the journey: see the list of gates',
  th: 'ยังขาดบางอย่างก่อนเดินทาง โปรดดูรายการด่าน',
}
