import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { compareMarkings, editMarking, handlings, paps, purposeNames, tlps, zones } from '@shield/core'
import type { Level, Marking } from '@shield/core'
import fc from 'fast-check'

import { contentActions, loadPolicy, organisationKinds, roles } from '#policy/index.ts'
import type { Actor, Policy } from '#policy/index.ts'
import { planOf, refusalOf } from './plan.ts'

let policy: Policy
before(async () => {
  policy = await loadPolicy()
})

const organisations = ['th-aht', 'th-aml', 'th-msd', 'ph-wdk']
const nodeOf = (code: string): string | undefined =>
  organisations.includes(code) ? code.slice(0, 2) : undefined
const audience = fc.subarray([...organisations, 'node:th', 'node:ph'])

const conditions = fc.record({
  tlp: fc.constantFrom(...tlps),
  pap: fc.constantFrom(...paps),
  handling: fc.constantFrom(...handlings),
  noCourtUse: fc.boolean(),
  verifyBeforeUse: fc.boolean(),
  noOnwardTransfer: fc.boolean(),
  secondPerson: fc.boolean(),
})

const marking: fc.Arbitrary<Marking> = fc.record({
  node: fc.constant('th'),
  organisation: fc.constant('th-aht'),
  zone: fc.constantFrom(...zones),
  level: fc.constantFrom<Level>(0, 1, 2, 3),
  case: fc.constantFrom('', 'TH-1', 'TH-2'),
  releasedTo: audience,
  notReleasedTo: fc.subarray([...organisations, 'node:ph'], { maxLength: 1 }),
  announce: fc.boolean(),
  purposes: fc.subarray(purposeNames, { minLength: 2 }),
  gradeCeiling: fc.constant('A1'),
  conditions,
  legalBasis: fc.constant(''),
  agreement: fc.constant(''),
  retention: fc.constant('standard'),
  recalled: fc.boolean(),
})

/** One to three parts at a time: two whole random blocks are nearly never comparable. */
const edit = fc
  .record({
    level: fc.constantFrom<Level>(0, 1, 2, 3),
    case: fc.constantFrom('', 'TH-1', 'TH-2'),
    releasedTo: audience,
    notReleasedTo: audience,
    tlp: fc.constantFrom(...tlps),
    handling: fc.constantFrom(...handlings),
    secondPerson: fc.boolean(),
    noOnwardTransfer: fc.boolean(),
  })
  .chain((all) =>
    fc
      .subarray(Object.keys(all), { minLength: 1, maxLength: 3 })
      .map((names) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))),
  )

const actor: fc.Arbitrary<Actor> = fc
  .record({
    person: fc.constant('019b7615-6c00-7000-8000-000000000001'),
    organisation: fc.constantFrom(...organisations),
    organisationKind: fc.constantFrom(...organisationKinds),
    roles: fc.subarray([...roles]),
    clearance: fc.constantFrom<Level>(0, 1, 2, 3),
    cases: fc.subarray(['TH-1', 'TH-2']),
  })
  .map((one) => ({ ...one, node: one.organisation.slice(0, 2) }))

test('what weighs as stricter lets nobody read, judge, export, release or change what he could not before', () => {
  let raised = 0
  fc.assert(
    fc.property(
      actor,
      marking,
      edit,
      fc.constantFrom(...purposeNames),
      fc.boolean(),
      (who, block, change, purpose, secondPerson) => {
        const after = editMarking(block, change)
        const weight = compareMarkings(block, after, nodeOf)
        if (weight !== 'stricter' && weight !== 'equal') return
        raised += 1
        for (const action of contentActions) {
          const allows = (resource: Marking): boolean =>
            policy.decide({ actor: who, action, resource, purpose, secondPerson }).allow
          assert.ok(allows(block) || !allows(after), `${action} was gained by a ${weight} change`)
        }
      },
    ),
    { numRuns: 8_000, seed: 11 },
  )
  assert.ok(raised > 1500, `only ${raised} of the changes were raises: the property says little`)
})

test('whoever gains by a change meets a change that is not called stricter', () => {
  let gained = 0
  fc.assert(
    fc.property(actor, marking, marking, fc.constantFrom(...purposeNames), (who, block, after, purpose) => {
      const reads = (resource: Marking): boolean =>
        policy.decide({ actor: who, action: 'content.read', resource, purpose, secondPerson: false }).allow
      if (reads(block) || !reads(after)) return
      gained += 1
      assert.match(compareMarkings(block, after, nodeOf), /looser|mixed/)
    }),
    { numRuns: 12_000, seed: 12 },
  )
  assert.ok(gained > 30, `only ${gained} gained a reader`)
})

const office = { node: 'th', organisation: 'th-aht', cases: ['TH-1'] }
const [sample] = fc.sample(marking, { numRuns: 1, seed: 3 })
const block: Marking = {
  ...(sample ?? assert.fail('no block')),
  zone: 'enforcement',
  level: 1,
  case: '',
  releasedTo: ['node:th'],
  notReleasedTo: [],
  recalled: false,
}

test("a partner's block may be raised here and never lowered; another agency's is its own business", () => {
  const stepOf = (before: Marking, level: Level) =>
    planOf([[1, before]], { edit: { level } }, nodeOf).steps[0] ?? assert.fail('nothing changes')
  const partners = { ...block, node: 'ph', organisation: 'ph-wdk', level: 2 as const }
  assert.equal(refusalOf(stepOf(partners, 3), office), undefined)
  assert.match(refusalOf(stepOf(partners, 1), office)?.en ?? '', /partner/)
  assert.match(refusalOf(stepOf({ ...block, organisation: 'th-aml' }, 2), office)?.en ?? '', /owner/)
  assert.equal(refusalOf(stepOf(block, 0), office), undefined, 'the own one may be proposed to be lowered')
})

test('nothing leaves the protection zone by a change of handling, and a case is one the person works on', () => {
  const guarded = { ...block, zone: 'protection' as const }
  const out = planOf([[1, guarded]], { like: { ...block, zone: 'open', level: 0 } }, nodeOf)
  assert.match(refusalOf(out.steps[0] ?? assert.fail(), office)?.en ?? '', /zone/)
  const foreign = planOf([[1, block]], { edit: { case: 'TH-2' } }, nodeOf)
  assert.match(refusalOf(foreign.steps[0] ?? assert.fail(), office)?.en ?? '', /case/)
})

test('a plan leaves out blocks that stay as they are and weighs the rest together', () => {
  const high = { ...block, level: 3 as const }
  const plan = planOf(
    [
      [1, block],
      [2, high],
      [3, { ...block, level: 2 as const }],
    ],
    { edit: { level: 2 } },
    nodeOf,
  )
  assert.deepEqual(
    plan.steps.map((step) => [step.id, step.weight]),
    [
      [1, 'stricter'],
      [2, 'looser'],
    ],
  )
  assert.equal(plan.weight, 'mixed')
})
