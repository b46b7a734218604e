import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { comparisons } from '../evidence/kind.ts'
import { clusterPairs } from './cluster-pairs.ts'
import type { Field } from './code-columns.ts'
import { componentsOf } from './components.ts'
import { findDependences } from './dependence.ts'
import { readParquet } from './duckdb.ts'
import { fitModel } from './fit-model.ts'
import type { Model } from './fit-model.ts'
import { linkRecords } from './link-records.ts'
import type { Linked } from './link-records.ts'
import { patternNumber, readPattern } from './pattern.ts'
import { clustersAsPersons, recordsAsPersons } from './population.ts'
import { randomFrom } from './random.ts'
import { createScorer } from './score-pairs.ts'
import { agreement, coded, inventPeople } from './testing.ts'
import { probabilityOf, thresholdsOf } from './thresholds.ts'
import { threadedEngine } from './threads.ts'

const { engine } = threadedEngine(1)

/** Clusters by the rows of the input. */
async function link(
  fields: readonly Field[],
  rows: readonly (readonly string[])[],
  fileOf?: (row: number) => number,
): Promise<{ readonly clusters: Int32Array; readonly linked: Linked }> {
  const records = coded(fields, rows, fileOf)
  const linked = await linkRecords(records, {
    engine,
    learner: engine,
    onlyBetween: false,
    threshold: 'balanced',
    tell: () => undefined,
  })
  const clusters = new Int32Array(rows.length)
  records.origins.forEach((origin, row) => (clusters[origin] = linked.clusters[row] ?? 0))
  return { clusters, linked }
}

/** Each row's cluster as the list of its rows: what must stay when numbers change. */
function asSets(clusters: ArrayLike<number>, rows: readonly number[]): readonly string[] {
  const members = new Map<number, number[]>()
  rows.forEach((row, at) => members.set(clusters[at] ?? 0, [...(members.get(clusters[at] ?? 0) ?? []), row]))
  return [...members.values()].map((own) => own.toSorted((a, b) => a - b).join(' ')).toSorted()
}

const people = inventPeople(110, 11)
const straight = [...people.rows.keys()]

test('invented people are found again without a label', async () => {
  const { clusters } = await link(people.fields, people.rows)
  const { pairwise, b3 } = agreement(clusters, people.person)
  assert.ok(pairwise > 0.9 && b3 > 0.93, `${pairwise} ${b3}`)
})

test('the same records give the same clusters, in whatever order they come', async () => {
  const random = randomFrom(5)
  const order = straight.toSorted(() => random() - 0.5)
  const [one, again, mixed] = await Promise.all([
    link(people.fields, people.rows),
    link(people.fields, people.rows),
    link(
      people.fields,
      order.map((row) => people.rows[row] ?? []),
    ),
  ])
  assert.deepEqual(one.clusters, again.clusters)
  assert.deepEqual(asSets(mixed.clusters, order), asSets(one.clusters, straight))
})

test('a stranger among the records joins nobody and moves almost nothing', async () => {
  const stranger = ['zbigniew', 'brzeczyszczykiewicz', '1931-12-30', 'szczebrzeszyn', '48221234567']
  const before = asSets((await link(people.fields, people.rows)).clusters, straight)
  const { clusters } = await link(people.fields, [...people.rows, stranger])
  const own = clusters[people.rows.length]
  assert.equal(clusters.filter((cluster) => cluster === own).length, 1)
  const after = new Set(asSets(clusters.subarray(0, -1), straight))
  assert.ok(before.filter((cluster) => !after.has(cluster)).length <= 2)
})

test('where files have no duplicates of their own, one record is not linked with two of the other', async () => {
  const { fields, rows, person } = inventPeople(180, 4)
  const first = straightFirst(person)
  const two = [...first.keys()].flatMap((row) => (first[row] !== undefined && first[row] < 2 ? [row] : []))
  const kept = two.map((row) => rows[row] ?? [])
  const { clusters, linked } = await link(fields, kept, (at) => first[two[at] ?? 0] ?? 0)
  assert.ok(linked.model.rates.within < linked.model.rates.between / 20)
  assert.ok(
    agreement(
      clusters,
      two.map((row) => person[row] ?? 0),
    ).pairwise > 0.85,
  )
  const sizes = Map.groupBy(clusters, (cluster) => cluster)
  assert.ok([...sizes.values()].filter((own) => own.length > 2).length <= 1)
})

/** Of each row which copy of its person it is: 0, 1, …. */
function straightFirst(person: readonly number[]): readonly number[] {
  return person.map((own, row) => person.slice(0, row).filter((other) => other === own).length)
}

test('people of one household are kept apart by what is their own', async () => {
  const columns: readonly Field[] = [...people.fields, { column: 'street', kind: 'address' }]
  const random = randomFrom(21)
  // Each invented person, whole and once more with a slip, at home with two others: one surname, street, town and telephone.
  const { rows, person: of } = inventPeople(500, 8)
  const homes = rows.filter((row, at) => of[at] !== of[at - 1] && row.every((value) => value !== ''))
  const kept = homes.flatMap(([given = '', , born = ''], at) => {
    const [, family = '', , town = '', phone = ''] = homes[at - (at % 3)] ?? []
    const row = [given, family, born, town, phone, `${at - (at % 3)} ${family} road`]
    return random() < 0.5 ? [row, row.with(0, `${given}n`)] : [row]
  })
  const person = kept.map((_, at) => at)
  kept.forEach(([given], at) => {
    if (at > 0 && given === `${kept[at - 1]?.[0]}n`) person[at] = at - 1
  })
  const { clusters, linked } = await link(columns, kept)
  const { pairwise } = agreement(clusters, person)
  assert.ok(pairwise > 0.9, `${pairwise}`)
  assert.ok(linked.model.housemates > 0.2, `${linked.model.housemates}`)
})

test('a list of numbers alone holds the same number for one person, a list of given names does not', async () => {
  const list = (kind: Field['kind'], values: readonly string[]) =>
    link(
      [{ column: 'one', kind }],
      values.map((value) => [value]),
    )
  const random = randomFrom(4)
  const numbers = Array.from({ length: 300 }, () => `AA${1_000_000 + Math.floor(random() * 9_000_000)}`)
  const { clusters } = await list('document', [...numbers, ...numbers.slice(0, 120)])
  assert.ok(agreement(clusters, [...numbers, ...numbers.slice(0, 120)]).pairwise > 0.95)
  const names = people.rows.map(([given = '']) => given)
  assert.equal(new Set((await list('given-name', names)).clusters).size, names.length)
})

test('few or no records are no fault', async () => {
  for (const rows of [
    [],
    [['a', 'b', '1987', '', '']],
    [
      ['', '', '', '', ''],
      ['', '', '', '', ''],
    ],
  ]) {
    const { clusters } = await link(people.fields, rows)
    assert.equal(new Set(clusters).size, rows.length)
  }
})

test('expectation and maximisation finds again the shares that made the patterns', () => {
  const records = coded(
    [
      { column: 'n', kind: 'number' },
      { column: 'w', kind: 'wallet' },
      { column: 'p', kind: 'place' },
    ],
    [
      ['1', 'a', 'x'],
      ['2', 'b', 'y'],
    ],
  )
  const sizes = records.columns.map(({ kind }) => comparisons[kind].levels.length)
  const m = [
    [0.1, 0.1, 0.8],
    [0.3, 0.7],
    [0.15, 0.1, 0.05, 0.7],
  ]
  const u = [
    [0.9, 0.08, 0.02],
    [0.99, 0.01],
    [0.9, 0.05, 0.03, 0.02],
  ]
  const random = randomFrom(9)
  const drawn = (shares: readonly number[]): number => {
    let left = random()
    return Math.max(
      0,
      shares.findIndex((share) => (left -= share) < 0),
    )
  }
  const candidates = new Map<number, number>()
  const chance = new Map<number, number>()
  const count = (counts: Map<number, number>, from: readonly (readonly number[])[]): void => {
    const number = patternNumber(Int8Array.from(from, drawn), sizes, { rarity: 0, isBetween: false })
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  const total = 200_000
  for (let pair = 0; pair < total; pair += 1) count(candidates, pair < 6000 ? m : u)
  for (let pair = 0; pair < total; pair += 1) count(chance, u)
  const start: Model = {
    fields: m.map((_, at) => startOf(records.columns[at]?.kind ?? 'number')),
    rates: { within: 0.001, between: 0.001 },
    housemates: 1,
    dependences: [],
  }
  const model = fitModel(start, {
    candidates,
    random: chance,
    totals: { within: total, between: 0 },
    agreement: [0.02, 0.01, 0.02],
    own: new Uint8Array(3),
    isClean: false,
    rare: [false, false, false],
  })
  assert.ok(Math.abs(model.rates.within - 0.03) < 0.003, `${model.rates.within}`)
  m.forEach((shares, field) =>
    shares.forEach((share, level) =>
      assert.ok(
        Math.abs((model.fields[field]?.m[level] ?? 0) - share) < 0.04,
        `m ${field} ${level}: ${model.fields[field]?.m[level]}`,
      ),
    ),
  )
  u.forEach((shares, field) =>
    shares.forEach((share, level) =>
      assert.ok(Math.abs((model.fields[field]?.u[level] ?? 0) - share) < 0.01),
    ),
  )
})

function startOf(kind: Field['kind']) {
  const { levels } = comparisons[kind]
  return {
    m: Float64Array.from(levels, ({ share }) => share),
    u: Float64Array.from(levels, ({ share, bits }) => share / 2 ** bits),
  }
}

test('a pattern says what it was made of', () => {
  const sizes = [9, 6, 5]
  const levels = Int8Array.of(8, -1, 0)
  const number = patternNumber(levels, sizes, { rarity: -3.5, isBetween: true })
  assert.deepEqual(readPattern(number, sizes), { levels, rarity: -3.5, isBetween: true })
})

test('fields that agree together by chance are not counted twice; independent ones are left alone', () => {
  const pattern = (a: number, b: number, c: number, count: number) => ({
    levels: Int8Array.of(a, b, c),
    rarity: 0,
    isBetween: false,
    count,
  })
  const found = findDependences(
    [
      pattern(0, 0, 0, 8100),
      pattern(0, 0, 1, 900),
      pattern(1, 1, 0, 720),
      pattern(1, 1, 1, 80),
      pattern(1, 0, 0, 90),
      pattern(0, 1, 0, 110),
    ],
    [2, 2, 2],
  )
  assert.deepEqual(
    found.map(({ field, parent }) => [field, parent]),
    [[1, 0]],
  )
  assert.ok((found[0]?.bits[3] ?? 0) < -2, 'both agreeing says less than the two apart')
})

test('a value of one cluster alone is rarer where none is shared by two', () => {
  const rows = Array.from({ length: 400 }, (_, at) => [`name${at % 20}`, `${1_000_000 + at}`])
  const { columns } = coded(
    [
      { column: 'n', kind: 'other' },
      { column: 'd', kind: 'document' },
    ],
    rows,
  )
  const alone = Int32Array.from(rows.keys())
  const [name, number] = columns.map((column) => clustersAsPersons(column, alone))
  assert.ok(Math.abs(Math.max(...(name?.bearers ?? [])) - 20) < 12)
  assert.ok(Math.max(...(number?.bearers ?? [])) < 0.01)
  const [words, numbers] = columns.map(recordsAsPersons)
  assert.ok((words?.bearers[0] ?? 0) > 20, 'as many as have it')
  assert.ok((numbers?.bearers[0] ?? 0) < 0.01, 'a number is one person, until more is known')
})

test('a chain of chance likenesses breaks at its weak bridge; components hold all of it', () => {
  const edges = {
    lefts: Int32Array.of(0, 1, 0, 3, 3, 4, 2),
    rights: Int32Array.of(1, 2, 2, 4, 5, 5, 3),
    weights: Int32Array.of(9, 9, 9, 9, 9, 9, 2).map((bits) => bits * 1_000_000),
  }
  const score = (left: number, right: number): number => {
    const at = edges.lefts.findIndex((one, edge) => one === left && edges.rights[edge] === right)
    return at < 0 ? -8_000_000 : (edges.weights[at] ?? 0)
  }
  const clusters = clusterPairs(6, edges, { scorer: { score, levels: () => undefined }, least: 0 })
  assert.deepEqual(asSets(clusters, [0, 1, 2, 3, 4, 5]), ['0 1 2', '3 4 5'])
  assert.deepEqual([...componentsOf(6, edges)], [0, 0, 0, 0, 0, 0])
})

test('of files without duplicates no two records of one come together: the strongest link takes the place', () => {
  const edges = {
    lefts: Int32Array.of(0, 1),
    rights: Int32Array.of(2, 2),
    weights: Int32Array.of(8_000_000, 9_000_000),
  }
  const scorer = { score: () => 8_000_000, levels: () => undefined }
  const files = Uint16Array.of(0, 0, 1)
  assert.deepEqual([...clusterPairs(3, edges, { scorer, least: 0, files })], [0, 1, 1])
  assert.equal(new Set(clusterPairs(3, edges, { scorer, least: 0 })).size, 1)
})

test('the ceiling never hides a pair that would have reached the threshold', async () => {
  const { linked } = await link(people.fields, people.rows)
  const scorer = createScorer(linked.task)
  const least = linked.thresholds.balanced
  const random = randomFrom(2)
  for (let turn = 0; turn < 4000; turn += 1) {
    const [a, b] = [Math.floor(random() * people.rows.length), Math.floor(random() * people.rows.length)]
    if (a === b) continue
    const whole = scorer.score(Math.min(a, b), Math.max(a, b), -0x7fffffff)
    const pruned = scorer.score(Math.min(a, b), Math.max(a, b), least)
    assert.equal(pruned >= least, whole >= least)
    if (whole >= least) assert.equal(pruned, whole)
  }
})

const prior = { within: -17_000_000, between: -17_000_000 }

test('thresholds are in order, and the even point is where a link is as likely as none', () => {
  for (const alone of [0.001, 0.05, 0.5, 1]) {
    const thresholds = thresholdsOf(alone, prior)
    assert.ok(thresholds.strict > thresholds.balanced && thresholds.balanced > thresholds.wide)
    assert.equal(probabilityOf(thresholds.balanced, thresholds), 0.5)
    assert.ok(Math.abs(probabilityOf(thresholds.strict, thresholds) - 0.95) < 1e-4)
  }
  assert.ok(thresholdsOf(0.05, prior).balanced < thresholdsOf(0.5, prior).balanced)
  assert.ok(
    thresholdsOf(0.05, { within: -1_000_000, between: -9_000_000 }).balanced > 0,
    'nothing is no evidence',
  )
})

const er = fileURLToPath(new URL('../../../../shared/data/er/', import.meta.url))
const persons: Readonly<Record<string, Field['kind']>> = {
  first_name: 'given-name',
  surname: 'family-name',
  dob: 'birth-date',
  city: 'place',
  email: 'email',
}

test(
  'fake_1000 is linked without its labels',
  { skip: !existsSync(er) && 'no ../shared/data/er' },
  async () => {
    const { readFileSync } = await import('node:fs')
    const [head = '', ...lines] = readFileSync(`${er}splink_datasets/fake_1000.csv`, 'utf8')
      .trim()
      .split(/\r?\n/)
    const header = head.split(',')
    const fields = Object.entries(persons).map(([column, kind]) => ({ column, kind }))
    const cells = lines.map((line) => line.split(','))
    const { clusters } = await link(
      fields,
      cells.map((row) => fields.map(({ column }) => row[header.indexOf(column)] ?? '')),
    )
    const { pairwise, b3 } = agreement(
      clusters,
      cells.map((row) => row[header.indexOf('cluster')] ?? ''),
    )
    assert.ok(pairwise >= 0.96 && b3 >= 0.96, `${pairwise} ${b3}`)
  },
)

test(
  'parquet is read in the order of the file',
  { skip: !existsSync(er) && 'no ../shared/data/er' },
  async () => {
    const file = `${er}splink_datasets/transactions_origin.parquet`
    const rows: (readonly string[])[] = []
    for await (const block of readParquet(file, ['ground_truth', 'amount', 'transaction_date'], {
      memory: 2 ** 28,
      threads: 1,
      folder: '/tmp',
    }))
      rows.push(...block)
    assert.equal(rows.length, 45_326)
    assert.deepEqual(rows[2], ['2', '449.79', '2022-05-04'])
  },
)
