import assert from 'node:assert/strict'
import { test } from 'node:test'

import { isNews, packageDiff } from './package-diff.ts'
import type { Travelling } from './package-diff.ts'

const name: Travelling = { property: 'name', value: 'Somchai Jaidee', grade: 'B2' }
const phone: Travelling = { property: 'phone', value: '+999 81 234 5678', grade: 'B2' }

test('what they do not hold is new, what they hold is not', () => {
  assert.deepEqual(packageDiff([name, phone], [phone]), {
    goes: [
      { statement: name, isNew: true },
      { statement: phone, isNew: false },
    ],
    stays: [],
  })
})

test('what an earlier release gave and this one leaves out stays with them, once', () => {
  assert.deepEqual(packageDiff([name], [phone, phone, name]).stays, [phone])
})

test('another grade or other dates make another statement', () => {
  const better = { ...name, grade: 'A1' }
  const dated = { ...name, from: '2020' }
  const diff = packageDiff([better, dated], [name])
  assert.deepEqual(
    diff.goes.map((one) => one.isNew),
    [true, true],
  )
  assert.deepEqual(diff.stays, [name])
})

test('a value is not taken for the same value of another property', () => {
  const alias: Travelling = { ...name, property: 'alias' }
  assert.equal(packageDiff([alias], [name]).goes[0]?.isNew, true)
})

test('a package of several is news when any of its values or links is, each held of its own entity', () => {
  const held = { entities: [{ entity: 'a', statements: [name] }], links: [{ link: '1' }] }
  assert.equal(isNews(held, held), false)
  assert.equal(isNews({ ...held, links: [{ link: '2' }] }, held), true)
  assert.equal(isNews({ entities: [{ entity: 'b', statements: [name] }], links: [] }, held), true)
})
