import type { Tx } from '#store/database.ts'

export interface TakenAlong {
  readonly organisation: string
  readonly at: Date
}

export interface Asked {
  /** What the entity is asked for. */
  readonly of: string
  /** Wire id. */
  readonly entity: string
  readonly since: Date
}

const mostTold = 1000

/** Which organisations took any entity of something out of the node in a file, and when; by what it is asked for, newest first. */
export async function takenAlong(
  tx: Tx,
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, readonly TakenAlong[]>> {
  const found = await tx.client.query<TakenAlong & { readonly of: string }>(
    `select distinct t.of, i.id, i.organisation, i.at from unnest($1::text[], $2::uuid[], $3::timestamptz[]) as t (of, entity, since)
     join audit_object o on o.entity_wire = t.entity join audit_intake i on i.id = o.audit_id
     where i.action = 'export.run' and i.at >= t.since order by i.at desc`,
    [asked.map((one) => one.of), asked.map((one) => one.entity), asked.map((one) => one.since)],
  )
  const taken = Map.groupBy(found.rows, (row) => row.of)
  return new Map([...taken].map(([of, rows]) => [of, rows.slice(0, mostTold)]))
}
