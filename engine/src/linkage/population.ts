import { comparisons } from '../evidence/kind.ts'
import type { FieldKind } from '../evidence/kind.ts'
import { orderOf } from './code-columns.ts'
import type { CodedColumn } from './code-columns.ts'

/** How often each value of a column is met among persons: what tells a rare name from a common one. */
export interface Population {
  /** Expected number of bearers of each code; 0 where the column has it not. */
  readonly bearers: Float64Array
  /** How many persons have a value at all. */
  readonly known: number
  /** Chance that two persons have the same value. */
  readonly agreement: number
}

/** People of whom the usual share is taken to bear each value: in a file of ten records nothing would be rare without them. */
const others = 200

/** The usual chance that two people agree, of the table that people wrote. */
function usual(kind: FieldKind): number {
  const same = comparisons[kind].levels.at(-1)
  return same ? same.share / 2 ** same.bits : 0
}

/** Values that chance gives to two people so seldom, as numbers and whole names, tell one from nearly all others. */
const identifying = 1e-4

/** Whether chance seldom gives a value to two people, by the table. */
export function isIdentifying(kind: FieldKind): boolean {
  return usual(kind) <= identifying
}

/**
 * As if every record were a person of its own: the start, before any are known to be one. Of a number in three records that
 * would make three people, and a list of numbers alone would hold no two records of one: there the usual chance counts.
 */
export function recordsAsPersons({ kind, counts }: CodedColumn): Population {
  const known = sum(counts)
  const chance = usual(kind)
  const isRare = isIdentifying(kind)
  const more = others * chance
  const agreement = agreementOf(counts, known)
  // A value met once may be met again: none is rarer than two.
  const bearersOf = (count: number): number => {
    const asPersons = Math.max(2, count) + more
    return isRare ? Math.min(asPersons, (1 + count) * chance * (known + others)) : asPersons
  }
  return {
    bearers: Float64Array.from(counts, (count) => (count === 0 ? 0 : bearersOf(count))),
    known: known + others,
    agreement: isRare ? Math.min(agreement, chance) : agreement,
  }
}

/**
 * Each cluster of records counted once. What one or two clusters bear is rarer than that in all if few values are shared by two:
 * of a register's numbers none is, of its family names many (Good's and Turing's estimate, from the counts of counts). Two
 * clusters that share such a value may be one person's: counted as two bearers they would stay apart for their own sake.
 */
export function clustersAsPersons({ kind, codes, counts }: CodedColumn, clusters: Int32Array): Population {
  const order = orderOf([codes, clusters])
  const bearers = new Float64Array(counts.length)
  let last = -1
  let lastCode = -1
  for (const row of order) {
    const code = codes[row] ?? -1
    if (code < 0 || (clusters[row] === last && code === lastCode)) continue
    last = clusters[row] ?? -1
    lastCode = code
    bearers[code]! += 1
  }
  const known = sum(bearers)
  const agreement = agreementOf(bearers, known)
  const singles = bearers.reduce((total, count) => total + (count === 1 ? 1 : 0), 0)
  const doubles = bearers.reduce((total, count) => total + (count === 2 ? 1 : 0), 0)
  const single = Math.min(1, (2 * (doubles + 1)) / (singles + 1))
  const more = others * usual(kind)
  return {
    bearers: bearers.map((count) => (count === 0 ? 0 : (count <= 2 ? count * single : count) + more)),
    known: known + others,
    agreement,
  }
}

function sum(counts: Uint32Array | Float64Array): number {
  let total = 0
  for (const count of counts) total += count
  return total
}

function agreementOf(counts: Uint32Array | Float64Array, known: number): number {
  let pairs = 0
  for (const count of counts) pairs += count * (count - 1)
  return known < 2 ? 0 : pairs / (known * (known - 1))
}
