import type { Tx } from '#store/database.ts'

/** A status that a record states of somebody, with the documents and issuers stated of the same person. */
export interface StatusRow {
  readonly id: string
  readonly status: string
  readonly marking_id: number
  readonly documents: readonly string[]
  readonly issuers: readonly string[]
}

/**
 * Statuses of persons after a statement, in their order, under the blocks named. Documents are those of every record that was
 * judged to speak of the same person. Walks the index statement_status.
 */
export async function findStatuses(
  { client }: Pick<Tx, 'client'>,
  {
    after,
    markings,
    limit,
  }: { readonly after: string; readonly markings: readonly number[]; readonly limit: number },
): Promise<readonly StatusRow[]> {
  const found = await client.query<StatusRow>(
    `with next as (
       select st.id, st.entity_id, st.value, st.marking_id from statement st
       where st.property = 68 and st.retracted_at is null and st.id > $1 and st.marking_id = any($2::int[])
       order by st.id limit $3)
     select n.id::text, n.value as status, n.marking_id,
       array_remove(array_agg(distinct d.value) filter (where d.property in (23, 24)), null) as documents,
       array_remove(array_agg(distinct d.norm) filter (where d.property in (13, 14)), null) as issuers
     from next n join entity e on e.id = n.entity_id join entity o on o.canonical = e.canonical
     left join statement d on d.entity_id = o.id and d.property in (13, 14, 23, 24) and d.retracted_at is null
       and d.marking_id = any($2::int[])
     group by n.id, n.value, n.marking_id order by n.id`,
    [after, markings, limit],
  )
  return found.rows.map((row) => ({ ...row, documents: row.documents ?? [], issuers: row.issuers ?? [] }))
}
