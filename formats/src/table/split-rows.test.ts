import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import Papa from 'papaparse'
import { rowSplitter } from './split-rows.ts'
import type { Row } from './split-rows.ts'

function rowsOf(text: string, size = text.length + 1, most = 1_000_000): readonly Row[] {
  const splitter = rowSplitter(',', most)
  const rows: Row[] = []
  for (let at = 0; at < text.length; at += size) rows.push(...splitter.push(text.slice(at, at + size)))
  return [...rows, ...splitter.end()]
}
const shown = (rows: readonly Row[]): readonly string[] =>
  rows.map(({ cells, row, fault }) => `${row} ${fault ? `${fault.rule} ` : ''}${cells.join('|')}`)

test('rows count as a spreadsheet counts them: empty ones too, a cell of two lines as one row', () => {
  assert.deepEqual(shown(rowsOf('a,b\r\n\r\n1,"x\ny"\r\n , \n2,z')), ['1 a|b', '3 1|x\ny', '5 2|z'])
})

test('any table that a library writes reads back as it was, however its text is cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', 'a', ' ', 'ก', '\\') })
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 })),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      (table, size, newline) => {
        const text = Papa.unparse(table, { newline })
        const full = table.filter((row) => row.some((one) => one.trim() !== ''))
        assert.deepEqual(
          rowsOf(text, size).map((row) => row.cells),
          full,
        )
      },
    ),
    { numRuns: 1500 },
  )
})

test('any text at all is split the same however it is cut, and each line of it is in a row or told', () => {
  const piece = fc.constantFrom('"', ',', '\n', '\r', '\r\n', 'a', '""', ' ', '"\n"', '\0')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (pieces, size) => {
      const text = pieces.join('')
      const whole = rowsOf(text)
      assert.deepEqual(rowsOf(text, size), whole)
      const letters = (from: string): number => from.split('a').length
      assert.equal(letters(whole.map((row) => row.cells.join(',')).join('\n')), letters(text))
    }),
    { numRuns: 3000 },
  )
})

test('a lost quotation mark costs its line; one inside a cell costs nothing', () => {
  const text = 'id,name\n1,"Bob\n2,Al\n3,"Cy, Ltd"\n4,"Dee" Smith\n5,5" pipe\n6,"Eve'
  assert.deepEqual(shown(rowsOf(text)), [
    '1 id|name',
    '2 unclosed-quote 1,"Bob',
    '3 2|Al',
    '4 3|Cy, Ltd',
    '5 stray-quote 4|"Dee" Smith',
    '6 5|5" pipe',
    '7 unclosed-quote 6,"Eve',
  ])
})

test('an endless line is dropped and told, an endless cell costs the line that opened it', () => {
  const line = rowsOf(`a\n${'x'.repeat(5000)}\nb\n`, 100, 1000)
  assert.deepEqual(
    line.map((row) => row.fault?.rule ?? row.cells[0]),
    ['a', 'record-too-large', 'b'],
  )
  const cell = rowsOf(`a\n"open\n${'x\n'.repeat(3000)}`, 100, 1000)
  assert.equal(cell.filter((row) => row.cells[0] === 'x').length, 3000)
  assert.deepEqual(
    cell.filter((row) => row.fault).map((row) => [row.row, row.fault?.rule]),
    [[2, 'unclosed-quote']],
  )
})

test('a million columns are one row', () => {
  const [row] = rowsOf(','.repeat(999_999) + 'x', 65_536, 16_000_000)
  assert.equal(row?.cells.length, 1_000_000)
})
