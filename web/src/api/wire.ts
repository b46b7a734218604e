import type { Grade, KindName, LinkKindName, Marking, PropertyName, Purpose, Words } from '@shield/core'

export interface Session {
  readonly person: { readonly id: string; readonly name: Words }
  readonly organisation: { readonly code: string; readonly name: Words; readonly kind: string }
  readonly node: string
  readonly roles: readonly string[]
  readonly can: readonly string[]
  readonly training: boolean
  readonly purpose: Purpose | undefined
  readonly reference: string
}

export interface Statement {
  readonly id: string
  readonly property: PropertyName
  readonly value: string
  readonly norm: string
  readonly grade: Grade
  readonly from?: string
  readonly until?: string
  readonly recordedAt: string
  readonly retractedAt?: string
  readonly record: string
  readonly source: string
  readonly sourceName: string
  readonly organisation: string
  readonly marking: Marking
}

export interface Member {
  readonly id: string
  readonly caption: string
  readonly kind: KindName
  readonly source: string
  readonly sourceName: string
  readonly organisation: string
}

export interface Judgement {
  readonly id: string
  readonly left: string
  readonly right: string
  readonly verdict: 'same' | 'different' | 'unsure'
  readonly reason: string
  readonly by: Words
  readonly organisation: string
  readonly at: string
  readonly withdrawnAt?: string
  readonly can: readonly string[]
}

export interface LinkCount {
  readonly kind: LinkKindName
  readonly direction: 'out' | 'in'
  readonly count: number
}

export interface Profile {
  readonly id: string
  readonly kind: KindName
  readonly caption: string
  readonly statements: readonly Statement[]
  readonly markings: readonly Marking[]
  readonly members: readonly Member[]
  readonly judgements: readonly Judgement[]
  readonly links: readonly LinkCount[]
  readonly can: readonly string[]
}

export interface LinkRow {
  readonly id: string
  readonly kind: LinkKindName
  readonly direction: 'out' | 'in'
  readonly other: { readonly id: string; readonly kind: KindName; readonly caption: string }
  readonly starts?: string
  readonly ends?: string
  readonly amount?: { readonly amount: string; readonly currency: string }
  readonly detail?: string
  readonly sourceName: string
  readonly marking: Marking
}

export interface Hit {
  readonly id: string
  readonly kind: KindName
  readonly caption: string
  readonly matched: readonly {
    readonly property: PropertyName
    readonly value: string
    readonly because: Words
  }[]
  readonly sources: number
  readonly marking: Marking
}

export interface SearchReply {
  readonly items: readonly Hit[]
  readonly next?: string
  readonly count?: number
  readonly facets: Record<
    string,
    readonly { readonly value: string; readonly count: number; readonly label?: Words }[]
  >
}

export interface RecordView {
  readonly id: string
  readonly key: string
  readonly sourceName: string
  readonly body: unknown
}

export interface HistoryEvent {
  readonly id: string
  readonly at: string
  readonly what: Words
  readonly detail?: string
  readonly by?: Words
}

export interface AuditEvent {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly person?: { readonly id: string; readonly name: Words }
  readonly organisation: string
  readonly purpose?: Purpose
  readonly reference?: string
  readonly object?: string
  readonly sequence?: number
  readonly requestId?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
  readonly count?: number
}

export interface RoleGrant {
  readonly id: string
  readonly role: string
  readonly state: 'proposed' | 'approved' | 'revoked'
  readonly reason: string
  readonly proposedBy?: Words
  readonly proposedAt: string
  readonly can: readonly string[]
}

export interface PersonRow {
  readonly id: string
  readonly name: Words
  readonly organisation: { readonly code: string; readonly name: Words }
  readonly clearance: number
  readonly active: boolean
  readonly grants: readonly RoleGrant[]
  readonly can: readonly string[]
}

export const queueNames = ['decide', 'running', 'received', 'changed', 'failed'] as const
export type QueueName = (typeof queueNames)[number]

export interface WorkItem {
  readonly id: string
  readonly title: Words
  readonly at: string
  readonly due?: string
  /** A path of this app: `/releases?release=…`. */
  readonly to: string
}

export interface WorkReply {
  readonly queues: readonly {
    readonly name: QueueName
    readonly count: number
    readonly items: readonly WorkItem[]
  }[]
}

export interface Suggestion {
  readonly id: string
  readonly kind: KindName
  readonly caption: string
}

export interface SignInWays {
  readonly node: string
  readonly training: boolean
  readonly oidc: readonly { readonly id: string; readonly name: Words }[]
}
