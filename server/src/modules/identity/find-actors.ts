import type { Level, Words } from '@shield/core'

import type { Visit } from '../../context.ts'
import type { Actor, OrganisationKind, Role } from '../../policy/index.ts'

export interface NamedActor {
  readonly actor: Actor
  readonly name: Words
}

/** Active people of this node with a role in force, of one organisation where one is named; as who they are today. */
export async function findActors(visit: Visit, organisation?: string): Promise<readonly NamedActor[]> {
  const found = await visit.tx.client.query<{
    id: string
    name_en: string
    name_th: string
    clearance: Level
    cases: string[]
    code: string
    kind: OrganisationKind
    roles: Role[]
  }>(
    `select p.id, p.name_en, p.name_th, p.clearance, p.cases, o.code, o.kind, array_agg(distinct g.role order by g.role) as roles
     from person p join organisation o on o.id = p.organisation_id join role_grant g on g.person_id = p.id
     where p.active and o.node = $1 and ($2::text is null or o.code = $2) and ($3 or not p.training)
       and g.approved_at is not null and g.revoked_at is null
     group by p.id, o.code, o.kind order by p.id`,
    [visit.node.name, organisation ?? null, visit.node.config.mode === 'training'],
  )
  return found.rows.map((row) => ({
    actor: {
      person: row.id,
      organisation: row.code,
      organisationKind: row.kind,
      node: visit.node.name,
      roles: row.roles,
      clearance: row.clearance,
      cases: row.cases,
    },
    name: { en: row.name_en, th: row.name_th },
  }))
}
