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
  const order = rowsByKey(keys)
  let isAny = false
  for (let from = 0; from < order.length;) {
    const end = endOfBlock(order, keys, from)
    if (end - from > largestBlock) {
      isAny = true
      const key = keys[order[from] ?? 0] ?? 0
      for (let at = from; at < end; at += 1) {
        const row = order[at] ?? 0
        keys[row] = joinedKey(key, (part.codes[row] ?? -1) + 1)
      }
    }
    from = end
  }
  return isAny
}

/** Where the block that begins at `from` ends in the order of the keys. */
export function endOfBlock(order: Uint32Array, keys: Int32Array, from: number): number {
  const key = keys[order[from] ?? 0]
  let end = from + 1
  while (end < order.length && keys[order[end] ?? 0] === key) end += 1
  return end
}

/** Rows that have a key, by their keys (radix sort, 3 × 11 bits); rows of one key in their own order. */
export function rowsByKey(keys: Int32Array): Uint32Array {
  let used = 0
  let order = new Uint32Array(keys.length)
  for (let row = 0; row < keys.length; row += 1) if ((keys[row] ?? -1) >= 0) order[used++] = row
  order = order.subarray(0, used)
  let other = new Uint32Array(used)
  const starts = new Uint32Array(2049)
  for (let shift = 0; shift < 33; shift += 11) {
    starts.fill(0)
    for (const row of order) starts[(((keys[row] ?? 0) >>> shift) & 2047) + 1]! += 1
    for (let at = 1; at < 2049; at += 1) starts[at]! += starts[at - 1] ?? 0
    for (const row of order) {
      const digit = ((keys[row] ?? 0) >>> shift) & 2047
      other[starts[digit]!] = row
      starts[digit]! += 1
    }
    ;[order, other] = [other, order]
  }
  return order
}
