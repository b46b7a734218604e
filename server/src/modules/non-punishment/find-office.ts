import type { Visit } from '../../context.ts'

/** The prosecutor's office of this node that assesses: one with an assessor before one without. */
export async function findOffice({ tx, node }: Pick<Visit, 'tx' | 'node'>): Promise<string | undefined> {
  const found = await tx.client.query<{ code: string }>(
    `select o.code from organisation o where o.node = $1 and o.kind = 'prosecutor'
     order by exists (select 1 from person p join role_grant g on g.person_id = p.id
       where p.organisation_id = o.id and p.active and g.role = 'assessor' and g.approved_at is not null
         and g.revoked_at is null) desc, o.code limit 1`,
    [node.name],
  )
  return found.rows[0]?.code
}
