import { createHash } from 'node:crypto'

import type { Preview, PreviewRequest, Reading } from '@shield/contract'
import { readMapping, suggestMapping } from '@shield/formats'
import type { Mapping } from '@shield/formats'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { batchFile } from './batch-file.ts'
import { checkedMapping, choiceOf, withoutSheet } from './checked-mapping.ts'
import { firstRecordsApart } from './first-records-apart.ts'
import { shown } from './first-records.ts'
import { sampleOf } from './sample.ts'
import type { Sample } from './sample.ts'
import { getBatch } from './view.ts'
import type { BatchRow } from './view.ts'

const noTable: Sample = { header: [], rows: [], sheets: [] }

/** What the first 200 records of an uploaded file become; nothing is written but that somebody looked. */
export async function previewImport(ctx: Context, wire: string, input: PreviewRequest): Promise<Preview> {
  const batch = await getBatch(ctx, wire)
  const path = batchFile(ctx.node, wire)
  const own = batch.mapping?.mapping
  const { reading } = input
  const choice = input.mapping === undefined && reading ? reading : choiceOf(input.mapping ?? own)
  const wanted = { sheet: input.sheet ?? own?.sheet, ...choice }
  const isTable = batch.format === 'csv' || batch.format === 'xlsx'
  const sample = isTable ? await sampleOf(path, batch.format, wanted) : noTable
  const chosen = isTable
    ? await chooseMapping(ctx, batch, { asked: input.mapping, reading, sample })
    : undefined
  const read = await firstRecordsApart({
    path,
    format: batch.format,
    mapping: chosen && { ...chosen.mapping, ...(sample.sheet === undefined ? {} : { sheet: sample.sheet }) },
    country: ctx.node.name.toUpperCase(),
  })
  await audit(ctx, { action: 'import.previewed', object: wire })
  return {
    format: batch.format,
    ...(sample.encoding === undefined ? {} : { encoding: sample.encoding }),
    ...(sample.delimiter === undefined ? {} : { delimiter: sample.delimiter }),
    sheets: [...sample.sheets],
    ...(sample.sheet === undefined ? {} : { sheet: sample.sheet }),
    header: [...sample.header],
    rows: sample.rows.map((row) => row.map(shown)),
    ...(chosen ? { mapping: chosen.mapping } : {}),
    remembered: chosen?.remembered ?? false,
    ...read,
  }
}

interface Wanted {
  readonly asked: unknown
  readonly reading: Reading | undefined
  readonly sample: Sample
}

/**
 * The mapping asked for; else the one this import was last started with; else the remembered one; else a suggestion.
 * What is remembered is what the columns mean: how a file is written is found out of each file, or said anew.
 */
async function chooseMapping(
  ctx: Context,
  batch: BatchRow,
  { asked, reading, sample }: Wanted,
): Promise<{ readonly mapping: Mapping; readonly remembered: boolean }> {
  if (asked !== undefined) return { mapping: checkedMapping(asked, sample.header), remembered: false }
  const own = fitting(withoutSheet(batch.mapping?.mapping), sample.header)
  if (own) return { mapping: reading ? { ...columnsOf(own), ...reading } : own, remembered: false }
  const remembered = fitting(await findMapping(ctx, sample.header), sample.header)
  if (remembered) return { mapping: { ...columnsOf(remembered), ...reading }, remembered: true }
  return { mapping: { ...suggestMapping(sample.header, sample.rows), ...reading }, remembered: false }
}

function columnsOf({ key, entities, links }: Mapping): Mapping {
  return { key, entities, links }
}

/** A mapping kept from before, if it still says something about these columns. */
function fitting(mapping: unknown, header: readonly string[]): Mapping | undefined {
  if (mapping === undefined) return undefined
  const checked = readMapping(mapping, header)
  return 'entities' in checked ? checked : undefined
}

export function headerHash(header: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(header)).digest()
}

/** How the own organisation understood a file with this header the last time. */
async function findMapping(ctx: Context, header: readonly string[]): Promise<unknown> {
  const found = await ctx.tx.db
    .selectFrom('mapping')
    .select('mapping')
    .where('organisation', '=', ctx.actor.organisation)
    .where('header_hash', '=', headerHash(header))
    .executeTakeFirst()
  return found?.mapping
}
