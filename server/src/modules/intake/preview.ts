import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'

import type { Defect } from '@shield/core'
import type { DefectRow, Preview, PreviewRequest } from '@shield/contract'
import { listSheets, readMapping, rules, sniffTable, suggestMapping } from '@shield/formats'
import type { Mapping } from '@shield/formats'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { batchFile } from './batch-file.ts'
import { headOf, readFileItems } from './read-file.ts'
import type { FileToRead } from './read-file.ts'
import { getBatch } from './view.ts'

const sampleSize = 200

interface Sample {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly sheets: readonly string[]
  readonly encoding?: string
  readonly delimiter?: string
}

/** What the first 200 records of an uploaded file become; nothing is written but that somebody looked. */
export async function previewImport(ctx: Context, wire: string, input: PreviewRequest): Promise<Preview> {
  const batch = await getBatch(ctx, wire)
  const path = batchFile(ctx.node, wire)
  const isTable = batch.format === 'csv' || batch.format === 'xlsx'
  const sample = isTable
    ? await sampleOf(path, batch.format, input.sheet)
    : { header: [], rows: [], sheets: [] }
  const remembered =
    isTable && input.mapping === undefined ? await findMapping(ctx, sample.header) : undefined
  const mapping = isTable
    ? checkedMapping(input.mapping ?? remembered ?? suggestMapping(sample.header, sample.rows), sample.header)
    : undefined
  const read = await firstRecords({
    path,
    format: batch.format,
    mapping: mapping && { ...mapping, ...(input.sheet === undefined ? {} : { sheet: input.sheet }) },
    country: ctx.node.name.toUpperCase(),
  })
  await audit(ctx, { action: 'import.previewed', object: wire })
  return {
    format: batch.format,
    ...(sample.encoding === undefined ? {} : { encoding: sample.encoding }),
    ...(sample.delimiter === undefined ? {} : { delimiter: sample.delimiter }),
    sheets: [...sample.sheets],
    header: [...sample.header],
    rows: sample.rows.map((row) => [...row]),
    ...(mapping ? { mapping } : {}),
    remembered: remembered !== undefined,
    ...read,
  }
}

async function sampleOf(path: string, format: string, sheet: string | undefined): Promise<Sample> {
  if (format === 'csv') return { ...sniffTable(await headOf(path, 65_536)), sheets: [] }
  const sheets = await listSheets(createReadStream(path))
  if ('rule' in sheets)
    throw new Problem('format-unknown', { en: rules[sheets.rule].wrong.en, th: rules[sheets.rule].wrong.th })
  const chosen = sheets.find((one) => one.name === sheet) ?? sheets.find((one) => one.header.length > 0)
  return { header: chosen?.header ?? [], rows: chosen?.rows ?? [], sheets: sheets.map((one) => one.name) }
}

/** A mapping that fits the file's columns, or a problem that points at every fault. */
export function checkedMapping(value: unknown, header: readonly string[] | undefined): Mapping {
  const checked = readMapping(value, header)
  if ('entities' in checked) return checked
  throw new Problem('mapping-invalid', undefined, checked)
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

async function firstRecords(file: FileToRead): Promise<Pick<Preview, 'records' | 'defects'>> {
  const records: Preview['records'] = []
  const defects: DefectRow[] = []
  for await (const item of readFileItems(file).items) {
    if ('defect' in item) {
      if (defects.length < sampleSize) defects.push(defectRow(item.defect))
      continue
    }
    const { key, entities, links } = item.record
    records.push({
      key,
      entities: entities.map((entity) => ({
        key: entity.key,
        kind: entity.kind,
        values: entity.values.map(({ property, value, norm }) => ({ property, value, norm })),
      })),
      links: links.map(({ kind, from, to }) => ({ kind, from, to })),
    })
    if (records.length >= sampleSize) break
  }
  return { records, defects }
}

export function defectRow({ place, value, rule, hint, weight }: Defect): DefectRow {
  return { ...place, value, rule, hint, weight }
}
