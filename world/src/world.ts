import type { KindName, LinkKindName, PropertyName } from '@shield/core'

/** What a generated file is, for the ordinary import. */
export interface WorldFile {
  readonly name: string
  /** `xlsx-as-csv`: the text is CSV; the loader writes it as the first sheet of a workbook. */
  readonly format: 'csv' | 'ftm' | 'stix' | 'xlsx-as-csv'
  readonly node: 'th' | 'ph'
  /** Code of the organisation that owns the file. */
  readonly organisation: string
  readonly source: string
  /** Name of the node's marking template. */
  readonly marking: 'agency' | 'node' | 'case' | 'protection' | 'open'
  /** The case of a file marked `case`. */
  readonly caseReference?: string
  /** What the loader encodes the text to; utf-8 unless told. */
  readonly encoding?: 'windows-874'
  readonly mapping?: TableMapping
  readonly text: string
}

/** How the rows of a table become entities and links. Column names are the header's. */
export interface TableMapping {
  /** Columns that make the record's key. */
  readonly key: readonly string[]
  readonly entities: readonly MappedEntity[]
  readonly links: readonly MappedLink[]
}

/** One entity a row. A row whose key cells are all empty has no such entity. */
export interface MappedEntity {
  readonly name: string
  readonly kind: KindName
  readonly key: readonly string[]
  readonly columns: readonly MappedColumn[]
}

export interface MappedColumn {
  readonly column: string
  readonly property: PropertyName
  /** How dates of the column are written; ISO unless told. */
  readonly date?: 'buddhist'
}

export interface MappedLink {
  readonly kind: LinkKindName
  /** Names of two entities of the same mapping. */
  readonly from: string
  readonly to: string
  readonly starts?: { readonly column: string; readonly date?: 'buddhist' }
  readonly amount?: string
  readonly currency?: string
  readonly detail?: string
}
