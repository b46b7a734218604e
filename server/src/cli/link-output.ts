import { probabilityOf, thresholdNames } from '@shield/engine'
import type { CodedRecords, Linked, ThresholdName } from '@shield/engine'

import { createTable } from './tables.ts'
import type { TableStyle } from './tables.ts'

/** What one run of `link` found, and in what. */
export interface LinkRun {
  readonly files: readonly string[]
  readonly counts: readonly number[]
  readonly records: CodedRecords
  readonly linked: Linked
  readonly threshold: ThresholdName
  readonly seconds: number
}

const style: TableStyle = { delimiter: ',', lineEnd: '\n', hasMark: false }
const blockSize = 5000
const microbits = 1_000_000

/** A line for each record in the order of the input; clusters are numbered as they are first met. */
export async function writeClusters({ files, counts, records, linked }: LinkRun, out: string): Promise<void> {
  const { origins, count } = records
  const place = new Uint32Array(count)
  for (let row = 0; row < count; row += 1) place[origins[row] ?? 0] = row
  const probability = strongestLinks(linked)
  const numbers = new Map<number, number>()
  const writer = await createTable(out, style, ['file', 'row', 'cluster', 'probability'])
  try {
    let at = 0
    for (const [number, file] of files.entries())
      for (let from = 0; from < (counts[number] ?? 0); from += blockSize) {
        const rows: string[][] = []
        for (let row = from; row < Math.min(from + blockSize, counts[number] ?? 0); row += 1) {
          const record = place[at] ?? 0
          const cluster = linked.clusters[record] ?? 0
          const known = numbers.get(cluster) ?? numbers.size + 1
          numbers.set(cluster, known)
          rows.push([file, String(row + 1), String(known), (probability[record] ?? 1).toFixed(4)])
          at += 1
        }
        await writer.write(rows)
      }
    await writer.close()
  } catch (fault) {
    await writer.abandon()
    throw fault
  }
}

/** Of each record the probability of its strongest link inside its cluster; of one alone, that none of its links is right. */
function strongestLinks({ clusters, edges, thresholds }: Linked): Float64Array {
  const inside = new Float64Array(clusters.length)
  const outside = new Float64Array(clusters.length)
  for (let edge = 0; edge < edges.lefts.length; edge += 1) {
    const [left, right] = [edges.lefts[edge] ?? 0, edges.rights[edge] ?? 0]
    const likely = probabilityOf(edges.weights[edge] ?? 0, thresholds)
    const best = clusters[left] === clusters[right] ? inside : outside
    best[left] = Math.max(best[left] ?? 0, likely)
    best[right] = Math.max(best[right] ?? 0, likely)
  }
  return inside.map((likely, record) => (likely > 0 ? likely : 1 - (outside[record] ?? 0)))
}

/** Every pair found, the likeliest first. */
export async function writePairs({ files, counts, records, linked }: LinkRun, out: string): Promise<void> {
  const { edges, thresholds } = linked
  const { lefts, rights, weights } = edges
  const starts = counts.map((_, number) => counts.slice(0, number).reduce((sum, count) => sum + count, 0))
  const whereIs = (record: number): readonly [number, number] => {
    const origin = records.origins[record] ?? 0
    const file = records.files[record] ?? 0
    return [file, origin - (starts[file] ?? 0) + 1]
  }
  const order = Uint32Array.from(weights.keys()).sort(
    (a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b,
  )
  const writer = await createTable(out, style, [
    'file_l',
    'row_l',
    'file_r',
    'row_r',
    'probability',
    'weight',
  ])
  try {
    for (let from = 0; from < order.length; from += blockSize)
      await writer.write(
        [...order.subarray(from, from + blockSize)].map((edge) => {
          const weight = weights[edge] ?? 0
          const ends = [whereIs(lefts[edge] ?? 0), whereIs(rights[edge] ?? 0)].toSorted(
            ([a, b], [c, d]) => a - c || b - d,
          )
          return [
            ...ends.flatMap(([file, row]) => [files[file] ?? '', String(row)]),
            probabilityOf(weight, thresholds).toFixed(4),
            (weight / microbits).toFixed(3),
          ]
        }),
      )
    await writer.close()
  } catch (fault) {
    await writer.abandon()
    throw fault
  }
}

export interface LinkSummary {
  readonly records: number
  readonly clusters: number
  readonly alone: number
  readonly largest: number
  readonly threshold: ThresholdName
  /** By the model's own estimate, not by labels. */
  readonly thresholds: Readonly<
    Record<
      ThresholdName,
      { readonly weight: number; readonly links: number; readonly precision: number; readonly recall: number }
    >
  >
  readonly rules: readonly string[]
  readonly pairsSeen: number
  readonly comparingSeconds: number
  readonly seconds: number
  /** Most memory this process held. */
  readonly megabytes: number
}

export function linkSummary({ records, linked, threshold, seconds }: LinkRun): LinkSummary {
  const { clusters, edges, thresholds, rules, pairsSeen, comparingSeconds } = linked
  const sizes = new Map<number, number>()
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  const expected = edges.weights.reduce<number>((sum, weight) => sum + probabilityOf(weight, thresholds), 0)
  const at = (name: ThresholdName) => {
    const taken = edges.weights.filter((weight) => weight >= thresholds[name])
    const right = taken.reduce((sum, weight) => sum + probabilityOf(weight, thresholds), 0)
    return {
      weight: thresholds[name] / microbits,
      links: taken.length,
      precision: taken.length === 0 ? 1 : right / taken.length,
      recall: expected === 0 ? 1 : right / expected,
    }
  }
  return {
    records: records.count,
    clusters: sizes.size,
    alone: sizes
      .values()
      .filter((size) => size === 1)
      .toArray().length,
    largest: sizes.values().reduce((most, size) => Math.max(most, size), 0),
    threshold,
    thresholds: Object.fromEntries(
      thresholdNames.map((name) => [name, at(name)]),
    ) as LinkSummary['thresholds'],
    rules,
    pairsSeen,
    comparingSeconds: Math.round(comparingSeconds * 100) / 100,
    seconds: Math.round(seconds * 10) / 10,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}
