import { crossedLevel } from '../evidence/compare-words.ts'
import { comparisons } from '../evidence/kind.ts'
import type { FieldKind } from '../evidence/kind.ts'
import { unsure } from '../evidence/sketch.ts'
import { sizeOf, textOf } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Weights are whole millionths of a bit, so that their sums are the same in every engine and every order. */
export const micro = 1_000_000

export interface ScoredField {
  readonly kind: FieldKind
  readonly vocabulary: Vocabulary
  /** Weight of agreeing in each value: the rarer, the more. */
  readonly same: Int32Array
  /** Weight of each level; that of the last one stands in `same`. */
  readonly levels: Int32Array
}

/** What all threads share: cells[row × width + field] is a code, −1 where the value is missing. */
export interface ScoringTask {
  readonly count: number
  readonly cells: Int32Array
  readonly files: Uint16Array
  readonly fields: readonly ScoredField[]
  /** Corrections for two fields that agree together by chance. */
  readonly dependences: readonly {
    readonly field: number
    readonly parent: number
    readonly weights: Int32Array
  }[]
  /** Log-odds, in millionths of a bit, that two records are of one person before anything is compared: within a file, between files. */
  readonly prior: { readonly within: number; readonly between: number }
  /** For each field 1 where it is of one person alone, as the given name, and 0 where a household may share it. */
  readonly own: Uint8Array
  /** The same log-odds of two records of one household: no pair weighs more than this with what is of one person alone. */
  readonly ownPrior: number
}

export interface Scorer {
  /** The weight of a pair with its prior, or `below` when it can't reach `least`. */
  readonly score: (left: number, right: number, least: number) => number
  /** Fills in the level of each field, −1 where a value is missing. */
  readonly levels: (left: number, right: number, into: Int8Array) => void
}

export const below = -0x80000000
const memoSize = 1 << 17

/**
 * Scores pairs of records. First equal codes and missing values; then the sketches of different values, then their texts, and
 * each only while the best that the rest could give still reaches the threshold.
 */
export function createScorer(task: ScoringTask): Scorer {
  const { cells, files, fields, prior, own } = task
  const ownPrior = ownPriorOf(task)
  const width = fields.length
  const same = fields.map((field) => field.same)
  const weights = fields.map((field) => field.levels)
  const best = Int32Array.from(fields, (field) => Math.max(0, ...field.levels.subarray(0, -1)))
  // What can decide most is looked at first.
  const order = Uint8Array.from(fields.keys()).sort((a, b) => (best[b] ?? 0) - (best[a] ?? 0))
  const firstLook = firstLookOf(task)
  const compared = fields.map(memoOf)
  const { slack, correction } = corrector(task)
  const open = new Uint8Array(width)
  const met = new Int8Array(width)

  const score = (left: number, right: number, least: number): number => {
    const a = left * width
    const b = right * width
    let sum = files[left] === files[right] ? prior.within : prior.between
    let mine = ownPrior
    let room = slack
    let differing = 0
    for (let at = 0; at < width; at += 1) {
      const field = order[at]!
      const x = cells[a + field]!
      const y = cells[b + field]!
      if (x < 0 || y < 0) met[field] = -1
      else if (x === y) {
        const weight = same[field]![x]!
        sum += weight
        mine += weight * own[field]!
        met[field] = weights[field]!.length - 1
      } else {
        room += best[field]!
        open[differing++] = field
      }
    }
    let uncertain = 0
    for (let at = 0; at < differing && sum + room >= least; at += 1) {
      const field = open[at]!
      const level = firstLook(field, a, b)
      if (level === unsure) open[uncertain++] = field
      else {
        room -= best[field]!
        met[field] = level
        if (level < 0) continue
        sum += weights[field]![level]!
        mine += weights[field]![level]! * own[field]!
      }
    }
    for (let at = 0; at < uncertain && sum + room >= least; at += 1) {
      const field = open[at]!
      room -= best[field]!
      const level = compared[field]!(cells[a + field]!, cells[b + field]!)
      met[field] = level
      sum += weights[field]![level]!
      mine += weights[field]![level]! * own[field]!
    }
    if (sum + room < least) return below
    sum = Math.min(mine, sum + correction(met))
    return sum < least ? below : sum
  }

  const levels = (left: number, right: number, into: Int8Array): void => {
    const a = left * width
    const b = right * width
    for (let field = 0; field < width; field += 1) {
      const x = cells[a + field]!
      const y = cells[b + field]!
      const level = x < 0 || y < 0 ? -1 : x === y ? weights[field]!.length - 1 : firstLook(field, a, b)
      into[field] = level === unsure ? compared[field]!(x, y) : level
    }
  }
  return { score, levels }
}

/**
 * Level of different values of a field, of the records whose cells begin at `a` and `b`, by whole numbers alone; `unsure` where
 * the texts must be compared. Exchanged given and family names are one finding: the given name's; the family name then says
 * nothing of its own.
 */
function firstLookOf({ cells, fields }: ScoringTask): (field: number, a: number, b: number) => number {
  const sketched = fields.map(sketchedOf)
  const given = fields.findIndex(({ kind }) => kind === 'given-name')
  const family = fields.findIndex(({ kind }) => kind === 'family-name')
  const hasBoth = given >= 0 && family >= 0
  const isCrossed = (a: number, b: number): boolean =>
    cells[a + given] !== cells[a + family] &&
    cells[a + given] === cells[b + family] &&
    cells[a + family] === cells[b + given] &&
    (cells[a + given] ?? -1) >= 0
  return (field, a, b) => {
    if (hasBoth && (field === given || field === family) && isCrossed(a, b))
      return field === given ? crossedLevel : -1
    return sketched[field]!(cells[a + field]!, cells[b + field]!)
  }
}

/** Without anything of one person alone, nothing is capped. */
export function ownPriorOf({ own, ownPrior }: Pick<ScoringTask, 'own' | 'ownPrior'>): number {
  return own.includes(1) ? ownPrior : 0x7fffffff
}

interface Corrector {
  /** The most that corrections could add. */
  readonly slack: number
  readonly correction: (levels: Int8Array) => number
}

function corrector({ dependences, fields }: ScoringTask): Corrector {
  const slack = dependences.reduce((sum, { weights }) => sum + Math.max(0, ...weights), 0)
  const sizes = dependences.map(({ parent }) => fields[parent]?.levels.length ?? 0)
  const correction = (levels: Int8Array): number => {
    let sum = 0
    for (let at = 0; at < dependences.length; at += 1) {
      const { field, parent, weights } = dependences[at]!
      if (levels[field]! >= 0 && levels[parent]! >= 0)
        sum += weights[levels[field]! * sizes[at]! + levels[parent]!]!
    }
    return sum
  }
  return { slack, correction }
}

/** Level of two different values by their codes: by their sketches where these can tell, else `unsure`. */
function sketchedOf({ kind, vocabulary }: ScoredField): (left: number, right: number) => number {
  const { sketch } = comparisons[kind]
  if (!sketch) return () => unsure
  const { width, level } = sketch
  const { sketches } = vocabulary
  return (left, right) => level(sketches, left * width, right * width)
}

/** Level of two different values by their texts; a block brings the same two together again and again. */
function memoOf({ kind, vocabulary }: ScoredField): (left: number, right: number) => number {
  const { compare } = comparisons[kind]
  const lefts = new Int32Array(memoSize).fill(-1)
  const rights = new Int32Array(memoSize)
  const levels = new Int8Array(memoSize)
  // As long as the vocabulary from the start: one that grows by random places becomes a slow dictionary.
  const texts = Array.from<string | undefined>({ length: sizeOf(vocabulary) })
  const text = (code: number): string => (texts[code] ??= textOf(vocabulary, code))
  return (left, right) => {
    const low = left < right ? left : right
    const high = left < right ? right : left
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77)) >>> 15
    if (lefts[slot] === low && rights[slot] === high) return levels[slot]!
    const level = compare(text(low), text(high))
    lefts[slot] = low
    rights[slot] = high
    levels[slot] = level
    return level
  }
}
