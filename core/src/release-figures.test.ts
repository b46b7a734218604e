import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { cellsOf, holdBack, placeKey, rangeOf } from './release-figures.ts'
import type { PeopleTable } from './release-figures.ts'
import { boundsOf } from './testing-bounds.ts'
import type { Equations } from './testing-bounds.ts'

const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(Array.from({ length: rows }, (_, row) => `r${row}`)),
      columns: fc.constant(Array.from({ length: columns }, (_, column) => `c${column}`)),
      cells: fc.array(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 60 })), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: rows, maxLength: rows },
      ),
    }),
  )
const bounds = fc.constantFrom(5, 11)

/** Everything a reader can write down: each row, each column and the totals add up, what is shown is a number. */
function equationsOf(table: PeopleTable, held: ReadonlyMap<string, unknown>) {
  const cells = new Map(cellsOf(table).map(({ key, value }) => [key, value]))
  const unknowns = [...cells.keys()].filter((key) => held.has(key))
  const sums: { parts: string[]; total: string }[] = []
  const [rows, columns] = [table.rows.map((_, at) => at), table.columns.map((_, at) => at)]
  if (columns.length === 1)
    sums.push({ parts: rows.map((row) => placeKey({ row, column: 0 })), total: placeKey({}) })
  else {
    for (const row of rows)
      sums.push({ parts: columns.map((column) => placeKey({ row, column })), total: placeKey({ row }) })
    for (const column of columns)
      sums.push({ parts: rows.map((row) => placeKey({ row, column })), total: placeKey({ column }) })
    sums.push({ parts: rows.map((row) => placeKey({ row })), total: placeKey({}) })
    sums.push({ parts: columns.map((column) => placeKey({ column })), total: placeKey({}) })
  }
  const equations = sums.map(({ parts, total }) => {
    const of = new Map<number, number>()
    let equals = 0
    for (const [key, sign] of [...parts.map((part) => [part, 1] as const), [total, -1] as const]) {
      const unknown = unknowns.indexOf(key)
      if (unknown < 0) equals -= sign * (cells.get(key) ?? 0)
      else of.set(unknown, (of.get(unknown) ?? 0) + sign)
    }
    return { of, equals }
  })
  return { unknowns, cells, equations: { unknowns: unknowns.length, equations } satisfies Equations }
}

test('whoever knows every shown cell and total can compute no cell that is held back', () => {
  let looked = 0
  fc.assert(
    fc.property(tables, bounds, (table, bound) => {
      const held = holdBack(table, { bound })
      assert.ok(held, 'a table alone can always be released')
      const { unknowns, cells, equations } = equationsOf(table, held)
      const all = cells.get(placeKey({})) ?? 0
      for (const [key, value] of cells)
        assert.ok(held.has(key) || value === 0 || value >= bound, `${key} shows ${value}`)
      if (all < bound) return
      for (const [index, key] of unknowns.entries()) {
        const { least, most } = boundsOf(equations, [index])
        looked++
        assert.ok(
          most - least >= (held.get(key) === 'small' ? bound : 1) - 1e-6,
          `${key}: ${least} to ${most}`,
        )
        const told = rangeOf(table, held, key, bound)
        assert.ok(Math.abs(told.least - least) < 1e-6, `${key} least ${told.least}, by equations ${least}`)
        assert.ok(told.most <= most + 1e-6)
      }
    }),
    { numRuns: 300 },
  )
  assert.ok(looked > 500, `only ${looked} cells that were held back`)
})

test('nothing is held back where nothing is small, and everything where all together are few', () => {
  const rows = ['a', 'b']
  const columns = ['x', 'y']
  assert.equal(
    holdBack(
      {
        rows,
        columns,
        cells: [
          [20, 30],
          [40, 0],
        ],
      },
      { bound: 11 },
    )?.size,
    0,
  )
  assert.equal(
    holdBack(
      {
        rows,
        columns,
        cells: [
          [2, 3],
          [1, 0],
        ],
      },
      { bound: 11 },
    )?.size,
    9,
  )
})

test('one small cell takes the smallest others that hide it with it, never the number of all', () => {
  const held = holdBack(
    { rows: ['a', 'b', 'c'], columns: ['people'], cells: [[3], [40], [15]] },
    { bound: 11 },
  )
  assert.deepEqual(
    [...(held ?? [])],
    [
      ['0:0', 'small'],
      ['2:0', 'computable'],
    ],
  )
})

test('what can be had elsewhere protects nothing: then another cell is held back, or it is refused', () => {
  const table = { rows: ['a', 'b', 'c'], columns: ['people'], cells: [[3], [40], [15]] }
  assert.deepEqual(
    [...(holdBack(table, { bound: 11, known: new Set(['2:0']) })?.keys() ?? [])],
    ['0:0', '1:0'],
  )
  assert.equal(holdBack(table, { bound: 11, known: new Set(['2:0', '1:0']) }), undefined)
})
