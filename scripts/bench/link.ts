import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { readParquet } from '@shield/engine'

import { agreement, inventPeople } from '../../engine/src/linkage/testing.ts'
import { root } from '../run-step.ts'
import type { Bench, BenchOptions, Figure } from './figure.ts'

const run = promisify(execFile)
const er = join(root, '../shared/data/er/')

interface LinkReport {
  readonly records: number
  readonly pairsSeen: number
  readonly comparingSeconds: number
  readonly seconds: number
  readonly megabytes: number
}

/** `bin/shield link` end to end: files in, files out, on invented registers and on labelled public sets. */
export const linking: Bench = {
  name: 'link',
  summary: 'bin/shield link: a register of 1 M invented records, growth, and labelled public sets',
  run: async (options) => {
    const folder = await mkdtemp(join(tmpdir(), 'shield-bench-link-'))
    try {
      return [...(await registers(folder, options)), ...(await labelledSets(folder, options))]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const sizes = [10_000, 100_000, 1_000_000]

async function registers(folder: string, { scale, tell }: BenchOptions): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const size of sizes) {
    const { fields, rows, person } = inventPeople(Math.round((size * scale) / 2.5), 1)
    const file = join(folder, `${size}.csv`)
    const written = await open(file, 'w')
    await written.write(`${fields.map(({ column }) => column).join(',')}\n`)
    for (let at = 0; at < rows.length; at += 10_000)
      await written.write(
        rows
          .slice(at, at + 10_000)
          .map((row) => `${row.join(',')}\n`)
          .join(''),
      )
    await written.close()
    const kinds = Object.fromEntries(fields.map(({ column, kind }) => [column, kind]))
    const { report, clusters } = await linked([file], { folder, kinds, gigabytes: Math.ceil(2 * scale) })
    const { pairwise } = agreement(clusters, person)
    const threads = 2
    const speed = report.pairsSeen / Math.max(report.comparingSeconds, 0.01) / threads / 1e6
    const conditions = `${report.records} invented records, 5 fields; ${report.pairsSeen} pairs; ${report.megabytes} MB; pairwise F1 ${pairwise.toFixed(4)}`
    tell(`link ${report.records}: ${report.seconds} s, ${conditions}`)
    const goal = size === 1_000_000 ? 30 : size / 30_000
    figures.push({
      name: `link ${size.toLocaleString('en')} records`,
      value: report.seconds,
      unit: 's',
      goal: { at: 'most', value: Math.max(3, Math.round(goal)) },
      conditions,
    })
    if (size < 1_000_000) continue
    figures.push(
      {
        name: 'link memory',
        value: report.megabytes,
        unit: 'MB',
        goal: { at: 'most', value: 2048 },
        conditions,
      },
      {
        name: 'link pairs per core',
        value: Math.round(speed * 10) / 10,
        unit: 'M pairs/s',
        goal: { at: 'least', value: 5 },
        conditions: `comparing and blocking, ${threads} threads`,
      },
    )
  }
  return figures
}

interface LabelledSet {
  readonly name: string
  readonly files: readonly string[]
  readonly kinds: Readonly<Record<string, string>>
  readonly label: string
  readonly goal: number
}

const febrl = {
  given_name: 'given-name',
  surname: 'family-name',
  street_number: 'number',
  address_1: 'address',
  address_2: 'address',
  suburb: 'place',
  postcode: 'postcode',
  state: 'other',
  date_of_birth: 'birth-date',
}
const contact = {
  first_name: 'given-name',
  surname: 'family-name',
  dob: 'birth-date',
  city: 'place',
  email: 'email',
}
const labelled: readonly LabelledSet[] = [
  {
    name: 'historical_50k',
    files: ['splink_datasets/historical_figures_with_errors_50k.parquet'],
    kinds: {
      first_name: 'given-name',
      surname: 'family-name',
      dob: 'birth-date',
      birth_place: 'place',
      postcode_fake: 'postcode',
      occupation: 'occupation',
    },
    label: 'cluster',
    goal: 0.88,
  },
  ...[1, 2, 3].flatMap((number): readonly LabelledSet[] => [
    {
      name: `febrl${number}`,
      files: [`febrl/dataset${number}.csv`],
      kinds: { ...febrl, soc_sec_id: 'id' },
      label: 'rec_id',
      goal: 0.998,
    },
    {
      name: `febrl${number} without the identifier`,
      files: [`febrl/dataset${number}.csv`],
      kinds: febrl,
      label: 'rec_id',
      goal: 0.99,
    },
  ]),
  {
    name: 'fake_1000',
    files: ['splink_datasets/fake_1000.csv'],
    kinds: contact,
    label: 'cluster',
    goal: 0.9,
  },
  {
    name: 'fake_20000',
    files: ['splink_datasets/fake_20000.csv'],
    kinds: contact,
    label: 'group',
    goal: 0.85,
  },
  {
    name: 'transactions',
    files: [
      'splink_datasets/transactions_origin.parquet',
      'splink_datasets/transactions_destination.parquet',
    ],
    kinds: { memo: 'text', transaction_date: 'date', amount: 'amount' },
    label: 'ground_truth',
    goal: 0.85,
  },
]

async function labelledSets(folder: string, { tell }: BenchOptions): Promise<readonly Figure[]> {
  if (!existsSync(er)) return []
  const figures: Figure[] = []
  for (const { name, files, kinds, label, goal } of labelled) {
    const paths = files.map((file) => join(er, file))
    const { report, clusters } = await linked(paths, { folder, kinds })
    const truth = (await Promise.all(paths.map((path) => labelsOf(path, label)))).flat()
    const { pairwise, b3 } = agreement(clusters, truth)
    const conditions = `${report.records} records, own threshold, labels only to measure; B³ ${b3.toFixed(4)}; ${report.seconds} s`
    tell(`${name}: ${pairwise.toFixed(4)}, ${conditions}`)
    figures.push({
      name: `${name}, pairwise F1`,
      value: Math.round(pairwise * 10_000) / 10_000,
      unit: '',
      goal: { at: 'least', value: goal },
      conditions,
    })
  }
  return figures
}

/** The label column, which the command never reads. */
async function labelsOf(path: string, label: string): Promise<readonly string[]> {
  if (path.endsWith('.parquet')) {
    const rows: string[] = []
    for await (const block of readParquet(path, [label], { memory: 2 ** 28, threads: 1, folder: tmpdir() }))
      rows.push(...block.map(([text]) => text ?? ''))
    return rows
  }
  const [head = '', ...lines] = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/)
  const at = head.split(',').findIndex((name) => name.trim() === label)
  // febrl: rec-223-org and rec-223-dup-0 are of one person.
  return lines.map((line) => (line.split(',')[at] ?? '').replace(/-(?:org|dup-\d+)$/, ''))
}

interface Linked {
  readonly folder: string
  readonly kinds: Readonly<Record<string, string>>
  /** What the command may use; twice the size of the data needs twice as much. */
  readonly gigabytes?: number
}

async function linked(
  files: readonly string[],
  { folder, kinds, gigabytes = 2 }: Linked,
): Promise<{ readonly report: LinkReport; readonly clusters: readonly number[] }> {
  const fields = join(folder, 'fields.json')
  const out = join(folder, 'clusters.csv')
  await writeFile(fields, JSON.stringify(kinds))
  const words = [
    'link',
    ...files.flatMap((file) => ['--in', file]),
    '--fields',
    fields,
    '--out',
    out,
    '--threads',
    '2',
    '--memory',
    `${gigabytes}G`,
    '--json',
  ]
  const { stdout } = await run(process.execPath, [join(root, 'server/src/main.ts'), ...words], {
    maxBuffer: 2 ** 26,
  })
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n').slice(1)
  return {
    report: JSON.parse(stdout) as LinkReport,
    clusters: lines.map((line) => Number(line.split(',').at(-2))),
  }
}
