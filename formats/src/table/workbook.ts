import readWorkbook from 'read-excel-file/node'

import type { Bytes, Limits } from '../format.ts'
import type { RuleName } from '../rule.ts'

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

// A workbook of 100 MB text is 300,000 full rows; held whole it stays below the node's 1 GB.
const maxPackedBytes = 64 * 2 ** 20
const maxUnpackedBytes = 256 * 2 ** 20
const maxRatio = 300
const maxEntries = 2000

/** All sheets of an .xlsx file as text cells, or the rule it breaks. Nothing is unpacked before its size is known. */
export async function openWorkbook(
  bytes: Bytes,
  limits: Limits,
): Promise<readonly Sheet[] | { readonly rule: RuleName }> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > Math.min(limits.maxBytes, maxPackedBytes)) return { rule: 'file-too-large' }
    chunks.push(chunk)
  }
  const file = Buffer.concat(chunks)
  const fault = checkArchive(file)
  if (fault) return { rule: fault }
  try {
    const sheets = await readWorkbook(file)
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
  } catch (error) {
    // The library's own faults are faults of the file: it has nothing else to do than read it.
    if (error instanceof Error) return { rule: 'not-a-workbook' }
    throw error
  }
}

/** Sizes by the archive's central directory (APPNOTE.TXT 4.3.12), before anything is unpacked. */
function checkArchive(file: Buffer): RuleName | undefined {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length) return 'not-a-workbook'
  const entries = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  if (entries > maxEntries) return 'zip-bomb'
  let unpacked = 0
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return 'not-a-workbook'
    const packedSize = file.readUInt32LE(at + 20)
    const size = file.readUInt32LE(at + 24)
    unpacked += size
    if (size > 2 ** 20 && size > packedSize * maxRatio) return 'zip-bomb'
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return unpacked > maxUnpackedBytes ? 'zip-bomb' : undefined
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  // A date of a sheet has no zone; the library gives it as UTC midnight.
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(cell).replaceAll('\0', '')
}
