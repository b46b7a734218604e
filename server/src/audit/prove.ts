import type { Tx } from '../store/database.ts'
import { consistencyPath, foldRight, inclusionPath, perfectRoot } from './merkle.ts'
import type { Hash, Subtree } from './merkle.ts'
import { leafHashes } from './sequence.ts'
import { splitTile } from './tile.ts'

/** Inclusion proof of a leaf in the log of a size, leaf to root. */
export async function proveInclusion(tx: Tx, index: number, size: number): Promise<readonly Hash[]> {
  return hashesOf(tx, inclusionPath(index, size))
}

/** Proof that the log of the first size is the beginning of the log of the second. */
export async function proveConsistency(tx: Tx, first: number, second: number): Promise<readonly Hash[]> {
  return hashesOf(tx, consistencyPath(first, second))
}

async function hashesOf(tx: Tx, path: readonly (readonly Subtree[])[]): Promise<readonly Hash[]> {
  const proof: Hash[] = []
  for (const parts of path) {
    const hashes: Hash[] = []
    for (const part of parts) hashes.push(await subtreeHash(tx, part))
    proof.push(foldRight(hashes))
  }
  return proof
}

/** Hash of a perfect subtree: from the tile that holds its row, or from the tile below, or from the events. */
async function subtreeHash(tx: Tx, { height, number }: Subtree): Promise<Hash> {
  const level = Math.floor(height / 8)
  const width = 2 ** (height % 8)
  const tile = await tileHashes(tx, level, Math.floor((number * width) / 256))
  if (tile) {
    const at = (number * width) % 256
    return perfectRoot(tile.slice(at, at + width))
  }
  // The tile is not full yet, so its hashes are roots of full tiles below, or leaves.
  if (level === 0) return perfectRoot(await leafHashes(tx, number * width, (number + 1) * width))
  const below = await tx.client.query<{ hashes: Buffer }>(
    'select hashes from audit_tile where level = $1 and number >= $2 and number < $3 and width = 256 order by number',
    [level - 1, number * width, (number + 1) * width],
  )
  return perfectRoot(below.rows.map((row) => perfectRoot(splitTile(row.hashes))))
}

/** The hashes of a full tile, where the log has got that far. */
export async function tileHashes(
  tx: Tx,
  level: number,
  number: number,
): Promise<readonly Hash[] | undefined> {
  const found = await tx.client.query<{ hashes: Buffer }>(
    'select hashes from audit_tile where level = $1 and number = $2 and width = 256',
    [level, number],
  )
  return found.rows[0] && splitTile(found.rows[0].hashes)
}
