import assert from 'node:assert/strict'
import { test } from 'node:test'

import { extentOf, statementGroups, toggleAll, toggleOne } from './statement-groups.ts'
import type { Choosable } from './statement-groups.ts'

const said = (id: string, property: Choosable['property'], value: string): Choosable => ({
  id,
  property,
  value,
})
const statements = [
  said('1-1', 'phone', '+999 81 234 5678'),
  said('1-2', 'name', 'สมชาย ใจดี'),
  said('2-1', 'phone', '+999 81 000 0000'),
  said('2-2', 'name', 'Somchai Jaidee'),
]
const because = { en: 'The owner excluded your organisation', th: 'เจ้าของไม่ให้หน่วยงานของคุณเข้าถึง' }

test('statements stand by property in the order of the ontology, equal values beside each other', () => {
  const groups = statementGroups(statements, [])
  assert.deepEqual(
    groups.map((group) => [group.property, group.rows.map((row) => row.statement.id)]),
    [
      ['name', ['2-2', '1-2']],
      ['phone', ['2-1', '1-1']],
    ],
  )
})

test('what can not go keeps its place with the reason, and is not among what can be chosen', () => {
  const [names, phones] = statementGroups(statements, [{ statement: '1-1', because }])
  assert.deepEqual(phones?.free, ['2-1'])
  assert.equal(phones?.rows.find((row) => row.statement.id === '1-1')?.refused, because)
  assert.equal(names?.free.length, 2)
})

test('a refusal of a statement that is not in the profile changes nothing', () => {
  assert.deepEqual(
    statementGroups(statements, [{ statement: '9-9', because }]),
    statementGroups(statements, []),
  )
})

test('a group is chosen whole, in part, or not at all, and what is chosen elsewhere does not count', () => {
  assert.equal(extentOf(['a', 'b'], new Set(['c'])), 'none')
  assert.equal(extentOf(['a', 'b'], new Set(['a', 'c'])), 'some')
  assert.equal(extentOf(['a', 'b'], new Set(['a', 'b', 'c'])), 'all')
  assert.equal(extentOf([], new Set(['c'])), 'none')
})

test('choosing all of a group keeps the rest; choosing it again takes only that group away', () => {
  const first = toggleAll(['a', 'b'], new Set(['a', 'c']))
  assert.deepEqual([...first].toSorted(), ['a', 'b', 'c'])
  assert.deepEqual([...toggleAll(['a', 'b'], first)], ['c'])
  assert.deepEqual([...toggleOne('c', toggleOne('d', new Set(['c'])))], ['d'])
})
