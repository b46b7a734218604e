import { joinedKey } from './choose-rules.ts'
import type { Rule } from './choose-rules.ts'
import type { KeyPart } from './key-parts.ts'

/** Above it a block is cut by a further trait: one birthday that a clerk filled in would else cost more than all others. */
const largestBlock = 1500

/** The block of each record under a rule, −1 where a trait of the rule is missing. */
export function blockKeys(rule: Rule, parts: readonly KeyPart[], count: number): Int32Array {
  const keys = new Int32Array(new SharedArrayBuffer(count * 4))
  for (const part of rule)
    for (let row = 0; row < count; row += 1) keys[row] = joinedKey(keys[row] ?? 0, part.codes[row] ?? -1)
  if (rule.length === 0) return keys
  const further = parts.filter(
    (part) => part.isWhole && !rule.some((one) => one.fields.some((field) => part.fields.includes(field))),
  )
  for (const part of further) if (!cutLargeBlocks(keys, part)) break
  return keys
}

/** Gives whether there was a block to cut. Records without the trait stay together. */
function cutLargeBlocks(keys: Int32Array, part: KeyPart): boolean {
  if (largestShare(keys) <= largestBlock) return false
  const blocks = sharedKeys(keys)
  let isAny = false
  for (let from = 0; from < blocks.rows.length;) {
    const end = endOfBlock(blocks, from)
    if (end - from > largestBlock) {
      isAny = true
      const key = blocks.keys[from]!
      for (let at = from; at < end; at += 1) {
        const row = blocks.rows[at]!
        keys[row] = joinedKey(key, (part.codes[row] ?? -1) + 1)
      }
    }
    from = end
  }
  return isAny
}

/** Rows in the order of their keys, and the keys in that order. */
export interface Blocks {
  readonly rows: Uint32Array
  readonly keys: Int32Array
}

/** Where the block that begins at `from` ends. */
export function endOfBlock({ keys }: Blocks, from: number): number {
  const key = keys[from]
  let end = from + 1
  while (end < keys.length && keys[end] === key) end += 1
  return end
}

/** Keys fall into so many boxes that few of a box are different ones. */
function boxesOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1024, count * 2)))
}

/** The most rows of one box of keys: no block has more. */
function largestShare(keys: Int32Array): number {
  const boxes = new Uint32Array(boxesOf(keys.length))
  const mask = boxes.length - 1
  let most = 0
  for (const key of keys) {
    if (key < 0) continue
    const count = boxes[key & mask]! + 1
    boxes[key & mask] = count
    if (count > most) most = count
  }
  return most
}

/** The rows that share their key with another, and a few that don't; rows of one key in their own order. */
export function sharedKeys(keys: Int32Array): Blocks {
  const boxes = new Uint8Array(boxesOf(keys.length))
  const mask = boxes.length - 1
  for (const key of keys) if (key >= 0 && boxes[key & mask]! < 2) boxes[key & mask]! += 1
  let used = 0
  const rows = new Uint32Array(keys.length)
  const own = new Int32Array(keys.length)
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row]!
    if (key < 0 || boxes[key & mask]! < 2) continue
    rows[used] = row
    own[used] = key
    used += 1
  }
  return orderByKey({ rows: rows.subarray(0, used), keys: own.subarray(0, used) })
}

/** Stable radix sort by keys of 31 bits, 11 at a time; the keys go with their rows, so that none is looked up. */
export function orderByKey(blocks: Blocks): Blocks {
  let from = blocks
  let to: Blocks = { rows: new Uint32Array(from.rows.length), keys: new Int32Array(from.rows.length) }
  const starts = new Uint32Array(2049)
  for (let shift = 0; shift < 33; shift += 11) {
    starts.fill(0)
    for (const key of from.keys) starts[((key >>> shift) & 2047) + 1]! += 1
    for (let at = 1; at < 2049; at += 1) starts[at]! += starts[at - 1]!
    for (let at = 0; at < from.rows.length; at += 1) {
      const key = from.keys[at]!
      const digit = (key >>> shift) & 2047
      const place = starts[digit]!
      starts[digit] = place + 1
      to.rows[place] = from.rows[at]!
      to.keys[place] = key
    }
    ;[from, to] = [to, from]
  }
  return from
}
