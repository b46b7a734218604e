import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { countPlaced, holdBackAfter } from './difference-figures.ts'
import type { PlacedTable, ShownTable } from './difference-figures.ts'
import { placeKey } from './release-figures.ts'
import { boundsOf } from './testing-bounds.ts'

const ages = ['child', 'adult', 'not known']
const standings = ['possible', 'identified', 'not-identified']
const bound = 5

interface Somebody {
  readonly age: number
  readonly standing: number
  /** Month of arrival. */
  readonly month: number
}

const crowd = fc.array(
  fc.record({
    age: fc.integer({ min: 0, max: 2 }),
    standing: fc.integer({ min: 0, max: 2 }),
    month: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 20, maxLength: 90 },
)

/** Everybody who had come by a month. */
function byAge(people: readonly Somebody[], month: number): PlacedTable {
  const placed = people.flatMap((one, index) => (one.month <= month ? [[`p${index}`, one.age] as const] : []))
  return { population: [], rowDimension: 'age', rows: ages, columns: ['people'], placed: new Map(placed) }
}

function byAgeAndStanding(people: readonly Somebody[], month: number): PlacedTable {
  return {
    ...byAge(people, month),
    columnDimension: 'standing',
    columns: standings,
    placed: new Map(
      people.flatMap((one, index) =>
        one.month <= month ? [[`p${index}`, one.age * 3 + one.standing] as const] : [],
      ),
    ),
  }
}

const releases = fc.array(fc.record({ month: fc.integer({ min: 0, max: 3 }), wide: fc.boolean() }), {
  minLength: 2,
  maxLength: 5,
})

interface Shown {
  readonly table: ShownTable
  readonly month: number
}

/** People are told apart by age, standing and month: one unknown for each, and an equation for each cell that is shown. */
function attack(shown: readonly Shown[], people: readonly Somebody[]): void {
  const unknown = (age: number, standing: number, month: number): number => age * 12 + standing * 4 + month
  const among = (isIn: (one: Somebody) => boolean): number[] =>
    ages.flatMap((_, age) =>
      standings.flatMap((__, standing) =>
        [0, 1, 2, 3].flatMap((month) =>
          isIn({ age, standing, month }) ? [unknown(age, standing, month)] : [],
        ),
      ),
    )
  const cells = shown.flatMap(({ table, month }) => {
    const rows = [undefined, 0, 1, 2]
    const columns = table.columns.length === 1 ? [0] : [undefined, 0, 1, 2]
    return rows.flatMap((row) =>
      columns.map((column) => {
        const isAll = row === undefined && table.columns.length === 1
        const key = placeKey({
          ...(row === undefined ? {} : { row }),
          ...(column === undefined || isAll ? {} : { column }),
        })
        const isIn = (one: Somebody): boolean =>
          one.month <= month &&
          (row === undefined || one.age === row) &&
          (table.columns.length === 1 || column === undefined || one.standing === column)
        return { key, isHeld: table.held.has(key), of: among(isIn), value: people.filter(isIn).length }
      }),
    )
  })
  const equations = cells
    .filter(({ isHeld }) => !isHeld)
    .map(({ of, value }) => ({ of: new Map(of.map((at) => [at, 1])), equals: value }))
  for (const { key, isHeld, of, value } of cells) {
    if (!isHeld || value === 0 || value >= bound) continue
    const { least, most } = boundsOf({ unknowns: 36, equations }, of)
    assert.ok(most - least > 0.5, `${key} is ${value} and can be computed from all that was released`)
  }
}

test('nobody who has every release together can compute a small cell of any', () => {
  let [accepted, refused] = [0, 0]
  fc.assert(
    fc.property(crowd, releases, (people, asked) => {
      const shown: Shown[] = []
      for (const { month, wide } of asked) {
        const table = wide ? byAgeAndStanding(people, month) : byAge(people, month)
        const decided = holdBackAfter(
          table,
          shown.map((one) => ({ shown: one.table, keepsHeld: true })),
          bound,
        )
        if (decided.state !== 'held') {
          refused++
          continue
        }
        accepted++
        shown.push({ table: { ...table, held: decided.held }, month })
      }
      attack(shown, people)
    }),
    { numRuns: 150 },
  )
  assert.ok(accepted > 150 && refused > 20, `${accepted} accepted, ${refused} refused`)
})

const many = (counts: readonly (readonly [age: number, month: number, people: number])[]): Somebody[] =>
  counts.flatMap(([age, month, people]) =>
    Array.from({ length: people }, () => ({ age, standing: 0, month })),
  )

test('a few more people since the last release: refused, and told how many', () => {
  const people = many([
    [0, 0, 20],
    [1, 0, 40],
    [1, 1, 3],
  ])
  const first = byAge(people, 0)
  const next = holdBackAfter(
    byAge(people, 1),
    [{ shown: { ...first, held: new Map() }, keepsHeld: true }],
    bound,
  )
  assert.equal(next.state, 'isolated')
  assert.equal(next.state === 'isolated' && next.people, 3)
})

test('enough more people since the last release, or nobody: released', () => {
  const people = many([
    [0, 0, 20],
    [1, 0, 40],
    [1, 1, 7],
  ])
  const before = [{ shown: { ...byAge(people, 0), held: new Map() }, keepsHeld: true }]
  assert.equal(holdBackAfter(byAge(people, 1), before, bound).state, 'held')
  assert.equal(holdBackAfter(byAge(people, 0), before, bound).state, 'held')
})

test('what one release holds back the next one does too, though it would hide itself another way', () => {
  const people = many([
    [0, 0, 3],
    [1, 0, 30],
    [2, 0, 9],
  ])
  const first = byAge(people, 0)
  const held = new Map([
    ['0:0', 'small'],
    ['1:0', 'computable'],
  ] as const)
  const before = [{ shown: { ...first, held }, keepsHeld: true }]
  const next = holdBackAfter(first, before, bound)
  assert.equal(next.state, 'held')
  assert.deepEqual(next.state === 'held' && [...next.held.keys()], ['0:0', '1:0'])
  assert.equal(countPlaced(first).cells[2]?.[0], 9)
})
