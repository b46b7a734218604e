import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import {
  SparkFault,
  duckEngine,
  fieldKinds,
  linkRecords,
  makeSparkEnvironment,
  pysparkVersion,
  sparkEngine,
  thresholdNames,
  threadedEngine,
} from '@shield/engine'
import type { DuckOptions, PairEngine, ThresholdName } from '@shield/engine'

import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { readFields, readInput } from './link-input.ts'
import { linkSummary, writeClusters, writePairs } from './link-output.ts'
import type { LinkRun } from './link-output.ts'
import { createProgress } from './progress.ts'
import type { Progress } from './progress.ts'
import { checkTarget } from './tables.ts'

const engines = ['local', 'duckdb', 'spark'] as const
type EngineName = (typeof engines)[number]

export const link: Command = {
  usage: `usage: bin/shield link --in A.csv [--in B.csv …] --fields FIELDS.json --out CLUSTERS.csv [--pairs PAIRS.csv]
       [--threshold ${thresholdNames.join('|')}] [--between] [--engine ${engines.join('|')}] [--master local[2]]
       [--threads N] [--memory 2G] [--json]

--in         CSV or parquet; several files are linked with each other, and each within itself
--fields     { "column": "kind", … } with the kinds ${fieldKinds.join(', ')};
             columns that are not named are never read, labels neither
--out        file, row, cluster, probability: a line for each record, in the order of the input; rows count from 1 below the header.
             probability is that of the record's strongest link in its cluster; of a record alone, that it is alone
--pairs      file_l, row_l, file_r, row_r, probability, weight: every pair at least as likely as the wide threshold asks
--threshold  strict, balanced (default) or wide: links right in at least 95, 50 or 10 of a hundred cases, by the model's own estimate
--between    each file has no duplicates of its own: only pairs between files are compared, no two records of one come together
--engine     local threads; duckdb in SQL, as a check; spark on a cluster (--master as of spark-submit; Java 17 and Python 3.
             The first run installs pyspark ${pysparkVersion} from the Python package registry, which needs the network; nothing else does)
--memory     refuses what would need more (default 2G); DuckDB and Spark work on disk beyond it
Nothing is learned from labels and nothing is drawn but by a fixed seed: the same files give the same clusters. See docs/linking.md.
Exit 0 written, 1 failed, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        in: { type: 'string', multiple: true },
        fields: { type: 'string' },
        out: { type: 'string' },
        pairs: { type: 'string' },
        threshold: { type: 'string', default: 'balanced' },
        between: { type: 'boolean', default: false },
        engine: { type: 'string', default: 'local' },
        master: { type: 'string', default: 'local[2]' },
        threads: { type: 'string', default: String(availableParallelism()) },
        memory: { type: 'string', default: '2G' },
        json: { type: 'boolean', default: false },
      },
    })
    const { fields: fieldsFile, out, pairs, master } = values
    if (!values.in || fieldsFile === undefined || out === undefined)
      throw new CommandFault('--in, --fields and --out are needed')
    if (values.between && values.in.length < 2) throw new CommandFault('--between needs --in twice or more')
    const order: LinkOrder = {
      files: values.in,
      out,
      pairs,
      master,
      fieldsFile,
      isBetween: values.between,
      isSilent: values.json,
      engine: oneOf(engines, values.engine, '--engine'),
      threshold: oneOf(thresholdNames, values.threshold, '--threshold'),
      threads: countOf(values.threads, '--threads'),
      memory: bytesOf(values.memory),
    }
    for (const file of [out, ...(pairs === undefined ? [] : [pairs])]) await checkTarget(file)
    const run = await linkFiles(order)
    console.log(values.json ? JSON.stringify(linkSummary(run)) : told(run, order))
    return 0
  },
}

interface LinkOrder {
  readonly files: readonly string[]
  readonly fieldsFile: string
  readonly out: string
  readonly pairs: string | undefined
  readonly engine: EngineName
  readonly master: string
  readonly threshold: ThresholdName
  readonly isBetween: boolean
  readonly isSilent: boolean
  readonly threads: number
  readonly memory: number
}

async function linkFiles(order: LinkOrder): Promise<LinkRun> {
  const started = performance.now()
  const fields = await readFields(order.fieldsFile)
  const progress = createProgress('linking', { silent: order.isSilent })
  const folder = await mkdtemp(join(tmpdir(), 'shield-link-'))
  const duck: DuckOptions = { memory: order.memory, threads: order.threads, folder }
  const threads = threadedEngine(order.threads)
  try {
    const { records, counts } = await readInput(order.files, fields, { duck, progress })
    checkMemory(records.count, fields.length, order.memory)
    const linked = await linkRecords(records, {
      engine: await engineOf(order, { duck, progress, local: threads.engine }),
      learner: threads.engine,
      onlyBetween: order.isBetween,
      threshold: order.threshold,
      tell: (step, share) => progress.tell(share, 1, step),
    }).catch((fault: unknown) => {
      throw fault instanceof SparkFault ? new CommandFault(fault.message, 1) : fault
    })
    const run: LinkRun = {
      files: order.files,
      counts,
      records,
      linked,
      threshold: order.threshold,
      seconds: (performance.now() - started) / 1000,
    }
    await writeClusters(run, order.out)
    if (order.pairs !== undefined) await writePairs(run, order.pairs)
    return { ...run, seconds: (performance.now() - started) / 1000 }
  } finally {
    progress.end()
    await threads.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function engineOf(
  { engine, master }: LinkOrder,
  {
    duck,
    progress,
    local,
  }: { readonly duck: DuckOptions; readonly progress: Progress; readonly local: PairEngine },
): Promise<PairEngine> {
  if (engine === 'local') return local
  if (engine === 'duckdb') return duckEngine(duck)
  const environment = fileURLToPath(new URL(`../../../.cache/spark-${pysparkVersion}`, import.meta.url))
  await makeSparkEnvironment(environment, (line) => console.error(`shield: ${line}`)).catch(
    (fault: Error) => {
      throw new CommandFault(fault.message, 1)
    },
  )
  progress.tell(0, 1, 'starting Spark')
  return sparkEngine({ ...duck, environment, master })
}

/** Text, codes, block keys, order and edges, as measured: 1 M records of 5 fields took 1.2 GB, 300,000 took 0.7. */
function checkMemory(count: number, fields: number, memory: number): void {
  const needed = (count > 20_000 ? 2 ** 28 : 0) + count * (fields * 60 + 600)
  if (needed <= memory) return
  throw new CommandFault(
    `${count.toLocaleString('en')} records need about ${Math.ceil(needed / 2 ** 30)}G: give --memory, or see docs/scale.md`,
  )
}

function oneOf<T extends string>(names: readonly T[], value: string, option: string): T {
  const found = names.find((name) => name === value)
  if (found !== undefined) return found
  throw new CommandFault(`${option} is ${names.join(', ')}, not "${value}"`)
}

function countOf(text: string, option: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count
  throw new CommandFault(`${option} is a whole number from 1 to 256`)
}

function bytesOf(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*([mg])i?b?$/i.exec(text.trim())
  if (found) return Number(found[1]) * (found[2]?.toLowerCase() === 'g' ? 2 ** 30 : 2 ** 20)
  throw new CommandFault('--memory is written like 2G or 800M')
}

function told(run: LinkRun, { out }: LinkOrder): string {
  const { records, clusters, alone, threshold, thresholds, seconds, pairsSeen } = linkSummary(run)
  const count = (value: number): string => value.toLocaleString('en')
  const lines = thresholdNames.map((name) => {
    const { links, precision, recall } = thresholds[name]
    return `  ${name.padEnd(9)} ${count(links)} links, ${percent(precision)} of them right, ${percent(recall)} of those to be found${name === threshold ? '  ← used' : ''}`
  })
  return [
    `${count(records)} records in ${count(clusters)} clusters, ${count(alone)} alone: ${out}`,
    `by the model's own estimate:`,
    ...lines,
    `${count(pairsSeen)} pairs compared, ${seconds.toFixed(1)} s`,
  ].join('\n')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
