import assert from 'node:assert/strict'
import { test } from 'node:test'

import { plainForm } from './plain-form.ts'

test('a date that nobody can read at once is told, one in its own form is not', () => {
  assert.equal(plainForm('birthDate', '06/01/2527', '1984-01-06'), '1984-01-06')
  assert.equal(plainForm('birthDate', '~1984', '~1984'), undefined)
  assert.equal(plainForm('birthDate', '1984-01', '1984-01'), undefined)
})

test('a phone is told where signs or the country are new, not where spaces are gone', () => {
  assert.equal(plainForm('phone', '๐๘๑ ๒๓๔ ๕๖๗๘', '+66812345678'), '+66812345678')
  assert.equal(plainForm('phone', '081-234-5678', '+66812345678'), '+66812345678')
  assert.equal(plainForm('phone', '+999 81 (234) 5678', '+999812345678'), undefined)
})

test('a country by its word is told, by its code it is read as a word already', () => {
  assert.equal(plainForm('country', 'ประเทศไทย', 'th'), 'th')
  assert.equal(plainForm('country', 'TH', 'th'), undefined)
})

test('a folded name or text says nothing new, and what has no form says nothing', () => {
  assert.equal(plainForm('name', 'Somchai JAIDEE', 'somchai jaidee'), undefined)
  assert.equal(plainForm('phone', 'unknown', ''), undefined)
})

test('an address in letters of another script is told as it is resolved', () => {
  assert.equal(
    plainForm('website', 'http://ไทย.example', 'http://xn--o3cw4h.example/'),
    'http://xn--o3cw4h.example/',
  )
  assert.equal(plainForm('website', 'HTTP://A.example', 'http://a.example/'), undefined)
})
