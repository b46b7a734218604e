import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { isSuspectDay, normaliseDate } from './compare-dates.ts'
import { compareRecords } from './compare-records.ts'
import type { KnownValues } from './compare-records.ts'
import { comparisons, fieldKinds } from './kind.ts'
import type { FieldKind } from './kind.ts'
import { jaroWinkler, slipBetween, wordOverlap } from './similarity.ts'
import { unsure } from './sketch.ts'
import { tellBand, tellEvidence } from './tell-evidence.ts'
import { weigh } from './weigh.ts'

/** The name of the level at which two values stand. */
function levelOf(kind: FieldKind, left: string, right: string): string {
  const { normalise, compare, levels } = comparisons[kind]
  return levels[compare(normalise(left), normalise(right))]?.name ?? ''
}

const table: readonly (readonly [FieldKind, string, string, string])[] = [
  ['birth-date', '1987-05-03', '03/05/1987', 'same'],
  ['birth-date', '2530-05-03', '1987-05-03', 'same'],
  ['birth-date', '๓/๕/๒๕๓๐', '19870503', 'same'],
  ['birth-date', '1987-05-03', '1987-03-05', 'swapped'],
  ['birth-date', '1987-05-03', '1987-05-08', 'one-digit'],
  ['birth-date', '1987-05-13', '1987-05-31', 'one-digit'],
  ['birth-date', '1987-05-03', '1988-05-03', 'one-digit'],
  ['birth-date', '1989-05-03', '1990-05-03', 'two-parts'],
  ['birth-date', '1987-05-03', '1987', 'partial'],
  ['birth-date', '1987-05', '1987-05-03', 'partial'],
  ['birth-date', '1987-05-03', '1987-11-26', 'same-year'],
  ['birth-date', '1987-05-03', '1989-11-26', 'different'],
  ['birth-date', '1987-05-03', '1951-11-26', 'far'],
  ['birth-date', '1444-05-03', '1987-05-03', 'other-era'],
  ['birth-date', '1407-09-05', '1987-05-03', 'other-era'],
  ['document', 'AA-123 4567', 'aa1234567', 'same'],
  ['document', 'AO1234567', 'A01234567', 'look-alike'],
  ['document', 'AA1234567', 'AA1243567', 'transposed'],
  ['document', 'AA1234567', 'AA1234563', 'one-edit'],
  ['document', 'AA1234567', 'BB7654321', 'different'],
  ['id', '5304218', '5304281', 'transposed'],
  ['phone', '081-234-5678', '+66 81 234 5678', 'same-end'],
  ['phone', '+66812345678', '66812345678', 'same'],
  ['phone', '0812345678', '0812345679', 'one-digit'],
  ['phone', '0812345678', '0999999990', 'different'],
  ['account', 'GB29 NWBK 6016 1331 9268 19', 'NWBK60161331926819', 'same-end'],
  ['account', '4234567890', '4234567809', 'transposed'],
  [
    'wallet',
    '0xAbC1230000000000000000000000000000000001',
    '0xabc1230000000000000000000000000000000001',
    'same',
  ],
  ['wallet', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT', '1BoatSLRHtKNngkdXEeobR76b53LETtpyU', 'different'],
  ['device', '490154203237518', '4901542032375101', 'same'],
  ['device', '490154203237518', '490154203237618', 'one-edit'],
  ['postcode', 'TQ13 8DF', 'tq138df', 'same'],
  ['postcode', 'TQ13 8DF', 'TQ13 8HU', 'same-district'],
  ['postcode', '10110', '10240', 'same-region'],
  ['place', 'Chiang Mai', 'Chiangmai', 'near'],
  ['place', 'Hull', 'London', 'different'],
  ['email', 'robert255@smith.net', 'robert255@smyth.net', 'near'],
  ['email', 'robert255@smith.net', 'robert255@jones.com', 'same-mailbox'],
  ['email', 'robert255@smith.net', 'grace@smith.net', 'different'],
  ['given-name', 'Somchai', 'สมชาย', 'near'],
  ['given-name', 'J', 'John', 'initial'],
  ['given-name', 'Jonathan', 'Jonathon', 'near'],
  ['given-name', 'Robert', 'Grace', 'different'],
  ['family-name', 'Vaughan-Davies', 'Davies', 'alike'],
  ['address', '12 Pridham Street', '12 pridhamstreet', 'near'],
  ['address', '12 Pridham Street Marsden', '4 Dawson Court', 'different'],
  ['text', 'M CORVINUS dona', 'M CORVINUS BGC', 'same-start'],
  ['amount', '208.45', '209.00', 'within-a-hundredth'],
  ['amount', '1,000.00', '1000', 'same'],
  ['amount', '100', '96', 'within-a-twentieth'],
  ['amount', '100', '50', 'different'],
  ['date', '2022-03-28', '2022-03-29', 'within-a-day'],
  ['date', '2022-02-27', '2022-03-05', 'within-ten-days'],
  ['number', '12', '13', 'one-edit'],
  ['full-name', 'Jaidee Somchai', 'Somchai Jaidee', 'near'],
  ['full-name', 'Somchai Jaidee', 'Ivan Petrov', 'different'],
  ['full-name', 'Siam Trading Co., Ltd.', 'Siam Trading', 'near'],
  ['full-name', 'บริษัท สยามเทรดดิ้ง จำกัด', 'สยามเทรดดิ้ง', 'near'],
  ['full-name', '北京科技有限公司', '北京科技', 'near'],
  ['full-name', 'ООО Ромашка', 'Ромашка', 'near'],
  ['full-name', 'Maju Jaya Sdn Bhd', 'Maju Jaya', 'near'],
  ['full-name', 'Siam Trading Co Ltd', 'Orient Trading Co Ltd', 'different'],
]

for (const [kind, left, right, level] of table)
  test(`${kind}: ${left} and ${right} are at level "${level}", in either order`, () => {
    assert.equal(levelOf(kind, left, right), level)
    assert.equal(levelOf(kind, right, left), level)
  })

test('what is no value is missing', () => {
  for (const [kind, text] of [
    ['birth-date', 'unknown'],
    ['birth-date', '0000-00-00'],
    ['document', '000000'],
    ['document', 'N/A'],
    ['phone', '081'],
    ['amount', '0'],
    ['place', ' '],
    ['given-name', '...'],
  ] as const)
    assert.equal(comparisons[kind].normalise(text), '', `${kind} ${text}`)
})

test('an unknown day or month of a list is left out, an impossible one is kept as a slip', () => {
  assert.equal(normaliseDate('1987-00-00'), '1987')
  assert.equal(normaliseDate('19401311'), '1940-13-11')
  assert.equal(normaliseDate('05/13/1987'), '1987-05-13')
  assert.ok(isSuspectDay('1987-01-01') && isSuspectDay('1987-06-15') && !isSuspectDay('1987-05-03'))
})

test('the one slip of a typist', () => {
  assert.equal(slipBetween('abcd', 'abxd'), 'substitution')
  assert.equal(slipBetween('abcd', 'abd'), 'insertion')
  assert.equal(slipBetween('abcd', 'acbd'), 'transposition')
  assert.equal(slipBetween('abcd', 'axxd'), undefined)
  assert.equal(slipBetween('abcd', 'abcd'), undefined)
})

test("Jaro–Winkler as in Winkler's tables", () => {
  for (const [left, right, expected] of [
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['abc', 'xyz', 0],
  ] as const)
    assert.ok(Math.abs(jaroWinkler(left, right) - expected) < 0.001, `${left} ${right}`)
  assert.ok(wordOverlap('rama road 4', '4 rama road') > 0.99)
})

test('every comparison is symmetric, gives a level, and calls equal values the same', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('0', '1', '9', '-', 'a', 'b', ' ', 'ส', '@'), maxLength: 12 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fieldKinds), text, text, (kind, one, other) => {
      const { normalise, compare, levels } = comparisons[kind]
      const [left, right] = [normalise(one), normalise(other)]
      if (left === '' || right === '') return
      const level = compare(left, right)
      assert.ok(Number.isInteger(level) && level >= 0 && level < levels.length)
      assert.equal(compare(right, left), level)
      assert.equal(compare(left, left), levels.length - 1)
    }),
    { numRuns: 3000 },
  )
})

test('a sketch leaves a pair to its texts, or gives the level that they would', () => {
  const sketched = fieldKinds.filter((kind) => comparisons[kind].sketch)
  const letters = fc.constantFrom('abcdefghij', '0123456789', 'aab ', 'ab1 2', 'abc-สมชา 陈|', 'aeiou bcd@')
  const text = letters.chain((unit) =>
    fc.string({ unit: fc.constantFrom(...unit), minLength: 1, maxLength: 24 }),
  )
  // What one or two slips of the pen make of a text: the pairs a sketch could be wrong about.
  const slips = fc.array(fc.tuple(fc.nat(24), fc.nat(2), fc.constantFrom('a', '1', ' ', 'z')), {
    maxLength: 2,
  })
  const slipped = (from: string, [at, kind, letter]: readonly [number, number, string]): string =>
    `${from.slice(0, at)}${kind === 0 ? letter : kind === 1 ? '' : (from[at + 1] ?? '') + (from[at] ?? '')}${from.slice(kind === 2 ? at + 2 : at + 1)}`
  let told = 0
  fc.assert(
    fc.property(fc.constantFrom(...sketched), text, fc.oneof(text, slips), (kind, one, second) => {
      const { normalise, compare, sketch } = comparisons[kind]
      const left = normalise(one)
      const right = normalise(typeof second === 'string' ? second : second.reduce(slipped, one))
      if (!sketch || left === '' || right === '' || left === right) return
      const numbers = Int32Array.from([...sketch.of(left), ...sketch.of(right)])
      assert.equal(numbers.length, sketch.width * 2)
      const level = sketch.level(numbers, 0, sketch.width)
      if (level === unsure) return
      told += 1
      assert.equal(level, compare(left, right))
    }),
    { numRuns: 6000 },
  )
  assert.ok(told > 400, `${told}`)
})

const population = { population: 1_000_000 }
const somchai: KnownValues = {
  'given-name': ['Somchai'],
  'family-name': ['Jaidee'],
  'birth-date': ['1987-05-03'],
  document: ['AA1234567'],
}

test('bands: a whole identity is strong, a document alone possible, a common name and its year weak', () => {
  assert.equal(compareRecords(somchai, somchai, population).band, 'strong')
  assert.equal(
    compareRecords({ document: ['AA1234567'] }, { document: ['AA1234567'] }, population).band,
    'possible',
  )
  const common = { population: 1_000_000, frequency: () => 1 / 100 }
  assert.equal(
    compareRecords({ 'given-name': ['Somchai'] }, { 'given-name': ['Somchai'] }, common).band,
    'weak',
  )
})

test('a rare name says more than a common one, and a filler date little', () => {
  const at = (share: number): number =>
    compareRecords(
      { 'family-name': ['Jaidee'] },
      { 'family-name': ['Jaidee'] },
      { population: 1_000_000, frequency: () => share },
    ).bits
  assert.ok(at(1 / 100_000) > at(1 / 1000) + 6)
  const born = (date: string): number =>
    compareRecords({ 'birth-date': [date] }, { 'birth-date': [date] }, population).bits
  assert.ok(born('1987-05-03') > born('1987-01-01') + 5)
})

test('a second telephone contradicts nothing; exchanged names are one finding, told as such', () => {
  const one: KnownValues = { phone: ['0812345678', '0999999990'] }
  assert.equal(compareRecords(one, { phone: ['0812345678'] }, population).reasons[0]?.level, 'same')
  const crossed = compareRecords(
    somchai,
    { ...somchai, 'given-name': ['Jaidee'], 'family-name': ['Somchai'] },
    population,
  )
  assert.ok(crossed.reasons.some(({ level }) => level === 'crossed'))
  assert.equal(crossed.band, 'strong')
})

test('a whole name does not count again what its parts said', () => {
  const parts = compareRecords(somchai, somchai, population)
  const whole = { ...somchai, 'full-name': ['Somchai Jaidee'] }
  assert.equal(compareRecords(whole, whole, population).bits, parts.bits)
})

test('reasons come in words of both languages, what weighs most first', () => {
  const { reasons, band } = compareRecords(somchai, { ...somchai, 'birth-date': ['1987-05-08'] }, population)
  assert.equal(reasons[0]?.kind, 'document')
  const date = reasons.find(({ kind }) => kind === 'birth-date')
  assert.ok(date)
  assert.equal(tellEvidence(date, 'en'), 'date of birth: one digit differs (1987-05-03, 1987-05-08)')
  assert.equal(tellEvidence(date, 'th'), 'วันเกิด: ต่างกันหนึ่งหลัก (1987-05-03, 1987-05-08)')
  assert.equal(tellBand(band, 'th'), 'หนักแน่น')
})

test('every level has words', () => {
  for (const kind of fieldKinds)
    for (const { name } of comparisons[kind].levels)
      for (const language of ['en', 'th'] as const)
        assert.ok(
          name === 'same' ||
            !tellEvidence(
              { kind, level: name, left: 'a', right: 'b', bits: 0, isCommon: false },
              language,
            ).includes(`: ${name} (`) ||
            name === 'different' ||
            name === 'alike',
          `${kind} ${name}`,
        )
})

test('what forms and databases have where nothing is known is missing, in any language', () => {
  const normal = (kind: FieldKind, text: string): string => comparisons[kind].normalise(text)
  for (const text of ['UNKNOWN', 'Not known', 'ไม่ทราบ', '不详', 'غير معروف'])
    for (const kind of ['given-name', 'family-name', 'full-name', 'place', 'address'] as const)
      assert.equal(normal(kind, text), '', `${kind} ${text}`)
  for (const name of ['Nan', 'Nil', 'Unkaew']) assert.notEqual(normal('given-name', name), '')
  for (const number of ['1234567890', '0123456789', '0000000000'])
    for (const kind of ['phone', 'document', 'account'] as const) assert.equal(normal(kind, number), '')
  for (const day of ['1900-01-01', '31/12/9999']) assert.equal(normal('birth-date', day), '')
  assert.equal(normal('birth-date', '1970-01-01'), '1970-01-01')
})

test('no evidence leaves the odds of chance', () => {
  assert.equal(weigh([], 1024).bits, -10)
  assert.equal(weigh([]).band, 'weak')
})
