import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { preparsePolicySet, preparseSchema, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { handlings, paps, purposeNames, tlps, zones } from '@shield/core'
import type { Level, Marking } from '@shield/core'
import fc from 'fast-check'

import {
  actions,
  compilePolicy,
  contentActions,
  isPersonal,
  loadPolicy,
  organisationKinds,
  readPolicyTexts,
  roles,
} from './index.ts'
import type { Action, Actor, Policy, Request } from './index.ts'
import { isQuick } from '../testing-quick.ts'
import { createVisibility } from './visibility.ts'

let policy: Policy
before(async () => {
  policy = await loadPolicy()
})

const organisations = ['th-aht', 'th-msd', 'ph-wdk']
const audiences = [...organisations, 'node:th', 'node:ph']
const caseNames = ['', 'TH-1', 'TH-2']
const level = fc.constantFrom<Level>(0, 1, 2, 3)

const marking: fc.Arbitrary<Marking> = fc.record({
  node: fc.constantFrom('th', 'ph'),
  organisation: fc.constantFrom(...organisations),
  zone: fc.constantFrom(...zones),
  level,
  case: fc.constantFrom(...caseNames),
  releasedTo: fc.subarray(audiences),
  notReleasedTo: fc.subarray(audiences, { maxLength: 1 }),
  announce: fc.boolean(),
  purposes: fc.subarray(purposeNames, { minLength: 3 }),
  gradeCeiling: fc.constant('A1'),
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

const actor: fc.Arbitrary<Actor> = fc.record({
  person: fc.constant('019b7615-6c00-7000-8000-000000000001'),
  organisation: fc.constantFrom(...organisations),
  organisationKind: fc.constantFrom(...organisationKinds),
  node: fc.constantFrom('th', 'ph'),
  roles: fc.subarray([...roles]),
  clearance: level,
  cases: fc.subarray(['TH-1', 'TH-2']),
})

const request: fc.Arbitrary<Request> = fc
  .record({
    actor,
    action: fc.constantFrom(...actions),
    marking,
    purpose: fc.constantFrom(...purposeNames),
    secondPerson: fc.boolean(),
    byLeave: fc.boolean(),
  })
  .map(({ marking: block, ...rest }) => ({
    ...rest,
    resource: (contentActions as readonly Action[]).includes(rest.action) ? block : ('node' as const),
  }))

const uid = (type: string, id: string): { type: string; id: string } => ({ type, id })
const entity = (type: string, id: string): { __entity: { type: string; id: string } } => ({
  __entity: uid(type, id),
})

/** The same request in Cedar's own words, for its own authorizer. */
function inCedar({
  actor: who,
  action,
  resource,
  purpose,
  secondPerson,
  byLeave,
}: Request): Parameters<typeof statefulIsAuthorized>[0] {
  const person = {
    uid: uid('Person', 'p'),
    attrs: {
      organisation: who.organisation,
      organisationKind: entity('OrganisationKind', who.organisationKind),
      node: who.node,
      nodeAudience: `node:${who.node}`,
      roles: who.roles.map((role) => entity('Role', role)),
      clearance: who.clearance,
      cases: [...who.cases],
    },
    parents: [],
  }
  const target =
    resource === 'node'
      ? { uid: uid('Node', 'n'), attrs: {}, parents: [] }
      : {
          uid: uid('Marking', 'm'),
          attrs: {
            ...resource,
            releasedTo: [...resource.releasedTo],
            notReleasedTo: [...resource.notReleasedTo],
            zone: entity('Zone', resource.zone),
            purposes: resource.purposes.map((name) => entity('Purpose', name)),
            conditions: {
              ...resource.conditions,
              tlp: entity('Tlp', resource.conditions.tlp),
              pap: entity('Pap', resource.conditions.pap),
              handling: entity('Handling', resource.conditions.handling),
            },
          },
          parents: [],
        }
  return {
    principal: person.uid,
    action: uid('Action', action),
    resource: target.uid,
    context: { purpose: entity('Purpose', purpose), secondPerson, byLeave: byLeave ?? false },
    entities: [person, target],
    preparsedPolicySetId: 'oracle',
    preparsedSchemaName: 'oracle',
    validateRequest: false,
  } as unknown as Parameters<typeof statefulIsAuthorized>[0]
}

const asked = isQuick ? 4_000 : 20_000

test(
  `the compiled policy decides ${asked} random requests as Cedar does, by the same policies`,
  { timeout: 120_000 },
  async () => {
    const texts = await readPolicyTexts()
    assert.equal(preparsePolicySet('oracle', { staticPolicies: texts.policies }).type, 'success')
    assert.equal(preparseSchema('oracle', texts.schema).type, 'success')
    let allowed = 0
    for (const one of fc.sample(request, { numRuns: asked, seed: 7 })) {
      const answer = statefulIsAuthorized(inCedar(one))
      if (answer.type !== 'success') assert.fail(JSON.stringify(answer.errors))
      assert.deepEqual(answer.response.diagnostics.errors, [])
      const ours = policy.decide(one)
      if (ours.allow) allowed += 1
      const theirs = answer.response.diagnostics.reason.map((id) => idOf(texts.policies, id)).toSorted()
      assert.deepEqual(
        { allow: ours.allow, policies: ours.policies },
        { allow: answer.response.decision === 'allow', policies: theirs },
      )
    }
    assert.ok(
      allowed > asked / 20,
      `only ${allowed} of the random requests were allowed: the comparison says little`,
    )
  },
)

/** Cedar numbers the policies of one text in order; ours go by their @id. */
function idOf(texts: string, id: string): string {
  const ids = [...texts.matchAll(/@id\("([^"]+)"\)/g)].map((found) => found[1] ?? '')
  return ids[Number(id.replace('policy', ''))] ?? id
}

test('more clearance never hides what was visible', () => {
  fc.assert(
    fc.property(request, (one) => {
      const more = {
        ...one,
        actor: { ...one.actor, clearance: Math.min(3, one.actor.clearance + 1) as Level },
      }
      return !policy.decide(one).allow || policy.decide(more).allow
    }),
    { numRuns: 2000 },
  )
})

test('another case never hides what was visible', () => {
  fc.assert(
    fc.property(request, (one) => {
      const more = { ...one, actor: { ...one.actor, cases: ['TH-1', 'TH-2'] } }
      return !policy.decide(one).allow || policy.decide(more).allow
    }),
    { numRuns: 2000 },
  )
})

const restrictions: readonly ((block: Marking) => Marking)[] = [
  (block) => ({ ...block, level: Math.min(3, block.level + 1) as Level }),
  (block) => ({ ...block, case: block.case === '' ? 'TH-1' : block.case }),
  (block) => ({ ...block, notReleasedTo: [...block.notReleasedTo, 'node:ph'] }),
  (block) => ({ ...block, releasedTo: block.releasedTo.slice(1) }),
  (block) => ({ ...block, purposes: block.purposes.slice(1) }),
  (block) => ({ ...block, recalled: true }),
  (block) => ({ ...block, conditions: { ...block.conditions, noOnwardTransfer: true, secondPerson: true } }),
  (block) => ({ ...block, conditions: { ...block.conditions, tlp: 'RED', handling: 'H3' } }),
]

test('a restriction more never adds a reader', () => {
  fc.assert(
    fc.property(
      actor,
      marking,
      fc.constantFrom(...restrictions),
      fc.constantFrom(...purposeNames),
      (who, block, restrict, purpose) => {
        const ask = (resource: Marking): boolean =>
          policy.decide({ actor: who, action: 'content.read', resource, purpose, secondPerson: false }).allow
        return ask(block) || !ask(restrict(block))
      },
    ),
    { numRuns: 5000 },
  )
})

test('the bitmap says for every block what the decision says, also when it grew', () => {
  fc.assert(
    fc.property(
      actor,
      fc.array(marking, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(...purposeNames),
      (who, blocks, purpose) => {
        const stored = blocks.map((block, index) => ({ id: index * 3 + 1, block }))
        const visibility = createVisibility(policy)
        visibility.of(who, purpose, stored.slice(0, 5))
        const bits = visibility.of(who, purpose, stored)
        return stored.every(({ id, block }) => {
          const { allow } = policy.decide({
            actor: who,
            action: 'content.read',
            resource: block,
            purpose,
            secondPerson: false,
          })
          return (((bits[id >> 3] ?? 0) >> (id & 7)) & 1) === (allow ? 1 : 0)
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('administrators and oversight read no content, whatever else they are', () => {
  fc.assert(
    fc.property(
      actor,
      marking,
      fc.constantFrom(...purposeNames),
      fc.constantFrom('administrator' as const, 'oversight' as const),
      (who, block, purpose, role) => {
        const both = { ...who, roles: [...who.roles, role] }
        return !policy.decide({
          actor: both,
          action: 'content.read',
          resource: block,
          purpose,
          secondPerson: true,
        }).allow
      },
    ),
    { numRuns: 2000 },
  )
})

test('the schema and the code agree on which actions touch personal data', async () => {
  const { schema } = await readPolicyTexts()
  const groups = [...schema.matchAll(/^action ([^;]+?) in \["([a-z]+)"\]\s*appliesTo/gms)]
  const grouped = new Set(groups.flatMap(([, names = '']) => names.match(/[a-z]+\.[a-z]+/g)))
  assert.ok(grouped.size > 30, `only ${grouped.size} actions were found in groups`)
  for (const action of actions) assert.equal(isPersonal(action), grouped.has(action), action)
})

test('a policy that speaks of an attribute nobody declared is refused when it is loaded', async () => {
  const texts = await readPolicyTexts()
  const planted = `${texts.policies}\n@id("planted")@because_en("x")@because_th("x")\nforbid (principal, action == Action::"content.read", resource) when { resource.nationality == "mm" };`
  assert.throws(() => compilePolicy({ ...texts, policies: planted }), /nationality/)
})

test('a policy without its reasons is refused', async () => {
  const texts = await readPolicyTexts()
  assert.throws(
    () =>
      compilePolicy({
        ...texts,
        policies: `${texts.policies}\n@id("silent")\npermit (principal, action == Action::"node.read", resource);`,
      }),
    /silent/,
  )
})
