import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'

import { policySetTextToParts, policyToJson, schemaToJson, validate } from '@cedar-policy/cedar-wasm/nodejs'
import type { Marking, Purpose, Words } from '@shield/core'

import { compileExpression } from './compile.ts'
import type { Condition, Environment, Expression } from './compile.ts'
import { actions } from './request.ts'
import type { Action, Actor, Decision, Request } from './request.ts'

export interface Policy {
  /** SHA-256 over schema and policies: what was in force when something was decided. */
  readonly version: string
  decide(request: Request): Decision
  /** Bit n (least significant first): may this actor read marking n for this purpose. */
  visibleMarkings(
    actor: Actor,
    purpose: Purpose,
    markings: readonly { readonly id: number; readonly block: Marking }[],
  ): Uint8Array
}

interface Compiled {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly because: Words
  readonly holds: (environment: Environment) => boolean
}

interface PolicyJson {
  readonly effect: 'permit' | 'forbid'
  readonly principal: { readonly op: string }
  readonly resource: { readonly op: string }
  readonly action: {
    readonly op: string
    readonly entity?: { readonly id: string }
    readonly entities?: readonly { readonly id: string }[]
  }
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly body: Expression }[]
  readonly annotations?: Readonly<Record<string, string>>
}

const nothingPermits: Words = { en: 'Your role does not allow this', th: 'บทบาทของคุณไม่อนุญาต' }

/** The texts of the policy, as they lie beside this file. */
export async function readPolicyTexts(): Promise<{ readonly schema: string; readonly policies: string }> {
  const folder = new URL('./', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.cedar')).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  return { schema: await readFile(new URL('shield.cedarschema', folder), 'utf8'), policies: texts.join('\n') }
}

const loaded = new Map<string, Policy>()

/**
 * Loads the node's policy. Throws an Error with the place of whatever Cedar's validator or the compiler refuses.
 * Nodes of one process share what was made of the same texts: 0.6 s of a processor for each.
 */
export async function loadPolicy(): Promise<Policy> {
  const texts = await readPolicyTexts()
  const version = versionOf(texts)
  const policy = loaded.get(version) ?? compilePolicy(texts)
  loaded.set(version, policy)
  return policy
}

type Texts = Awaited<ReturnType<typeof readPolicyTexts>>

function versionOf({ schema, policies }: Texts): string {
  return createHash('sha256').update(schema).update(policies).digest('hex')
}

export function compilePolicy(texts: Texts): Policy {
  const checked = validate({ schema: texts.schema, policies: { staticPolicies: texts.policies } })
  const errors = checked.type === 'success' ? checked.validationErrors : checked.errors
  if (errors.length > 0) throw new Error(`the policy is refused: ${JSON.stringify(errors[0])}`)
  const parts = policySetTextToParts(texts.policies)
  if (parts.type !== 'success') throw new Error('the policy could not be taken apart')
  const groups = actionGroups(texts.schema)
  const byAction = new Map<Action, readonly Compiled[]>()
  const policies = parts.policies.map((text) => readOne(text))
  for (const action of actions) {
    const of = groups.get(action)
    if (!of) throw new Error(`the schema does not know the action ${action}`)
    byAction.set(
      action,
      policies.filter(({ json }) => appliesTo(json, action, of)).map(({ compiled }) => compiled),
    )
  }
  const decide = (request: Request): Decision =>
    decideBy(byAction.get(request.action) ?? [], environmentOf(request))
  return {
    version: versionOf(texts),
    decide,
    visibleMarkings: (actor, purpose, markings) => {
      const last = markings.reduce((most, { id }) => Math.max(most, id), 0)
      const bits = new Uint8Array((last >> 3) + 1)
      const readers = byAction.get('content.read') ?? []
      const principal = principalOf(actor)
      const context = { purpose, secondPerson: false, byLeave: false }
      for (const { id, block } of markings) {
        const environment = {
          principal,
          action: 'content.read',
          resource: block as unknown as Plain,
          context,
        }
        if (decideBy(readers, environment).allow) bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7))
      }
      return bits
    },
  }
}

type Plain = Readonly<Record<string, unknown>>

function decideBy(policies: readonly Compiled[], environment: Environment): Decision {
  const held = policies.filter((policy) => policy.holds(environment))
  const forbids = held.filter((policy) => policy.effect === 'forbid')
  const deciding = forbids.length > 0 ? forbids : held
  return {
    allow: forbids.length === 0 && held.length > 0,
    policies: deciding.map((policy) => policy.id).toSorted(),
    because: deciding[0]?.because ?? nothingPermits,
  }
}

function principalOf(actor: Actor): Plain {
  return { ...actor, nodeAudience: `node:${actor.node}` }
}

function environmentOf({
  actor,
  action,
  resource,
  purpose,
  secondPerson,
  byLeave = false,
}: Request): Environment {
  return {
    principal: principalOf(actor),
    action,
    resource: resource === 'node' ? {} : (resource as unknown as Plain),
    context: { purpose, secondPerson, byLeave },
  }
}

function readOne(text: string): { readonly json: PolicyJson; readonly compiled: Compiled } {
  const answer = policyToJson(text)
  if (answer.type !== 'success') throw new Error('a policy could not be read')
  const json = answer.json as unknown as PolicyJson
  const notes = json.annotations ?? {}
  const id = notes['id']
  if (!id || !notes['because_en'] || !notes['because_th'])
    throw new Error(`the policy ${id ?? text.slice(0, 60)} does not say @id, @because_en and @because_th`)
  if (json.principal.op !== 'All' || json.resource.op !== 'All')
    throw new Error(`the policy ${id} limits principal or resource in its head, which is not compiled here`)
  const conditions = json.conditions.map(({ kind, body }): Condition => {
    const compiled = compileExpression(body)
    return kind === 'when' ? compiled : (environment) => compiled(environment) !== true
  })
  return {
    json,
    compiled: {
      id,
      effect: json.effect,
      because: { en: notes['because_en'], th: notes['because_th'] },
      holds: (environment) => conditions.every((condition) => condition(environment) === true),
    },
  }
}

function appliesTo(json: PolicyJson, action: Action, groups: ReadonlySet<string>): boolean {
  const { op, entity, entities } = json.action
  if (op === 'All') return true
  const named = [...(entity ? [entity.id] : []), ...(entities ?? []).map((one) => one.id)]
  return op === '==' ? named[0] === action : named.some((name) => groups.has(name))
}

/** Every action with the groups it is in, itself included. */
function actionGroups(schema: string): ReadonlyMap<string, ReadonlySet<string>> {
  const answer = schemaToJson(schema)
  if (answer.type !== 'success') throw new Error('the schema could not be read')
  const namespaces = Object.values(
    answer.json as Record<string, { actions: Record<string, { memberOf?: { id: string }[] }> }>,
  )
  const declared = Object.assign({}, ...namespaces.map((namespace) => namespace.actions)) as Record<
    string,
    { readonly memberOf?: readonly { readonly id: string }[] }
  >
  const groupsOf = (name: string): readonly string[] => [
    name,
    ...(declared[name]?.memberOf ?? []).flatMap((group) => groupsOf(group.id)),
  ]
  return new Map(Object.keys(declared).map((name) => [name, new Set(groupsOf(name))]))
}
