import assert from 'node:assert/strict'
import { test } from 'node:test'

import { kinds, properties } from '@shield/core'

import { keysOf } from './keys.ts'

const named = (value: string, marking = 1) => ({
  property: properties.name.number,
  value,
  norm: value,
  marking,
})

function meet(left: string, right: string): boolean {
  const [ours, theirs] = [left, right].map((value) =>
    keysOf(kinds.Person.number, [named(value)]).map((one) => one.key),
  )
  return ours?.some((key) => theirs?.includes(key)) ?? false
}

test('a name meets itself in another script, another spelling, another order, and run together', () => {
  for (const [left, right] of [
    ['สมชาย ใจดี', 'Somchai Jaidee'],
    ['สมชาย ใจดี', 'SOMCHAY CHAIDI'],
    ['Jaidee Somchai', 'สมชาย ใจดี'],
    ['จ้าว หลาน หมิ่น', 'Zhao Lanmin'],
    ['赵兰敏', 'Teo Lanmin'],
    ['陈大文', 'Chan Tai Man'],
    ['김민수', 'Kim Min-su'],
    ['Алексей Киселёв', 'Aleksei Kiselev'],
    ['محمد حسن', 'Mohammed Hassan'],
    ['ကိုမောင် အောင်', 'Ko Maung Aung'],
  ] as const)
    assert.ok(meet(left, right), `${left} does not meet ${right}`)
})

test('names of other people do not meet, and a company meets no person', () => {
  for (const [left, right] of [
    ['สมชาย ใจดี', 'Malee Sukjai'],
    ['Zhao Lanmin', 'Kim Min-su'],
    ['Somchai Jaidee', 'Somchai Rakthai'],
  ] as const)
    assert.ok(!meet(left, right), `${left} meets ${right}`)
  const company = keysOf(kinds.Company.number, [named('Golden Lotus')]).map((one) => one.key)
  assert.ok(company.length > 0)
  assert.ok(keysOf(kinds.Person.number, [named('Golden Lotus')]).every((one) => !company.includes(one.key)))
})

test('a key of two values carries the handling of both, and values of one handling change no key of another', () => {
  const birth = { property: properties.birthDate.number, value: '1981', norm: '1981-02-03', marking: 2 }
  const keys = keysOf(kinds.Person.number, [named('Somchai Jaidee'), birth])
  assert.ok(keys.some((one) => one.marking === 1 && one.beside === 2))
  const crowd = Array.from({ length: 200 }, (_, n) => named(`Aaa Bbb${n}`, 3))
  const among = keysOf(kinds.Person.number, [...crowd, named('Somchai Jaidee'), birth])
  for (const one of keys) assert.ok(among.some((other) => JSON.stringify(other) === JSON.stringify(one)))
})
