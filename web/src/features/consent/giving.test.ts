import assert from 'node:assert/strict'
import { test } from 'node:test'

import { entryOf, isWhole, nothing } from './giving.ts'
import type { Giving } from './giving.ts'

const adult = { purpose: 'assistance', isChild: false } as const
const told: Giving = {
  ...nothing,
  language: 'my',
  until: '90',
  mode: 'spoken',
  interpreter: 'present',
  witness: 'none',
}
const now = new Date('2026-05-12T02:00:00Z')

test('nothing is agreed to by leaving a form as it is, and each answer that is missing keeps it from being written', () => {
  assert.equal(isWhole(nothing, adult), false)
  assert.equal(isWhole(told, adult), true)
  for (const left of ['until', 'mode', 'interpreter', 'witness'] as const)
    assert.equal(isWhole({ ...told, [left]: undefined }, adult), false, left)
  assert.equal(isWhole({ ...told, language: '' }, adult), false)
})

test('a purpose that needs a recipient is not written without one', () => {
  const referral = { purpose: 'referral', isChild: false } as const
  assert.equal(isWhole(told, referral), false)
  assert.equal(isWhole({ ...told, recipients: ['th-bfm'] }, referral), true)
  const abroad = { ...told, elsewhere: ' Embassy of X ' }
  assert.equal(isWhole(abroad, referral), true)
  assert.deepEqual(entryOf(abroad, { ...referral, id: 'a', textVersion: '2', now }).recipients, [
    'Embassy of X',
  ])
})

test('of a child a guardian and the child are asked, and what they said is written as they said it', () => {
  const child = { purpose: 'assistance', isChild: true } as const
  assert.equal(isWhole(told, child), false)
  const answered = { ...told, guardian: 'yes', assent: 'no' } as const
  assert.equal(isWhole(answered, child), true)
  assert.deepEqual(entryOf(answered, { ...child, id: 'a', textVersion: '2', now }).guardian, {
    gave: true,
    assent: false,
  })
})

test('the end is counted from the day it is given, and what is open has none', () => {
  assert.equal(
    entryOf(told, { ...adult, id: 'a', textVersion: '2', now }).expiresAt,
    '2026-08-10T02:00:00.000Z',
  )
  assert.equal(
    entryOf({ ...told, until: 'open' }, { ...adult, id: 'a', textVersion: '2', now }).expiresAt,
    undefined,
  )
})

test('another ground names its article and is not dressed as an agreement', () => {
  const ground = { ...told, basis: 'legal-duty', article: 'NRM 2022, 4' } as const
  assert.equal(isWhole({ ...ground, article: '' }, adult), false)
  const entry = entryOf(ground, { ...adult, id: 'a', textVersion: '2', now })
  assert.deepEqual(
    [entry.basis, entry.article, entry.expiresAt, entry.interpreter],
    ['legal-duty', 'NRM 2022, 4', undefined, undefined],
  )
})
