import { canonicalJson } from '@shield/core'
import type { Json, Purpose } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Visit } from '../context.ts'
import type { AuditAction } from './action.ts'

/** Who acts, for the audit: a signed-in person, or nobody (a job, a partner's envelope). */
interface Acting extends Visit {
  readonly actor?: { readonly person: string; readonly organisation: string }
  readonly purpose?: Purpose
  readonly reference?: string
}

export interface Audited {
  readonly action: AuditAction
  /** Wire id of what was acted on. */
  readonly object?: string
  /** Wire ids of every entity whose content the answer shows. */
  readonly shown?: readonly string[]
  /** Whom the act is about, where `acting` has no actor yet (a sign-in). */
  readonly person?: string
  readonly organisation?: string
  /** Numbers and codes, never content. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

// An event has to fit the 65,535 bytes of its place in a bundle: 1,000 ids are 39,000.
const mostShown = 1000

/**
 * Writes what happened, in the transaction of what happened: no act without its line, no line without its act.
 * An act that showed more entities than one event holds is several events of one request. Gives the id of the first.
 */
export async function audit(acting: Acting, event: Audited): Promise<string> {
  const [first = ''] = await auditAll(acting, [event])
  return first
}

/** Writes many at once, in their order: a statement for all, where one each was a third of what a partner's message cost. */
export async function auditAll(acting: Acting, events: readonly Audited[]): Promise<readonly string[]> {
  if (events.length === 0) return []
  const parts = events.map(partsOf)
  const lines = parts.flat().map((part) => lineOf(acting, part))
  await acting.tx.client.query(
    `insert into audit_intake (id, at, action, person, organisation, object, event)
     select line.id, $1, line.action, line.person, line.organisation, line.object, line.event
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bytea[])
       as line (id, action, person, organisation, object, event)`,
    [
      acting.now,
      lines.map((line) => line.id),
      lines.map((line) => line.action),
      lines.map((line) => line.person ?? null),
      lines.map((line) => line.organisation),
      lines.map((line) => line.object ?? ''),
      lines.map((line) => line.event),
    ],
  )
  const shown = lines.flatMap((line) => line.shown.map((entity) => [line.id, entity] as const))
  if (shown.length > 0)
    await acting.tx.client.query(
      `insert into audit_object (audit_id, entity_wire) select * from unnest($1::uuid[], $2::uuid[])`,
      [shown.map(([id]) => id), shown.map(([, entity]) => entity)],
    )
  let at = 0
  return parts.map((some) => {
    const first = lines[at]?.id ?? ''
    at += some.length
    return first
  })
}

type Part = Audited & { readonly shown: readonly string[] }

function partsOf(event: Audited): readonly Part[] {
  const shown = [...new Set(event.shown ?? [])]
  const count = Math.max(1, Math.ceil(shown.length / mostShown))
  return Array.from({ length: count }, (_, at) => ({
    ...event,
    shown: shown.slice(at * mostShown, (at + 1) * mostShown),
  }))
}

interface Line extends Pick<Audited, 'action' | 'object' | 'person'> {
  readonly id: string
  readonly organisation: string
  readonly shown: readonly string[]
  readonly event: Buffer
}

/** The bytes stored here are the leaf of the Merkle log (RFC 6962 §2.1). */
function lineOf(acting: Acting, event: Part): Line {
  const id = newId()
  const { action, object, shown } = event
  const person = acting.actor?.person ?? event.person
  const organisation = acting.actor?.organisation ?? event.organisation ?? ''
  const bytes = canonicalJson({
    id,
    at: acting.now.toISOString(),
    node: acting.node.name,
    action,
    organisation,
    request: acting.requestId,
    ...(person === undefined ? {} : { person }),
    ...(acting.purpose === undefined ? {} : { purpose: acting.purpose }),
    ...(acting.reference ? { reference: acting.reference } : {}),
    ...(object === undefined ? {} : { object }),
    ...(shown.length === 0 ? {} : { shown: [...shown] }),
    ...(event.detail === undefined ? {} : { detail: event.detail as Json }),
  })
  return {
    ...{ id, action, organisation, shown, event: Buffer.from(bytes) },
    ...(object === undefined ? {} : { object }),
    ...(person === undefined ? {} : { person }),
  }
}
