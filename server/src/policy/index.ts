import { contentActions } from './request.ts'
import type { Action } from './request.ts'

export { compilePolicy, loadPolicy, readPolicyTexts } from './load.ts'
export type { Policy } from './load.ts'
export { actions, contentActions, organisationKinds, roles } from './request.ts'
export type { Action, Actor, Decision, OrganisationKind, Request, Role } from './request.ts'
export { createVisibility } from './visibility.ts'
export type { Visibility } from './visibility.ts'

const personal: ReadonlySet<Action> = new Set<Action>([
  ...contentActions,
  'import.run',
  'import.undo',
  'search.run',
  'export.agree',
  'graph.expand',
  'lead.work',
  'ticket.work',
  'exchange.read',
  'exchange.release',
  'exchange.approve',
  'exchange.recall',
  'match.ask',
  'match.answer',
  'feed.read',
  'feed.write',
  'protection.work',
  'care.approve',
  'care.supervise',
  'panel.work',
  'consular.work',
  'punishment.assess',
  'punishment.read',
  'glass.break',
  'retention.decide',
  'retention.read',
  'identity.seal',
  'identity.open',
  'case.give',
  'case.agree',
  'case.read',
  'figure.count',
  'figure.agree',
])

/** Does this action touch personal data, so that a purpose has to be stated (safeguard S7)? The schema's group "personal". */
export function isPersonal(action: Action): boolean {
  return personal.has(action)
}
