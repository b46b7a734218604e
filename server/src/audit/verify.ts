import { diagnose } from './diagnose.ts'
import type { Differences } from './diagnose.ts'
import type { LogEntry, LogSource } from './log-source.ts'
import { groupsOf, tileOf } from './group.ts'
import { leafHash, tileWidth } from './merkle.ts'
import type { Hash } from './merkle.ts'
import { openCheckpoint } from './note.ts'
import type { Verifier } from './note.ts'
import { createRoots } from './roots.ts'
import type { Roots } from './roots.ts'

export interface Verified {
  readonly events: number
  readonly checkpoints: number
  /** What is wrong, in words; empty when the log is whole. */
  readonly faults: readonly string[]
}

interface Head {
  readonly size: number
  readonly root: Hash
  readonly isSeen: boolean
}

// A log that is wrong all over is wrong enough.
const mostFaults = 50

/**
 * Checks a log: every place taken once, each event and each tile as the signed heads say, the newest head reached, and
 * (with `seen`, heads kept elsewhere) nothing cut, rolled back or rewritten since. Needs nothing but the log and its key.
 */
export async function verifyLog(
  source: LogSource,
  verifier: Verifier,
  seen: readonly string[] = [],
): Promise<Verified> {
  const { heads, faults } = await readHeads(source, verifier, seen)
  const own = heads.filter((head) => !head.isSeen)
  const sizes = new Set(heads.map((head) => head.size))
  const log: Log = {
    size: own.at(-1)?.size ?? 0,
    byEvents: createRoots(sizes),
    byTiles: createRoots(sizes),
    faults,
    differences: [],
  }
  let events = 0
  for await (const group of groupsOf(source, faults)) {
    events = (group.at(-1)?.sequence ?? 0) + 1
    await checkGroup(source, log, group)
  }
  const truth = judge(log, heads, events)
  await checkTilesAbove(source, log, truth)
  const shown = faults.slice(0, mostFaults)
  if (faults.length > mostFaults) shown.push(`and ${faults.length - mostFaults} more`)
  return { events, checkpoints: own.length, faults: shown }
}

interface Log {
  /** What the newest signed head speaks of. */
  readonly size: number
  /** Roots made of the events, and roots made of the stored hashes of level 0: only one of the two was touched, as a rule. */
  readonly byEvents: Roots
  readonly byTiles: Roots
  readonly faults: string[]
  readonly differences: Differences[]
}

async function readHeads(
  source: LogSource,
  verifier: Verifier,
  seen: readonly string[],
): Promise<{ readonly heads: readonly Head[]; readonly faults: string[] }> {
  const heads: Head[] = []
  const faults: string[] = []
  const open = (note: string, isSeen: boolean): void => {
    try {
      heads.push({ ...openCheckpoint(note, verifier), isSeen })
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      faults.push(isSeen ? `a head kept elsewhere: ${said}` : said)
    }
  }
  for (const note of seen) open(note, true)
  for await (const note of source.heads()) open(note, false)
  return { heads: heads.toSorted((a, b) => a.size - b.size), faults }
}

async function checkGroup(source: LogSource, log: Log, group: readonly LogEntry[]): Promise<void> {
  const number = tileOf(group[0]?.sequence ?? 0)
  for (let missing = log.byTiles.places(); missing < number * tileWidth; missing += tileWidth)
    await addGroup(source, log, { number: tileOf(missing), width: tileWidth, leaves: [] })
  const leaves: (Hash | undefined)[] = []
  for (const { sequence, event } of group) leaves[sequence % tileWidth] = leafHash(event)
  await addGroup(source, log, { number, width: leaves.length, leaves })
}

async function addGroup(
  source: LogSource,
  log: Log,
  group: { readonly number: number; readonly width: number; readonly leaves: readonly (Hash | undefined)[] },
): Promise<void> {
  const { number, leaves } = group
  const first = number * tileWidth
  // The last event may be the one that is gone, so the stored tile says how many there were, and the head which tile it is.
  const expected = Math.max(group.width, Math.min(tileWidth, log.size - first))
  const isKept = expected === tileWidth || source.keepsPartialTiles
  const stored = isKept ? await source.tile(0, number, expected) : undefined
  if (isKept && !stored) log.faults.push(`the tile ${number} of level 0 is missing`)
  const places = Array.from({ length: stored ? expected : group.width }, (_, at) => leaves[at])
  log.differences.push(diagnose(first, places, stored))
  log.byEvents.add(places)
  log.byTiles.add(stored ?? places)
}

/** Holds the heads against both kinds of root; where only one kind fits, the other side was touched. Gives the side to trust. */
function judge(log: Log, heads: readonly Head[], events: number): Roots {
  const { faults } = log
  let fitting = 0
  let isTold = false
  let balance = 0
  for (const { size, root, isSeen } of heads) {
    const whose = isSeen ? 'the head kept elsewhere' : 'the signed head'
    if (size > log.byTiles.places()) {
      faults.push(
        `${whose} speaks of ${size} events, but there are ${events}: the log was cut or rolled back`,
      )
      continue
    }
    const byEvents = log.byEvents.at(size)?.equals(root) === true
    const byTiles = log.byTiles.at(size)?.equals(root) === true
    balance += Number(byEvents) - Number(byTiles)
    if (byEvents || byTiles) fitting = size
    else if (isSeen)
      faults.push(`${whose} tells another history of ${size} events: the log was rewritten or forked`)
    // The first that does not fit says where; those after it can't fit either.
    else if (!isTold)
      faults.push(
        `${whose} of ${size} events does not fit: an event from place ${fitting} to ${size - 1} was changed, added or taken away`,
      )
    isTold ||= !isSeen && fitting < size
  }
  for (const { events: onEvents, tiles: onTiles } of log.differences)
    faults.push(...(balance > 0 ? onTiles : onEvents))
  const places = log.byTiles.places()
  if (places > 0 && !heads.some((head) => head.size === places && !head.isSeen))
    faults.push(`no signed head covers all ${places} events`)
  return balance > 0 ? log.byEvents : log.byTiles
}

/** Tiles above level 0 are made of the hashes below; one that differs was touched itself. */
async function checkTilesAbove(source: LogSource, log: Log, truth: Roots): Promise<void> {
  for (const tile of truth.tilesAbove()) {
    if (tile.hashes.length < tileWidth && !source.keepsPartialTiles) continue
    const stored = await source.tile(tile.level, tile.number, tile.hashes.length)
    if (!stored) log.faults.push(`the tile ${tile.number} of level ${tile.level} is missing`)
    else if (!Buffer.concat(stored).equals(Buffer.concat(tile.hashes)))
      log.faults.push(`the tile ${tile.number} of level ${tile.level} was changed`)
  }
}
