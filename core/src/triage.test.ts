import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { mergeTriage, specialNeeds, triageFields, triageQuestions, turnOf, turns } from './triage.ts'
import type { Triage } from './triage.ts'

const pick = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const triage = fc
  .record({
    health: pick('now', 'soon', 'well'),
    danger: pick('here', 'elsewhere', 'none'),
    age: pick('child', 'unsure', 'adult'),
    speaks: fc.option(fc.subarray(['my', 'lo', 'zh', 'am']), { nil: undefined }),
    interpreter: pick('any', 'woman', 'man', 'none'),
    together: pick('alone', 'with-family', 'with-others'),
    needs: fc.option(fc.subarray([...specialNeeds]), { nil: undefined }),
    wish: pick('talk', 'rest', 'refuse'),
  })
  .map(
    (drawn) => Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as Triage,
  )

test('there are eight questions, each in both languages, and none of guilt, origin or papers', () => {
  assert.deepEqual(
    triageQuestions.map(({ id }) => id),
    [...triageFields],
  )
  assert.ok(triageQuestions.length <= 8)
  for (const { question, answers } of triageQuestions)
    for (const words of [question, ...answers.map(({ name }) => name)])
      assert.ok(words.en.length > 1 && /[\u0e00-\u0e7f]/.test(words.th))
})

test('what was not answered makes nobody wait longer than a no, and who may be a child is one', () => {
  fc.assert(
    fc.property(triage, (one) => {
      const turn = turns.indexOf(turnOf(one))
      assert.equal(turnOf({ ...one, age: 'unsure' }), turnOf({ ...one, age: 'child' }))
      assert.ok(turns.indexOf(turnOf({ ...one, health: 'now' })) <= turn)
      assert.ok(turns.indexOf(turnOf({ ...one, age: 'child' })) <= turn)
      // The wish, the language and the interpreter change nobody's place.
      const { wish: _wish, speaks: _speaks, interpreter: _interpreter, ...rest } = one
      assert.equal(turnOf(rest), turnOf(one))
    }),
  )
})

test('two hands: what one changed and the other had seen is taken, everything else is named, and nothing is lost', () => {
  fc.assert(
    fc.property(triage, triage, triage, (stands, brought, seen) => {
      const { triage: merged, conflicts } = mergeTriage(stands, brought, seen)
      for (const field of triageFields) {
        const text = JSON.stringify(merged[field])
        const from = [stands[field], brought[field]].map((value) => JSON.stringify(value))
        assert.ok(from.includes(text), field)
        if (brought[field] === undefined) assert.equal(text, JSON.stringify(stands[field]))
        else if (!conflicts.includes(field)) assert.equal(text, JSON.stringify(brought[field]))
        else assert.equal(text, JSON.stringify(stands[field]))
      }
      // The same act again, or one that saw what stands, has no conflict.
      assert.deepEqual(mergeTriage(merged, brought, merged).conflicts, [])
    }),
  )
})
