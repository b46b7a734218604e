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
  const shown = [...new Set(event.shown ?? [])]
  const first = await append(acting, event, shown.slice(0, mostShown))
  for (let at = mostShown; at < shown.length; at += mostShown)
    await append(acting, event, shown.slice(at, at + mostShown))
  return first
}

/** The bytes stored here are the leaf of the Merkle log (RFC 6962 §2.1). */
async function append(acting: Acting, event: Audited, shown: readonly string[]): Promise<string> {
  const id = newId()
  const person = acting.actor?.person ?? event.person
  const organisation = acting.actor?.organisation ?? event.organisation ?? ''
  const bytes = canonicalJson({
    id,
    at: acting.now.toISOString(),
    node: acting.node.name,
    action: event.action,
    organisation,
    request: acting.requestId,
    ...(person === undefined ? {} : { person }),
    ...(acting.purpose === undefined ? {} : { purpose: acting.purpose }),
    ...(acting.reference ? { reference: acting.reference } : {}),
    ...(event.object === undefined ? {} : { object: event.object }),
    ...(shown.length === 0 ? {} : { shown }),
    ...(event.detail === undefined ? {} : { detail: event.detail as Json }),
  })
  await acting.tx.client.query(
    `with event as (
       insert into audit_intake (id, at, action, person, organisation, object, event)
       values ($1, $2, $3, $4, $5, $6, $7) returning id)
     insert into audit_object (audit_id, entity_wire)
     select event.id, shown from event, unnest($8::uuid[]) as shown`,
    [
      id,
      acting.now,
      event.action,
      person ?? null,
      organisation,
      event.object ?? '',
      Buffer.from(bytes),
      shown,
    ],
  )
  return id
}
