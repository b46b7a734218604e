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
  const secret = newSecret()
  await visit.tx.db
    .insertInto('client')
    .values({
      id,
      name: client.name,
      door: client.door,
      organisation_id: organisation.id,
      secret_hash: secretHash(secret),
      markings: [...client.markings],
    })
    .execute()
  await audit(visit, {
    action: 'client.added',
    object: id,
    organisation: client.organisation,
    detail: { door: client.door },
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

interface Row {
  readonly id: string
  readonly code: string
  readonly kind: OrganisationKind
  readonly markings: TemplateName[]
}

/** The machine that holds this secret for the API's door. It has a role of its own, no case, and no level above the lowest. */
export async function findClient(visit: Visit, secret: string): Promise<FoundSession | undefined> {
  const found = await visit.tx.client.query<Row>(
    `select c.id, o.code, o.kind, c.markings from client c join organisation o on o.id = c.organisation_id
     where c.secret_hash = $1 and c.door = 'api' and c.revoked_at is null`,
    [secretHash(secret)],
  )
  const row = found.rows[0]
  if (!row) return undefined
  return {
    id: row.id,
    actor: {
      person: row.id,
      organisation: row.code,
      organisationKind: row.kind,
      node: visit.node.name,
      roles: ['client'],
      clearance: 1,
      cases: [],
    },
    purpose: undefined,
    reference: '',
    markings: row.markings,
  }
}
