import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

import type { Bench, Figure } from './bench/figure.ts'
import { arriving } from './bench/arrivals.ts'
import { caring } from './bench/care.ts'
import { comparing } from './bench/compare.ts'
import { meets } from './bench/figure.ts'
import { exchanging } from './bench/exchange.ts'
import { counting } from './bench/figures.ts'
import { graphing } from './bench/graph.ts'
import { importing } from './bench/import.ts'
import { keeping } from './bench/keep.ts'
import { leading } from './bench/leads.ts'
import { linking } from './bench/link.ts'
import { matching } from './bench/linking.ts'
import { askingBlind } from './bench/matching.ts'
import { reading } from './bench/read.ts'
import { readingNames } from './bench/read-names.ts'
import { returning } from './bench/returns.ts'
import { searchingNames } from './bench/search-names.ts'
import { starting } from './bench/start.ts'
import { feeding } from './bench/taxii.ts'
import { syncing } from './bench/misp.ts'
import { vaulting } from './bench/vault.ts'
import { building } from './bench/web.ts'
import { root } from './run-step.ts'

const benches: readonly Bench[] = [
  building,
  starting,
  importing,
  reading,
  graphing,
  matching,
  leading,
  arriving,
  returning,
  caring,
  keeping,
  counting,
  exchanging,
  askingBlind,
  vaulting,
  feeding,
  syncing,
  readingNames,
  comparing,
  searchingNames,
  linking,
]

const usage = `usage: bin/shield bench [NAME …] [--scale 1] [--json] [--write]

${benches.map((bench) => `  ${bench.name.padEnd(8)} ${bench.summary}`).join('\n')}

--scale   multiplies the amount of data (the goals speak of 1)
--json    one line of JSON for each figure: {name, value, unit, goal, conditions, at, machine, scale}
--write   puts the table into docs/benchmarks.md
Without a name all are run, which takes more than an hour; match alone takes half of it. Nothing leaves this machine. Exit 0 measured, 2 misused.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const unknown = positionals.find((name) => !benches.some((bench) => bench.name === name))
const scale = Number(values.scale)
if (values.help) console.log(usage)
else if (unknown !== undefined || !(scale > 0 && scale <= 10)) {
  console.error(unknown === undefined ? '--scale is a number up to 10' : `there is no bench "${unknown}"`)
  console.error(usage)
  process.exitCode = 2
} else await measure()

interface Report {
  readonly at: string
  readonly machine: string
  readonly scale: number
  readonly figures: readonly Figure[]
}

async function measure(): Promise<void> {
  const figures: Figure[] = []
  const tell = (line: string): void => void (values.json || console.error(`  ${line}`))
  for (const bench of benches.filter((one) => positionals.length === 0 || positionals.includes(one.name)))
    figures.push(...(await bench.run({ scale, tell })))
  const report = { at: new Date().toISOString().slice(0, 10), machine: machine(), scale, figures }
  if (values.json) for (const figure of figures) console.log(lineOf(figure, report))
  else console.log(table(figures))
  if (values.write) await writeTable(report)
}

function lineOf(figure: Figure, { at, machine: on, scale: by }: Omit<Report, 'figures'>): string {
  return JSON.stringify({ ...figure, at, machine: on, scale: by })
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${gigabytes} GB, ${process.platform}, Node ${process.versions.node}`
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${figure.value} ${figure.unit} | ${figure.goal.at === 'least' ? '≥' : '≤'} ${figure.goal.value} | ${meets(figure) ? 'yes' : '**no**'} | ${figure.conditions} |`,
  )
  return ['| figure | measured | goal | met | conditions |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** Between the two marks of docs/benchmarks.md; what people wrote around them stays. */
async function writeTable(report: Report): Promise<void> {
  const file = `${root}docs/benchmarks.md`
  const text = await readFile(file, 'utf8')
  const made = `<!-- figures -->\nMeasured ${report.at}, scale ${report.scale}, on ${report.machine}.\n\n${table(report.figures)}\n<!-- /figures -->`
  await writeFile(
    file,
    text.replace(/<!-- figures -->[\s\S]*<!-- \/figures -->/, () => made),
  )
}
