import assert from 'node:assert/strict'
import { test } from 'node:test'

import { leadActs, leadStates } from '@shield/contract'
import fc from 'fast-check'

import { mayBeMinor } from './announce.ts'
import { actsOn, dueAt, isZone, precisionOf, stateAfter } from './model.ts'

const bangkok = 'Asia/Bangkok'
const at = (text: string): Date =>
  new Date(Temporal.ZonedDateTime.from(`${text}[${bangkok}]`).epochMilliseconds)
const told = (found: string, hearing: Partial<Parameters<typeof dueAt>[1]>): string =>
  Temporal.Instant.fromEpochMilliseconds(
    dueAt(at(found), { delivery: 'at-once', quiet: undefined, zone: bangkok, ...hearing }).getTime(),
  )
    .toZonedDateTimeISO(bangkok)
    .toPlainDateTime()
    .toString()

test('what is found at once is told at once, by day with the next digest', () => {
  assert.equal(told('2026-11-25T13:30', {}), '2026-11-25T13:30:00')
  assert.equal(told('2026-11-25T13:30', { delivery: 'daily' }), '2026-11-26T07:00:00')
  assert.equal(told('2026-11-25T06:59', { delivery: 'daily' }), '2026-11-25T07:00:00')
})

test('quiet hours hold back until their end, over midnight too, and the digest as well', () => {
  const night = { from: '22:00', until: '06:30' }
  assert.equal(told('2026-11-25T21:59', { quiet: night }), '2026-11-25T21:59:00')
  assert.equal(told('2026-11-25T22:00', { quiet: night }), '2026-11-26T06:30:00')
  assert.equal(told('2026-11-26T03:00', { quiet: night }), '2026-11-26T06:30:00')
  assert.equal(told('2026-11-26T06:30', { quiet: night }), '2026-11-26T06:30:00')
  const noon = { from: '12:00', until: '13:00' }
  assert.equal(told('2026-11-25T12:20', { quiet: noon }), '2026-11-25T13:00:00')
  assert.equal(told('2026-11-25T13:00', { quiet: noon }), '2026-11-25T13:00:00')
  const morning = { from: '05:00', until: '09:00' }
  assert.equal(told('2026-11-25T18:00', { delivery: 'daily', quiet: morning }), '2026-11-26T09:00:00')
})

test('a lead is never told before it is found, nor in quiet hours, nor later than two days after', () => {
  const clock = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      fc.constantFrom('at-once' as const, 'daily' as const),
      fc.record({ from: clock, until: clock }),
      fc.constantFrom(bangkok, 'Europe/Berlin', 'America/New_York'),
      (found, delivery, quiet, zone) => {
        const due = dueAt(found, { delivery, quiet, zone })
        assert.ok(due >= found)
        assert.ok(due.getTime() - found.getTime() <= 2 * 86_400_000 + 3_600_000)
        if (quiet.from === quiet.until) return
        const time = Temporal.Instant.fromEpochMilliseconds(due.getTime())
          .toZonedDateTimeISO(zone)
          .toPlainTime()
          .toString()
        const isQuiet =
          quiet.from < quiet.until
            ? time >= quiet.from && time < `${quiet.until}`
            : time >= quiet.from || time < quiet.until
        assert.ok(!isQuiet, `${time} lies in ${quiet.from}–${quiet.until}`)
      },
    ),
  )
})

test('a time zone is one that the calendar knows', () => {
  assert.ok(isZone(bangkok))
  assert.ok(!isZone('Asia/Nowhere'))
})

test('every act leads from the states it is offered in, and from no other', () => {
  for (const state of leadStates)
    for (const act of leadActs)
      assert.equal(actsOn(state).includes(act), stateAfter(state, act) !== undefined, `${act} of ${state}`)
  assert.deepEqual(actsOn('dismissed'), ['reopen'])
  assert.equal(stateAfter('acted', 'reopen'), 'acknowledged')
})

test('a share of under ten decided leads is not told', () => {
  assert.equal(precisionOf(9, 0), undefined)
  assert.equal(precisionOf(7, 3), 0.7)
})

test('who may be under 18 as far as the birth is known counts as a minor', () => {
  const today = new Date('2026-11-25T04:00:00Z')
  for (const born of ['2010', '2008-11-26', '2008-12', '2008', '~2007', '2026'])
    assert.ok(mayBeMinor(born, today), born)
  for (const born of ['2008-11-25', '2008-10', '2007', '~2006', '1990', 'unknown'])
    assert.ok(!mayBeMinor(born, today), born)
})
