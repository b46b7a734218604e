import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { LogEntry, LogSource } from './log-source.ts'
import { emptyEdge, grow, leafHash, tileWidth } from './merkle.ts'
import type { FullTile } from './merkle.ts'
import { groupsOf, tileOf } from './group.ts'
import { readBundle, splitTile, tilePath, tilesOf, writeBundle } from './tile.ts'

const headsFile = 'heads.jsonl'

/**
 * Writes a log as a C2SP tlog-tiles folder: `checkpoint`, tiles of hashes, bundles of events. Beside them every earlier
 * signed head (`heads.jsonl`) and the verifier key (`key`), which a checker compares with the one already held.
 */
export async function writeLogFolder(source: LogSource, folder: string, key: string): Promise<number> {
  const write = async (path: string, bytes: Uint8Array | string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 })
    await writeFile(join(folder, path), bytes, { mode: 0o600 })
  }
  const writeTile = (tile: FullTile): Promise<void> =>
    write(tilePath(tile.level, tile.number, tile.hashes.length), Buffer.concat(tile.hashes))
  await write('key', `${key}\n`)
  const newest = await writeHeads(source, folder)
  if (newest !== undefined) await write('checkpoint', newest)
  let edge = emptyEdge
  for await (const group of groupsOf(source, [])) {
    const events = group.map((entry) => entry.event)
    const number = tileOf(group[0]?.sequence ?? 0)
    // What was stored, not what it should be: whoever takes a log away takes its faults along.
    const stored = await source.tile(0, number, tileWidth)
    const hashes = stored ?? events.map(leafHash)
    await write(tilePath('entries', number, hashes.length), writeBundle(events))
    const grown = grow(edge, hashes)
    edge = grown.edge
    for (const tile of grown.full) await writeTile(tile)
  }
  for (const [level, hashes] of edge.levels.entries())
    if (hashes.length > 0) await writeTile({ level, number: tilesOf(level, edge.size).full, hashes })
  return edge.size
}

async function writeHeads(source: LogSource, folder: string): Promise<string | undefined> {
  const file = await open(join(folder, headsFile), 'w', 0o600)
  let newest: string | undefined
  try {
    for await (const note of source.heads()) {
      await file.write(`${JSON.stringify({ note })}\n`)
      newest = note
    }
  } finally {
    await file.close()
  }
  return newest
}

/** The log in a folder that {@link writeLogFolder} or any other tlog-tiles log made. Throws where there is no checkpoint. */
export async function logOfFolder(folder: string): Promise<LogSource> {
  const checkpoint = await readFile(join(folder, 'checkpoint'), 'utf8')
  const notes = await notesIn(folder, checkpoint)
  const size = Math.max(0, ...notes.map((note) => Number(note.split('\n')[1])).filter(Number.isSafeInteger))
  return {
    keepsPartialTiles: true,
    heads: () => each(notes),
    entries: () => entriesIn(folder, size),
    tile: async (level, number, width) => {
      const bytes = await find(join(folder, tilePath(level, number, width)))
      return bytes && splitTile(bytes)
    },
  }
}

async function notesIn(folder: string, checkpoint: string): Promise<readonly string[]> {
  const lines = (await find(join(folder, headsFile)))?.toString('utf8').split('\n') ?? []
  const earlier = lines.filter((line) => line !== '').map(noteOf)
  return [...earlier.filter((note) => note !== checkpoint), checkpoint]
}

async function* each(notes: readonly string[]): AsyncGenerator<string> {
  yield* notes
}

/** A line that is no head is handed on as it is: whoever opens it finds out. */
function noteOf(line: string): string {
  try {
    return String((JSON.parse(line) as { readonly note?: unknown }).note)
  } catch {
    return line
  }
}

async function* entriesIn(folder: string, size: number): AsyncGenerator<LogEntry> {
  const { full, partial } = tilesOf(0, size)
  const widths = [...Array.from({ length: full }, () => tileWidth), ...(partial > 0 ? [partial] : [])]
  for (const [number, width] of widths.entries()) {
    const path = tilePath('entries', number, width)
    const bytes = await find(join(folder, path))
    // What is not there is found as a gap, or as an end before the head's.
    if (!bytes) continue
    const { events, isWhole } = readBundle(bytes)
    const fault = isWhole
      ? events.length > width && `${path} holds more events than its name says`
      : `${path} is cut off`
    for (const [at, event] of events.slice(0, width).entries())
      yield { sequence: number * tileWidth + at, event, ...(fault && at === 0 ? { fault } : {}) }
  }
}

async function find(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
