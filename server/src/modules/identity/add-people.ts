import type { Level, Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import type { OrganisationKind, Role } from '../../policy/index.ts'

export interface NewOrganisation {
  readonly code: string
  readonly node: string
  readonly kind: OrganisationKind
  readonly name: Words
}

export interface NewPerson {
  readonly id?: string
  readonly name: Words
  /** Code of an organisation of this node. */
  readonly organisation: string
  readonly roles: readonly Role[]
  readonly clearance: Level
  readonly cases: readonly string[]
}

/** Adds an organisation; one that is there stays as it is. */
export async function addOrganisation(visit: Visit, organisation: NewOrganisation): Promise<void> {
  await visit.tx.db
    .insertInto('organisation')
    .values({
      id: newId(),
      code: organisation.code,
      node: organisation.node,
      kind: organisation.kind,
      name_en: organisation.name.en,
      name_th: organisation.name.th,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
}

/**
 * Adds a person with first roles, for setting a node up (demonstration people, the first two administrators).
 * Later roles go through a proposal and a second person. A person that is there stays as it is.
 */
export async function addPerson(visit: Visit, person: NewPerson): Promise<string> {
  const { tx } = visit
  const organisation = await tx.db
    .selectFrom('organisation')
    .select('id')
    .where('code', '=', person.organisation)
    .where('node', '=', visit.node.name)
    .executeTakeFirstOrThrow()
  const id = person.id ?? newId()
  const added = await tx.db
    .insertInto('person')
    .values({
      id,
      organisation_id: organisation.id,
      name_en: person.name.en,
      name_th: person.name.th,
      clearance: person.clearance,
      cases: [...person.cases],
      training: visit.node.config.mode === 'training',
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows === 0n) return id
  for (const role of person.roles)
    await tx.db
      .insertInto('role_grant')
      .values({ id: newId(), person_id: id, role, reason: 'set up', approved_at: visit.now })
      .execute()
  await audit(visit, { action: 'person.added', object: id, organisation: person.organisation })
  return id
}
