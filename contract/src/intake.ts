import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Marking, OneOf, PageQuery, Strict, Words } from './shape.ts'

export const importStates = [
  'uploaded',
  'previewed',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  'undone',
] as const
export const formatNames = ['stix', 'ftm', 'misp', 'ofac', 'un', 'csv', 'xlsx', 'scam-list'] as const

/** Records by what the import did, or would do, with them; values and links as they are written. */
export const ImportCounts = Strict({
  new: Type.Integer(),
  matched: Type.Integer(),
  changed: Type.Integer(),
  conflict: Type.Integer(),
  rejected: Type.Integer(),
  warnings: Type.Integer(),
})
export type ImportCounts = Static<typeof ImportCounts>

export const ImportView = Strict({
  id: Id,
  fileName: Type.String(),
  format: OneOf(formatNames),
  source: Id,
  sourceName: Type.String(),
  organisation: Type.String(),
  state: OneOf(importStates),
  dryRun: Type.Boolean(),
  counts: Type.Optional(ImportCounts),
  progress: Strict({ records: Type.Integer(), bytes: Type.Integer(), totalBytes: Type.Integer() }),
  fault: Type.Optional(Type.String()),
  createdAt: Type.String(),
  /** Absent where the command line did it. */
  createdBy: Type.Optional(Words),
  startedAt: Type.Optional(Type.String()),
  finishedAt: Type.Optional(Type.String()),
  marking: Marking,
  can: Can,
})
export type ImportView = Static<typeof ImportView>

export const defectWeights = ['rejected', 'warning'] as const

export const DefectRow = Strict({
  row: Type.Optional(Type.Integer()),
  column: Type.Optional(Type.String()),
  pointer: Type.Optional(Type.String()),
  value: Type.String(),
  rule: Type.String(),
  hint: Words,
  weight: OneOf(defectWeights),
})
export type DefectRow = Static<typeof DefectRow>

export const DefectQuery = Strict({ weight: Type.Optional(OneOf(defectWeights)), ...PageQuery })

/** How the columns of a table become entities and links; checked in full by formats' readMapping. */
export const MappingText = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

export const tableEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-874', 'windows-1252'] as const
export const tableDelimiters = [',', ';', '\t', '|'] as const

/** How a table is written, where the node's guess is wrong. A mapping says it by the same names. */
export const Reading = Strict({
  encoding: Type.Optional(OneOf(tableEncodings)),
  delimiter: Type.Optional(OneOf(tableDelimiters)),
  /** The row that names the columns. */
  headerRow: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
})
export type Reading = Static<typeof Reading>

/** Asked for again whenever the mapping, the reading or the sheet changes; costs no write. */
export const PreviewRequest = Strict({
  mapping: Type.Optional(MappingText),
  /** For a look without a mapping of one's own: what the columns mean is then told by how this reads them. */
  reading: Type.Optional(Reading),
  sheet: Type.Optional(Type.String({ maxLength: 100 })),
})
export type PreviewRequest = Static<typeof PreviewRequest>

export const Preview = Strict({
  format: OneOf(formatNames),
  encoding: Type.Optional(Type.String()),
  delimiter: Type.Optional(Type.String()),
  sheets: Type.Array(Type.String()),
  /** The sheet these rows are of; absent where the format has none. */
  sheet: Type.Optional(Type.String()),
  header: Type.Array(Type.String()),
  rows: Type.Array(Type.Array(Type.String())),
  mapping: Type.Optional(MappingText),
  /** The mapping was used before for a file with this header. */
  remembered: Type.Boolean(),
  /** What the first 200 records become. */
  records: Type.Array(
    Strict({
      key: Type.String(),
      entities: Type.Array(
        Strict({
          key: Type.String(),
          kind: Type.String(),
          values: Type.Array(Strict({ property: Type.String(), value: Type.String(), norm: Type.String() })),
        }),
      ),
      links: Type.Array(Strict({ kind: Type.String(), from: Type.String(), to: Type.String() })),
    }),
  ),
  defects: Type.Array(DefectRow),
})
export type Preview = Static<typeof Preview>

export const ImportStart = Strict({
  dryRun: Type.Boolean(),
  mapping: Type.Optional(MappingText),
  sheet: Type.Optional(Type.String({ maxLength: 100 })),
})
export type ImportStart = Static<typeof ImportStart>

export const ImportQuery = Strict({ state: Type.Optional(OneOf(importStates)), ...PageQuery })

export const MarkingTemplate = Strict({
  name: Type.String(),
  words: Words,
  marking: Marking,
})
export type MarkingTemplate = Static<typeof MarkingTemplate>
/** `cases`: the references that the template of a case may name. */
export const MarkingTemplates = Strict({
  items: Type.Array(MarkingTemplate),
  cases: Type.Array(Type.String()),
})
export type MarkingTemplates = Static<typeof MarkingTemplates>
