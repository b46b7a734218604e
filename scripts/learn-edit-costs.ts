import { readFileSync, writeFileSync } from 'node:fs'

import type { EditCosts } from '../engine/src/names/compare/edit-distance.ts'
import { editDistance, soundsOf } from '../engine/src/names/compare/edit-distance.ts'
import { symbolCount, symbols, symbolsOf } from '../engine/src/names/compare/letters.ts'
import { root } from './run-step.ts'

/**
 * Learns what an edit between two sounds costs, and writes `engine/src/names/compare/edit-costs.json`.
 * Two Latin spellings that are written alike in Russian, Hebrew or Arabic are mostly one name spelt in two ways; what changes often
 * between such spellings is cheap. Source: the `_80` files of steveash/NETransliteration-COLING2018, Wikidata, CC0 1.0.
 * Run: bin/shield run scripts/learn-edit-costs.ts
 */
const scripts = ['russian', 'hebrew', 'arabic']
const folder = new URL('../../shared/data/names/netranslit/', import.meta.url)
const mostOfGroup = 12
const rounds = 4

type Pair = readonly [string, string]

function pairsOf(script: string): Pair[] {
  const groups = new Map<string, string[]>()
  for (const line of readFileSync(new URL(`wd_${script}_80.tsv`, folder), 'utf8').split('\n')) {
    const [latin = '', target = ''] = line.split('\t')
    if (!/^[a-z]{3,}$/.test(latin)) continue
    const group = groups.get(target)
    if (group) group.push(latin)
    else groups.set(target, [latin])
  }
  return [...groups.values()].flatMap((group) => {
    const some = group.slice(0, mostOfGroup)
    return some.flatMap((left, at) => some.slice(at + 1).map((right) => [left, right] as const))
  })
}

/** To begin with every edit costs 100, but vowels among themselves 50. */
function firstCosts(): EditCosts {
  const change = new Uint8Array(symbolCount * symbolCount).fill(100)
  for (let a = 0; a < symbolCount; a += 1)
    for (let b = 0; b < symbolCount; b += 1)
      change[a * symbolCount + b] = a === b ? 0 : isVowel(a) && isVowel(b) ? 50 : 100
  return {
    change,
    drop: new Uint8Array(symbolCount).fill(100),
    double: new Uint8Array(symbolCount).fill(50),
  }
}

function isVowel(code: number): boolean {
  return /^[aeiouy]+$/.test(symbols[code] ?? '')
}

interface Counts {
  readonly seen: Float64Array
  readonly change: Float64Array
  readonly drop: Float64Array
  readonly double: Float64Array
  readonly doubleSeen: Float64Array
}

/** Walks the cheapest way from one spelling to the other and counts its edits. */
function count(pair: Pair, costs: EditCosts, counts: Counts): void {
  const left = symbolsOf(pair[0])
  const right = symbolsOf(pair[1])
  const width = right.length + 1
  const dropOf = (word: Uint8Array, at: number): number =>
    (word[at] === word[at - 1] ? costs.double : costs.drop)[word[at] ?? 0] ?? 10000
  const table = new Float64Array((left.length + 1) * width)
  const at = (i: number, j: number): number => table[i * width + j] ?? 0
  for (let i = 0; i <= left.length; i += 1)
    for (let j = 0; j <= right.length; j += 1) {
      if (i === 0 && j === 0) continue
      const changed =
        i > 0 && j > 0
          ? at(i - 1, j - 1) + (costs.change[(left[i - 1] ?? 0) * symbolCount + (right[j - 1] ?? 0)] ?? 100)
          : Infinity
      const dropped = i > 0 ? at(i - 1, j) + dropOf(left, i - 1) : Infinity
      const added = j > 0 ? at(i, j - 1) + dropOf(right, j - 1) : Infinity
      table[i * width + j] = Math.min(changed, dropped, added)
    }
  const note = (word: Uint8Array, place: number): void => {
    const letter = word[place] ?? 0
    const isDouble = word[place - 1] === letter
    const kind = isDouble ? counts.double : counts.drop
    kind[letter] = (kind[letter] ?? 0) + 1
    const of = isDouble ? counts.doubleSeen : counts.seen
    of[letter] = (of[letter] ?? 0) + 1
  }
  let i = left.length
  let j = right.length
  while (i > 0 || j > 0) {
    const a = left[i - 1] ?? 0
    const b = right[j - 1] ?? 0
    if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + (costs.change[a * symbolCount + b] ?? 100)) {
      counts.change[a * symbolCount + b] = (counts.change[a * symbolCount + b] ?? 0) + 1
      counts.change[b * symbolCount + a] = (counts.change[b * symbolCount + a] ?? 0) + 1
      for (const [letter, word, place] of [
        [a, left, i - 1],
        [b, right, j - 1],
      ] as const) {
        const of = word[place - 1] === letter ? counts.doubleSeen : counts.seen
        of[letter] = (of[letter] ?? 0) + 1
      }
      i -= 1
      j -= 1
    } else if (i > 0 && at(i, j) === at(i - 1, j) + dropOf(left, i - 1)) {
      note(left, i - 1)
      i -= 1
    } else {
      note(right, j - 1)
      j -= 1
    }
  }
}

/**
 * Cost of a share of times that something happens: 100 at one in 150 and rarer (a slip of the finger), 10 at one in two.
 * The logarithm is that of the likelihood ratio, scaled so that a typing error is 100.
 */
function costOf(share: number): number {
  const rare = Math.log(150)
  const often = Math.log(2)
  const cost = (-Math.log(Math.max(share, 1e-6)) - often) / (rare - often)
  return Math.round(Math.min(100, Math.max(10, 10 + 90 * cost)))
}

function learn(pairs: readonly Pair[]): EditCosts {
  let costs = firstCosts()
  for (let round = 0; round < rounds; round += 1) {
    const size = symbolCount
    const counts: Counts = {
      seen: new Float64Array(size),
      change: new Float64Array(size * size),
      drop: new Float64Array(size),
      double: new Float64Array(size),
      doubleSeen: new Float64Array(size),
    }
    // Spellings further apart than a third are two names, or a translation.
    const used = pairs.filter(([left, right]) => {
      const most = (Math.max(left.length, right.length) / 3) * 100
      return editDistance(soundsOf(left, costs), soundsOf(right, costs), costs.change, most) <= most
    })
    for (const pair of used) count(pair, costs, counts)
    costs = costsOf(counts)
    console.error(`round ${round + 1}: ${used.length} of ${pairs.length} pairs`)
  }
  return costs
}

function costsOf({ seen, change, drop, double, doubleSeen }: Counts): EditCosts {
  const next = firstCosts()
  for (let a = 0; a < symbolCount; a += 1) {
    next.drop[a] = costOf((drop[a] ?? 0) / Math.max(seen[a] ?? 0, 50))
    next.double[a] = Math.min(
      next.drop[a] ?? 100,
      costOf((double[a] ?? 0) / Math.max(doubleSeen[a] ?? 0, 20)),
      50,
    )
    for (let b = 0; b < symbolCount; b += 1) {
      if (a === b) continue
      const both = change[a * symbolCount + b] ?? 0
      // Of the rarer sound of the two: kh is nearly always somebody's h or k, but h seldom kh.
      const share = both / Math.max(Math.min(seen[a] ?? 0, seen[b] ?? 0), 50)
      next.change[a * symbolCount + b] = costOf(share)
    }
  }
  // Digits come in no name of the list: they are strict.
  return next
}

const pairs = scripts.flatMap(pairsOf)
const costs = learn(pairs)
const named = (table: Uint8Array): Record<string, number> =>
  Object.fromEntries(
    symbols.flatMap((symbol, code) => {
      const cost = table[code] ?? 100
      return cost < 100 ? [[symbol, cost] as const] : []
    }),
  )
const change = Object.fromEntries(
  symbols.flatMap((one, a) =>
    symbols.flatMap((other, b) => {
      const cost = costs.change[a * symbolCount + b] ?? 100
      return a < b && cost < 100 ? [[`${one} ${other}`, cost] as const] : []
    }),
  ),
)
writeFileSync(
  `${root}/engine/src/names/compare/edit-costs.json`,
  `${JSON.stringify({ drop: named(costs.drop), double: named(costs.double), change }, undefined, 1)}\n`,
)
