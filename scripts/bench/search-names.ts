import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  createNameIndex,
  readName,
  readSnapshot,
  startBuildPool,
  startSearchPool,
  writeSnapshot,
} from '@shield/engine'
import type { NameHit, NameIndex, PoolQuery, SearchPool } from '@shield/engine'

import type { Bench, Figure } from './figure.ts'
import { quantile } from './figure.ts'
import { labelledNames } from './labelled-names.ts'
import type { LabelledNames } from './labelled-names.ts'
import { hasNameData, misspelled, nameList, randomNumbers } from './name-list.ts'
import type { ListedName } from './name-list.ts'

const seed = 1
const top = 10
const visible = new Uint8Array([1])

/** A list of a million invented people in many scripts: built, kept, loaded, and asked. */
export const searchingNames: Bench = {
  name: 'search-names',
  summary: 'the nearest names of a million: time, memory, share found by script',
  run: async ({ scale, tell }) => {
    if (!hasNameData()) {
      tell('no ../shared/data/names: nothing is measured')
      return []
    }
    const list = [...nameList(Math.round(1_000_000 * scale), seed)]
    const labelled = labelledNames()
    const goals = goalsFor(scale)
    const built = await build({ list, labelled, threads: 1 })
    const together = await build({ list, labelled, threads: 2 })
    tell(`${list.length} names built in ${built.seconds.toFixed(1)} s of processor time`)
    const loaded = reload(built.image)
    const conditions = `${list.length} names of ${new Set(list.map(({ name }) => name)).size} spellings, three in ten not Latin, seed ${seed}`
    const queries = asked(list)
    const asking = measured(createNameIndex([loaded.image]), queries)
    tell(`a question takes ${asking.processor.toFixed(3)} ms of processor time`)
    await using two = startSearchPool({ images: [loaded.image], visible, threads: 2 })
    const rate = await throughput(two, queries)
    tell(`${queries.length} queries at ${Math.round(rate)} a second`)
    return [
      figure('list built, processor time', built.seconds, { unit: 's', most: goals.build, conditions }),
      figure('list built on two threads, by the clock', together.clock, {
        unit: 's',
        most: goals.build,
        conditions: `${conditions}; ${together.seconds.toFixed(1)} s of processor time; whatever else the machine does`,
      }),
      figure('list in memory', built.image.byteLength / 1e6, { unit: 'MB', most: goals.memory, conditions }),
      figure('list loaded from its snapshot', loaded.seconds, { unit: 's', most: goals.load, conditions }),
      ...latencies(asking, goals, conditions),
      {
        name: 'names searched on two threads',
        value: Math.round(rate),
        unit: '/s',
        goal: { at: 'least', value: 10_000 },
        conditions: `${conditions}; half misspelled, half of nobody; with reasons; by the clock, whatever else the machine does`,
      },
      added(list),
      await typosFound(two, list),
      ...(await labelledFound(two, labelled, list.length)),
    ]
  },
}

/** The goals speak of 1 M names and of 10 M. */
function goalsFor(scale: number) {
  return scale > 1
    ? { build: 100, memory: 1500, load: 10, median: 1, p99: 5 }
    : { build: 10, memory: 200, load: 1, median: 0.15, p99: 1 }
}

interface Measured {
  readonly unit: string
  readonly most: number
  readonly conditions: string
}

function figure(name: string, value: number, { unit, most, conditions }: Measured): Figure {
  return { name, value: Math.round(value * 1000) / 1000, unit, goal: { at: 'most', value: most }, conditions }
}

interface Building {
  readonly list: readonly ListedName[]
  readonly labelled: readonly LabelledNames[]
  readonly threads: number
}

/** The list, and behind it the labelled names that are looked for among it. */
async function build({ list, labelled, threads }: Building) {
  const records = [
    ...list.map(({ id, name, birthDate }) => ({ entity: id, text: name, birthDate, marking: 0 })),
    ...labelled
      .flatMap(({ pairs }) => pairs)
      .map(({ listed }, at) => ({ entity: list.length + at, text: listed, marking: 0 })),
  ]
  const from = process.cpuUsage()
  const start = performance.now()
  await using pool = startBuildPool(threads)
  for (let at = 0; at < records.length; at += addedAtOnce) await pool.add(records.slice(at, at + addedAtOnce))
  const image = await pool.finish()
  return { image, seconds: processorMs(from) / 1000, clock: (performance.now() - start) / 1000 }
}

function processorMs(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

function reload(image: SharedArrayBuffer) {
  const folder = mkdtempSync(join(tmpdir(), 'shield-bench-'))
  try {
    const file = join(folder, 'names.index')
    writeSnapshot(file, image)
    const from = performance.now()
    return { image: readSnapshot(file), seconds: (performance.now() - from) / 1000 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** 20,000 questions: every second one a listed name with a slip, the others a given and a family name of two people. */
function asked(list: readonly ListedName[]): readonly PoolQuery[] {
  const random = randomNumbers(7)
  const any = (): string => list[Math.floor(random() * list.length)]?.name ?? ''
  return Array.from({ length: 20_000 }, (_, at) =>
    at % 2 === 0
      ? { text: misspelled(any(), random) }
      : { text: `${any().split(' ')[0] ?? ''} ${any().split(' ').at(-1) ?? ''}` },
  )
}

const warmUp = 2000

interface Asking {
  /** Milliseconds of each question by the clock, and whether it is in Latin letters. */
  readonly times: readonly { readonly ms: number; readonly isLatin: boolean }[]
  /** Milliseconds of processor time a question, the reading of its name and the reasons with it. */
  readonly processor: number
}

/** One question at a time, the reading of its name and the reasons with it; without the first, which warm up. */
function measured(index: NameIndex, queries: readonly PoolQuery[]): Asking {
  const ask = (text: string): { readonly ms: number; readonly isLatin: boolean } => {
    const from = performance.now()
    const name = readName(text)
    index.search({ name, visible, top })
    return { ms: performance.now() - from, isLatin: name.script === 'latin' }
  }
  for (const { text } of queries.slice(0, warmUp)) ask(text)
  const from = process.cpuUsage()
  const times = queries.slice(warmUp).map(({ text }) => ask(text))
  return { times, processor: processorMs(from) / times.length }
}

function latencies({ times, processor }: Asking, goals: ReturnType<typeof goalsFor>, conditions: string) {
  const ms = times.map((one) => one.ms)
  const latin = times.filter((one) => one.isLatin).map((one) => one.ms)
  const within = (name: string, value: number, most: number): Figure =>
    figure(name, value, { unit: 'ms', most, conditions })
  return [
    // Ten thousand a second on two threads.
    within('names searched, processor time a question', processor, 0.2),
    within('names searched, median', quantile(ms, 0.5), goals.median),
    within('names searched, median of those in Latin letters', quantile(latin, 0.5), goals.median),
    within('names searched, p99', quantile(ms, 0.99), goals.p99),
  ]
}

// As many as the search thread of a node gathers before it makes a segment of them.
const addedAtOnce = 8000
const mostAdded = 100_000

/** Names that come to a living index in pieces, as an import brings them, each piece made ready to be searched. */
function added(list: readonly ListedName[]): Figure {
  const index = createNameIndex()
  const names = list.slice(0, mostAdded)
  const from = process.cpuUsage()
  for (let at = 0; at < names.length; at += addedAtOnce) {
    const piece = names.slice(at, at + addedAtOnce)
    index.add(piece.map(({ id, name, birthDate }) => ({ entity: id, text: name, birthDate, marking: 0 })))
    index.open()
  }
  return figure('a name added to a living index, processor time', (processorMs(from) / names.length) * 1000, {
    unit: 'µs',
    most: 15,
    conditions: `${names.length} names, ${addedAtOnce} at a time, three in ten not Latin, each word read`,
  })
}

async function throughput(pool: SearchPool, queries: readonly PoolQuery[]): Promise<number> {
  const batches = Array.from({ length: queries.length / 100 }, (_, at) =>
    queries.slice(at * 100, at * 100 + 100),
  )
  const from = performance.now()
  await Promise.all(batches.map((batch) => pool.search(batch, top)))
  return queries.length / ((performance.now() - from) / 1000)
}

async function typosFound(pool: SearchPool, list: readonly ListedName[]): Promise<Figure> {
  const random = randomNumbers(11)
  const chosen = Array.from({ length: 5000 }, () => list[Math.floor(random() * list.length)]).filter(
    (one) => !!one,
  )
  const answers = await pool.search(
    chosen.map(({ name }) => ({ text: misspelled(name, random) })),
    top,
  )
  const found = chosen.filter(({ id, name }, at) =>
    answers[at]?.some((hit) => hit.entity === id || list[hit.entity]?.name === name),
  ).length
  return shareFound('one slip of the hand', { found, of: chosen.length, goal: 99, among: list.length })
}

async function labelledFound(
  pool: SearchPool,
  labelled: readonly LabelledNames[],
  among: number,
): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  let entity = among
  for (const { of, pairs, isSame } of labelled) {
    const answers = await pool.search(
      pairs.map(({ asked: text }) => ({ text })),
      top,
    )
    const first = entity
    const isFound = (hits: readonly NameHit[], at: number): boolean =>
      hits.some((hit) => hit.entity >= first && isSame(hit.entity - first, at))
    const found = answers.filter(isFound).length
    figures.push(shareFound(of, { found, of: pairs.length, goal: 95, among }))
    entity += pairs.length
  }
  return figures
}

interface Share {
  readonly found: number
  readonly of: number
  readonly goal: number
  readonly among: number
}

function shareFound(what: string, { found, of, goal, among }: Share): Figure {
  const [low, high] = wilson(found, of)
  return {
    name: `found among the first ${top}, ${what}`,
    value: Math.round((found / of) * 1000) / 10,
    unit: '%',
    goal: { at: 'least', value: goal },
    conditions: `${found} of ${of} (95 % interval ${low}–${high} %) among ${among} others`,
  }
}

/** Wilson's interval for a share, in percent. */
function wilson(found: number, of: number): readonly [number, number] {
  const z = 1.96
  const share = found / of
  const middle = share + z ** 2 / (2 * of)
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  const percent = (value: number): number => Math.round((value / (1 + z ** 2 / of)) * 1000) / 10
  return [percent(middle - half), percent(middle + half)]
}
