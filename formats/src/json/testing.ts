import { existsSync, readFileSync } from 'node:fs'
import type { Defect, SourceRecord } from '@shield/core'
import type { Bytes, Reader, ReadOptions } from '../format.ts'

/** Bytes in chunks, as a file streams. */
export async function* stream(content: string | Uint8Array, size = 65_536): Bytes {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export interface ReadResult {
  readonly records: readonly SourceRecord[]
  readonly defects: readonly Defect[]
}

export async function readAll(
  reader: Reader,
  content: string | Uint8Array,
  options: ReadOptions = {},
  size = 65_536,
): Promise<ReadResult> {
  const records: SourceRecord[] = []
  const defects: Defect[] = []
  for await (const item of reader(stream(content, size), options))
    if ('record' in item) records.push(item.record)
    else defects.push(item.defect)
  return { records, defects }
}

export function fixture(path: string): Buffer {
  return readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))
}

const shared = new URL('../../../../shared/data/', import.meta.url)

/** Options of a test on real files that lie beside the project, not in it. */
export function withData(path: string): { readonly skip: string | false } {
  return { skip: !existsSync(new URL(path, shared)) && `no ../shared/data/${path}` }
}

export const withShared = withData('exchange/')

/** A real file of `../shared/data/exchange`. */
export function sharedFile(path: string): Buffer {
  return dataFile(`exchange/${path}`)
}

export function dataFile(path: string): Buffer {
  return readFileSync(new URL(path, shared))
}

/** How often each text comes. */
export function tally(texts: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}
