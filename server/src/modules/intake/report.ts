import { Readable } from 'node:stream'

import type { DefectRow } from '@shield/contract'
import type { Defect } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import type { Download } from '../../serve.ts'
import { defectRow, hintOf } from './defect-row.ts'
import { getBatch } from './view.ts'

/** What was wrong in a file, in order. */
export async function listDefects(
  ctx: Context,
  wire: string,
  page: { readonly weight?: DefectRow['weight']; readonly cursor?: string; readonly limit?: number },
): Promise<{ items: DefectRow[]; next?: string }> {
  const batch = await getBatch(ctx, wire)
  const limit = page.limit ?? 50
  const after = /^\d{1,10}$/.test(page.cursor ?? '') ? Number(page.cursor) : 0
  const found = await ctx.tx.client.query<{ number: number; defect: Defect }>(
    `select number, defect from batch_defect
     where batch_id = $1 and number > $2 and ($3::text is null or defect->>'weight' = $3) order by number limit $4`,
    [batch.id, after, page.weight ?? null, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  await audit(ctx, { action: 'import.defects', object: wire })
  return {
    items: rows.map((row) => defectRow(row.defect)),
    ...(found.rows.length > limit ? { next: String(rows.at(-1)?.number) } : {}),
  }
}

/** The same as a table for the person who has to mend the file. */
export async function downloadReport(ctx: Context, wire: string): Promise<Download> {
  const batch = await getBatch(ctx, wire)
  const found = await ctx.tx.client.query<{ defect: Defect }>(
    'select defect from batch_defect where batch_id = $1 order by number',
    [batch.id],
  )
  await audit(ctx, { action: 'import.defects', object: wire })
  const lines = found.rows.map(({ defect }) =>
    [
      defect.place.row ?? '',
      defect.place.column ?? defect.place.pointer ?? '',
      defect.value,
      defect.rule,
      hintOf(defect).en,
      defect.weight,
      hintOf(defect).th,
    ]
      .map((cell) => csvCell(String(cell)))
      .join(','),
  )
  // The mark at the start lets Excel see that this is UTF-8, and Thai stays Thai.
  const text = `\uFEFFrow,column,value,rule,hint,weight,hint_th\r\n${lines.map((line) => `${line}\r\n`).join('')}`
  return {
    fileName: `${batch.file_name}.defects.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: Readable.from([text]),
  }
}

/** Quoted, and never the start of a formula (OWASP CSV injection). */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
