import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'

import type { Secret } from '../vault/index.ts'
import { keysOf, readHead } from './export-head.ts'
import type { Head } from './export-head.ts'
import { piecesOf } from './parcel.ts'
import type { Counted, Entry, Manifest } from './parcel.ts'
import { ExportFault, createOpener } from './sealed-stream.ts'
import { createMeter } from './write-export.ts'

const mostHead = 8192

/** The head of a file. Throws ExportFault. */
export async function headOf(file: string): Promise<{ readonly head: Head; readonly length: number }> {
  const handle = await open(file, 'r')
  try {
    const bytes = Buffer.alloc(mostHead)
    const { bytesRead } = await handle.read(bytes, 0, mostHead, 0)
    return readHead(bytes.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

/** Takes the bytes of one entry; `end` when all have come. */
export interface Taker {
  take(bytes: Buffer): Promise<void> | void
  end(): Promise<void>
}

interface Reading {
  readonly file: string
  readonly key: Secret
  /** What is done with an entry that has bytes; undefined: they are looked at and left. */
  readonly taker: (entry: Entry) => Promise<Taker | undefined>
  readonly told: (doneBytes: number) => void
}

/**
 * Reads a file to its end and checks it against its own manifest: every entry there, each with its bytes, rows and digest.
 * Throws ExportFault where anything is not as it was written.
 */
export async function readExport({ file, key, taker, told }: Reading): Promise<Manifest> {
  const { head, length } = await headOf(file)
  const keys = keysOf(key, head)
  let manifest: Manifest | undefined
  const counted: Counted[] = []
  let bytes = 0
  const consume = async (stream: AsyncIterable<Buffer>): Promise<void> => {
    let entry: Entry | undefined
    let taking: Taker | undefined
    let meter = createMeter(keys.digest)
    for await (const piece of piecesOf(stream)) {
      if (manifest) throw new ExportFault('something follows its end')
      if (piece.what === 'entry') {
        ;({ entry } = piece)
        meter = createMeter(keys.digest)
        taking = await taker(entry)
      } else if (piece.what === 'bytes') {
        meter.take(piece.bytes)
        told((bytes += piece.bytes.length))
        await taking?.take(piece.bytes)
      } else if (entry) {
        await taking?.end()
        const name = nameOf(entry)
        if (name !== undefined) counted.push(meter.counted(name, entry.what === 'table'))
        if (entry.what === 'end') ({ manifest } = entry)
      }
    }
  }
  const opened: Readable = createZstdDecompress()
  await pipeline(createReadStream(file, { start: length }), createOpener(keys), opened as never, consume)
  return checked(manifest, counted)
}

function nameOf(entry: Entry): string | undefined {
  if (entry.what === 'table') return `table ${entry.schema}.${entry.name}`
  return entry.what === 'file' ? `file ${entry.path}` : undefined
}

function checked(manifest: Manifest | undefined, counted: readonly Counted[]): Manifest {
  if (!manifest) throw new ExportFault('it has no end')
  const said = manifest.entries
  const differing = said.find((one, at) => JSON.stringify(one) !== JSON.stringify(counted[at]))
  if (differing ?? counted.length !== said.length)
    throw new ExportFault(`it does not hold what its list says (${differing?.name ?? 'more entries'})`)
  return manifest
}

/** Reads an export and throws away what it holds: all of it is there and can be opened. */
export function verifyExport(reading: Pick<Reading, 'file' | 'key' | 'told'>): Promise<Manifest> {
  return readExport({ ...reading, taker: async () => undefined })
}
