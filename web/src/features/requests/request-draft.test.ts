import assert from 'node:assert/strict'
import { test } from 'node:test'

import { askableOf, askedOf, draftFaults, dueOf, isComplete } from './request-draft.ts'
import type { RequestDraft } from './request-draft.ts'

const now = new Date('2026-11-26T12:00:00Z')
const whole: RequestDraft = {
  ...{ agreement: 'a', organisation: 'ph-wdk', kind: 'information', urgency: 'routine' },
  ...{ case: 'TH-26-0143', legalBasis: 'Article 4', asked: [], text: 'Who uses this number?' },
  ...{ within: '24', day: undefined },
}

test('a request is wanted within hours, or by the end of a day', () => {
  assert.equal(dueOf({ within: '4', day: undefined }, now)?.toISOString(), '2026-11-26T16:00:00.000Z')
  const end = dueOf({ within: 'day', day: '2026-12-01' }, now)
  assert.deepEqual([end?.getFullYear(), end?.getMonth(), end?.getDate(), end?.getHours()], [2026, 11, 1, 23])
  assert.equal(dueOf({ within: 'day', day: '2026-12' }, now), undefined)
})

test('what is missing is named, and a day that is over is no day', () => {
  assert.ok(isComplete(draftFaults(whole, now)))
  assert.equal(draftFaults({ ...whole, within: 'day', day: '2020-01-01' }, now).due, 'past')
  assert.equal(draftFaults({ ...whole, within: 'day' }, now).due, 'partial')
  for (const part of [{ organisation: '' }, { case: ' ' }, { legalBasis: 'x' }, { text: 'Who?' }])
    assert.ok(!isComplete(draftFaults({ ...whole, ...part }, now)), JSON.stringify(part))
})

test('a value is asked about once, and an empty row not at all', () => {
  const rows = [
    { property: 'phone', value: ' +66 81 234 5678 ' },
    { property: 'phone', value: '+66 81 234 5678' },
    { property: 'email', value: ' ' },
  ] as const
  assert.deepEqual(askedOf(rows), [{ property: 'phone', value: '+66 81 234 5678' }])
})

test('of a profile goes what can be looked for, and nothing that says what somebody is', () => {
  const found = askableOf([
    { property: 'nationality', value: 'mm' },
    { property: 'name', value: 'Chen Wei' },
    { property: 'phone', value: '+999 81 234 5678' },
    { property: 'phone', value: '+999 81 000 0000', retractedAt: '2026-01-01T00:00:00Z' },
  ])
  assert.deepEqual(
    found.map((one) => one.property),
    ['phone', 'name'],
  )
})
