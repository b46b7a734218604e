import { END, START, packModel } from '../../engine/src/names/romanise/model.ts'
import type { Graphone } from './align.ts'

export interface Cut {
  readonly graphones: readonly Graphone[]
  readonly weight: number
}

/** Absolute discount, and how often three must follow each other to be kept. */
const DISCOUNT = 0.7

interface Counts {
  readonly one: Map<number, number>
  readonly two: Map<number, Map<number, number>>
  readonly three: Map<string, Map<number, number>>
}

/** Interpolated trigram over graphones, packed for the reader of names. `least` prunes rare triples. */
export function trainModel(
  cuts: readonly Cut[],
  words: readonly (readonly string[])[],
  least: number,
): Buffer {
  const graphones = inventory(cuts)
  const ids = new Map(graphones.map(([character, piece], id) => [`${character}\t${piece}`, id]))
  const counts = count(cuts, ids)
  const total = sum(counts.one)
  const one = Float64Array.from(
    graphones,
    (_, id) => ((counts.one.get(id) ?? 0) + 0.1) / (total + 0.1 * graphones.length),
  )
  const unigramBackoff = new Uint8Array(graphones.length)
  const pairCount = new Uint16Array(graphones.length)
  const pairs = {
    next: [] as number[],
    cost: [] as number[],
    backoff: [] as number[],
    triples: [] as number[],
  }
  const triples = { next: [] as number[], cost: [] as number[] }
  graphones.forEach((_, first) => {
    const row = counts.two.get(first) ?? new Map<number, number>()
    const seen = sum(row)
    const left = seen === 0 ? 1 : (DISCOUNT * row.size) / seen
    unigramBackoff[first] = byteOf(left)
    const kept = sortedRow(row)
    pairCount[first] = kept.length
    for (const [second, times] of kept) {
      const p = Math.max(times - DISCOUNT, 0.1) / seen + left * (one[second] ?? 0)
      pairs.next.push(second)
      pairs.cost.push(byteOf(p))
      addTriples(counts, { first, second, least, one, triples, pairs })
    }
  })
  return packModel({ graphones, pairs: pairs.next.length, triples: triples.next.length, words }, [
    Uint8Array.from(one, byteOf),
    unigramBackoff,
    pairCount,
    Uint16Array.from(pairs.next),
    Uint8Array.from(pairs.cost),
    Uint8Array.from(pairs.backoff),
    Uint16Array.from(pairs.triples),
    Uint16Array.from(triples.next),
    Uint8Array.from(triples.cost),
  ])
}

interface Row {
  readonly first: number
  readonly second: number
  readonly least: number
  readonly one: Float64Array
  readonly triples: { readonly next: number[]; readonly cost: number[] }
  readonly pairs: { readonly backoff: number[]; readonly triples: number[] }
}

function addTriples(counts: Counts, { first, second, least, one, triples, pairs }: Row): void {
  const row = counts.three.get(`${first} ${second}`) ?? new Map<number, number>()
  const seen = sum(row)
  const kept = sortedRow(row).filter(([, times]) => times >= least)
  const used = kept.reduce((all, [, times]) => all + times - DISCOUNT, 0)
  const left = seen === 0 ? 1 : Math.max(1 - used / seen, 0.001)
  const after = counts.two.get(second) ?? new Map<number, number>()
  const afterSeen = sum(after)
  for (const [third, times] of kept) {
    const lower =
      Math.max((after.get(third) ?? 0) - DISCOUNT, 0) / afterSeen +
      ((DISCOUNT * after.size) / afterSeen) * (one[third] ?? 0)
    triples.next.push(third)
    triples.cost.push(byteOf((times - DISCOUNT) / seen + left * lower))
  }
  pairs.backoff.push(byteOf(left))
  pairs.triples.push(kept.length)
}

function inventory(cuts: readonly Cut[]): readonly Graphone[] {
  const weights = new Map<string, number>()
  for (const { graphones, weight } of cuts)
    for (const [character, piece] of graphones) {
      const key = `${character}\t${piece}`
      weights.set(key, (weights.get(key) ?? 0) + weight)
    }
  const found = [...weights]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([key]) => key.split('\t') as [string, string])
  return [['^', ''], ['$', ''], ...found]
}

function count(cuts: readonly Cut[], ids: ReadonlyMap<string, number>): Counts {
  const counts: Counts = { one: new Map(), two: new Map(), three: new Map() }
  for (const { graphones, weight } of cuts) {
    let [before, last] = [START, START]
    for (const id of [
      ...graphones.map(([character, piece]) => ids.get(`${character}\t${piece}`) ?? END),
      END,
    ]) {
      add(counts.one, id, weight)
      add(rowOf(counts.two, last), id, weight)
      add(rowOf(counts.three, `${before} ${last}`), id, weight)
      ;[before, last] = [last, id]
    }
  }
  // The first context is (START, START); the model reaches its row through the pair START, START.
  rowOf(counts.two, START).set(START, 1)
  return counts
}

function rowOf<Key>(rows: Map<Key, Map<number, number>>, key: Key): Map<number, number> {
  const row = rows.get(key) ?? new Map<number, number>()
  rows.set(key, row)
  return row
}

function add(row: Map<number, number>, id: number, weight: number): void {
  row.set(id, (row.get(id) ?? 0) + weight)
}

function sum(row: ReadonlyMap<number, number>): number {
  return row.values().reduce((all, times) => all + times, 0)
}

function sortedRow(row: ReadonlyMap<number, number>): readonly (readonly [number, number])[] {
  return [...row].toSorted(([a], [b]) => a - b)
}

/** A probability as a cost in sixteenths of a nat, at most 15.9 nats. */
function byteOf(p: number): number {
  return Math.min(255, Math.round(-16 * Math.log(Math.max(p, 1e-9))))
}
