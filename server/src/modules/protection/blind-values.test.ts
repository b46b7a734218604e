import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import type { PersonIdentity } from '@shield/contract'

import { blindOf } from './blind-values.ts'

const identityWith = (phones: readonly string[]): PersonIdentity => ({
  names: [{ text: 'Invented', kind: 'given' }],
  citizenships: [],
  documents: [],
  phones: [...phones],
})
const phonesOf = (text: string, country = 'TH'): readonly string[] =>
  blindOf(identityWith([text]), country)
    .filter(({ kind }) => kind === 'phone')
    .map(({ value }) => value)

/** Thai mobile numbers; nobody has the ones that begin with 8 and go on with zeros, and nothing is called. */
const national = fc.integer({ min: 0, max: 9_999_999 }).map((tail) => `81${String(tail).padStart(7, '0')}`)
const between = fc.constantFrom('', ' ', '-', '.', ' - ')
const digitsOf = fc.constantFrom('0123456789', '๐๑๒๓๔๕๖๗๘๙', '၀၁၂၃၄၅၆၇၈၉', '០១២៣៤៥៦៧៨៩', '໐໑໒໓໔໕໖໗໘໙')
const head = fc.constantFrom('0', '+66', '+66 ', '0066', '(+66) ', 'tel: +66')

test('one number is found by every way it is written: with the country or without, spaced, in digits of any script', () => {
  fc.assert(
    fc.property(national, head, between, digitsOf, (number, first, gap, digits) => {
      const grouped = [number.slice(0, 2), number.slice(2, 5), number.slice(5)].join(gap)
      const written = [...`${first}${grouped}`].map((one) =>
        /\d/.test(one) ? [...digits][Number(one)] : one,
      )
      assert.deepEqual(phonesOf(written.join('')), [`+66${number}`])
    }),
  )
})

test('two numbers are never the same value', () => {
  fc.assert(
    fc.property(national, national, (one, other) => {
      fc.pre(one !== other)
      assert.notDeepEqual(phonesOf(`0${one}`), phonesOf(`+66${other}`))
    }),
  )
})

test('a number without a country is of the node that wrote it down; with one, of its own', () => {
  assert.deepEqual(phonesOf('09 12 345 678', 'MM'), ['+95912345678'])
  assert.deepEqual(phonesOf('+95 9 12 345 678', 'TH'), ['+95912345678'])
})

test('numbers of the training range stay what they are', () => {
  assert.deepEqual(phonesOf('+999 81 555 0199'), ['+999815550199'])
})

test('a word where a number should stand finds nobody', () => {
  for (const word of ['none', '-', 'ไม่มี', '0']) assert.deepEqual(phonesOf(word), [], word)
})
