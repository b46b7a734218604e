import { availableParallelism, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

import {
  SnapshotFault,
  guessKind,
  isSnapshot,
  readSnapshot,
  startBuildPool,
  startSearchPool,
  tellReason,
  writeSnapshot,
} from '@shield/engine'
import type { NameHit, NameKind, NameRecord, PoolQuery, SearchPool } from '@shield/engine'

import type { Command } from './command.ts'
import { CommandFault, checkFile } from './command.ts'
import { nameKindOf } from './name-kind.ts'
import { createProgress } from './progress.ts'
import type { Progress } from './progress.ts'
import { checkTarget, columnOf, createTable, findColumn, openTable } from './tables.ts'
import type { Table } from './tables.ts'

export const namesSearch: Command = {
  usage: `usage: bin/shield names search --list NAMES --queries QUERIES.csv --out HITS.csv
         [--top 10] [--threads N] [--memory MB] [--save NAMES.index] [--json]

NAMES and QUERIES.csv have the columns id, name and, if you like, birth_date and kind (person, organisation, …); further
columns are not looked at. Rows of the list with the same id are other names of one. HITS.csv has query_id, rank, id,
score (0 to 1), band (strong, probable, possible, weak) and because, in the order of the queries; a query that finds
nothing has no row. An equal birth date lifts a hit, another one lowers it, none excludes.

--top       hits for each query, 1 to 100 (10)
--threads   threads that read the list and search it (as many as the machine has, at most 8)
--memory    stop when more megabytes than this are needed (three quarters of the machine's memory)
--save      also write the built list to a file that --list takes: it loads in a second
Needs no database and no network. Exit 0 written, 1 failed, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        list: { type: 'string' },
        queries: { type: 'string' },
        out: { type: 'string' },
        top: { type: 'string', default: '10' },
        threads: { type: 'string', default: String(Math.min(8, availableParallelism())) },
        memory: { type: 'string' },
        save: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { list, queries, out, save } = values
    if (list === undefined || queries === undefined || out === undefined)
      throw new CommandFault('--list, --queries and --out are needed')
    const top = wholeNumber('top', values.top, 100)
    const threads = wholeNumber('threads', values.threads, 64)
    const most = values.memory === undefined ? undefined : wholeNumber('memory', values.memory, 2 ** 24)
    for (const target of [out, ...(save === undefined ? [] : [save])]) await checkTarget(target)
    const asked = await openTable(queries)
    const columns = nameColumns(asked)
    const progress = createProgress('names', { silent: values.json })
    try {
      const image = await readList(list, { progress, threads, most: most ?? defaultMegabytes() })
      if (save !== undefined) writeSnapshot(save, image)
      await using pool = startSearchPool({ images: [image], visible: everything, threads })
      const done = await answerAll({ asked, columns, pool, top, threads, progress, out })
      if (values.json) console.log(JSON.stringify({ out, ...done }))
      else
        console.log(
          `${done.hits.toLocaleString('en')} hits for ${done.queries.toLocaleString('en')} queries in ${out}`,
        )
    } finally {
      progress.end()
    }
    return 0
  },
}

/** A file has no markings: all of it may be seen by whoever has the file. */
const everything = new Uint8Array([1])

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new CommandFault(`--${option} is a whole number from 1 to ${most.toLocaleString('en')}`)
}

interface NameColumns {
  readonly id: number
  readonly name: number
  readonly birthDate: number | undefined
  readonly kind: number | undefined
}

function nameColumns(table: Table): NameColumns {
  return {
    id: columnOf(table, 'id'),
    name: columnOf(table, 'name'),
    birthDate: findColumn(table, 'birth_date'),
    kind: findColumn(table, 'kind'),
  }
}

function namedIn(
  cells: readonly string[],
  columns: NameColumns,
): Required<PoolQuery> & { readonly id: string } {
  const text = cells[columns.name] ?? ''
  return {
    id: cells[columns.id] ?? '',
    text,
    kind: kindIn(columns.kind === undefined ? '' : (cells[columns.kind] ?? ''), text),
    birthDate: columns.birthDate === undefined ? '' : (cells[columns.birthDate] ?? ''),
  }
}

/** Where the column does not tell person or organisation, what the name looks like does. */
function kindIn(stated: string, name: string): NameKind {
  const kind = nameKindOf(stated)
  if (stated.trim() !== '' && kind !== 'other') return kind
  return guessKind(name) === 'organisation' ? 'organisation' : kind
}

const megabyte = 2 ** 20

function defaultMegabytes(): number {
  return Math.floor((totalmem() * 0.75) / megabyte)
}

interface Reading {
  readonly progress: Progress
  readonly threads: number
  /** In megabytes. */
  readonly most: number
}

/** The list as a segment of the index: read from a file that `--save` wrote, or built from a table. */
async function readList(file: string, reading: Reading): Promise<SharedArrayBuffer> {
  await checkFile(file)
  if (!isSnapshot(file)) return buildList(await openTable(file), reading)
  try {
    return readSnapshot(file)
  } catch (error) {
    if (error instanceof SnapshotFault) throw new CommandFault(`${file}: ${error.message}`, 1)
    throw error
  }
}

async function buildList(table: Table, { progress, threads, most }: Reading): Promise<SharedArrayBuffer> {
  const columns = nameColumns(table)
  await using builder = startBuildPool(threads)
  const entities = new Map<string, number>()
  let rows = 0
  for await (const block of table.rows) {
    const records = block.map((cells): NameRecord => {
      const { id, text, kind, birthDate } = namedIn(cells, columns)
      const entity = entities.get(id) ?? entities.size
      entities.set(id, entity)
      return { entity, text, kind, birthDate, marking: 0, label: id }
    })
    await builder.add(records)
    rows += block.length
    progress.tell(table.share(), 1, `${rows.toLocaleString('en')} names read`)
    const used = process.memoryUsage.rss() / megabyte
    if (used > most)
      throw new CommandFault(
        `${table.file} needs more than ${most.toLocaleString('en')} MB (after ${rows.toLocaleString('en')} names): raise --memory, or split the list`,
        1,
      )
  }
  return await builder.finish()
}

// Enough for a thread to be busy for some 20 ms, few enough that the first answers come soon.
const batchSize = 200

interface Answering {
  readonly asked: Table
  readonly columns: NameColumns
  readonly pool: SearchPool
  readonly top: number
  readonly threads: number
  readonly progress: Progress
  readonly out: string
}

async function answerAll(answering: Answering): Promise<{ readonly queries: number; readonly hits: number }> {
  const { asked, out, threads, progress } = answering
  const writer = await createTable(out, asked.style, ['query_id', 'rank', 'id', 'score', 'band', 'because'])
  const counts = { queries: 0, hits: 0 }
  const running: Promise<readonly (readonly string[])[]>[] = []
  const writeFirst = async (): Promise<void> => {
    const rows = (await running.shift()) ?? []
    counts.hits += rows.length
    await writer.write(rows)
    progress.tell(asked.share(), 1, `${counts.queries.toLocaleString('en')} queries`)
  }
  try {
    for await (const batch of batches(asked.rows)) {
      counts.queries += batch.length
      running.push(answerBatch(batch, answering))
      if (running.length > threads * 2) await writeFirst()
    }
    while (running.length > 0) await writeFirst()
    await writer.close()
  } catch (error) {
    await Promise.allSettled(running)
    await writer.abandon()
    throw error
  }
  return counts
}

type Cells = readonly string[]

async function* batches(rows: Table['rows']): AsyncGenerator<readonly Cells[], void> {
  for await (const block of rows)
    for (let at = 0; at < block.length; at += batchSize) yield block.slice(at, at + batchSize)
}

async function answerBatch(
  batch: readonly Cells[],
  { columns, pool, top }: Answering,
): Promise<readonly Cells[]> {
  const queries = batch.map((cells) => namedIn(cells, columns))
  const found = await pool.search(queries, top)
  return queries.flatMap(({ id }, at) =>
    (found[at] ?? []).map((hit, rank) => [id, String(rank + 1), hit.label, ...told(hit)]),
  )
}

function told({ score, band, text, because, dates }: NameHit): readonly string[] {
  const reasons = because.map((reason) => tellReason(reason, 'en'))
  const born = dates === undefined ? [] : [dateWords[dates] ?? `birth dates: ${dates}`]
  return [score.toFixed(4), band, [`found as ${text}`, ...reasons, ...born].join('; ')]
}

const dateWords: Readonly<Record<string, string>> = {
  same: 'same birth date',
  'other-era': 'same birth date in another calendar',
  swapped: 'birth date with day and month swapped',
  'one-digit': 'birth date with one digit other',
  'two-parts': 'birth dates agree in two of year, month, day',
  partial: 'birth dates agree as far as both are known',
  'short-year': 'same birth date, with a year of two digits',
  'short-part': 'birth dates may agree, one has a year of two digits',
  'same-year': 'born in the same year',
  'short-apart': 'birth date contradicts',
  different: 'birth date contradicts',
  far: 'birth date contradicts',
}
