import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { personCode, readPersonCode } from './person-code.ts'

const random = fc.uint8Array({ minLength: 11, maxLength: 11 })

test('a code is read as it was made, however it is typed', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = personCode(bytes)
      assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
      assert.equal(readPersonCode(code), code)
      const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
      assert.equal(readPersonCode(typed), code)
    }),
  )
})

test('one wrong symbol, or two that changed places, make no code of anybody', () => {
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(random, fc.nat(11), fc.nat(11), fc.nat(31), (bytes, first, second, other) => {
      const typed = personCode(bytes).replaceAll('-', '')
      const wrong = typed.slice(0, first) + symbols.charAt(other) + typed.slice(first + 1)
      if (wrong !== typed) assert.equal(readPersonCode(wrong), undefined)
      const swapped = [...typed]
      swapped[first] = typed.charAt(second)
      swapped[second] = typed.charAt(first)
      if (swapped.join('') !== typed) assert.equal(readPersonCode(swapped.join('')), undefined)
    }),
    { numRuns: 500 },
  )
})

test('what is no code is none', () => {
  for (const text of ['', 'K7MQ', 'K7MQ-4XTN-P2HU', `${personCode(new Uint8Array(11))}0`])
    assert.equal(readPersonCode(text), undefined)
  assert.throws(() => personCode(new Uint8Array(10)), RangeError)
})
