import type { Tx } from '#store/database.ts'

/** How many candidates still rest on entities of which nothing stands; the follower takes them away. */
export async function candidatesResting(
  tx: Tx,
  entities: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const found = await tx.client.query<{ id: number; count: number }>(
    `select e.id, count(*) as count from entity e join candidate c on c.left_entity = e.id or c.right_entity = e.id
     where e.id = any($1::bigint[]) and e.markings = '{}' group by e.id`,
    [entities],
  )
  return new Map(found.rows.map((row) => [row.id, row.count]))
}
