import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

import type { FormatName, Item, Mapping } from '@shield/formats'
import { detectFormat, readCsv, readOfac, readXlsx, readers } from '@shield/formats'

export interface FileToRead {
  readonly path: string
  readonly format: FormatName
  readonly mapping?: (Mapping & { readonly sheet?: string }) | undefined
  readonly country: string
  readonly companions?: { readonly alt?: string; readonly add?: string; readonly comments?: string }
}

/** The items of a file in any format; `bytesRead` tells how far it is. */
export function readFileItems(file: FileToRead): {
  readonly items: AsyncGenerator<Item, void>
  bytesRead(): number
} {
  const stream = createReadStream(file.path, { highWaterMark: 1 << 18 })
  return { items: itemsOf(file, stream), bytesRead: () => stream.bytesRead }
}

function itemsOf(file: FileToRead, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Item, void> {
  const options = { defaultCountry: file.country }
  const companion = (path: string | undefined) => (path === undefined ? undefined : createReadStream(path))
  switch (file.format) {
    case 'csv':
      return readCsv(stream, { ...options, mapping: needed(file.mapping) })
    case 'xlsx':
      return readXlsx(stream, { ...options, mapping: needed(file.mapping) })
    case 'ofac': {
      const alt = companion(file.companions?.alt)
      const add = companion(file.companions?.add)
      const comments = companion(file.companions?.comments)
      return readOfac(
        { sdn: stream, ...(alt ? { alt } : {}), ...(add ? { add } : {}), ...(comments ? { comments } : {}) },
        options,
      )
    }
    default:
      return readers[file.format](stream, options)
  }
}

function needed<T>(mapping: T | undefined): T {
  if (mapping === undefined) throw new Error('a table is read by a mapping')
  return mapping
}

/** The first bytes of a file. */
export async function headOf(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(size)
    const { bytesRead } = await file.read(buffer, 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The format of a file by its first bytes and its name. */
export async function detect(path: string, name: string): Promise<FormatName | undefined> {
  return detectFormat(await headOf(path, 65_536), name)
}
