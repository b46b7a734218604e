import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { faultOfMove } from './return-moves.ts'
import { entryBanYears, overstayDays, overstayFine } from './return-law.ts'
import {
  gateNames,
  gatesOf,
  isAtRest,
  mayEnd,
  missingOf,
  movesFrom,
  neverOverridden,
  nextExpiry,
  returnStages,
  stageOf,
  startOfTracks,
  statesOf,
  trackNames,
} from './return-tracks.ts'
import { gateWords, stateWords, trackWords } from './return-words.ts'
import type { GateName, TrackName, TrackStands } from './return-tracks.ts'

const today = '2026-05-12'
const day = fc.constantFrom('2026-01-01', today, '2026-12-31')

/** Tracks anywhere, reachable together or not: what is computed must hold for all. */
const stands: fc.Arbitrary<TrackStands> = fc.record(
  Object.fromEntries(
    trackNames.map((name) => [
      name,
      fc.record({ state: fc.constantFrom(...statesOf(name)), until: day }, { requiredKeys: ['state'] }),
    ]),
  ) as never,
) as never

const asked = { missing: [], isDrafter: false, hoursSince: 100, coolOffHours: 24 } as const

test('every state of every track is reached from its start by its own moves', () => {
  for (const track of trackNames) {
    const reached = new Set([startOfTracks()[track].state])
    for (let size = 0; size < reached.size;) {
      size = reached.size
      for (const state of [...reached]) for (const next of movesFrom(track, state)) reached.add(next)
    }
    assert.deepEqual([...reached].toSorted(), [...statesOf(track)].toSorted(), track)
  }
})

test('whoever decided to go home may change that in one step from every state until the journey begins', () => {
  for (const state of ['return', 'confirmed', 'stay', 'third-country'])
    assert.ok(movesFrom('decision', state).includes('explained'), state)
})

test('nobody departs while a gate is closed, whatever else stands', () => {
  fc.assert(
    fc.property(stands, fc.boolean(), (at, isChild) => {
      const missing = missingOf(gatesOf(at, { isChild, isReflecting: true, today, overridden: [] }))
      const fault = faultOfMove(
        { ...at, logistics: { state: 'ticketed' } },
        { ...asked, track: 'logistics', to: 'departed', missing },
      )
      assert.equal(fault, missing.length > 0 ? 'gates' : undefined)
    }),
  )
})

test('a gate is open exactly when its track is in an opening state and what it says has not ended', () => {
  fc.assert(
    fc.property(stands, (at) => {
      for (const { gate, closed } of gatesOf(at, {
        isChild: true,
        isReflecting: true,
        today,
        overridden: [],
      })) {
        const { until } = at[gate]
        const expires = gate === 'risk' || gate === 'document' || gate === 'health'
        if (closed === undefined && expires) assert.ok(until !== undefined && until >= today)
        if (closed === 'expired') assert.ok(expires)
      }
    }),
  )
})

test('an override opens its own gate and no other, and more overrides never close one', () => {
  fc.assert(
    fc.property(stands, fc.subarray(gateNames), (at, overridden) => {
      const all = missingOf(gatesOf(at, { isChild: true, isReflecting: true, today, overridden: [] }))
      const rest = missingOf(gatesOf(at, { isChild: true, isReflecting: true, today, overridden }))
      assert.deepEqual(
        rest,
        all.filter((gate) => !overridden.includes(gate)),
      )
    }),
  )
})

test('while the time to recover runs nobody goes but by their own will, and after it that gate asks nothing', () => {
  fc.assert(
    fc.property(stands, fc.boolean(), (at, isReflecting) => {
      const { closed } =
        gatesOf(at, { isChild: false, isReflecting, today, overridden: [] }).find(
          ({ gate }) => gate === 'reflection',
        ) ?? assert.fail()
      assert.equal(closed !== undefined, isReflecting && at.reflection.state !== 'early')
      const fault = faultOfMove(
        { ...at, reflection: { state: 'none' } },
        { ...asked, track: 'reflection', to: 'early' },
      )
      const goes = at.decision.state === 'return' || at.decision.state === 'confirmed'
      assert.equal(fault, goes ? undefined : 'undecided')
    }),
  )
})

test('a child has one gate more than an adult, and is ready only when an adult would be', () => {
  fc.assert(
    fc.property(stands, (at) => {
      const adult = gatesOf(at, { isChild: false, isReflecting: true, today, overridden: [] })
      const child = gatesOf(at, { isChild: true, isReflecting: true, today, overridden: [] })
      assert.deepEqual(
        child.filter(({ gate }) => gate !== 'child'),
        adult,
      )
      assert.equal(child.length, adult.length + 1)
    }),
  )
})

test('everybody stands in exactly one column, and in "ready" only with every gate open', () => {
  fc.assert(
    fc.property(stands, fc.boolean(), (at, hasEnded) => {
      const missing = missingOf(gatesOf(at, { isChild: false, isReflecting: true, today, overridden: [] }))
      const stage = stageOf(at, { missing, hasEnded })
      assert.ok(returnStages.includes(stage))
      if (stage === 'ready') assert.deepEqual(missing, [])
      assert.equal(stage === 'ended', hasEnded)
    }),
  )
})

test('the day on which a gate closes by itself is the first of those that are open', () => {
  fc.assert(
    fc.property(stands, (at) => {
      const next = nextExpiry(at, '2026-01-01')
      if (next === undefined) return
      const open = (when: string): GateName[] =>
        gatesOf(at, { isChild: true, isReflecting: true, today: when, overridden: [] })
          .filter(({ closed }) => closed === undefined)
          .map(({ gate }) => gate)
      assert.deepEqual(open(next), open('2026-01-01'))
      assert.ok(open('2999-01-01').length < open('2026-01-01').length)
    }),
  )
})

test('who drafted an assessment does not approve it, time to think is kept, and what is under way is not undone', () => {
  const at = (track: TrackName, state: string): TrackStands => ({ ...startOfTracks(), [track]: { state } })
  const approve = { ...asked, track: 'risk', to: 'approved' } as const
  assert.equal(faultOfMove(at('risk', 'drafted'), { ...approve, isDrafter: true }), 'second-person')
  assert.equal(faultOfMove(at('risk', 'drafted'), approve), undefined)
  const confirm = { ...asked, track: 'decision', to: 'confirmed' } as const
  assert.equal(faultOfMove(at('decision', 'return'), { ...confirm, hoursSince: 23 }), 'cool-off')
  assert.equal(faultOfMove(at('decision', 'return'), confirm), undefined)
  const gone = { ...at('decision', 'confirmed'), logistics: { state: 'departed' } }
  assert.equal(faultOfMove(gone, { ...asked, track: 'decision', to: 'explained' }), 'under-way')
  for (const track of ['health', 'reencounter', 'handover'] as const)
    assert.equal(faultOfMove(startOfTracks(), { ...asked, track, to: 'checked' }), 'by-itself')
})

test('to stay and to go elsewhere are ends of their own; nobody has "returned" who has not arrived', () => {
  const at = (state: string): TrackStands => ({ ...startOfTracks(), decision: { state } })
  assert.ok(mayEnd(at('stay'), 'stayed') && !mayEnd(at('confirmed'), 'stayed'))
  assert.ok(mayEnd(at('third-country'), 'third-country'))
  assert.ok(!mayEnd(at('confirmed'), 'returned'))
  assert.ok(mayEnd({ ...at('confirmed'), logistics: { state: 'arrived' } }, 'returned'))
  assert.ok(isAtRest('decision', 'stay'))
  assert.deepEqual([...neverOverridden], ['decision', 'asylum'])
})

test('a fine grows by the day up to its most, and a ban by its rule', () => {
  const rule = { perDay: 500, most: 20_000 }
  assert.equal(overstayFine(rule, overstayDays('2026-05-10', '2026-05-12')), 1000)
  assert.equal(overstayFine(rule, overstayDays('2026-05-14', '2026-05-12')), 0)
  fc.assert(
    fc.property(fc.nat(4000), fc.nat(100), (days, more) => {
      const [less, greater] = [overstayFine(rule, days), overstayFine(rule, days + more)]
      assert.ok(less <= greater && greater <= rule.most)
    }),
  )
  const bans = [
    { overDays: 90, arrested: false, years: 1 },
    { overDays: 365, arrested: false, years: 3 },
    { overDays: 0, arrested: true, years: 5 },
  ]
  assert.equal(entryBanYears(bans, { days: 90, arrested: false }), 0)
  assert.equal(entryBanYears(bans, { days: 91, arrested: false }), 1)
  assert.equal(entryBanYears(bans, { days: 400, arrested: false }), 3)
  assert.equal(entryBanYears(bans, { days: 1, arrested: true }), 5)
})

test('every track, state and gate has words in both languages, and no two states of a track the same', () => {
  for (const track of trackNames) {
    const told = statesOf(track).map((state) => stateWords(track, state))
    for (const { en, th } of [trackWords[track], ...told])
      assert.ok(/[\u0e00-\u0e7f]/.test(th) && /^[A-Z]/.test(en), en)
    assert.equal(new Set(told.map(({ th }) => th)).size, told.length, track)
  }
  for (const gate of gateNames) assert.ok(/[\u0e00-\u0e7f]/.test(gateWords[gate].th))
})
