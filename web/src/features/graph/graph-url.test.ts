import assert from 'node:assert/strict'
import { test } from 'node:test'

import { chartOf, idsOf } from './graph-url.ts'

const a = '019b7615-6c00-7000-8000-00000000000a'
const b = '019b7615-6c00-7000-8000-00000000000b'

test('ids come once each and in order; what is none is dropped', () => {
  assert.deepEqual(chartOf({ from: `${b},x,${a},${b},` }), { from: `${b},${a}` })
  assert.deepEqual(idsOf(`${b},${a}`), [b, a])
  assert.deepEqual(chartOf({ from: '<script>', chosen: 'x', view: 'map' }), {})
})

test('a thing, a pair, the view, the colours and the order stay', () => {
  const url = { from: a, chosen: `${a}~${b}`, view: 'table', colour: 'group', by: 'importance' }
  assert.deepEqual(chartOf(url), url)
  assert.deepEqual(chartOf({ chosen: `${a}~` }), {})
})

test('fifty starting points fit, and no more are taken', () => {
  const many = Array.from({ length: 60 }, (_, at) => a.slice(0, -2) + String(at + 10))
  assert.equal(idsOf(chartOf({ from: many.join(',') }).from).length, 50)
})
