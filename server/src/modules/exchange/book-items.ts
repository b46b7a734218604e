import type { Visit } from '../../context.ts'

interface Items {
  /** From which version on the partner has them. */
  readonly version: number
  readonly statements: readonly { readonly entity: number; readonly id: number; readonly as: string }[]
  /** Wire ids. */
  readonly links: readonly string[]
}

/** Keeps which statements and links a release holds from a version on; what it does not hold any more ends with it. */
export async function bookItems({ tx }: Visit, release: string, items: Items): Promise<void> {
  const { version, statements, links } = items
  const [entities, ids] = [statements.map((one) => one.entity), statements.map((one) => one.id)]
  await tx.client.query(
    `update release_statement rs set until = $2 from entity e where rs.release_id = $1 and rs.until is null and e.wire = rs.entity_wire
     and not exists (select 1 from unnest($3::bigint[], $4::bigint[]) as s (entity, id) where s.entity = e.id and s.id = rs.statement_id)`,
    [release, version, entities, ids],
  )
  await tx.client.query(
    `insert into release_statement (release_id, entity_wire, statement_id, since, told_as)
     select $1, e.wire, s.id, $2, s.told from unnest($3::bigint[], $4::bigint[], $5::uuid[]) as s (entity, id, told) join entity e on e.id = s.entity
     on conflict (release_id, entity_wire, statement_id) do update set until = null, told_as = excluded.told_as, since = case
       when release_statement.until is null then release_statement.since else excluded.since end`,
    [release, version, entities, ids, statements.map((one) => one.as)],
  )
  await tx.client.query(
    `update release_link set until = $2 where release_id = $1 and until is null and link_wire <> all($3::uuid[])`,
    [release, version, links],
  )
  await tx.client.query(
    `insert into release_link (release_id, link_wire, since) select $1, wire, $2 from unnest($3::uuid[]) as t (wire)
     on conflict (release_id, link_wire) do update set until = null, since = case
       when release_link.until is null then release_link.since else excluded.since end`,
    [release, version, links],
  )
}
