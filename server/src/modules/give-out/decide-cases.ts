import type { CaseRelease } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { release } from './ask-cases.ts'
import { goingNow } from './going-now.ts'
import { getCaseRelease, readCaseRelease } from './view-cases.ts'

/** Lets several cases go as the second person. Each ledger is asked again: what was taken back meanwhile stops it. */
export async function agreeCases(ctx: Context, id: string, reason: string): Promise<CaseRelease> {
  await checkDecidable(ctx, id)
  const { going, others } = await goingNow(ctx, id)
  if (going.length === 0 || others > 0) throw new Problem('conflict', changed)
  await decide(ctx, id, reason)
  await release(ctx, id)
  return readCaseRelease(ctx, id)
}

export async function refuseCases(ctx: Context, id: string, reason: string): Promise<CaseRelease> {
  await checkDecidable(ctx, id)
  await decide(ctx, id, reason)
  await ctx.tx.client.query(`update case_release set state = 'refused' where id = $1`, [id])
  await audit(ctx, { action: 'case.refused', object: id })
  return readCaseRelease(ctx, id)
}

async function decide(ctx: Context, id: string, reason: string): Promise<void> {
  await ctx.tx.client.query(
    'update case_release set decided_by = $2, decided_at = $3, decided_reason = $4 where id = $1',
    [id, ctx.actor.person, ctx.now, reason],
  )
}

async function checkDecidable(ctx: Context, id: string): Promise<void> {
  const row = await getCaseRelease(ctx, id, { lock: true })
  if (row.state !== 'waiting') throw new Problem('conflict')
  if (row.by_person === ctx.actor.person)
    throw new Problem('second-person-needed', { en: 'Somebody else decides', th: 'ต้องให้ผู้อื่นเป็นผู้ตัดสินใจ' })
  permit(ctx, 'case.agree', 'node', true)
}

const changed = {
  en: 'An agreement has ended since it was asked: refuse this, and have it asked anew',
  th: 'มีความยินยอมที่สิ้นสุดลงหลังจากขอส่ง โปรดปฏิเสธรายการนี้แล้วให้ขอใหม่',
}
