import { parseArgs } from 'node:util'

import { compareNames, guessKind, readName, tellReason } from '@shield/engine'
import type { Band, NameKind, ReadName } from '@shield/engine'

import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { nameKindOf } from './name-kind.ts'
import { createProgress } from './progress.ts'
import { checkTarget, columnOf, createTable, findColumn, openTable, resumeTable } from './tables.ts'
import type { Table, TableWriter } from './tables.ts'

const added = ['score', 'band', 'because']

export const namesCompare: Command = {
  usage: `usage: bin/shield names compare --in PAIRS.csv --out SCORES.csv [--resume] [--json]

PAIRS.csv has the columns left, right and, if you like, kind: person, organisation (company, …) or a FollowTheMoney schema;
without it, and for a kind that may be both, a name with a legal form is an organisation's, any other a person's or either's.
Further columns are kept, the rows stay in order.
SCORES.csv gets score (0 to 1), band (strong, probable, possible, weak) and because. See docs/names.md for what they mean.

--resume  goes on with the same pairs where a run was stopped (SCORES.csv.part)
Needs no database and no network. Exit 0 written, 1 failed, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        in: { type: 'string' },
        out: { type: 'string' },
        resume: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.in === undefined || values.out === undefined)
      throw new CommandFault('--in and --out are needed')
    await checkTarget(values.out)
    const table = await openTable(values.in)
    const columns = {
      left: columnOf(table, 'left'),
      right: columnOf(table, 'right'),
      kind: findColumn(table, 'kind'),
    }
    const taken = added.find((name) => findColumn(table, name) !== undefined)
    if (taken !== undefined)
      throw new CommandFault(`${table.file} has a column "${taken}" already: rename it`)
    const start = values.resume ? resumeTable : createTable
    const writer = await start(values.out, table.style, [...table.header, ...added])
    const bands = await compareAll(table, columns, { writer, isSilent: values.json })
    const kept = writer.written
    const rows = Object.values(bands).reduce((sum, count) => sum + count, kept)
    if (values.json) console.log(JSON.stringify({ out: values.out, rows, kept, bands }))
    else console.log(`${told(rows)} pairs in ${values.out}: ${bandsInWords(bands, kept)}`)
    return 0
  },
}

interface Columns {
  readonly left: number
  readonly right: number
  readonly kind: number | undefined
}

async function compareAll(
  table: Table,
  columns: Columns,
  { writer, isSilent }: { readonly writer: TableWriter; readonly isSilent: boolean },
): Promise<Record<Band, number>> {
  const bands = { strong: 0, probable: 0, possible: 0, weak: 0 }
  const progress = createProgress('comparing', { silent: isSilent })
  let done = 0
  try {
    for await (const block of table.rows) {
      const rest = block.slice(Math.max(0, writer.written - done))
      done += block.length
      const rows = rest.map((cells) => {
        const { score, band, because } = comparedRow(cells, columns)
        bands[band] += 1
        return [...cells, score, band, because]
      })
      await writer.write(rows)
      progress.tell(table.share(), 1, `${told(done)} pairs`)
    }
    await writer.close()
  } catch (error) {
    await writer.abandon()
    throw error
  } finally {
    progress.end()
  }
  return bands
}

function comparedRow(cells: readonly string[], { left, right, kind }: Columns) {
  const of = kindOf(kind === undefined ? '' : (cells[kind] ?? ''), [cells[left] ?? '', cells[right] ?? ''])
  const { score, band, reasons } = compareNames(
    readOnce(cells[left] ?? '', of),
    readOnce(cells[right] ?? '', of),
  )
  const because = reasons.map((reason) => tellReason(reason, 'en')).join('; ')
  return { score: score.toFixed(4), band, because }
}

/** Where the column does not tell person or organisation, what either name looks like does. */
function kindOf(stated: string, names: readonly string[]): NameKind {
  const kind = nameKindOf(stated)
  if (stated.trim() !== '' && kind !== 'other') return kind
  return names.some((name) => guessKind(name) === 'organisation') ? 'organisation' : kind
}

/** Pair lists come sorted by one side: the last name of each is kept. */
let last: ReadName | undefined

function readOnce(text: string, kind: NameKind): ReadName {
  if (last?.text === text && last.kind === kind) return last
  last = readName(text, kind)
  return last
}

function bandsInWords(bands: Readonly<Record<Band, number>>, kept: number): string {
  const counts = Object.entries(bands).map(([band, count]) => `${told(count)} ${band}`)
  return [...counts, ...(kept > 0 ? [`${told(kept)} kept from before`] : [])].join(', ')
}

function told(count: number): string {
  return count.toLocaleString('en')
}
