import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { compareMarkings, editMarking, handleAs } from './compare-markings.ts'
import type { NodeOf } from './compare-markings.ts'
import { handlings, markingText, paps, tlps, zones } from './marking.ts'
import type { Level, Marking } from './marking.ts'

const nodeOf: NodeOf = (code) => (code.startsWith('node:') ? undefined : code.slice(0, 2))
const audience = ['th-aht', 'th-aml', 'ph-wdk', 'node:th', 'node:ph']

const marking: fc.Arbitrary<Marking> = fc.record({
  node: fc.constant('th'),
  organisation: fc.constant('th-aht'),
  zone: fc.constantFrom(...zones),
  level: fc.constantFrom<Level>(0, 1, 2, 3),
  case: fc.constantFrom('', 'TH-1', 'TH-2'),
  releasedTo: fc.subarray(audience),
  notReleasedTo: fc.subarray(audience, { maxLength: 2 }),
  announce: fc.boolean(),
  purposes: fc.subarray(['investigation', 'border', 'exchange'] as const),
  gradeCeiling: fc.constantFrom('A1', 'B2'),
  conditions: fc.record({
    tlp: fc.constantFrom(...tlps),
    pap: fc.constantFrom(...paps),
    handling: fc.constantFrom(...handlings),
    noCourtUse: fc.boolean(),
    verifyBeforeUse: fc.boolean(),
    noOnwardTransfer: fc.boolean(),
    secondPerson: fc.boolean(),
  }),
  legalBasis: fc.constant(''),
  agreement: fc.constant(''),
  retention: fc.constant('standard'),
  recalled: fc.boolean(),
})

const plain: Marking = {
  node: 'th',
  organisation: 'th-aht',
  zone: 'enforcement',
  level: 1,
  case: '',
  releasedTo: ['node:th'],
  notReleasedTo: [],
  announce: true,
  purposes: ['investigation'],
  gradeCeiling: 'A1',
  conditions: {
    tlp: 'GREEN',
    pap: 'AMBER',
    handling: 'H0',
    noCourtUse: false,
    verifyBeforeUse: true,
    noOnwardTransfer: false,
    secondPerson: false,
  },
  legalBasis: 'Act 4',
  agreement: '',
  retention: 'standard',
  recalled: false,
}

const opposite = { equal: 'equal', stricter: 'looser', looser: 'stricter', mixed: 'mixed' } as const

test('there and back are opposites, and a block is equal to itself', () => {
  fc.assert(
    fc.property(marking, marking, (left, right) => {
      assert.equal(compareMarkings(left, left, nodeOf), 'equal')
      assert.equal(compareMarkings(right, left, nodeOf), opposite[compareMarkings(left, right, nodeOf)])
    }),
    { numRuns: 2000 },
  )
})

test('a raise of a raise is a raise', () => {
  const raise = fc.record({
    level: fc.constantFrom<Level>(1, 2, 3),
    notReleasedTo: fc.subarray(audience, { maxLength: 1 }),
    noCourtUse: fc.constant(true),
  })
  let chains = 0
  fc.assert(
    fc.property(marking, raise, raise, (first, one, other) => {
      const second = editMarking(first, one)
      const third = editMarking(second, other)
      const steps = [compareMarkings(first, second, nodeOf), compareMarkings(second, third, nodeOf)]
      if (!steps.every((weight) => weight === 'stricter')) return
      chains += 1
      assert.equal(compareMarkings(first, third, nodeOf), 'stricter')
    }),
    { numRuns: 5000 },
  )
  assert.ok(chains > 50, `only ${chains} chains of two raises were met`)
})

test('from all agencies of a node to one of them is stricter, to one elsewhere is mixed', () => {
  const to = (releasedTo: string[]): string =>
    compareMarkings(plain, editMarking(plain, { releasedTo }), nodeOf)
  assert.equal(to(['th-aml']), 'stricter')
  assert.equal(to(['ph-wdk']), 'mixed')
  assert.equal(to(['node:th', 'ph-wdk']), 'looser')
  assert.equal(to(['node:th', 'th-aml', 'th-aht']), 'equal', 'who reads already gains nothing')
})

test('a case is a restriction, another case is neither', () => {
  const inCase = editMarking(plain, { case: 'TH-1' })
  assert.equal(compareMarkings(plain, inCase), 'stricter')
  assert.equal(compareMarkings(inCase, plain), 'looser')
  assert.equal(compareMarkings(inCase, editMarking(plain, { case: 'TH-2' })), 'mixed')
})

test('an edit changes what it names and nothing else; a template leaves owner, ground and retention', () => {
  assert.equal(markingText(editMarking(plain, {})), markingText(plain))
  const edited = editMarking(plain, { tlp: 'RED', level: 2 })
  assert.deepEqual(edited, { ...plain, level: 2, conditions: { ...plain.conditions, tlp: 'RED' } })
  const like: Marking = { ...plain, organisation: 'th-aml', legalBasis: 'Act 9', level: 3, releasedTo: [] }
  assert.deepEqual(handleAs(plain, like), { ...plain, level: 3, releasedTo: [] })
})
