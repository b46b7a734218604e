import assert from 'node:assert/strict'
import { test } from 'node:test'

import { valueRows } from './value-rows.ts'
import type { RowStatement } from './value-rows.ts'

const stated = (
  id: string,
  property: RowStatement['property'],
  value: string,
  source: string,
  more: Partial<RowStatement> = {},
): RowStatement => ({
  id,
  property,
  value,
  norm: value.toLowerCase(),
  grade: 'C3',
  source,
  ...more,
})

test('two spellings of one phone are one row with both sources', () => {
  const [phone] = valueRows([
    stated('1', 'phone', '099 9', 's1', { norm: '+999' }),
    stated('2', 'phone', '+99 9', 's2', { norm: '+999', grade: 'A1' }),
  ])
  assert.equal(phone?.rows.length, 1)
  assert.equal(phone?.rows[0]?.sources, 2)
  assert.deepEqual(phone?.rows[0]?.grades, ['A1', 'C3'])
})

test('two names stay two rows though their keys are equal', () => {
  const [names] = valueRows([
    stated('1', 'name', 'Somchai', 's1', { norm: 'somchai' }),
    stated('2', 'name', 'สมชาย', 's2', { norm: 'somchai' }),
  ])
  assert.equal(names?.rows.length, 2)
  assert.equal(names?.differing, 0)
})

test('two dates of birth say how many sources differ', () => {
  const [birth] = valueRows([
    stated('1', 'birthDate', '1987', 's1'),
    stated('2', 'birthDate', '1989-05', 's2'),
    stated('3', 'birthDate', '1987', 's3'),
  ])
  assert.equal(birth?.differing, 3)
  assert.equal(birth?.rows[0]?.value, '1987', 'the value with more sources comes first')
})

test('properties come in the order of the ontology and a span covers all statements', () => {
  const rows = valueRows([
    stated('1', 'phone', '+999', 's1', { from: '2024', until: '2025' }),
    stated('2', 'phone', '+999', 's2', { from: '2023-04' }),
    stated('3', 'name', 'A', 's1'),
  ])
  assert.deepEqual(
    rows.map((row) => row.property),
    ['name', 'phone'],
  )
  assert.equal(rows[1]?.rows[0]?.from, '2023-04')
  assert.equal(rows[1]?.rows[0]?.until, '2025')
})

test('a year and a month within it do not contradict', () => {
  const [birth] = valueRows([
    stated('1', 'birthDate', '1987', 's1'),
    stated('2', 'birthDate', '1987-05', 's2'),
  ])
  assert.equal(birth?.differing, 0)
})

test('what was taken back stands last, counts for nothing, and ends when the last source took it back', () => {
  const [birth] = valueRows([
    stated('1', 'birthDate', '1987', 's1', { retractedAt: '2026-03-01T00:00:00Z' }),
    stated('2', 'birthDate', '1987', 's2', { retractedAt: '2026-05-01T00:00:00Z', grade: 'A1' }),
    stated('3', 'birthDate', '1990', 's3'),
  ])
  assert.equal(birth?.differing, 0, 'nobody stands by the other date any more')
  assert.deepEqual(
    birth?.rows.map((row) => [row.value, row.sources, row.endedAt]),
    [
      ['1990', 1, undefined],
      ['1987', 2, '2026-05-01T00:00:00Z'],
    ],
  )
})

test('a value that one source took back and another states stands, with who stands by it first', () => {
  const [phone] = valueRows([
    stated('1', 'phone', '+999', 's1', { retractedAt: '2026-03-01T00:00:00Z', grade: 'A1' }),
    stated('2', 'phone', '+999', 's2', { grade: 'C3' }),
  ])
  assert.deepEqual([phone?.rows[0]?.endedAt, phone?.rows[0]?.sources], [undefined, 1])
  assert.deepEqual(phone?.rows[0]?.grades, ['C3'])
  assert.equal(phone?.rows[0]?.statements[0]?.id, '2')
})

test('a date in the Buddhist era and the same in ours agree', () => {
  const [birth] = valueRows([
    stated('1', 'birthDate', '06/01/2527', 's1', { norm: '1984-01-06' }),
    stated('2', 'birthDate', '1984', 's2', { norm: '1984' }),
  ])
  assert.equal(birth?.differing, 0)
})
