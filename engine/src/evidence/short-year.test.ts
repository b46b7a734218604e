import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { compareRecords } from './compare-records.ts'
import { comparisons } from './kind.ts'
import { packDate, unpackDate, weighDates } from '../names/index/birth-date.ts'

const { normalise, normaliseBeside = () => '', compare, levels } = comparisons['birth-date']

function levelOf(left: string, right: string): string {
  return levels[compare(normalise(left), normalise(right))]?.name ?? ''
}

test('a year of two digits is read where the order of the numbers is plain', () => {
  for (const [written, normal] of [
    ['12/03/85', 'XX85-03-12'],
    ['12.3.85', 'XX85-03-12'],
    ['12-03-85', 'XX85-03-12'],
    ["12/03/'85", 'XX85-03-12'],
    ['85-03-12', 'XX85-03-12'],
    ['85/03/12 00:00', 'XX85-03-12'],
    ['03/25/85', 'XX85-03-25'],
    ['๑๒/๐๓/๒๘', 'XX28-03-12'],
    ['12/03/28', 'XX28-03-12'],
    ['12/03/00', 'XX00-03-12'],
    ['00/00/85', 'XX85'],
    ['00/03/85', 'XX85-03'],
    ["'85", 'XX85'],
    ['’85', 'XX85'],
    ['850312', 'XX85-03-12'],
    ['120385', 'XX85-03-12'],
  ] as const)
    assert.equal(normalise(written), normal, written)
})

test('what may be read in two orders, is a filler or no date stays missing', () => {
  for (const written of [
    '05-06-07',
    '05 06 07',
    '120308',
    '45/67/85',
    '12/03-85',
    '3/85',
    '198503',
    '99/99/99',
  ])
    assert.equal(normalise(written), '', written)
  for (const filler of ['00', "'00", '01/01/00', '00/00/00', '010100', '11/11/11'])
    assert.equal(normalise(filler), '', filler)
})

test('a bare number of two digits is nobody’s year alone, and one beside dates', () => {
  for (const age of ['85', '34', '7', '100']) assert.equal(normalise(age), '', age)
  assert.equal(normaliseBeside('85'), 'XX85')
  for (const other of ['7', '100', '00', 'x85']) assert.equal(normaliseBeside(other), '', other)
  const aged = compareRecords(
    { 'birth-date': ['85'] },
    { 'birth-date': ['1985-03-12'] },
    { population: 1000 },
  )
  assert.deepEqual(aged.reasons, [])
})

for (const [left, right, level] of [
  ['12/03/85', '1985-03-12', 'short-year'],
  ['12/03/28', '1985-03-12', 'short-year'],
  ['12/03/28', '2528-03-12', 'short-year'],
  ['12/03/28', '1928-03-12', 'short-year'],
  ['12/03/28', '12/03/85', 'short-year'],
  ['12/03/85', '12.03.85', 'same'],
  ['12/03/85', '1985-12-03', 'short-part'],
  ['12/03/85', '1985-03-17', 'short-part'],
  ['12/03/85', '1985', 'short-part'],
  ["'85", '1985-03-12', 'short-part'],
  ["'28", '1985-03-12', 'short-part'],
  ['01/01/85', '1985-01-01', 'short-part'],
  ['00/04/85', '1985-03-12', 'same-year'],
  ['12/03/85', '1985-11-26', 'same-year'],
  ['12/03/85', '1986-03-12', 'two-parts'],
  ['12/03/85', '1986-11-26', 'short-apart'],
  ["'85", '1951', 'short-apart'],
  // Whole years were told apart when they were read: 1985 is no 1928.
  ['1985-03-12', '1928-03-12', 'two-parts'],
] as const)
  test(`birth dates: ${left} and ${right} are at level "${level}", in either order`, () => {
    assert.equal(levelOf(left, right), level)
    assert.equal(levelOf(right, left), level)
  })

const day = fc.tuple(
  fc.integer({ min: 1932, max: 2010 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 28 }),
)
const two = (number: number): string => String(number % 100).padStart(2, '0')

test('a year of two digits says less for one person than the whole year, whoever compares', () => {
  const bitsOf = (left: string, right: string): number =>
    compareRecords({ 'birth-date': [left] }, { 'birth-date': [right] }, { population: 1000 }).reasons[0]
      ?.bits ?? 0
  let told = 0
  fc.assert(
    fc.property(day, fc.constantFrom(0, 543), fc.boolean(), ([year, month, date], era, isAlone) => {
      const whole = `${year}-${two(month)}-${two(date)}`
      const short = isAlone ? `'${two(year + era)}` : `${two(date)}/${two(month)}/${two(year + era)}`
      if (normalise(short) === '') return
      told += 1
      const [most, least] = [bitsOf(whole, whole), bitsOf(short, whole)]
      assert.ok(least > 0 && least < most, `${short}, ${whole}: ${least}, ${most}`)
      assert.ok(bitsOf(short, short) <= least, `${short} twice`)
      const dates = weighDates(packDate(short), packDate(whole))
      assert.ok(dates && dates.bits === least, `${short}, ${whole}: ${dates?.bits}`)
    }),
  )
  assert.ok(told > 50, `${told}`)
})

test('a year of two digits says less against one person than two whole years that are far apart', () => {
  const levelBits = (name: string): number => levels.find((level) => level.name === name)?.bits ?? 0
  fc.assert(
    fc.property(day, day, ([year, month, date], [other, otherMonth, otherDate]) => {
      const short = `${two(date)}/${two(month)}/${two(year)}`
      const whole = `${other}-${two(otherMonth)}-${two(otherDate)}`
      if (normalise(short) === '') return
      assert.ok(levelBits(levelOf(short, whole)) > levelBits('different'))
    }),
  )
})

test('an index of names keeps a date of two digits as it was known', () => {
  for (const date of ['XX85-03-12', 'XX85-03', 'XX85', 'XX05', '1985-03-12', '1985'])
    assert.equal(unpackDate(packDate(date.startsWith('XX') ? written(date) : date)), date)
  assert.equal(packDate('1900-01-01'), 0)
})

function written(normal: string): string {
  const [year = '', month = '00', date = '00'] = normal.slice(2).split('-')
  return `${date}/${month}/${year}`
}
