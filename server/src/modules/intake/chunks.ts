import type { Json, SourceRecord } from '@shield/core'

import type { BatchWriter, RoundCounts } from '../registry/index.ts'

const chunkSize = 4000
/** Characters of a chunk: 4,000 records of a hostile file could be all of its gigabyte. */
const chunkText = 8_000_000

export interface Chunks {
  /** Takes a record; waits when the chunk before is still being written and this one is full. */
  add(record: SourceRecord): Promise<void>
  /** Writes what is left. */
  end(): Promise<void>
  /** When nothing is being written any more, whether it went well or not. */
  settled(): Promise<void>
  records(): number
}

type Added = { -readonly [Name in keyof RoundCounts]: number }

/** Writes records by chunks: one is written while the next is read, and no more than two are held. */
export function inChunks(writer: BatchWriter, counts: Added): Chunks {
  let chunk: SourceRecord[] = []
  let size = 0
  let records = 0
  let writing = Promise.resolve()
  const write = async (ready: readonly SourceRecord[]): Promise<void> => {
    const wrote = await writer.write(ready)
    for (const name of ['new', 'matched', 'changed', 'conflict'] as const) counts[name] += wrote[name]
  }
  const settled = async (): Promise<void> => void (await Promise.allSettled([writing]))
  return {
    add: async (record) => {
      records += 1
      size += lengthOf(record.body)
      chunk.push(record)
      if (chunk.length < chunkSize && size < chunkText) return
      await writing
      writing = write(chunk)
      // A fault of the write is told by the next await of it, not as one that nobody caught.
      void settled()
      chunk = []
      size = 0
    },
    end: async () => {
      await writing
      await write(chunk)
    },
    settled,
    records: () => records,
  }
}

/** About how much text a body holds. */
function lengthOf(body: Json): number {
  if (typeof body === 'string') return body.length
  if (typeof body !== 'object' || body === null) return 8
  let length = 2
  for (const [key, item] of Object.entries(body)) length += key.length + lengthOf(item as Json)
  return length
}
