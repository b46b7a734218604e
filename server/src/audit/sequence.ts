import type { Node } from '../context.ts'
import { loggable } from '../loggable.ts'
import type { Tx } from '../store/database.ts'
import { logOrigin } from './log-name.ts'
import { emptyEdge, grow, leafHash, perfectRoot, rootOf } from './merkle.ts'
import type { Edge, FullTile, Hash } from './merkle.ts'
import { signCheckpoint } from './note.ts'
import { splitTile } from './tile.ts'
import { findWaiting } from './waiting.ts'
import { keepHead, setAsideContradicted } from './witness.ts'

export interface Sequencer {
  /** Puts everything committed before this call into the log. */
  flush(): Promise<void>
  stop(): Promise<void>
}

const intervalMs = 500
const batchSize = 5000

/**
 * The one writer of the log. Every half second it takes the events that were committed since, in the order of transaction and id,
 * gives them their places, and signs the new head: whatever was over before another act began stands before it.
 * A second process finds the lock taken and does nothing.
 */
export async function startSequencer(node: Node): Promise<Sequencer> {
  let edge: Edge | undefined
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  const step = async (): Promise<void> => {
    try {
      for (let more = true; more && !isStopped;) {
        const next = await node.database.inTransaction((tx) => sequenceBatch(tx, node, edge))
        if (next?.note !== undefined) await keepHead(node, next.note)
        more = next?.count === batchSize
        // A beginning goes on until all that waited has a place: what is in hand now is read anew for the next batch of it.
        if (edge !== undefined || !more) edge = next?.edge ?? edge
      }
    } catch (error) {
      // What is in memory may be ahead of what was written: read it anew next time.
      edge = undefined
      node.log.error(loggable(error), 'the audit sequencer stumbled and will go on')
    }
  }
  const queueStep = (): Promise<void> => (running = running.then(step))
  const timer = setInterval(() => void queueStep(), intervalMs)
  return {
    flush: queueStep,
    stop: async () => {
      clearInterval(timer)
      await queueStep()
      isStopped = true
      await running
    },
  }
}

async function sequenceBatch(
  tx: Tx,
  node: Node,
  known: Edge | undefined,
): Promise<{ readonly edge: Edge; readonly count: number; readonly note?: string } | undefined> {
  const locked = await tx.client.query<{ got: boolean }>('select pg_try_advisory_xact_lock(7438004) as got')
  if (locked.rows[0]?.got !== true) return undefined
  const size = await logSize(tx)
  const isKnown = known?.size === size
  if (!isKnown) await setAsideContradicted(tx, node)
  const edge = isKnown ? known : await readEdge(tx, size)
  const { events, seen } = await findWaiting(tx, { foreign: known === undefined, limit: batchSize })
  if (events.length === 0) return { edge, count: 0 }
  const grown = grow(
    edge,
    events.map((row) => leafHash(row.event)),
  )
  await tx.client.query(
    'insert into audit_leaf (sequence, audit_id) select $1 + place - 1, id from unnest($2::uuid[]) with ordinality as row (id, place)',
    [size, events.map((row) => row.id)],
  )
  for (const tile of grown.full) await writeTile(tx, tile)
  const note = signCheckpoint(
    { origin: logOrigin(node), size: grown.edge.size, root: rootOf(grown.edge) },
    node.keys.audit,
  )
  await tx.client.query('insert into audit_checkpoint (size, note, seen) values ($1, $2, $3)', [
    ...[grown.edge.size, note, seen],
  ])
  return { edge: grown.edge, count: events.length, note }
}

export async function logSize(tx: Tx): Promise<number> {
  const found = await tx.client.query<{ size: number }>(
    'select size from audit_checkpoint order by size desc limit 1',
  )
  return found.rows[0]?.size ?? 0
}

async function writeTile(tx: Tx, tile: FullTile): Promise<void> {
  await tx.client.query('insert into audit_tile (level, number, width, hashes) values ($1, $2, 256, $3)', [
    tile.level,
    tile.number,
    Buffer.concat(tile.hashes),
  ])
}

/** The right edge of the stored log: at each level the roots of full tiles below that no full tile covers. */
async function readEdge(tx: Tx, size: number): Promise<Edge> {
  if (size === 0) return emptyEdge
  const levels: Hash[][] = [await leafHashes(tx, size - (size % 256), size)]
  for (let level = 1; 256 ** level <= size; level += 1) {
    const count = Math.floor(size / 256 ** level)
    const from = count - (count % 256)
    const tiles = await tx.client.query<{ hashes: Buffer }>(
      'select hashes from audit_tile where level = $1 and number >= $2 and number < $3 and width = 256 order by number',
      [level - 1, from, count],
    )
    levels.push(tiles.rows.map((row) => perfectRoot(splitTile(row.hashes))))
  }
  return { size, levels }
}

/** Leaf hashes from..until, made from the stored events. */
export async function leafHashes(tx: Tx, from: number, until: number): Promise<Hash[]> {
  const found = await tx.client.query<{ event: Buffer }>(
    `select event from audit_leaf join audit_intake on id = audit_id
     where sequence >= $1 and sequence < $2 order by sequence`,
    [from, until],
  )
  return found.rows.map((row) => leafHash(row.event))
}
