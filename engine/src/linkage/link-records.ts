import { blockKeys } from './block-keys.ts'
import { countPatterns, drawPairs, levelPairs, weighPairs } from './candidates.ts'
import { chooseRules } from './choose-rules.ts'
import { clusterPairs } from './cluster-pairs.ts'
import { orderOf } from './code-columns.ts'
import type { CodedRecords } from './code-columns.ts'
import { cellsOf, fitModel, pairTotals, scoringTask, startModel } from './fit-model.ts'
import type { Known, Model } from './fit-model.ts'
import { ownFields } from './household.ts'
import { keyPartsOf } from './key-parts.ts'
import { clustersAsPersons, isIdentifying, recordsAsPersons } from './population.ts'
import type { Edges } from './scan.ts'
import { createScorer, micro } from './score-pairs.ts'
import type { ScoringTask } from './score-pairs.ts'
import { thresholdsOf } from './thresholds.ts'
import type { ThresholdName, Thresholds } from './thresholds.ts'

/** What an engine is asked: all pairs that share a block and weigh at least `least`. */
export interface PairJob {
  readonly task: ScoringTask
  readonly keys: readonly Int32Array[]
  readonly least: number
  readonly onlyBetween: boolean
}

/** Threads of this process, DuckDB or Spark: each gives the same pairs with the same weights. */
export type PairEngine = (job: PairJob) => Promise<Edges & { readonly seen: number }>

export interface LinkOptions {
  readonly engine: PairEngine
  /** Finds the pairs the model is learned from; always of this machine. */
  readonly learner: PairEngine
  readonly onlyBetween: boolean
  readonly threshold: ThresholdName
  readonly tell: (step: string, share: number) => void
}

export interface Linked {
  /** Cluster of each record in its coded order: the number of one of its records. */
  readonly clusters: Int32Array
  readonly edges: Edges
  readonly task: ScoringTask
  readonly model: Model
  readonly thresholds: Thresholds
  readonly rules: readonly string[]
  readonly pairsSeen: number
  /** Of the comparison alone. */
  readonly comparingSeconds: number
}

const seed = 20_261_125
const randomPairs = 300_000
const rounds = 2
/** Pairs looked at: so many, and so many more for each record. */
const budget = { fixed: 3_000_000, each: 60, learned: 12 }
/** Pairs that weigh less can't become one of a person under any model learned later. */
const hopeless = -10 * micro

/** Which records are of one person, learned from the records alone: no label is read and nothing is drawn but by a fixed seed. */
export async function linkRecords(records: CodedRecords, options: LinkOptions): Promise<Linked> {
  const { engine, tell, onlyBetween } = options
  tell('choosing what to compare', 0)
  const parts = keyPartsOf(records)
  const rules = chooseRules(parts, records.count, budget.fixed + budget.each * records.count)
  const keys = rules.map(({ rule }) => blockKeys(rule, parts, records.count))
  let spent = 0
  const few = keys.filter(
    (_, at) => (spent += rules[at]?.pairs ?? 0) <= budget.fixed + budget.learned * records.count,
  )
  tell('learning the weights', 0.1)
  const learned = await learnModel(records, few, options)
  tell('comparing', 0.4)
  const task = scoringTask(learned.known, learned.model)
  const thresholds = thresholdsOf(learned.alone, task.prior)
  const started = performance.now()
  const found = await engine({ task, keys, least: thresholds.wide, onlyBetween })
  const comparingSeconds = (performance.now() - started) / 1000
  tell('clustering', 0.9)
  const edges = inOrder(found)
  const clusters = clusterPairs(records.count, edges, {
    scorer: createScorer(task),
    least: thresholds[options.threshold],
    ...(onlyBetween ? { files: records.files } : {}),
  })
  return {
    clusters,
    edges,
    task,
    model: learned.model,
    thresholds,
    rules: rules.map(({ rule }) => rule.map(({ name }) => name).join(' + ') || 'every pair'),
    pairsSeen: found.seen,
    comparingSeconds,
  }
}

interface Learned {
  readonly model: Model
  readonly known: Known
  /** Share of the records that have no other of their person. */
  readonly alone: number
}

/**
 * Learns from the narrower rules: first as if each record were a person, then with the clusters that this gives as persons, for
 * how rare a value is among persons and what chance alone makes alike can only be seen once the records of one are known.
 */
async function learnModel(
  records: CodedRecords,
  keys: readonly Int32Array[],
  options: LinkOptions,
): Promise<Learned> {
  const cells = cellsOf(records)
  const width = records.columns.length
  const totals = pairTotals(records.files)
  let known: Known = { records, cells, populations: records.columns.map(recordsAsPersons) }
  let model = startModel(records)
  if (records.count < 2) return { model, known, alone: 1 }
  // What a household shares must be seen to be learned from: nothing is capped yet.
  const first = { ...scoringTask(known, model), own: new Uint8Array(width) }
  const scorer = createScorer(first)
  const found = await options.learner({
    task: first,
    keys,
    least: hopeless,
    onlyBetween: options.onlyBetween,
  })
  const candidates = levelPairs(scorer, width, inOrder(found))
  const random = levelPairs(scorer, width, drawPairs(records.count, randomPairs, seed))
  let clusters: Int32Array | undefined
  let alone = 1
  for (let round = 0; round <= rounds; round += 1) {
    options.tell('learning the weights', 0.2 + round * 0.06)
    const task = scoringTask(known, model)
    model = fitModel(startModel(records), {
      candidates: countPatterns(task, candidates),
      random: countPatterns(task, random, clusters),
      totals,
      agreement: known.populations.map(({ agreement }) => agreement),
      own: ownFields(records),
      isClean: clusters !== undefined,
      rare: records.columns.map(({ kind }) => isIdentifying(kind)),
    })
    if (round === rounds) break
    const fitted = scoringTask(known, model)
    const weights = weighPairs(fitted, candidates)
    const merged = clusterPairs(
      records.count,
      { ...candidates, weights },
      {
        scorer: createScorer(fitted),
        least: thresholdsOf(alone, fitted.prior).balanced,
        ...(options.onlyBetween ? { files: records.files } : {}),
      },
    )
    clusters = merged
    alone = aloneIn(merged)
    known = { ...known, populations: records.columns.map((column) => clustersAsPersons(column, merged)) }
  }
  return { model, known, alone }
}

function aloneIn(clusters: Int32Array): number {
  const sizes = new Uint32Array(clusters.length)
  for (const cluster of clusters) sizes[cluster]! += 1
  const singles = clusters.reduce((sum, cluster) => sum + (sizes[cluster] === 1 ? 1 : 0), 0)
  return (singles + 1) / (clusters.length + 2)
}

/** Edges as no number of threads can change them: by their records. */
function inOrder({ lefts, rights, weights }: Edges): Edges {
  const order = orderOf([rights, lefts])
  const taken = (items: Int32Array): Int32Array => Int32Array.from(order, (at) => items[at]!)
  return { lefts: taken(lefts), rights: taken(rights), weights: taken(weights) }
}
