import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import { getAgreed, takenUntil } from './agreed-rows.ts'
import type { AgreedRow } from './agreed-rows.ts'
import { gatherItems } from './gather-items.ts'
import { among, mayLeave } from './may-leave.ts'
import { writeFile } from './write-file.ts'

/**
 * Gives who asked the file that was agreed to, once, within a day, for the purpose it was asked for. It is made now, by what who
 * takes it may take now, and holds nothing that was not there when it was asked for: what was raised or taken back since stays here.
 */
export async function takeExport(ctx: Context, id: string): Promise<Download> {
  const row = await getTakeable(ctx, id)
  const items = await gatherItems(ctx, {
    ids: row.entities.map(Number),
    bits: among(await mayLeave(ctx, true), row.markings),
    format: row.format,
    until: row.standing_at,
  })
  const { id: made, download } = await writeFile(ctx, { items, format: row.format, reason: row.reason })
  await ctx.tx.db
    .updateTable('export_request')
    .set({ state: 'taken', export_id: made })
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action: 'export.taken', object: id, detail: { export: made } })
  return download
}

async function getTakeable(ctx: Context, id: string): Promise<AgreedRow> {
  const row = await getAgreed(ctx, id)
  if (row.by_person !== ctx.actor.person)
    throw new Problem('not-allowed', { en: 'Who asked for it takes it', th: 'ผู้ขอเท่านั้นที่รับไฟล์ได้' })
  const until = takenUntil(row)
  if (row.state !== 'approved' || until === undefined || until < ctx.now)
    throw new Problem('conflict', {
      en: 'It is not agreed to, was taken, or the day is over: ask again',
      th: 'ยังไม่ได้รับความเห็นชอบ รับไปแล้ว หรือเกินหนึ่งวัน โปรดขอใหม่',
    })
  if (row.purpose !== ctx.purpose)
    throw new Problem('not-allowed', {
      en: 'State the purpose that it was asked for',
      th: 'โปรดระบุวัตถุประสงค์เดียวกับที่ขอไว้',
    })
  return row
}
