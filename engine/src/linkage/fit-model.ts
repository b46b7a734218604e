import { comparisons } from '../evidence/kind.ts'
import type { FieldKind } from '../evidence/kind.ts'
import type { CodedColumn, CodedRecords } from './code-columns.ts'
import { findDependences } from './dependence.ts'
import type { Dependence } from './dependence.ts'
import { ownFields } from './household.ts'
import { readPatterns } from './pattern.ts'
import type { CountedPattern, Pattern, PatternCounts } from './pattern.ts'
import type { Population } from './population.ts'
import { micro } from './score-pairs.ts'
import type { ScoredField, ScoringTask } from './score-pairs.ts'

/** How often each level of a field is met in pairs of one person (m) and in pairs that met by chance (u). */
export interface FieldModel {
  readonly m: Float64Array
  readonly u: Float64Array
}

/** The two shares of pairs that are of one person, before anything is compared: of pairs within a file, of pairs between files. */
export interface Rates {
  readonly within: number
  readonly between: number
}

export interface Model {
  readonly fields: readonly FieldModel[]
  readonly rates: Rates
  /** Pairs of two people of one household for each pair of one person. */
  readonly housemates: number
  readonly dependences: readonly Dependence[]
}

/** How many pairs there are of each kind. */
export interface PairTotals {
  readonly within: number
  readonly between: number
}

/** Where there are no pairs of a kind, no weight depends on their rate. */
const rareMatch = 1e-9
/** What was known before weighs as much as so many pairs. */
const priorPairs = 20

export function startModel({ columns, count }: CodedRecords): Model {
  const fields = columns.map(({ kind }) => {
    const { levels } = comparisons[kind]
    return {
      m: Float64Array.from(levels, ({ share }) => share),
      u: Float64Array.from(levels, ({ share, bits }) => share / 2 ** bits),
    }
  })
  // One pair a record, until the data say better.
  const rate = 1 / Math.max(2, count)
  return { fields, rates: { within: rate, between: rate }, housemates: 1, dependences: [] }
}

export function pairTotals(files: Uint16Array): PairTotals {
  const counts = new Map<number, number>()
  for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1)
  const within = [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  return { within, between: (files.length * (files.length - 1)) / 2 - within }
}

/** What weighing records needs to know of them beside the model. */
export interface Known {
  readonly records: CodedRecords
  readonly populations: readonly Population[]
  readonly cells: Int32Array
}

/** The model as whole-number weights over the coded records, for any number of threads. */
export function scoringTask({ records, populations, cells }: Known, model: Model): ScoringTask {
  const oddsOf = (rate: number): number => Math.round(Math.log2(rate / (1 - rate)) * micro)
  return {
    count: records.count,
    cells,
    files: records.files,
    fields: records.columns.map((column, at) =>
      scoredField(column, model.fields[at] as FieldModel, populations[at] as Population),
    ),
    dependences: model.dependences.map(({ field, parent, bits }) => ({
      field,
      parent,
      weights: Int32Array.from(bits, (one) => Math.round(one * micro)),
    })),
    prior: { within: oddsOf(model.rates.within), between: oddsOf(model.rates.between) },
    own: ownFields(records),
    ownPrior: Math.round(-Math.log2(model.housemates) * micro),
  }
}

function scoredField(
  { kind, vocabulary }: CodedColumn,
  { m, u }: FieldModel,
  { bearers, known }: Population,
): ScoredField {
  const last = m.length - 1
  const levels = new Int32Array(new SharedArrayBuffer(m.length * 4))
  for (let level = 0; level <= last; level += 1)
    levels[level] = Math.round(Math.log2((m[level] ?? 1) / (u[level] ?? 1)) * micro)
  const same = new Int32Array(new SharedArrayBuffer(bearers.length * 4))
  bearers.forEach((count, code) => {
    if (count > 0) same[code] = Math.round(Math.log2(((m[last] ?? 1) * known) / count) * micro)
  })
  limit(levels, { kind, usual: averageOf(same) })
  return { kind, vocabulary, same, levels }
}

/** What tells less than another level never weighs more, though few pairs may have it that were all of one person. */
function limit(
  weights: Int32Array,
  { kind, usual }: { readonly kind: FieldKind; readonly usual: number },
): void {
  const { levels } = comparisons[kind]
  levels.forEach(({ within, bits }, at) => {
    if (within === undefined) return
    const other = levels.findIndex(({ name }) => name === within)
    const most = other === levels.length - 1 ? usual : (weights[other] ?? 0)
    const weight = weights[at] ?? 0
    weights[at] = bits > 0 ? Math.min(weight, most) : Math.min(0, Math.max(weight, most))
  })
}

/** Of the values that are borne at all. */
function averageOf(same: Int32Array): number {
  let sum = 0
  let borne = 0
  for (const weight of same) {
    sum += weight
    borne += weight === 0 ? 0 : 1
  }
  return Math.round(sum / Math.max(1, borne))
}

export function cellsOf({ columns, count }: CodedRecords): Int32Array {
  const width = columns.length
  const cells = new Int32Array(new SharedArrayBuffer(count * width * 4))
  columns.forEach(({ codes }, field) => {
    for (let row = 0; row < count; row += 1) cells[row * width + field] = codes[row] ?? -1
  })
  return cells
}

export interface Evidence {
  /** Of pairs that could be of one person. */
  readonly candidates: PatternCounts
  /** Of pairs drawn at random. */
  readonly random: PatternCounts
  readonly totals: PairTotals
  /** Exact chance of agreement in each field: the sum of its squared shares. */
  readonly agreement: readonly number[]
  /** For each field 1 where it is of one person alone, and 0 where a household may share it. */
  readonly own: Uint8Array
  /** Whether pairs of one person were kept out of the random ones: else what they share would look like dependence. */
  readonly isClean: boolean
  /** Of each field whether chance seldom gives a value to two people, as numbers and whole names. */
  readonly rare: readonly boolean[]
}

/**
 * Expectation and maximisation on counts of patterns: how likely each pattern is of one person under the model, then the model
 * that these likelihoods make. Pairs that no rule brought together count as of two persons. The same counts give the same model.
 */
export function fitModel(start: Model, evidence: Evidence): Model {
  const sizes = start.fields.map(({ m }) => m.length)
  const candidates = readPatterns(evidence.candidates, sizes)
  const random = readPatterns(evidence.random, sizes)
  let model: Model = { ...start, dependences: evidence.isClean ? findDependences(random, sizes) : [] }
  for (let round = 0; round < 60; round += 1) {
    const next = improved(model, { start, evidence, candidates, random })
    const moved = Math.max(
      ...next.fields.flatMap(({ m }, field) =>
        [...m].map((share, level) => Math.abs(share - (model.fields[field]?.m[level] ?? 0))),
      ),
    )
    model = next
    if (moved < 1e-4) break
  }
  return model
}

function improved(
  model: Model,
  {
    start,
    evidence,
    candidates,
    random,
  }: {
    readonly start: Model
    readonly evidence: Evidence
    readonly candidates: readonly CountedPattern[]
    readonly random: readonly CountedPattern[]
  },
): Model {
  const { own, totals, agreement, isClean, rare } = evidence
  const hasHousehold = own.includes(1)
  const bits = model.fields.map(({ m, u }) =>
    Float64Array.from(m, (share, level) => Math.log2(share / (u[level] ?? 1))),
  )
  const priors = [model.rates.within, model.rates.between].map((rate) => Math.log2(rate / (1 - rate)))
  /** How many times likelier a pattern is of one person than of two, and than of two of one household. */
  const oddsOf = ({ levels, rarity, isBetween }: Pattern): readonly [number, number] => {
    let sum = (priors[isBetween ? 1 : 0] ?? 0) + rarity
    let ownSum = -Math.log2(model.housemates)
    for (let field = 0; field < levels.length; field += 1) {
      const level = levels[field] ?? -1
      if (level < 0) continue
      sum += bits[field]?.[level] ?? 0
      if (hasHousehold && own[field] === 1) ownSum += bits[field]?.[level] ?? 0
    }
    for (const { field, parent, bits: more } of model.dependences) {
      const [a, b] = [levels[field] ?? -1, levels[parent] ?? -1]
      if (a >= 0 && b >= 0) sum += more[a * (bits[parent]?.length ?? 0) + b] ?? 0
    }
    return [2 ** sum, hasHousehold ? 2 ** ownSum : Infinity]
  }
  const likely = (pattern: Pattern): number => {
    const [odds, ownOdds] = oddsOf(pattern)
    return 1 / (1 + 1 / odds + 1 / ownOdds)
  }
  const same = start.fields.map(({ m }) => m.map((share) => share * priorPairs))
  // Half a pair at each level: what was not met among the pairs drawn is rare, not impossible.
  const other = start.fields.map(({ u }) => u.map(() => 0.5))
  const found = [0, 0]
  let housemates = 0
  for (const pattern of candidates) {
    const weight = likely(pattern) * pattern.count
    housemates += weight / oddsOf(pattern)[1]
    found[pattern.isBetween ? 1 : 0]! += weight
    note(same, pattern, weight)
  }
  // Once the clusters are kept out of the draw it is taken whole: what chance makes alike must not be explained away as persons.
  for (const pattern of random) note(other, pattern, (isClean ? 1 : 1 - likely(pattern)) * pattern.count)
  const persons = (found[0] ?? 0) + (found[1] ?? 0)
  const rate = (count: number, total: number): number =>
    total === 0 ? rareMatch : Math.min(0.5, Math.max(count, 0.5) / total)
  return {
    fields: same.map((m, field) => ({
      m: shares(m),
      u: withAgreement(
        isClean || !rare[field]
          ? shares(other[field] as Float64Array)
          : usualAtMost(shares(other[field] as Float64Array), start.fields[field] as FieldModel),
        agreement[field] ?? 0,
      ),
    })),
    dependences: model.dependences,
    housemates: (housemates + 1) / (persons + 1),
    rates: { within: rate(found[0] ?? 0, totals.within), between: rate(found[1] ?? 0, totals.between) },
  }
}

function note(counts: readonly Float64Array[], { levels }: Pattern, weight: number): void {
  for (let field = 0; field < levels.length; field += 1) {
    const level = levels[field] ?? -1
    if (level >= 0) counts[field]![level]! += weight
  }
}

function shares(counts: Float64Array): Float64Array {
  const sum = counts.reduce((total, count) => total + count, 0)
  return counts.map((count) => count / sum)
}

/**
 * What is alike is taken for the usual chance at the most; the rest differs. In a list of names alone nothing else tells the
 * names of one company with and without "Ltd" from names that are alike by chance, and all would be taken for chance.
 */
function usualAtMost(u: Float64Array, usual: FieldModel): Float64Array {
  const capped = u.map((share, level) =>
    (usual.m[level] ?? 0) > (usual.u[level] ?? 0) ? Math.min(share, usual.u[level] ?? 0) : share,
  )
  const rest = capped.reduce((sum, share) => sum + share, 0)
  capped[0]! += 1 - rest
  return capped
}

/** Chance agreement is known better from how often each value is met than from pairs drawn at random. */
function withAgreement(u: Float64Array, agreement: number): Float64Array {
  const last = u.length - 1
  const kept = Math.max(1e-9, agreement)
  const rest = 1 - (u[last] ?? 0)
  return u.map((share, level) => (level === last ? kept : (share * (1 - kept)) / rest))
}
