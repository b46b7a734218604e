import { createHmac } from 'node:crypto'
import type { Hmac } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'

import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

import type { Config } from '../../config.ts'
import type { Secret, NumberedKey } from '../vault/index.ts'
import { headText, keysOf } from './export-head.ts'
import type { Head } from './export-head.ts'
import { framesOf } from './parcel.ts'
import type { Counted, Entry, Manifest } from './parcel.ts'
import { filesOf } from './places.ts'
import { createSealer } from './sealed-stream.ts'
import { syncFolder } from '../vault/index.ts'
import { quoted, sequencesOf, tablesOf, word } from './tables.ts'
import type { Table } from './tables.ts'

interface Writing {
  readonly config: Config
  /** In the transaction whose snapshot is exported. */
  readonly client: pg.ClientBase
  readonly file: string
  readonly head: Head
  readonly key: Secret
  readonly vaultKey: NumberedKey | undefined
  readonly told: (doneBytes: number) => void
}

/**
 * Writes the whole node into one file: compressed (zstd) and encrypted as it flows, so that nothing lies anywhere in the clear
 * and memory does not grow with the node. Gives what is in it. On the disk when this answers.
 */
export async function writeExport(writing: Writing): Promise<Manifest> {
  const { file, head, key } = writing
  const keys = keysOf(key, head)
  const counted: Counted[] = []
  const manifest: { made?: Manifest } = {}
  async function* body(): AsyncGenerator<Buffer> {
    yield* entryFrames({
      what: 'start',
      node: head.node,
      madeAt: head.madeAt,
      migrations: await migrationsOf(writing.client),
    })
    yield* parts(writing, keys.digest, counted)
    manifest.made = { entries: counted, audit: await auditHead(writing) }
    yield* entryFrames({ what: 'end', manifest: manifest.made })
  }
  await writeFile(file, headText(head), { mode: 0o600, flag: 'wx' })
  await pipeline(
    Readable.from(body(), { objectMode: false, highWaterMark: 1_048_576 }),
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    createSealer(keys),
    createWriteStream(file, { flags: 'a', flush: true }),
  )
  await syncFolder(dirname(file))
  if (!manifest.made) throw new Error('an export has an end')
  return manifest.made
}

function* entryFrames(entry: Entry): Generator<Buffer> {
  yield* framesOf({ what: 'entry', entry })
  yield* framesOf({ what: 'done' })
}

async function* parts(writing: Writing, digest: Buffer, counted: Counted[]): AsyncGenerator<Buffer> {
  const { client, config, vaultKey, told } = writing
  let bytes = 0
  const tell = (more: number): void => told((bytes += more))
  for (const table of await tablesOf(client)) {
    const name = `table ${table.schema}.${table.name}`
    const stream = client.query(copyTo(copyText(table)))
    yield* framesOf({ what: 'entry', entry: { what: 'table', ...table } })
    yield* measured(stream, { name, digest, counted, tell, isTable: true })
  }
  for (const sequence of await sequencesOf(client)) yield* entryFrames({ what: 'sequence', ...sequence })
  for (const path of await filesOf(config)) {
    yield* framesOf({ what: 'entry', entry: { what: 'file', path } })
    const stream = createReadStream(join(config.dataFolder, path))
    yield* measured(stream, { name: `file ${path}`, digest, counted, tell, isTable: false })
  }
  if (vaultKey)
    yield* entryFrames({
      what: 'vault-key',
      generation: vaultKey.number,
      key: vaultKey.key.bytes.toString('base64'),
    })
}

interface Measuring {
  readonly name: string
  readonly digest: Buffer
  readonly counted: Counted[]
  readonly tell: (more: number) => void
  readonly isTable: boolean
}

async function* measured(stream: AsyncIterable<Buffer>, how: Measuring): AsyncGenerator<Buffer> {
  const meter = createMeter(how.digest)
  for await (const piece of stream) {
    meter.take(piece)
    how.tell(piece.length)
    yield* framesOf({ what: 'bytes', bytes: piece })
  }
  yield* framesOf({ what: 'done' })
  how.counted.push(meter.counted(how.name, how.isTable))
}

/** Counts what flows by: bytes, rows (PostgreSQL escapes an end of line within a row), and their keyed digest. */
export function createMeter(digest: Buffer): {
  take(piece: Buffer): void
  counted(name: string, isTable: boolean): Counted
} {
  const hmac: Hmac = createHmac('sha256', digest)
  let [bytes, rows] = [0, 0]
  return {
    take: (piece) => {
      hmac.update(piece)
      bytes += piece.length
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows += 1
    },
    counted: (name, isTable) => ({
      name,
      bytes,
      digest: hmac.digest('base64'),
      ...(isTable ? { rows } : {}),
    }),
  }
}

const copyText = (table: Table): string =>
  `copy ${quoted(table)} (${table.columns.map(word).join(', ')}) to stdout`

async function migrationsOf(client: pg.ClientBase): Promise<readonly string[]> {
  const found = await client.query<{ name: string }>('select name from migration order by name')
  return found.rows.map((row) => row.name)
}

async function auditHead({ client }: Writing): Promise<Manifest['audit']> {
  return headIn(client)
}

/** The newest head of the log that a database holds. */
export async function headIn(client: pg.ClientBase): Promise<Manifest['audit']> {
  const found = await client.query<{ size: string; root: string }>(
    `select size::text, split_part(note, E'\\n', 3) as root from audit_checkpoint order by size desc limit 1`,
  )
  const [row] = found.rows
  return row ? { size: Number(row.size), root: row.root } : { size: 0, root: '' }
}
