import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { duckEngine, openDuck, quoted } from '../engine/src/linkage/duckdb.ts'
import { linkRecords } from '../engine/src/linkage/link-records.ts'
import type { PairJob } from '../engine/src/linkage/link-records.ts'
import type { Edges } from '../engine/src/linkage/scan.ts'
import { makeSparkEnvironment, pysparkVersion, sparkEngine } from '../engine/src/linkage/spark.ts'
import { coded, inventPeople } from '../engine/src/linkage/testing.ts'
import { threadedEngine } from '../engine/src/linkage/threads.ts'
import { componentsOf } from '../engine/src/linkage/components.ts'

const folder = mkdtempSync(join(tmpdir(), 'shield-engines-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const options = { memory: 2 ** 30, threads: 2, folder }

/** Enough people that not every pair is compared, with two files; every third date has a year of two digits, in two eras. */
async function pairJob(): Promise<{ readonly job: PairJob; readonly edges: Edges }> {
  const { fields, rows: told } = inventPeople(1000, 3)
  const rows = told.map((row, at) => (at % 3 === 0 ? row.with(2, inTwoDigits(row[2] ?? '', at % 2)) : row))
  const { engine, close } = threadedEngine(1)
  let asked: PairJob | undefined
  const { edges } = await linkRecords(
    coded(fields, rows, (row) => row % 2),
    {
      engine: (job) => {
        asked = { ...job, keys: job.keys.slice(0, 6) }
        return engine(asked)
      },
      learner: engine,
      onlyBetween: false,
      threshold: 'balanced',
      tell: () => undefined,
    },
  )
  await close()
  assert.ok(asked)
  return { job: asked, edges }
}

function inTwoDigits(date: string, era: number): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return date === '' ? '' : `${day}/${month}/${String(Number(year) + era * 543).slice(-2)}`
}

function sorted({ lefts, rights, weights }: Edges): readonly string[] {
  return [...lefts].map((left, at) => `${left} ${rights[at]} ${weights[at]}`).toSorted()
}

const { job, edges } = await pairJob()

test('DuckDB finds exactly the edges that the threads find, with the same weights', async () => {
  assert.ok(job.keys.length > 1 && edges.lefts.length > 1000)
  assert.deepEqual(sorted(await duckEngine(options)(job)), sorted(edges))
  const between = { ...job, onlyBetween: true }
  const { engine } = threadedEngine(1)
  assert.deepEqual(sorted(await duckEngine(options)(between)), sorted(await engine(between)))
})

test('several threads find what one finds', async () => {
  const { engine, close } = threadedEngine(3, undefined, 0)
  assert.deepEqual(sorted(await engine(job)), sorted(edges))
  await close()
})

const environment = fileURLToPath(new URL(`../.cache/spark-${pysparkVersion}`, import.meta.url))
const why = await makeSparkEnvironment(environment, (line) => console.error(line)).then(
  () => undefined,
  (fault: Error) => fault.message,
)
const skip = why !== undefined || !existsSync(environment) ? `no Spark: ${why}` : false

test('Spark finds exactly the same edges, and the same components as union–find', { skip }, async () => {
  const found = await sparkEngine({ ...options, environment, master: 'local[2]' })(job)
  assert.deepEqual(sorted(found), sorted(edges))
  const connection = await openDuck(options)
  const result = await connection.runAndReadAll(
    `select id, component from read_parquet(${quoted(`${folder}/spark/component/*.parquet`)}) order by id`,
  )
  connection.closeSync()
  const expected = componentsOf(job.task.count, edges)
  const touched = new Set([...edges.lefts, ...edges.rights])
  assert.deepEqual(
    result.getRows().map(([id, component]) => [Number(id), Number(component)]),
    [...touched].toSorted((a, b) => a - b).map((id) => [id, expected[id]]),
  )
})
