import { createHash } from 'node:crypto'

/** Hashes of RFC 6962 §2.1: a leaf is SHA-256(0x00 ‖ bytes), a node SHA-256(0x01 ‖ left ‖ right). */
export type Hash = Buffer

export function leafHash(bytes: Uint8Array): Hash {
  return createHash('sha256').update(leafPrefix).update(bytes).digest()
}

export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}

/** Root of no leaves at all: SHA-256 of nothing. */
export const emptyRoot: Hash = createHash('sha256').digest()

const leafPrefix = Buffer.of(0)
const nodePrefix = Buffer.of(1)

/** A tile holds 2^8 hashes (C2SP tlog-tiles). */
export const tileWidth = 256

/** Root of a perfect tree over a power-of-two count of hashes. */
export function perfectRoot(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) {
    const next: Hash[] = []
    for (let at = 0; at < row.length; at += 2) next.push(nodeHash(row[at] as Hash, row[at + 1] as Hash))
    row = next
  }
  return row[0] as Hash
}

/**
 * A growing tree that remembers only its right edge: at tile level n the hashes of the complete subtrees of 256^n leaves
 * that no complete subtree of the next level covers yet.
 */
export interface Edge {
  readonly size: number
  readonly levels: readonly (readonly Hash[])[]
}

export const emptyEdge: Edge = { size: 0, levels: [] }

export interface FullTile {
  readonly level: number
  readonly number: number
  readonly hashes: readonly Hash[]
}

/** The edge after more leaves, and the tiles that became full on the way. */
export function grow(
  edge: Edge,
  leaves: readonly Hash[],
): { readonly edge: Edge; readonly full: readonly FullTile[] } {
  const levels = edge.levels.map((hashes) => [...hashes])
  const full: FullTile[] = []
  let size = edge.size
  for (const leaf of leaves) {
    size += 1
    let rising: Hash | undefined = leaf
    for (let level = 0; rising !== undefined; level += 1) {
      const hashes: Hash[] = (levels[level] ??= [])
      hashes.push(rising)
      rising = undefined
      if (hashes.length < tileWidth) break
      full.push({ level, number: size / tileWidth ** (level + 1) - 1, hashes: [...hashes] })
      rising = perfectRoot(hashes)
      hashes.length = 0
    }
  }
  return { edge: { size, levels }, full }
}

/** Root over all leaves (RFC 6962 MTH), folded from the right edge. */
export function rootOf(edge: Edge): Hash {
  const peaks: Hash[] = []
  for (const hashes of edge.levels.toReversed()) {
    let at = 0
    for (let width = tileWidth / 2; width >= 1; width /= 2) {
      if ((hashes.length & width) === 0) continue
      peaks.push(perfectRoot(hashes.slice(at, at + width)))
      at += width
    }
  }
  let root: Hash | undefined
  for (const peak of peaks.toReversed()) root = root === undefined ? peak : nodeHash(peak, root)
  return root ?? emptyRoot
}

/** Which perfect subtrees (2^height leaves, counted from 0) an inclusion proof of a leaf needs, leaf to root. */
export type Subtree = { readonly height: number; readonly number: number }

/** Inclusion proof of RFC 6962 §2.1.1 as lists of subtrees; a part that is not perfect is folded from several. */
export function inclusionPath(index: number, size: number): readonly (readonly Subtree[])[] {
  return pathWithin(index, 0, size)
}

/** Consistency proof of RFC 6962 §2.1.2 between the trees of two sizes, 0 < first <= second. */
export function consistencyPath(first: number, second: number): readonly (readonly Subtree[])[] {
  return subProof(first, 0, second, true)
}

function pathWithin(index: number, from: number, size: number): readonly (readonly Subtree[])[] {
  if (size <= 1) return []
  const split = splitOf(size)
  return index < split
    ? [...pathWithin(index, from, split), subtreesOf(from + split, size - split)]
    : [...pathWithin(index - split, from + split, size - split), subtreesOf(from, split)]
}

function subProof(
  first: number,
  from: number,
  size: number,
  isWhole: boolean,
): readonly (readonly Subtree[])[] {
  if (first === size) return isWhole ? [] : [subtreesOf(from, size)]
  const split = splitOf(size)
  return first <= split
    ? [...subProof(first, from, split, isWhole), subtreesOf(from + split, size - split)]
    : [...subProof(first - split, from + split, size - split, false), subtreesOf(from, split)]
}

/** The largest power of two below a size. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** Perfect subtrees that make up the leaves from..from+size, left to right. */
function subtreesOf(from: number, size: number): readonly Subtree[] {
  const found: Subtree[] = []
  let at = from
  let left = size
  while (left > 0) {
    let height = 0
    while (2 ** (height + 1) <= left && at % 2 ** (height + 1) === 0) height += 1
    found.push({ height, number: at / 2 ** height })
    at += 2 ** height
    left -= 2 ** height
  }
  return found
}

/** Folds the perfect subtrees of one part, right to left. */
export function foldRight(hashes: readonly Hash[]): Hash {
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** A tree as its head tells it. */
export interface TreeHead {
  readonly size: number
  readonly root: Hash
}

/** Does a proof lead from a leaf to a root? RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  { leaf, index }: { readonly leaf: Hash; readonly index: number },
  { size, root }: TreeHead,
  proof: readonly Hash[],
): boolean {
  if (index >= size) return false
  let number = index
  let last = size - 1
  let hash = leaf
  for (const step of proof) {
    if (last === 0) return false
    if (number % 2 === 1 || number === last) {
      hash = nodeHash(step, hash)
      while (number % 2 === 0 && number !== 0) {
        number = Math.floor(number / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, step)
    number = Math.floor(number / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hash.equals(root)
}

/** Is the tree of `second` leaves the tree of `first` leaves with more behind? RFC 9162 §2.1.4.2. */
export function verifyConsistency(first: TreeHead, second: TreeHead, proof: readonly Hash[]): boolean {
  if (first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root)
  if (first.size === 0) return proof.length === 0
  const isPower = splitOf(first.size + 1) === first.size
  const path = isPower ? [first.root, ...proof] : [...proof]
  const start = path.shift()
  if (!start) return false
  let number = first.size - 1
  let last = second.size - 1
  const halve = (): void => {
    number = Math.floor(number / 2)
    last = Math.floor(last / 2)
  }
  while (number % 2 === 1) halve()
  let old = start
  let fresh = start
  for (const step of path) {
    if (last === 0) return false
    if (number % 2 === 1 || number === last) {
      old = nodeHash(step, old)
      fresh = nodeHash(step, fresh)
      while (number % 2 === 0 && number !== 0) halve()
    } else fresh = nodeHash(fresh, step)
    halve()
  }
  return last === 0 && old.equals(first.root) && fresh.equals(second.root)
}
