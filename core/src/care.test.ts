import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { amountOf, minorOf } from './care.ts'
import { faultsOfContact, timeThere } from './safe-contact.ts'
import type { SafeContact } from './safe-contact.ts'

const evenings: SafeContact = {
  timeZone: 'Asia/Manila',
  times: [{ days: [1, 2, 3, 4, 5], from: '18:00', to: '20:00' }],
  channels: ['message', 'call'],
  neverCall: true,
  neverLeaveMessage: false,
}

test('an attempt is weighed by the clock of where the person is', () => {
  // Tuesday 12 May 2026, 10:30 UTC is 18:30 in Manila.
  assert.deepEqual(timeThere('2026-05-12T10:30:00Z', 'Asia/Manila'), { day: 2, time: '18:30' })
  const at = (instant: string) =>
    faultsOfContact(evenings, { at: instant, channel: 'message', leftMessage: false })
  assert.deepEqual(at('2026-05-12T10:30:00Z'), [])
  assert.deepEqual(at('2026-05-12T12:00:00Z'), ['time'], 'the end is not included')
  assert.deepEqual(at('2026-05-16T10:30:00Z'), ['time'], 'a Saturday')
})

test('every rule that is broken is named, and without rules nothing is as the person wished', () => {
  const tried = { at: '2026-05-12T10:30:00Z', channel: 'call', leftMessage: true } as const
  assert.deepEqual(faultsOfContact(undefined, tried), ['no-rules'])
  assert.deepEqual(faultsOfContact({ ...evenings, neverLeaveMessage: true }, tried), [
    'never-call',
    'no-message',
  ])
  assert.deepEqual(faultsOfContact({ ...evenings, channels: ['visit'] }, tried), ['channel', 'never-call'])
  assert.deepEqual(faultsOfContact({ ...evenings, timeZone: 'Nowhere/At-all' }, tried), [
    'time',
    'never-call',
  ])
})

test('an amount survives the way to its smallest unit and back, and what is no amount of a currency is none', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
      fc.constantFrom('THB', 'VND', 'KWD', 'MMK'),
      (minor, currency) => {
        assert.equal(minorOf(amountOf(minor, currency), currency), minor)
      },
    ),
  )
  assert.equal(minorOf('12.5', 'THB'), 1250n)
  for (const [amount, currency] of [
    ['12.505', 'THB'],
    ['1.5', 'VND'],
    ['-3', 'THB'],
    ['1,000', 'THB'],
    ['', 'THB'],
  ] as const)
    assert.equal(minorOf(amount, currency), undefined, `${amount} ${currency}`)
})
