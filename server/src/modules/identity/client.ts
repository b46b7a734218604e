import { randomBytes } from 'node:crypto'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import type { TemplateName } from '../../marking-template.ts'
import type { OrganisationKind } from '../../policy/index.ts'
import { newSecret, secretHash } from './session.ts'
import type { FoundSession } from './session.ts'

export interface NewClient {
  readonly name: string
  readonly door: 'api' | 'taxii' | 'misp'
  /** Code of an organisation of this node. */
  readonly organisation: string
  /** Handling that the machine may see, of what its organisation may. */
  readonly markings: readonly TemplateName[]
  /** May it bring objects in by its door? */
  readonly write?: boolean
}

/** A credential of a machine, shown once; undefined where the node has no such organisation. */
export async function addClient(
  visit: Visit,
  client: NewClient,
): Promise<{ readonly id: string; readonly secret: string } | undefined> {
  const organisation = await visit.tx.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', client.organisation)
    .where('node', '=', visit.node.name)
    .executeTakeFirst()
  if (!organisation) return undefined
  const id = newId()
  const secret = client.door === 'misp' ? newMispKey() : newSecret()
  await visit.tx.db
    .insertInto('client')
    .values({
      id,
      name: client.name,
      door: client.door,
      organisation_id: organisation.id,
      secret_hash: secretHash(secret),
      markings: [...client.markings],
      can_write: client.write ?? false,
    })
    .execute()
  await audit(visit, {
    action: 'client.added',
    object: id,
    organisation: client.organisation,
    detail: { door: client.door, write: client.write ?? false },
  })
  return { id, secret }
}

/** Ends a credential; the next request with it finds nothing. False where there is none to end. */
export async function revokeClient(visit: Visit, id: string): Promise<boolean> {
  const revoked = await visit.tx.db
    .updateTable('client')
    .set({ revoked_at: visit.now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!revoked) return false
  await audit(visit, { action: 'client.revoked', object: id })
  return true
}

/** MISP takes a key of forty letters and digits and no other. */
function newMispKey(): string {
  return randomBytes(20).toString('hex')
}

interface Row {
  readonly id: string
  readonly code: string
  readonly kind: OrganisationKind
  readonly markings: TemplateName[]
  readonly name: string
  readonly can_write: boolean
}

const columns = 'c.id, c.name, c.markings, c.can_write, o.code, o.kind'
const tables = 'client c join organisation o on o.id = c.organisation_id'

/** A machine as it acts. */
export interface FoundClient extends FoundSession {
  readonly name: string
  readonly markings: readonly TemplateName[]
}

/** The machine that holds this secret for a door. It has a role of its own, no case, and no level above the lowest. */
export async function findClient(
  visit: Visit,
  secret: string,
  door: NewClient['door'],
): Promise<FoundClient | undefined> {
  const found = await visit.tx.client.query<Row>(
    `select ${columns} from ${tables} where c.secret_hash = $1 and c.door = $2 and c.revoked_at is null`,
    [secretHash(secret), door],
  )
  return found.rows.map((row) => asFound(visit, row))[0]
}

/** A machine by its id, while its credential stands. */
export async function findClientById(visit: Visit, id: string): Promise<FoundClient | undefined> {
  const found = await visit.tx.client.query<Row>(
    `select ${columns} from ${tables} where c.id = $1 and c.revoked_at is null`,
    [id],
  )
  return found.rows.map((row) => asFound(visit, row))[0]
}

function asFound(visit: Visit, row: Row): FoundClient {
  return {
    id: row.id,
    name: row.name,
    actor: {
      person: row.id,
      organisation: row.code,
      organisationKind: row.kind,
      node: visit.node.name,
      roles: row.can_write ? ['client', 'client-writer'] : ['client'],
      clearance: 1,
      cases: [],
    },
    purpose: undefined,
    reference: '',
    markings: row.markings,
  }
}
