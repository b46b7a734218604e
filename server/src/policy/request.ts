import type { Level, Marking, Purpose, Words } from '@shield/core'

export const roles = [
  'analyst',
  'assessor',
  'exchange-officer',
  'supervisor',
  'administrator',
  'oversight',
  'case-worker',
  'consular-officer',
  'panel-member',
  'shelter-head',
  // A machine's, never a person's.
  'client',
  'client-writer',
] as const
export type Role = (typeof roles)[number]

export const organisationKinds = [
  'police',
  'immigration',
  'social',
  'ngo',
  'embassy',
  'prosecutor',
  'aml',
  'oversight',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** Actions on one marked block. */
export const contentActions = [
  'content.read',
  'content.judge',
  'content.join',
  'content.raise',
  'content.write',
  'content.lower',
  'content.export',
  'content.feed',
  'content.match',
  'content.release',
  'content.leave',
  'content.recall',
  'content.trail',
  'content.assess',
] as const

/** Actions on the node as a whole. */
export const nodeActions = [
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
  'match.review',
  'match.inspect',
  'complaint.outside',
  'complaint.work',
  'glass.break',
  'glass.list',
  'glass.review',
  'protection.work',
  'care.approve',
  'care.supervise',
  'panel.work',
  'punishment.assess',
  'punishment.figures',
  'punishment.read',
  'retention.decide',
  'retention.oversee',
  'retention.read',
  'retention.rules',
  'quality.draw',
  'quality.read',
  'case.give',
  'case.agree',
  'case.read',
  'figure.count',
  'figure.agree',
  'figure.read',
  'words.read',
  'words.sign',
  'words.load',
  'identity.seal',
  'identity.open',
  'device.answer',
  'evacuation.order',
  'feed.read',
  'feed.write',
  'agreement.read',
  'agreement.propose',
  'agreement.sign',
  'agreement.stop',
  'partner.read',
  'partner.stop',
  'partner.operate',
  'partner.compare-keys',
  'partner.settle-keys',
  'people.read',
  'people.manage',
  'role.grant',
  'role.approve',
  'role.revoke',
  'client.manage',
  'consular.work',
  'audit.read',
  'audit.verify',
  'oversight.report',
  'alarm.answer',
  'session.self',
  'preference.write',
  'node.read',
  'work.read',
] as const

export const actions = [...contentActions, ...nodeActions] as const
export type Action = (typeof actions)[number]

/** Somebody signed in. No attribute names the person to a rule: rules are about offices. */
export interface Actor {
  readonly person: string
  readonly organisation: string
  readonly organisationKind: OrganisationKind
  readonly node: string
  readonly roles: readonly Role[]
  readonly clearance: Level
  readonly cases: readonly string[]
}

export interface Request {
  readonly actor: Actor
  readonly action: Action
  readonly resource: Marking | 'node'
  readonly purpose: Purpose
  /** Somebody else has asked, and this actor approves. */
  readonly secondPerson: boolean
  /** Whoever owns the block lets it go to the recipient in question; absent, nobody has said so. */
  readonly byLeave?: boolean
}

export interface Decision {
  readonly allow: boolean
  /** Ids of the policies that decided, sorted; empty when nothing permitted. */
  readonly policies: readonly string[]
  readonly because: Words
}
