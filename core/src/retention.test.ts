import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { retentionClasses, retentionClock, retentionEvents } from './retention.ts'
import type { RetentionClass, RetentionEvent, RetentionFacts, RetentionLaw } from './retention.ts'

const classes = Object.keys(retentionClasses) as RetentionClass[]
const names = Object.keys(retentionEvents) as RetentionEvent[]
const law = (years: number, warnDays = 60): RetentionLaw => ({
  ...{ name: 'XX 1', checked: 'draft', warnDays },
  rules: classes.map((one) => ({ class: one, years, act: 'erase', cites: 'for the test' })),
})
const facts = (rest: Partial<RetentionFacts> = {}): RetentionFacts => ({
  ...{ standing: 'possible', isChild: false, hasReturned: false, wasCaredFor: false, holds: [] },
  events: { arrived: '2020-02-29T20:00:00.000Z' },
  ...rest,
})

test('the clock runs from the last event, warns ahead, and is due on its day', () => {
  const stateOn = (day: string) => retentionClock(facts(), law(2), day)?.state
  assert.equal(retentionClock(facts(), law(2), '2020-03-01')?.dueOn, '2022-03-01')
  assert.equal(stateOn('2021-12-30'), 'running')
  assert.equal(stateOn('2021-12-31'), 'soon')
  assert.equal(stateOn('2022-02-28'), 'soon')
  assert.equal(stateOn('2022-03-01'), 'due')
  const heard = { arrived: '2020-02-29T20:00:00.000Z', heard: '2021-05-12T03:00:00.000Z' }
  const again = retentionClock(facts({ events: heard }), law(2), '2022-03-01')
  assert.deepEqual([again?.event, again?.dueOn], ['heard', '2023-05-12'])
})

test('a child is kept by the rule of children whatever else is known, and a class without a rule is never due', () => {
  const all = { isChild: true, hasReturned: true, wasCaredFor: true, standing: 'not-identified' } as const
  assert.equal(retentionClock(facts(all), law(1), '2050-01-01')?.class, 'child')
  const without = { ...law(1), rules: law(1).rules.filter((one) => one.class !== 'child') }
  assert.equal(retentionClock(facts(all), without, '2050-01-01'), undefined)
})

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString())
const someFacts = fc.record({
  standing: fc.constantFrom('possible', 'identified', 'not-identified'),
  isChild: fc.boolean(),
  hasReturned: fc.boolean(),
  wasCaredFor: fc.boolean(),
  events: fc.dictionary(fc.constantFrom(...names), day, { minKeys: 1 }),
  holds: fc.array(
    day.map((at) => at.slice(0, 10)),
    { maxLength: 3 },
  ),
})

test('for any rules and events nobody is due before any event that restarts the clock, nor while a hold stands', () => {
  fc.assert(
    fc.property(
      someFacts,
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 366 }),
      day,
      (one, years, warnDays, at) => {
        const clock = retentionClock(one, law(years, warnDays), at.slice(0, 10))
        assert.ok(clock)
        for (const event of Object.values(one.events)) assert.ok(clock.dueOn > event.slice(0, 10))
        for (const until of one.holds) assert.ok(clock.dueOn > until)
        assert.ok(clock.warnOn <= clock.dueOn)
        if (one.holds.length > 0) assert.equal(clock.state, 'held')
        else if (clock.state === 'due') assert.ok(clock.dueOn <= at.slice(0, 10))
        // Another event never brings the day nearer.
        const later = retentionClock(
          { ...one, events: { ...one.events, cared: at } },
          law(years, warnDays),
          at,
        )
        if (one.events.cared === undefined) assert.ok((later?.dueOn ?? '') >= clock.dueOn)
      },
    ),
    { numRuns: 500 },
  )
})
