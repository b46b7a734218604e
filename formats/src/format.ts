import type { Defect, SourceRecord } from '@shield/core'

/** One step of reading a file: a record understood, or something wrong. A record may be followed by its warnings. */
export type Item = { readonly record: SourceRecord } | { readonly defect: Defect }

/** A file as it streams; chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>

export interface Limits {
  readonly maxBytes: number
  /** Nesting of objects and lists. */
  readonly maxDepth: number
  /** Bytes of one string, or characters of one cell. */
  readonly maxStringLength: number
  readonly maxRecords: number
  readonly maxRecordBytes: number
}

export const defaultLimits: Limits = {
  maxBytes: 2 ** 30,
  maxDepth: 64,
  maxStringLength: 5_000_000,
  maxRecords: 20_000_000,
  maxRecordBytes: 16 * 2 ** 20,
}

export interface ReadOptions {
  readonly limits?: Partial<Limits>
  /** Country of phones written without one, ISO 3166-1 alpha-2: 'TH'. */
  readonly defaultCountry?: string
}

export type Reader = (bytes: Bytes, options?: ReadOptions) => AsyncGenerator<Item, void>

/** A reader that has to be told which column means what. */
export type MappedReader<Mapping> = (
  bytes: Bytes,
  options: ReadOptions & { readonly mapping: Mapping },
) => AsyncGenerator<Item, void>

export const formatNames = ['stix', 'ftm', 'misp', 'ofac', 'un', 'csv', 'xlsx', 'scam-list'] as const
export type FormatName = (typeof formatNames)[number]
