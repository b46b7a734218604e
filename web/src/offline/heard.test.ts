import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { GiveConsent } from '../api/wire.ts'
import { groundFor, heardHere } from './heard.ts'
import type { Deed, Waiting } from './outbox.ts'
import { actOf, begin, codeOf, packOf } from './testing.ts'

const code = codeOf(1)
const at = '2026-05-12T02:00:00Z'
const packs = [packOf({ kind: 'interview', heard: [{ code, answers: [], agreed: [], restrictions: [] }] })]
const agreed = (guardian?: GiveConsent['guardian']): Deed => ({
  kind: 'agreed',
  given: {
    ...{ id: 'given', purpose: 'interview', recipients: [], basis: 'consent', mode: 'spoken' },
    ...{ language: 'my', textVersion: '1', at },
    ...(guardian ? { guardian } : {}),
  },
})
const begun: Deed = {
  kind: 'begun',
  begin: {
    ...{ id: 'talk-1', personLanguage: 'my', officerLanguage: 'th', interpreter: 'none' },
    ...{ checklist: [], present: [] },
  },
}
const isChild = actOf(code, { triage: { age: 'child' }, seen: { age: 'adult' } }).deed

/** What stands on the screen of a device after these, in their order. */
function after(...deeds: readonly Deed[]) {
  const waiting = deeds.map((deed, order): Waiting => ({
    id: String(order),
    order,
    by: 'worker',
    code,
    at,
    deed,
  }))
  const adults = packs.map((pack) => ({
    ...pack,
    people: pack.people.map((one) => ({ ...one, triage: { ...one.triage, age: 'adult' as const } })),
  }))
  const [here] = heardHere(adults, waiting)
  return here ?? assert.fail('nobody is heard')
}

test('who turns out to be a child in the middle is asked no more, at once and without the node', () => {
  const grown = after(agreed(), begun)
  assert.deepEqual([grown.interview?.state, grown.interview?.heldBack], ['open', undefined])
  assert.ok(groundFor(grown, 'interview', begin))
  const young = after(agreed(), begun, isChild)
  assert.deepEqual([young.interview?.state, young.interview?.heldBack], ['paused', 'no-guardian'])
  assert.equal(groundFor(young, 'interview', begin), undefined)
})

test('a guardian’s word alone opens nothing; with the child’s it goes on from where it was', () => {
  const alone = after(agreed(), begun, isChild, agreed({ gave: true, assent: false }))
  assert.equal(alone.interview?.heldBack, 'no-guardian')
  const both = after(agreed(), begun, isChild, agreed({ gave: true, assent: true }))
  assert.deepEqual([both.interview?.state, both.interview?.heldBack], ['open', undefined])
})
