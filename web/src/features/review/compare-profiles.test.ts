import assert from 'node:assert/strict'
import { test } from 'node:test'

import { compareProfiles } from './compare-profiles.ts'
import type { RowStatement } from '../../ui/value-rows.ts'

let next = 0
const stated = (
  property: RowStatement['property'],
  value: string,
  norm = value.toLowerCase(),
): RowStatement => ({ id: String((next += 1)), property, value, norm, grade: 'C3', source: 's1' })

test('what speaks against comes first, then what speaks for it, then the rest', () => {
  const compared = compareProfiles(
    [
      stated('name', 'Somchai Jaidee'),
      stated('phone', '099 9', '+999'),
      stated('birthDate', '1984'),
      stated('nationality', 'TH', 'th'),
    ],
    [
      stated('name', 'Somchay Chaidi'),
      stated('phone', '+99 9', '+999'),
      stated('birthDate', '1990'),
      stated('email', 'a@b.example'),
    ],
  )
  assert.deepEqual(
    compared.map((one) => [one.property, one.bearing]),
    [
      ['birthDate', 'contradicts'],
      ['phone', 'agrees'],
      ['name', 'differs'],
      ['nationality', 'one-sided'],
      ['email', 'one-sided'],
    ],
  )
  assert.equal(compared[1]?.left[0]?.isShared, true)
})

test('one shared value among several is an agreement, and only that value is marked', () => {
  const [phone] = compareProfiles(
    [stated('phone', '+999 1', '+9991'), stated('phone', '+999 2', '+9992')],
    [stated('phone', '+9992', '+9992')],
  )
  assert.equal(phone?.bearing, 'agrees')
  assert.deepEqual(
    phone?.left.map((value) => [value.row.norm, value.isShared]),
    [
      ['+9991', false],
      ['+9992', true],
    ],
  )
})

test('a year and a day within it agree, whichever era they are written in', () => {
  const [birth] = compareProfiles(
    [stated('birthDate', '06/01/2527', '1984-01-06')],
    [stated('birthDate', '1984', '1984')],
  )
  assert.equal(birth?.bearing, 'agrees')
})

test('of a date that one side states twice, one that fits the other side is no contradiction', () => {
  const [birth] = compareProfiles(
    [stated('birthDate', '1984'), stated('birthDate', '1990')],
    [stated('birthDate', '1990-04')],
  )
  assert.equal(birth?.bearing, 'agrees')
})

test('two names with equal letters in another size are the same name', () => {
  const [name] = compareProfiles([stated('name', 'SOMCHAI')], [stated('name', 'Somchai')])
  assert.equal(name?.bearing, 'agrees')
})

test('the alias of one is the name of the other', () => {
  const compared = compareProfiles(
    [stated('name', 'สมชาย'), stated('alias', 'Somchai')],
    [stated('name', 'Somchai')],
  )
  assert.deepEqual(
    compared.map((one) => [one.property, one.bearing]),
    [
      ['name', 'agrees'],
      ['alias', 'agrees'],
    ],
  )
  assert.deepEqual(
    compared[0]?.left.map((value) => value.isShared),
    [false],
  )
})
