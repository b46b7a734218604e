import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { fillSimilar, loadRecords, openDuck, quoted, readEdges } from './duckdb.ts'
import type { Connection, DuckOptions } from './duckdb.ts'
import type { PairEngine } from './link-records.ts'
import { pairSql } from './pair-sql.ts'
import type { Step } from './pair-sql.ts'

/** The version that was run with this code; Java 17 or later is needed beside it. */
export const pysparkVersion = '4.3.0'

export interface SparkOptions extends DuckOptions {
  /** Folder of the Python environment with pyspark, see `makeSparkEnvironment`. */
  readonly environment: string
  /** As of spark-submit: `local[2]`, `yarn`, `spark://host:7077`. */
  readonly master: string
}

/** What a cluster needs is not on this machine: told in one line, with what to do. */
export class SparkFault extends Error {}

const program = fileURLToPath(new URL('../../spark/link.py', import.meta.url))

/** Makes a Python environment with pyspark from the package registry, where it is not there yet: once, half a gigabyte. */
export async function makeSparkEnvironment(folder: string, tell: (line: string) => void): Promise<void> {
  const java = await runProgram('java', ['-version']).catch(() => undefined)
  if (java?.code !== 0)
    throw new SparkFault('Java is missing: install a Java 17 runtime (openjdk-17-jre-headless)')
  if (existsSync(join(folder, 'bin/spark-submit'))) return
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  tell(`installing pyspark ${pysparkVersion} from the Python package registry (once)`)
  const made = await runProgram('python3', ['-m', 'venv', part]).catch(() => undefined)
  if (made?.code !== 0) throw new SparkFault('Python 3 with venv is missing: install python3-venv')
  const installed = await runProgram(join(part, 'bin/python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    `pyspark==${pysparkVersion}`,
  ])
  if (installed.code !== 0)
    throw new SparkFault(
      `pyspark could not be installed: is the Python package registry within reach? ${lastLine(installed.errors)}`,
    )
  await rename(part, folder)
}

/** The same pairs and weights on a cluster: parquet of whole numbers there, parquet of edges back. */
export function sparkEngine(options: SparkOptions): PairEngine {
  return async (job) => {
    const folder = join(options.folder, 'spark')
    await mkdir(folder, { recursive: true })
    const connection = await openDuck(options)
    try {
      await loadRecords(connection, job)
      await writeParquet(connection, folder, 'record')
      const { first, second } = pairSql(job)
      await submit(options, folder, { views: ['record'], steps: first })
      const similar = [...job.task.fields.keys()].map((field) => `similar${field}`)
      for (const field of job.task.fields.keys()) {
        await connection.run(
          `create view met${field} as select * from read_parquet(${quoted(`${folder}/met${field}/*.parquet`)})`,
        )
        await fillSimilar(connection, job, field)
        await writeParquet(connection, folder, `similar${field}`)
      }
      await submit(options, folder, {
        views: ['record', 'pair', ...similar],
        steps: second,
        components: true,
      })
      const seen = await connection.runAndReadAll(
        `select count(*) from read_parquet(${quoted(`${folder}/pair/*.parquet`)})`,
      )
      const edges = await readEdges(connection, `read_parquet(${quoted(`${folder}/edge/*.parquet`)})`)
      return { ...edges, seen: Number(seen.getRows()[0]?.[0] ?? 0) }
    } finally {
      connection.closeSync()
    }
  }
}

async function writeParquet(connection: Connection, folder: string, table: string): Promise<void> {
  await mkdir(join(folder, table), { recursive: true })
  await connection.run(`copy ${table} to ${quoted(join(folder, table, 'part-0.parquet'))} (format parquet)`)
}

interface SparkJob {
  readonly views: readonly string[]
  readonly steps: readonly Step[]
  readonly components?: boolean
}

async function submit(
  { environment, master, memory, threads }: SparkOptions,
  folder: string,
  job: SparkJob,
): Promise<void> {
  const file = join(folder, 'job.json')
  await writeFile(file, JSON.stringify({ folder, ...job }))
  const settings = [
    `spark.sql.shuffle.partitions=${threads * 4}`,
    `spark.driver.memory=${Math.max(1024, Math.floor(memory / 2 ** 20))}m`,
    `spark.local.dir=${folder}/scratch`,
    'spark.ui.enabled=false',
    'spark.sql.codegen.maxFields=400',
    'spark.driver.host=127.0.0.1',
    'spark.driver.bindAddress=127.0.0.1',
  ]
  const { code, errors } = await runProgram(
    join(environment, 'bin/spark-submit'),
    ['--master', master, ...settings.flatMap((one) => ['--conf', one]), program, file],
    { PYSPARK_PYTHON: join(environment, 'bin/python') },
  )
  if (code !== 0) throw new SparkFault(`Spark ended with ${code}: ${lastLine(errors)}`)
}

interface Ended {
  readonly code: number | null
  readonly errors: string
}

function runProgram(
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  // A Spark of the machine must not be mixed with ours.
  const inherited = { ...process.env, ...environment }
  delete inherited['SPARK_HOME']
  const child = spawn(command, words, { env: inherited, stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => (errors = `${errors}${text}`.slice(-4000)))
  child.on('error', reject)
  child.on('close', (code) => resolve({ code, errors }))
  return promise
}

/** The line of a Java or Python trace that says what was wrong. */
function lastLine(errors: string): string {
  const lines = errors.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('\tat '))
  return lines.findLast((line) => /error|exception/i.test(line)) ?? lines.at(-1) ?? ''
}
