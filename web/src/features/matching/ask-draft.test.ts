import assert from 'node:assert/strict'
import { test } from 'node:test'

import { askFaults, isComplete, questionOf, writtenOf } from './ask-draft.ts'
import type { AskDraft } from './ask-draft.ts'

const draft: AskDraft = {
  ...{ agreement: 'a', text: '+66 81 234 5678\nAA 1234', identifier: '' },
  ...{ case: 'TH-26-0143', legalBasis: 'Article 4', reason: 'Of a seized telephone' },
  ...{ hasWatch: false, until: undefined },
}
const today = '2026-11-26'
const faults = (part: Partial<AskDraft>, written = 2) =>
  askFaults({ ...draft, ...part }, { written, check: undefined, today })

test('what came from a profile keeps its kind, unless another is said for the whole list', () => {
  const taken = [{ value: 'AA 1234', identifier: 'plate' }] as const
  assert.deepEqual(writtenOf(draft, taken), [{ value: '+66 81 234 5678' }, taken[0]])
  assert.deepEqual(
    writtenOf({ ...draft, identifier: 'account' }, taken).map((one) => one.identifier),
    ['account', 'account'],
  )
})

test('what is missing is named; a watch ends within a year', () => {
  assert.ok(isComplete(faults({})))
  assert.equal(faults({}, 0).values, 'none')
  assert.equal(faults({}, 501).values, 'many')
  assert.equal(faults({ hasWatch: true }).until, 'partial')
  assert.equal(faults({ hasWatch: true, until: '2026-11-25' }).until, 'past')
  assert.equal(faults({ hasWatch: true, until: '2027-11-26' }).until, undefined)
  assert.equal(faults({ hasWatch: true, until: '2027-11-27' }).until, 'far')
  assert.ok(faults({ reason: 'short' }).reason)
})

test('a list of which nothing can be compared is no question', () => {
  const check = { items: [], groups: [], looks: { sequential: false, register: false } }
  assert.equal(askFaults(draft, { written: 1, check, today }).values, 'incomparable')
})

test('what is badly written goes along as left out; what is of no kind, not agreed or twice does not', () => {
  const of = (value: string, leftOut?: 'twice' | 'no-country' | 'kind-unknown' | 'not-agreed') =>
    ({
      ...{ number: 0, value },
      ...(leftOut === 'kind-unknown' ? {} : { identifier: 'phone' as const }),
      ...(leftOut === undefined ? {} : { leftOut }),
    }) as const
  const question = questionOf(draft, {
    items: [of('a'), of('b', 'twice'), of('c', 'no-country'), of('d', 'kind-unknown'), of('e', 'not-agreed')],
    groups: [{ identifier: 'phone', count: 1 }],
    looks: { sequential: false, register: false },
  })
  assert.deepEqual(
    question.items.map((one) => one.value),
    ['a', 'c'],
  )
  assert.equal(question.watchUntil, undefined)
})
