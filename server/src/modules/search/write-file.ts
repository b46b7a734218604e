import { Readable } from 'node:stream'

import type { Words } from '@shield/core'
import type { ExportRequest } from '@shield/contract'
import { writeCsv, writeFtm, writeMisp, writeStix } from '@shield/formats'
import type { ExportItems } from '@shield/formats'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import type { gatherItems } from './gather-items.ts'

type Format = ExportRequest['format']
const fileEnds = { stix: 'json', ftm: 'ijson', csv: 'csv', misp: 'json' } as const
const contentTypes = {
  stix: 'application/stix+json;version=2.1',
  ftm: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  misp: 'application/json',
} as const

export const nothingLeaves: Words = {
  en: 'Nothing of this may be taken along for the purpose you stated',
  th: 'ไม่มีส่วนใดที่ส่งออกได้เพื่อวัตถุประสงค์ที่คุณระบุ',
}

interface Leaving {
  readonly items: Awaited<ReturnType<typeof gatherItems>>
  readonly format: Format
  readonly reason: string
}

/** The file, written as it is sent and kept nowhere; that it left, why and with what, is noted here. Gives the number of the note. */
export async function writeFile(
  ctx: Context,
  { items, format, reason }: Leaving,
): Promise<{ readonly id: string; readonly download: Download }> {
  const shown = items.filter((item) => !('from' in item)).map((item) => item.id)
  if (shown.length === 0) throw new Problem('not-allowed', nothingLeaves)
  const id = newId()
  await ctx.tx.db
    .insertInto('export')
    .values({
      id,
      person: ctx.actor.person,
      organisation: ctx.actor.organisation,
      format,
      reason,
      entity_count: shown.length,
      at: ctx.now,
    })
    .execute()
  await audit(ctx, {
    action: 'export.run',
    object: id,
    shown,
    detail: { format, count: shown.length },
  })
  return {
    id,
    download: {
      fileName: `shield-${ctx.node.name}-${ctx.now.toISOString().slice(0, 10)}.${fileEnds[format]}`,
      contentType: contentTypes[format],
      body: Readable.from(await writer(format, each(items), ctx)),
    },
  }
}

async function writer(format: Format, items: ExportItems, ctx: Context): Promise<AsyncIterable<Uint8Array>> {
  if (format === 'csv') return writeCsv(items)
  if (format === 'misp') {
    const organisation = await ctx.tx.db
      .selectFrom('organisation')
      .select(['id as uuid', 'name_en as name'])
      .where('code', '=', ctx.actor.organisation)
      .executeTakeFirstOrThrow()
    return writeMisp(items, { id: newId(), at: ctx.now, info: `SHIELD ${ctx.node.name}`, organisation })
  }
  return format === 'ftm' ? writeFtm(items) : writeStix(items, { id: newId(), at: ctx.now.toISOString() })
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
