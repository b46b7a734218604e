import { purposeNames } from '@shield/core'
import type { Purpose } from '@shield/core'

import { isPersonal } from './policy/index.ts'
import type { Action, Policy } from './policy/index.ts'
import type { Served } from './serve.ts'
import { facts } from './testing-facts.ts'
import type { Asker, GuardedWorld } from './testing-guard.ts'
import type { Subject } from './testing-subject.ts'
import { ask, upload } from './testing-http.ts'
import type { TestNode } from './testing.ts'
import { missing } from './testing-missing.ts'
import { sampleRequest } from './testing-sample.ts'

/** What the policy says the answer has to be. `because` is text the problem document must carry. */
type Expected =
  | { readonly is: 'allowed' }
  | { readonly is: 'as-missing'; readonly status: 404 | undefined }
  | { readonly is: 'refused'; readonly status: 400 | 401 | 403; readonly because: string | undefined }

export interface Asking {
  readonly served: Served
  readonly asker: Asker
  readonly purpose: Purpose | undefined
  readonly subject: Subject | undefined
}

export function expectedOf(policy: Policy, { served, asker, purpose, subject }: Asking): Expected {
  const needs = served.needs as Action
  const { acts = [], reach, only, makes } = facts[served.route.name] ?? {}
  if (purpose === undefined && isPersonal(needs)) return { is: 'refused', status: 400, because: undefined }
  const decide = (action: Action, onNode: boolean, secondPerson = false, byLeave = false) =>
    policy.decide({
      actor: asker.actor,
      action,
      resource: onNode ? 'node' : (subject?.block ?? makes ?? 'node'),
      purpose: purpose ?? 'administration',
      ...{ secondPerson, byLeave },
    })
  const refused = (because?: string): Expected => ({ is: 'refused', status: 403, because })
  const onNode = needs.startsWith('content.') ? undefined : decide(needs, true)
  if (onNode && !onNode.allow) return refused(onNode.because.en)
  if (only === 'holder' && asker.role !== 'case-worker') return refused()
  if (subject && reach !== 'blind') {
    const isOwn = subject.block.organisation === asker.actor.organisation
    // Oversight reads who looked at what it may not see itself.
    const seeing = reach === 'trail' && asker.role === 'oversight' ? 'content.trail' : 'content.read'
    const mayLeave =
      (reach !== 'taken' && reach !== 'agreed') || decide('content.export', false, reach === 'agreed').allow
    const isSeen = decide(seeing, false).allow && mayLeave
    const isTold =
      subject.block.announce && subject.block.zone !== 'protection' && subject.block.level < 3 && isOwn
    if (!isSeen || (reach === 'own' && !isOwn) || (reach === 'announced' && !isTold))
      return { is: 'as-missing', status: reach === 'taken' || reach === 'agreed' ? undefined : 404 }
    const isForeign = only === 'here' && subject.block.node !== asker.actor.node
    if (only === 'proposer' || (only !== undefined && only !== 'holder' && !isOwn && !isForeign))
      return refused()
  }
  for (const { action, secondPerson, onNode: node, byLeave } of acts) {
    const decision = decide(action, node === true, secondPerson, byLeave)
    if (!decision.allow) return refused(decision.because.en)
  }
  return { is: 'allowed' }
}

const marked: ReadonlySet<string> = new Set(Object.keys(missing))

/** Does the route name a row that stands under a block? */
export function isAboutRow(served: Served, world: GuardedWorld): boolean {
  return [...sampleRequest(served.route, idsOf(world)).names].some((name) => marked.has(name))
}

export function idsOf(world: GuardedWorld, subject = world.subjects[0]): Readonly<Record<string, string>> {
  return {
    ...subject?.ids,
    grant: world.grant,
    figureRelease: world.figureRelease,
    caseRelease: world.caseRelease,
    match: world.match,
    pack: world.pack,
    request: world.request,
    version: world.version,
    evacuation: world.evacuation,
    glass: world.glass,
    complaint: world.complaint,
    person: world.colleague,
    event: world.event,
    // Of a vault in which nothing is sealed there is none: who may answer is told that.
    alarm: '1',
  }
}

export interface Answer {
  readonly status: number
  /** Status, headers and body without what differs each time: the request's number and the hour. */
  readonly same: string
  readonly text: string
  readonly requestId: string
}

/** Asks one route; `ids` say about which rows. */
export async function put(
  node: TestNode,
  headers: Record<string, string>,
  served: Served,
  ids: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { route } = served
  const { params, query, body } = sampleRequest(route, ids)
  const answer =
    route.shapes.transfer === 'upload'
      ? await upload(
          node,
          headers,
          { source: 'Matrix', marking: 'agency' },
          { name: 'a.csv', content: 'a\n1\n' },
        )
      : await ask(node, headers, route.name, { params, query, body })
  const kept = Object.entries(answer.headers).filter(([name]) => !['x-request-id', 'date'].includes(name))
  const text = answer.text.replace(/"requestId":"[^"]*"/, '')
  return {
    status: answer.status,
    text: answer.text,
    requestId: String(answer.headers['x-request-id']),
    same: JSON.stringify([answer.status, kept, text]),
  }
}

/** The node itself refuses this role whatever the purpose: no block is ever looked at, so two of each are asked. */
function isBarredFrom(policy: Policy, served: Served, { actor }: Asker): boolean {
  const action = served.needs as Action
  if (action.startsWith('content.')) return false
  return purposeNames.every(
    (purpose) => !policy.decide({ actor, action, resource: 'node', purpose, secondPerson: true }).allow,
  )
}

export interface Matrix {
  readonly asked: number
  readonly violations: readonly string[]
  readonly seen: Readonly<Record<Expected['is'], number>>
}

/** Puts the routes to every role, block and purpose; `purposesEach` of them in turn where a block is asked about. */
export async function runMatrix(
  world: GuardedWorld,
  policy: Policy,
  routes: readonly Served[],
  options: { readonly app?: TestNode['app']; readonly purposesEach: number },
): Promise<Matrix> {
  const node: TestNode = options.app ? { ...world.th, app: options.app } : world.th
  const violations: string[] = []
  const seen = { allowed: 0, 'as-missing': 0, refused: 0 }
  const read = new Map<string, string>()
  let turn = 0
  const turns = (): readonly Purpose[] =>
    Array.from(
      { length: options.purposesEach },
      () => purposeNames[turn++ % purposeNames.length] ?? 'investigation',
    )
  for (const served of routes.filter((one) => one.needs !== 'signed-out')) {
    const { reset, isSilent } = facts[served.route.name] ?? {}
    const all = isAboutRow(served, world) ? world.subjects : [undefined]
    for (const asker of world.askers) {
      const isBarred = isBarredFrom(policy, served, asker)
      const subjects = isBarred ? all.slice(0, 2) : all
      let headers = await world.th.signIn({ id: asker.actor.person })
      const unseen = new Map<string | undefined, Answer>()
      for (const subject of subjects) {
        const purposes = subject ? turns() : isBarred ? purposeNames.slice(0, 3) : purposeNames
        for (const purpose of subject === subjects[0] ? [undefined, ...purposes] : purposes) {
          if (served.needs === 'session.self') headers = await world.th.signIn({ id: asker.actor.person })
          if (reset !== undefined) await node.node.database.pool.query(reset)
          const stated = { ...headers, ...(purpose === undefined ? {} : { purpose }) }
          const expected = expectedOf(policy, { served, asker, purpose, subject })
          const answer = await put(node, stated, served, idsOf(world, subject))
          seen[expected.is] += 1
          if (expected.is === 'as-missing' && !unseen.has(purpose))
            unseen.set(purpose, await put(node, stated, served, { ...idsOf(world, subject), ...missing }))
          const fault = faultOf(expected, answer, unseen.get(purpose))
          const where = `${served.route.name} · ${asker.role} · ${subject?.name ?? 'no row'} · ${purpose ?? 'no purpose'}`
          if (fault !== undefined) violations.push(`${where}: ${fault}`)
          if (answer.status < 300 && isPersonal(served.needs as Action) && !isSilent)
            read.set(answer.requestId, where)
        }
      }
    }
  }
  violations.push(...(await unaudited(node, read)).map((where) => `${where}: not in the audit`))
  return { asked: seen.allowed + seen['as-missing'] + seen.refused, violations, seen }
}

function faultOf(expected: Expected, answer: Answer, unseen: Answer | undefined): string | undefined {
  if (expected.is === 'allowed')
    return [401, 403, 404, 500].includes(answer.status)
      ? `the policy allows it, the answer is ${answer.status}: ${answer.text}`
      : undefined
  if (expected.status !== undefined && answer.status !== expected.status)
    return `${expected.status} is right (${expected.is}), the answer is ${answer.status}: ${answer.text.slice(0, 300)}`
  if (expected.is === 'as-missing')
    return answer.same === unseen?.same
      ? undefined
      : `differs from what is not there: ${answer.same} ${unseen?.same}`
  const { detail } = JSON.parse(answer.text) as { readonly detail?: string }
  return expected.because === undefined || detail === expected.because
    ? undefined
    : `the policy says "${expected.because}", the answer says "${detail}"`
}

/** Of good answers about personal data, those that no line of the audit speaks of (safeguard S7). */
async function unaudited(node: TestNode, read: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const found = await node.node.database.pool.query<{ request: string }>(
    `select distinct convert_from(event, 'UTF8')::jsonb->>'request' as request from audit_intake`,
  )
  const noted = new Set(found.rows.map((row) => row.request))
  return [...read].filter(([request]) => !noted.has(request)).map(([, where]) => where)
}
