import assert from 'node:assert/strict'
import { test } from 'node:test'

import { neverLeft, releaseSteps, standOf } from './release-steps.ts'
import type { Course } from './release-steps.ts'

const at = (minute: number): string => `2026-11-25T10:0${minute}:00.000Z`
const made: Course = { direction: 'out', state: 'sent', createdAt: at(0), receipts: [] }
const course = (change: Partial<Course>): string[] =>
  releaseSteps({ ...made, ...change }).map((step) => (step.at === undefined ? `${step.name}?` : step.name))

test('a release that needs nobody else goes at once and waits for the receipt', () => {
  assert.deepEqual(course({}), ['asked', 'sent', 'applied?'])
  assert.deepEqual(course({ state: 'applied', receipts: [{ state: 'applied', at: at(1) }] }), [
    'asked',
    'sent',
    'applied',
  ])
})

test('what a person there did stands in its course on both sides, with the words', () => {
  const receipts = [
    { state: 'applied', at: at(1) },
    { state: 'seen', at: at(2) },
    { state: 'acted', at: at(3), reason: 'Found in Cebu' },
  ] as const
  assert.deepEqual(course({ state: 'applied', receipts }), ['asked', 'sent', 'applied', 'seen', 'acted'])
  assert.deepEqual(course({ direction: 'in', state: 'applied', receipts }), ['received', 'seen', 'acted'])
  assert.equal(releaseSteps({ ...made, state: 'applied', receipts }).at(-1)?.reason, 'Found in Cebu')
})

test('one that waits for a second person has everything before it', () => {
  assert.deepEqual(course({ state: 'waiting' }), ['asked', 'approved?', 'sent?'])
})

test('an approved one was sent in the act of approval', () => {
  const steps = releaseSteps({ ...made, approvedAt: at(2) })
  assert.deepEqual(
    steps.map((step) => [step.name, step.at]),
    [
      ['asked', at(0)],
      ['approved', at(2)],
      ['sent', at(2)],
      ['applied', undefined],
    ],
  )
})

test('accepted is not yet shown', () => {
  assert.deepEqual(course({ receipts: [{ state: 'accepted', at: at(1) }] }), [
    'asked',
    'sent',
    'accepted',
    'applied?',
  ])
})

test('a recall is done only with the receipt that it is hidden', () => {
  const recalled = { recalledAt: at(3), receipts: [{ state: 'applied', at: at(1) }] } as const
  assert.deepEqual(course({ ...recalled, state: 'recalling' }), [
    'asked',
    'sent',
    'applied',
    'recall-asked',
    'hidden?',
  ])
  assert.deepEqual(
    course({
      ...recalled,
      state: 'recalled',
      receipts: [...recalled.receipts, { state: 'recalled', at: at(4) }],
    }),
    ['asked', 'sent', 'applied', 'recall-asked', 'hidden'],
  )
})

test('what was withdrawn before it left was never sent', () => {
  const withdrawn: Course = { ...made, state: 'recalled', recalledAt: at(2) }
  assert.ok(neverLeft(withdrawn))
  assert.deepEqual(course(withdrawn), ['asked', 'withdrawn'])
  assert.ok(!neverLeft({ ...withdrawn, receipts: [{ state: 'recalled', at: at(3) }] }))
})

test('a refusal ends it', () => {
  assert.deepEqual(course({ state: 'refused', receipts: [{ state: 'refused', at: at(1) }] }), [
    'asked',
    'sent',
    'refused',
  ])
})

test('what came in was received, and taken back or over after its last day', () => {
  assert.deepEqual(course({ direction: 'in', state: 'applied' }), ['received'])
  assert.deepEqual(course({ direction: 'in', state: 'recalled', recalledAt: at(5) }), [
    'received',
    'taken-back',
  ])
  assert.deepEqual(
    course({ direction: 'in', state: 'recalled', recalledAt: at(5), expiresOn: '2026-11-24' }),
    ['received', 'ended'],
  )
})

test('the last day belongs to the release; the day after, it is over on both sides', () => {
  const held = { ...made, state: 'applied', expiresOn: '2026-11-30' } as const
  assert.equal(standOf(held, '2026-11-30'), 'applied')
  assert.equal(standOf(held, '2026-12-01'), 'ended')
  assert.equal(
    standOf({ ...held, direction: 'in', state: 'recalled', recalledAt: at(5) }, '2026-12-01'),
    'recalled',
  )
  assert.equal(standOf({ ...held, state: 'waiting' }, '2026-12-01'), 'waiting')
})

test('a release that waits for its originator says so, and what it answered', () => {
  const permission = { state: 'asked', askedAt: at(0) } as const
  const waiting = { state: 'waiting', permission } as const
  assert.deepEqual(course(waiting), ['asked', 'originator-asked', 'originator-agreed?', 'approved?', 'sent?'])
  const refused = { ...permission, state: 'refused', answeredAt: at(1) } as const
  assert.equal(course({ ...waiting, permission: refused })[2], 'originator-refused')
})
