import { ExportFault } from './sealed-stream.ts'

/** What an export holds, one after the other. */
export type Entry =
  | {
      readonly what: 'start'
      readonly node: string
      readonly madeAt: string
      /** Migrations of the database, in order. */
      readonly migrations: readonly string[]
    }
  | {
      readonly what: 'table'
      readonly schema: string
      readonly name: string
      readonly columns: readonly string[]
    }
  | {
      readonly what: 'sequence'
      readonly schema: string
      readonly name: string
      readonly last: string
      readonly isCalled: boolean
    }
  /** Its path under the data folder, with `/`. */
  | { readonly what: 'file'; readonly path: string }
  /** The key in force of the vault: with it a new custodian takes the vault over. */
  | { readonly what: 'vault-key'; readonly generation: number; readonly key: string }
  | { readonly what: 'end'; readonly manifest: Manifest }

export interface Counted {
  /** `table vault.sealed`, `file keys/th/audit.pem`. */
  readonly name: string
  readonly bytes: number
  /** HMAC-SHA-256 under a key of the export: a plain digest of a small table would let its content be guessed. */
  readonly digest: string
  /** Rows of a table. */
  readonly rows?: number
}

export interface Manifest {
  readonly entries: readonly Counted[]
  /** Head of the audit: how many events, and the root over them (base64). */
  readonly audit: { readonly size: number; readonly root: string }
}

export type Piece =
  | { readonly what: 'entry'; readonly entry: Entry }
  | { readonly what: 'bytes'; readonly bytes: Buffer }
  | { readonly what: 'done' }

const mostBytes = 64 * 1_048_576

/** Frames of a length and so many bytes: an entry as JSON, its bytes in pieces, and a frame of none. */
export function* framesOf(piece: Piece): Generator<Buffer> {
  const bytes =
    piece.what === 'entry'
      ? Buffer.from(JSON.stringify(piece.entry))
      : piece.what === 'bytes'
        ? piece.bytes
        : undefined
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes?.length ?? 0)
  yield length
  if (bytes && bytes.length > 0) yield bytes
}

/** The pieces of a stream of frames. Throws ExportFault where it ends too early. */
export async function* piecesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const frames = readFrames(stream)
  for (;;) {
    const head = await frames.next()
    if (head.done === true) return
    yield { what: 'entry', entry: JSON.parse(head.value.toString('utf8')) as Entry }
    for (;;) {
      const frame = await frames.next()
      if (frame.done === true) throw new ExportFault('it ends in the midst of an entry')
      if (frame.value.length === 0) break
      yield { what: 'bytes', bytes: frame.value }
    }
    yield { what: 'done' }
  }
}

async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.of()
  for await (const more of stream) {
    held = held.length === 0 ? more : Buffer.concat([held, more])
    let at = 0
    while (held.length - at >= 4) {
      const length = held.readUInt32BE(at)
      if (length > mostBytes) throw new ExportFault('a length in it is impossible')
      if (held.length - at - 4 < length) break
      yield held.subarray(at + 4, at + 4 + length)
      at += 4 + length
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw new ExportFault('it ends in the midst of a frame')
}
