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

/** As if every record were a person of its own: the start, before any are known to be one. */
export function recordsAsPersons({ kind, counts }: CodedColumn): Population {
  const known = sum(counts)
  const more = others * usual(kind)
  // A value met once may be met again: none is rarer than two.
  return {
    bearers: Float64Array.from(counts, (count) => (count === 0 ? 0 : Math.max(2, count) + more)),
    known: known + others,
    agreement: agreementOf(counts, known),
  }
}

/**
 * Each cluster of records counted once. What a single cluster bears is rarer than one in all if few values are shared by two:
 * of a register's numbers none is, of its family names many (Good's and Turing's estimate, from the counts of counts).
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
    bearers: bearers.map((count) => (count === 0 ? 0 : (count === 1 ? single : count) + more)),
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
