import assert from 'node:assert/strict'
import { test } from 'node:test'

import { readConfig } from '../config.ts'
import { findingOf } from './doctor-evacuation.ts'

const now = new Date('2026-05-12T00:00:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000)

test('doctor warns of a drill older than the settings say, in production as a fault, and of an evacuation cut short', () => {
  const training = readConfig({ SHIELD_DRILL_DAYS: '30' })
  const production = { ...training, mode: 'production' } as const
  const of = (days: number, isCut = false) => ({ last: daysAgo(days), isCut, now })
  assert.deepEqual(findingOf(production, of(29)), {
    what: 'evacuation',
    ok: true,
    say: 'last drill 29 days ago',
  })
  const late = findingOf(production, of(40))
  assert.deepEqual(
    [late.ok, /last drill 40 days ago; one is due every 30 days/.test(late.say)],
    [false, true],
  )
  assert.equal(findingOf(training, of(40)).ok, true)
  assert.equal(findingOf(production, { last: undefined, isCut: false, now }).ok, false)
  assert.match(findingOf(training, of(1, true)).say, /--give-up opens the door/)
})
