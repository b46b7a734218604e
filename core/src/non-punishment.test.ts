import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  endOf,
  findingState,
  hindranceOfAct,
  offenceResults,
  punishmentOutcomes,
  punishments,
} from './non-punishment.ts'
import type { FindingAct, Punishment } from './non-punishment.ts'

const people = ['first', 'second', 'third'] as const
const offence = fc.constantFrom('entry', 'fraud')
const by = fc.constantFrom(...people)
const anyAct: fc.Arbitrary<FindingAct> = fc.oneof(
  fc.record({ kind: fc.constant('offence' as const), offence }),
  fc.record({
    kind: fc.constant('assess' as const),
    offence,
    result: fc.constantFrom(...offenceResults),
    by,
  }),
  fc.record({ kind: fc.constant('second' as const), offence, agrees: fc.boolean(), by }),
  fc.record({ kind: fc.constant('outcome' as const), outcome: fc.constantFrom(...punishmentOutcomes) }),
  fc.record({ kind: fc.constant('follow' as const), isDone: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('ask' as const, 'chase' as const) }),
)

/** Acts as the rules let them follow each other. */
function allowed(wished: readonly FindingAct[], punishment: Punishment): readonly FindingAct[] {
  const acts: FindingAct[] = []
  for (const act of wished) if (!hindranceOfAct(acts, act, punishment)) acts.push(act)
  return acts
}

const wishes = fc.array(anyAct, { maxLength: 40 })
const punishment = fc.constantFrom(...punishments)

test('no offence is settled by one person, whatever is tried', () => {
  fc.assert(
    fc.property(wishes, punishment, (wished, of) => {
      const mine = wished.map((act) => ('by' in act ? { ...act, by: 'first' } : act))
      assert.ok(!['assessed', 'refused'].includes(findingState(allowed(mine, of))))
    }),
    { numRuns: 500 },
  )
})

test('a refusal rests on an assessment by two, and nothing is done before somebody has seen it', () => {
  fc.assert(
    fc.property(wishes, punishment, (wished, of) => {
      const acts = allowed(wished, of)
      for (const [at, act] of acts.entries()) {
        const before = acts.slice(0, at)
        if (act.kind === 'outcome' && act.outcome === 'refused')
          assert.equal(findingState(before), 'assessed')
        if (act.kind === 'outcome' && act.outcome !== 'refused') assert.equal(act.outcome, endOf[of])
        if (act.kind === 'follow') assert.equal(findingState(before), 'reported')
      }
      if (findingState(acts) === 'done') assert.equal(acts.at(-1)?.kind, 'follow')
    }),
    { numRuns: 500 },
  )
})

test('what ends well may be reported at once; what was not carried out is open again', () => {
  const released = { kind: 'outcome', outcome: 'released' } as const
  assert.equal(hindranceOfAct([], released, 'detained'), undefined)
  assert.equal(findingState([released]), 'reported')
  assert.equal(findingState([released, { kind: 'follow', isDone: false }]), 'found')
  assert.equal(findingState([released, { kind: 'follow', isDone: true }]), 'done')
})

test('after a refusal a new assessment begins the matter anew', () => {
  const assess = { kind: 'assess', offence: 'entry', result: 'to-be-dropped', by: 'first' } as const
  const acts: readonly FindingAct[] = [
    { kind: 'offence', offence: 'entry' },
    assess,
    { kind: 'second', offence: 'entry', agrees: true, by: 'second' },
    { kind: 'outcome', outcome: 'refused' },
  ]
  assert.equal(findingState(acts), 'refused')
  assert.equal(findingState([...acts, assess]), 'assessing')
})
