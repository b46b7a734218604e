import type { DuckDBConnection } from '@duckdb/node-api'

import { comparisons } from '../evidence/kind.ts'
import type { PairEngine, PairJob } from './link-records.ts'
import { pairSql } from './pair-sql.ts'
import type { Edges } from './scan.ts'
import { textOf } from './vocabulary.ts'

export interface DuckOptions {
  /** Bytes that DuckDB may hold in memory; beyond it, it works in `folder`. */
  readonly memory: number
  readonly threads: number
  /** A scratch folder of this run. */
  readonly folder: string
}

export type Connection = DuckDBConnection

/** Opens a database in memory. DuckDB is loaded here and not at the start: most commands don't need its 70 MB. */
export async function openDuck({ memory, threads, folder }: DuckOptions): Promise<Connection> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.floor(memory / 2 ** 20)}MiB`,
    threads: String(threads),
    temp_directory: folder,
    // A planner's mistake once filled 45 GB of disk: better an error.
    max_temp_directory_size: '20GiB',
    preserve_insertion_order: 'false',
  })
  return instance.connect()
}

/** A path inside SQL. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", "''")}'`
}

/** The same pairs and weights in SQL: a second opinion on the threads' arithmetic. */
export function duckEngine(options: DuckOptions): PairEngine {
  return async (job) => {
    const connection = await openDuck(options)
    try {
      await loadRecords(connection, job)
      const { first, second } = pairSql(job)
      for (const { table, sql } of first) await connection.run(`create table ${table} as ${sql}`)
      for (const field of job.task.fields.keys()) await fillSimilar(connection, job, field)
      for (const { table, sql } of second) await connection.run(`create table ${table} as ${sql}`)
      const seen = await connection.runAndReadAll('select count(*) from pair')
      return { ...(await readEdges(connection, 'edge')), seen: Number(seen.getRows()[0]?.[0] ?? 0) }
    } finally {
      connection.closeSync()
    }
  }
}

/** Table `record` of the coded records and block keys. */
export async function loadRecords(connection: Connection, { task, keys }: PairJob): Promise<void> {
  const { DuckDBDataChunk, INTEGER } = await import('@duckdb/node-api')
  const { fields, cells, files, count } = task
  const width = fields.length
  const names = [
    'id',
    'file',
    ...fields.flatMap((_, at) => [`f${at}`, `s${at}`]),
    ...keys.map((_, rule) => `k${rule}`),
  ]
  await connection.run(`create table record (${names.map((name) => `${name} integer`).join(', ')})`)
  const appender = await connection.createAppender('record')
  const size = 2048
  for (let from = 0; from < count; from += size) {
    const rows = Math.min(size, count - from)
    const column = (value: (row: number) => number): number[] =>
      Array.from({ length: rows }, (_, at) => value(from + at))
    const chunk = DuckDBDataChunk.create(names.map(() => INTEGER))
    chunk.setColumns([
      column((row) => row),
      column((row) => files[row] ?? 0),
      ...fields.flatMap(({ same }, at) => [
        column((row) => cells[row * width + at] ?? -1),
        column((row) => same[cells[row * width + at] ?? -1] ?? 0),
      ]),
      ...keys.map((own) => column((row) => own[row] ?? -1)),
    ])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** Table `similar…`: the level of each two values of the field that are met in a pair. */
export async function fillSimilar(connection: Connection, { task }: PairJob, field: number): Promise<void> {
  const { DuckDBDataChunk, INTEGER } = await import('@duckdb/node-api')
  const { kind, vocabulary } = task.fields[field]!
  const { compare } = comparisons[kind]
  await connection.run(`create table similar${field} (low integer, high integer, level integer)`)
  const appender = await connection.createAppender(`similar${field}`)
  const result = await connection.stream(`select low, high from met${field}`)
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const rows = chunk.getRows()
    const lows = rows.map(([low]) => Number(low))
    const highs = rows.map(([, high]) => Number(high))
    const similar = DuckDBDataChunk.create([INTEGER, INTEGER, INTEGER])
    const levels = lows.map((low, at) => compare(textOf(vocabulary, low), textOf(vocabulary, highs[at] ?? 0)))
    similar.setColumns([lows, highs, levels])
    appender.appendDataChunk(similar)
  }
  appender.closeSync()
}

/** Edges of a table or of a `read_parquet(…)`. */
export async function readEdges(connection: Connection, source: string): Promise<Edges> {
  const result = await connection.runAndReadAll(`select left_id, right_id, weight from ${source}`)
  const [lefts = [], rights = [], weights = []] = result.getColumns()
  const numbers = (column: readonly unknown[]): Int32Array => Int32Array.from(column, Number)
  return { lefts: numbers(lefts), rights: numbers(rights), weights: numbers(weights) }
}

/** Rows of a parquet file as text, the columns in the order asked for, block by block in the order of the file. */
export async function* readParquet(
  file: string,
  columns: readonly string[],
  options: DuckOptions,
): AsyncGenerator<readonly (readonly string[])[], void> {
  const connection = await openDuck(options)
  try {
    await connection.run('set preserve_insertion_order = true')
    const list = columns.map((name) => `coalesce(cast("${name.replaceAll('"', '""')}" as varchar), '')`)
    const result = await connection.stream(`select ${list.join(', ')} from read_parquet(${quoted(file)})`)
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    )
      yield chunk.getRows().map((row) => row.map(String))
  } finally {
    connection.closeSync()
  }
}

export async function parquetColumns(file: string, options: DuckOptions): Promise<readonly string[]> {
  const connection = await openDuck(options)
  try {
    const result = await connection.runAndReadAll(`describe select * from read_parquet(${quoted(file)})`)
    return result.getRows().map(([name]) => String(name))
  } finally {
    connection.closeSync()
  }
}
