import type { AgreedExport } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { getAgreed, viewAgreed } from './agreed-rows.ts'
import type { AgreedRow } from './agreed-rows.ts'

/** Agrees as the second person: who asked may take the file, once. */
export async function approveExport(ctx: Context, id: string, reason: string): Promise<AgreedExport> {
  const row = await getDecidable(ctx, id)
  return decide(ctx, row, { state: 'approved', reason })
}

/** Refuses as the second person; nothing leaves. */
export async function refuseExport(ctx: Context, id: string, reason: string): Promise<AgreedExport> {
  const row = await getDecidable(ctx, id)
  return decide(ctx, row, { state: 'refused', reason })
}

/** Takes the own request back before anybody has decided. */
export async function withdrawExport(ctx: Context, id: string, reason: string): Promise<AgreedExport> {
  const row = await getWaiting(ctx, id)
  if (row.by_person !== ctx.actor.person)
    throw new Problem('not-allowed', { en: 'Who asked for it withdraws it', th: 'ผู้ขอเท่านั้นที่ถอนได้' })
  return decide(ctx, row, { state: 'withdrawn', reason })
}

interface Decision {
  readonly state: 'approved' | 'refused' | 'withdrawn'
  readonly reason: string
}

async function decide(ctx: Context, { id }: AgreedRow, { state, reason }: Decision): Promise<AgreedExport> {
  await ctx.tx.db
    .updateTable('export_request')
    .set({ state, decided_by: ctx.actor.person, decided_at: ctx.now, decided_reason: reason })
    .where('id', '=', id)
    .execute()
  const view = await viewAgreed(ctx, id)
  await audit(ctx, { action: `export.${state}`, object: id, shown: view.first.map((one) => one.id) })
  return view
}

async function getWaiting(ctx: Context, id: string): Promise<AgreedRow> {
  const row = await getAgreed(ctx, id)
  if (row.state !== 'waiting') throw new Problem('conflict')
  return row
}

/** The policy, asked for who decides now and for each block of what would leave: a reader of all of it, and another person. */
async function getDecidable(ctx: Context, id: string): Promise<AgreedRow> {
  const row = await getWaiting(ctx, id)
  for (const marking of row.markings)
    permit(ctx, 'content.export', ctx.node.markings.block(marking), row.by_person !== ctx.actor.person)
  if (row.by_person === ctx.actor.person)
    throw new Problem('second-person-needed', { en: 'Somebody else decides', th: 'ต้องให้ผู้อื่นเป็นผู้ตัดสินใจ' })
  return row
}
