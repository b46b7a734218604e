import { createHash, randomBytes } from 'node:crypto'

import type { Level, Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import type { TemplateName } from '../../marking-template.ts'
import type { Actor, OrganisationKind, Role } from '../../policy/index.ts'

export interface FoundSession {
  readonly id: string
  readonly actor: Actor
  readonly purpose: Purpose | undefined
  readonly reference: string
  /** A machine sees no other handling than this; absent: whatever the policy lets its holder see. */
  readonly markings?: readonly TemplateName[]
}

const idleMinutes = 15
const absoluteHours = 8

export type SessionMethod = 'passkey' | 'oidc' | 'demonstration' | 'token'

/** 256 random bits, shown once; only the hash is stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Begins a session and gives its token, which nobody can read again. */
export async function startSession(
  visit: Visit,
  session: {
    readonly person: string
    readonly method: SessionMethod
    readonly purpose?: Purpose
    readonly reference?: string
    readonly hours?: number
  },
): Promise<string> {
  const token = newSecret()
  const expires = new Date(visit.now.getTime() + (session.hours ?? absoluteHours) * 3_600_000)
  const id = newId()
  await visit.tx.db
    .insertInto('session')
    .values({
      token_hash: secretHash(token),
      id,
      person_id: session.person,
      method: session.method,
      purpose: session.purpose ?? null,
      reference: session.reference ?? '',
      created_at: visit.now,
      seen_at: visit.now,
      expires_at: expires,
    })
    .execute()
  await audit(visit, {
    action: 'session.started',
    person: session.person,
    object: id,
    detail: { method: session.method },
  })
  return token
}

interface Row {
  readonly id: string
  readonly person_id: string
  readonly purpose: Purpose | null
  readonly reference: string
  readonly is_stale: boolean
  readonly clearance: Level
  readonly cases: string[]
  readonly code: string
  readonly kind: OrganisationKind
  readonly roles: Role[]
}

/** What the browser held before it signed in anew is worth nothing from then on. */
export async function endHeldSession(visit: Visit, token: string): Promise<void> {
  const ended = await visit.tx.db
    .updateTable('session')
    .set({ revoked_at: visit.now })
    .where('token_hash', '=', secretHash(token))
    .where('revoked_at', 'is', null)
    .returning(['id', 'person_id'])
    .executeTakeFirst()
  if (ended) await audit(visit, { action: 'session.ended', person: ended.person_id, object: ended.id })
}

/** Who holds this token, as of now: revocation, idle time, roles and cases are read each time, never remembered. */
export async function findSession(visit: Visit, token: string): Promise<FoundSession | undefined> {
  const found = await visit.tx.client.query<Row>(
    `select s.id, s.person_id, s.purpose, s.reference, s.seen_at < $2::timestamptz - interval '30 seconds' as is_stale,
            p.clearance, p.cases, o.code, o.kind,
            array(select distinct g.role from role_grant g
                  where g.person_id = p.id and g.approved_at is not null and g.revoked_at is null order by g.role) as roles
     from session s join person p on p.id = s.person_id join organisation o on o.id = p.organisation_id
     where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and p.active
       and s.seen_at > $2::timestamptz - make_interval(mins => $3)
       and ($4 or (s.method <> 'demonstration' and not p.training))`,
    // A database that once was a demonstration opens to nobody of it in production.
    [secretHash(token), visit.now, idleMinutes, visit.node.config.mode === 'training'],
  )
  const row = found.rows[0]
  if (!row) return undefined
  // A write for each read would double the work: half a minute of idle time is precise enough.
  if (row.is_stale)
    await visit.tx.client.query('update session set seen_at = $2 where id = $1', [row.id, visit.now])
  return {
    id: row.id,
    actor: {
      person: row.person_id,
      organisation: row.code,
      organisationKind: row.kind,
      node: visit.node.name,
      roles: row.roles,
      clearance: row.clearance,
      cases: row.cases,
    },
    purpose: row.purpose ?? undefined,
    reference: row.reference,
  }
}
