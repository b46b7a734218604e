import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

import type { Bytes } from '../format.ts'
import type { RuleName } from '../rule.ts'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packedSize: number
  readonly size: number
  /** Of the local header in the file. */
  readonly offset: number
}

export interface ZipLimits {
  readonly entries: number
  /** Of all entries together, as the directory states them. */
  readonly bytes: number
}

const ofWorkbook: ZipLimits = { entries: 2000, bytes: 512 * 2 ** 20 }
const maxRatio = 300

/** The entries by the archive's central directory (APPNOTE.TXT 4.3.12), or why it is not opened; nothing is unpacked yet. */
export function readDirectory(
  file: Buffer,
  limits: ZipLimits = ofWorkbook,
): ReadonlyMap<string, ZipEntry> | RuleName {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length) return 'not-a-workbook'
  const count = file.readUInt16LE(end + 10)
  if (count > limits.entries) return 'zip-bomb'
  const entries = new Map<string, ZipEntry>()
  let at = file.readUInt32LE(end + 16)
  let unpacked = 0
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return 'not-a-workbook'
    const nameLength = file.readUInt16LE(at + 28)
    const entry = {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      packedSize: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    }
    unpacked += entry.size
    if (entry.size > 2 ** 20 && entry.size > entry.packedSize * maxRatio) return 'zip-bomb'
    entries.set(entry.name, entry)
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return unpacked > limits.bytes ? 'zip-bomb' : entries
}

/** An entry as it unpacks. It ends early, with `fault` set, where the directory lied about its size or the bytes are broken. */
export interface Unpacking {
  readonly bytes: Bytes
  fault: RuleName | undefined
}

export function unpack(file: Buffer, entry: ZipEntry): Unpacking {
  const unpacking: Unpacking = { bytes: unpacked(), fault: undefined }
  async function* unpacked(): Bytes {
    const packed = packedBytes(file, entry)
    if (!packed) {
      unpacking.fault = 'not-a-workbook'
      return
    }
    let size = 0
    const stream =
      entry.method === 8 ? Readable.from(pieces(packed)).pipe(createInflateRaw()) : pieces(packed)
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > entry.size) {
          unpacking.fault = 'zip-bomb'
          return
        }
        yield chunk
      }
      if (size < entry.size) unpacking.fault = 'truncated'
    } catch (error) {
      // zlib's own faults are faults of the file.
      if (!(error instanceof Error && 'code' in error)) throw error
      unpacking.fault = 'truncated'
    }
  }
  return unpacking
}

function packedBytes(file: Buffer, { offset, method, packedSize }: ZipEntry): Buffer | undefined {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== 0x04034b50) return undefined
  if (method !== 8 && method !== 0) return undefined
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
  return start + packedSize > file.length ? undefined : file.subarray(start, start + packedSize)
}

function* pieces(bytes: Buffer): Generator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
