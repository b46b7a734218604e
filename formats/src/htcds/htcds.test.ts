import assert from 'node:assert/strict'
import { test } from 'node:test'

import { caseCodeFields, caseCodes, singleCodes } from '@shield/core'
import type { CaseFacts } from '@shield/core'
import fc from 'fast-check'

import { caseOf, factsOf, fateTakenIn } from './case-facts.ts'
import { htcdsExtensions } from './extension.ts'
import { htcdsFields } from './field.ts'
import type { HtcdsField } from './field.ts'
import { fateGivenOut, giveOut } from './give-out.ts'
import type { GivenOut } from './give-out.ts'
import { readHtcds } from './read-htcds.ts'
import type { HtcdsCase } from './read-htcds.ts'
import { writeHtcds } from './write-htcds.ts'

const words = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .map((text) => text.replaceAll('\r', '').trim())
  .filter(
    (text) =>
      text !== '' && !/^'[=+\-@]/.test(text) && !/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/.test(text),
  )

function valuesOf({ kind, values = [] }: HtcdsField): fc.Arbitrary<HtcdsCase[string]> {
  switch (kind) {
    case 'one':
      return fc.constantFrom(...values)
    case 'several':
      return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 5 })
    case 'country':
      return fc.constantFrom('TH', 'MM', 'KH', 'LA')
    case 'countries':
      return fc.uniqueArray(fc.constantFrom('TH', 'MM', 'KH', 'LA'), { minLength: 1 })
    case 'language':
      return fc.constantFrom('tha', 'mya', 'khm')
    case 'yes':
      return fc.boolean()
    case 'date':
      return fc.constantFrom('2001-02-28', '1999-12-31', '2024-02-29')
    case 'count':
      return fc.integer({ min: 0, max: 99 })
    case 'latitude':
    case 'longitude':
      return fc.integer({ min: -90_000, max: 90_000 }).map((thousandth) => thousandth / 1000)
    case 'phone':
      return fc.constantFrom('+66812345678', '+999812345678')
    case 'email':
      return fc.constantFrom('someone@example.org', 'a.b@example.com')
    default:
      return words
  }
}

const cases: fc.Arbitrary<HtcdsCase> = fc
  .record(
    Object.fromEntries([...htcdsFields, ...htcdsExtensions].map((field) => [field.name, valuesOf(field)])),
    {
      requiredKeys: ['prs_FirstName'],
    },
  )
  .map((one) => ({ ...one }) as HtcdsCase)

test('all 84 fields of the standard: written and read again, in JSON and in CSV, is the same', () => {
  assert.equal(htcdsFields.length, 84)
  assert.equal(htcdsFields.filter(({ core }) => core).length, 40)
  fc.assert(
    fc.property(
      fc.array(cases, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('json', 'csv'),
      (given, format) => {
        const read = readHtcds(writeHtcds(given, format))
        assert.deepEqual(read?.faults, [])
        assert.deepEqual(read?.cases, given)
      },
    ),
    { numRuns: 150 },
  )
})

const codes = fc.record(
  Object.fromEntries(
    caseCodeFields.map((field) => [
      field,
      fc.uniqueArray(fc.constantFrom(...Object.keys(caseCodes[field])), {
        minLength: 1,
        maxLength: singleCodes.includes(field) ? 1 : 6,
      }),
    ]),
  ),
  { requiredKeys: [] },
)
const facts = fc.record(
  {
    codes,
    age: fc.integer({ min: 0, max: 99 }),
    citizenships: fc.uniqueArray(fc.constantFrom('TH', 'MM', 'STATELESS'), { minLength: 1 }),
    exploitedIn: fc.constantFrom('MM', 'KH'),
    months: fc.integer({ min: 0, max: 60 }),
  },
  { requiredKeys: ['codes'] },
) as fc.Arbitrary<CaseFacts>

const sorted = ({ codes: given, citizenships, ...rest }: CaseFacts) => ({
  ...rest,
  codes: Object.fromEntries(Object.entries(given).map(([field, list]) => [field, [...list].toSorted()])),
  ...(citizenships ? { citizenships: [...citizenships].toSorted() } : {}),
})

test('what is coded here goes through a file and comes back: forced criminality, ransom and the like too', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('json', 'csv'), (given, format) => {
      const written = writeHtcds([{ prs_FirstName: 'x', ...caseOf(given) }], format)
      const [read = {}] = readHtcds(written)?.cases ?? []
      assert.deepEqual(sorted(factsOf(read)), sorted(given))
    }),
    { numRuns: 200 },
  )
})

test('a reader that knows the standard alone finds only its values', () => {
  const given = caseOf({ codes: { vic_TypeOfExploitation: ['ForcedCriminality', 'ForcedLabour'] } })
  assert.deepEqual(given['vic_TypeOfExploitation'], ['ForcedLabour', 'Other'])
  assert.deepEqual(given['shield_TypeOfExploitation'], ['ForcedCriminality'])
})

test('a file of the survey form and of version 1.0 is read, with a note', () => {
  const text =
    'prs_First_Name,prs_Second_Name,vic_Methods_of_Control,con_PurposeOfInterview,con_UseOfData\nMay,Test,DebtBondage;FalsePromises,true,false\n'
  const read = readHtcds(Buffer.from(text))
  assert.equal(read?.version, '1.0')
  assert.deepEqual(read?.cases, [
    {
      prs_FirstName: 'May',
      prs_SecondName: 'Test',
      vic_MethodsOfControl: ['DebtBondage', 'FalsePromises'],
      con_Consent: false,
    },
  ])
  assert.ok(read.missing.includes('cas_Status'))
})

test('a value that is none is named with what to write, and its case is taken without it', () => {
  const read = readHtcds(
    Buffer.from(
      JSON.stringify([
        { prs_FirstName: 'May', prs_Gender: 'feminine', prs_Birthdate: '2001-02-30', prs_Shoe: 38 },
        { prs_FirstName: 'Two', vic_TypeOfExploitation: ['ForcedLabour', 'Scamming'] },
      ]),
    ),
  )
  assert.deepEqual(
    read?.faults.map(({ case: at, field, hint }) => [at, field, hint.en.slice(0, 22)]),
    [
      [1, 'prs_Gender', 'write it as Feminine'],
      [1, 'prs_Birthdate', 'write a day as 2026-05'],
      [2, 'vic_TypeOfExploitation', 'choose one of: ForcedL'],
    ],
  )
  assert.deepEqual(read?.unknown, ['prs_Shoe'])
  assert.deepEqual(read?.cases, [{ prs_FirstName: 'May' }, { prs_FirstName: 'Two' }])
})

test('what is no such file is not read, and no name of an object of the language is a field', () => {
  for (const text of ['', '{}', '[]', '[1]', 'a,b\n1,2\n', '{"cases":[{"constructor":1}]}'])
    assert.equal(readHtcds(Buffer.from(text)), undefined, text)
})

const identity = fc.record(
  {
    names: fc.array(fc.record({ text: words }), { minLength: 1, maxLength: 2 }),
    born: fc.constantFrom('2001-02-28', '2001', '~1990'),
    citizenships: fc.constantFrom(['MM'], ['TH', 'MM'], ['KH']),
    phones: fc.constantFrom([], ['+66812345678'], ['0812345678'], ['+999812345678', '+66812345678']),
  },
  { requiredKeys: ['names', 'citizenships', 'phones'] },
)
const given: fc.Arbitrary<GivenOut> = fc
  .record({
    pseudonym: fc.constantFrom('K7QD-22XA', 'P0AB-19TT'),
    release: fc.constant('th-msd-12'),
    standing: fc.constantFrom('possible', 'identified', 'not-identified' as const),
    facts,
    agreed: fc.boolean(),
    identity: fc.option(identity, { nil: undefined }),
  })
  .map(({ identity: who, ...rest }) => ({ ...rest, ...(who ? { identity: who } : {}) }) as GivenOut)

test('given out and taken in elsewhere: of all 84 fields what the loss report says is what became of them', () => {
  fc.assert(
    fc.property(given, fc.boolean(), fc.constantFrom('json', 'csv'), (one, isForCounting, format) => {
      const asked = { withIdentity: one.identity !== undefined, isForCounting }
      const out = giveOut(one)
      const read = readHtcds(writeHtcds([out], format)) ?? assert.fail('is no file')
      assert.deepEqual([read.faults, read.unknown, read.cases], [[], [], [out]])
      const [taken = {}] = read.cases
      const coded = caseOf(one.facts)
      for (const { name } of htcdsFields) {
        const { fate, why } = fateGivenOut(name, asked)
        assert.ok(why.en !== '' && why.th !== '')
        if (fate === 'left')
          assert.equal(taken[name], undefined, `${name} leaves and the report says it stays`)
        if (fate === 'kept') assert.deepEqual(taken[name], coded[name], name)
      }
      const { citizenships, ...rest } = sorted(one.facts)
      const { citizenships: read2, ...again } = sorted(factsOf(taken))
      assert.deepEqual(again, rest)
      if (citizenships) assert.deepEqual(read2, citizenships)
    }),
    { numRuns: 300 },
  )
})

test('the loss report speaks of every field; without the names nothing that says who it is leaves', () => {
  for (const { name } of htcdsFields) assert.ok(fateTakenIn(name).why.th !== '')
  const asked = { withIdentity: false, isForCounting: false }
  const left = htcdsFields.filter(({ name }) => fateGivenOut(name, asked).fate !== 'left')
  assert.ok(!left.some(({ name }) => /Name|Birthdate|Phone|Mail|Street|Comment|Details/i.test(name)))
})
