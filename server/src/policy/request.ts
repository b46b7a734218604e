import type { Level, Marking, Purpose, Words } from '@shield/core'

export const roles = [
  'analyst',
  'exchange-officer',
  'supervisor',
  'administrator',
  'oversight',
  // A machine's, never a person's.
  'client',
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
  'content.release',
  'content.recall',
  'content.trail',
] as const

/** Actions on the node as a whole. */
export const nodeActions = [
  'import.run',
  'import.undo',
  'search.run',
  'graph.expand',
  'lead.work',
  'ticket.work',
  'exchange.read',
  'exchange.release',
  'exchange.approve',
  'exchange.recall',
  'agreement.read',
  'agreement.sign',
  'people.read',
  'people.manage',
  'role.grant',
  'role.approve',
  'role.revoke',
  'client.manage',
  'audit.read',
  'audit.verify',
  'oversight.report',
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
}

export interface Decision {
  readonly allow: boolean
  /** Ids of the policies that decided, sorted; empty when nothing permitted. */
  readonly policies: readonly string[]
  readonly because: Words
}
