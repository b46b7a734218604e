import { newId } from '#store/identifier.ts'
import type { Node } from './context.ts'

/** A released figure of th-msd of people who are not in the world, and its one table. */
export async function addFigureRelease(node: Node, proposer: string): Promise<string> {
  const id = newId()
  const { pool } = node.database
  await pool.query(
    `insert into figure_release (id, organisation, figure, from_month, until_month, as_of, audience, recipients, rounding,
       bound, members, state, reason, by_person, at)
     values ($1, 'th-msd', 'received', '2026-05', '2026-05', '2026-05-12T01:00:00Z', 'public', '{}', 'none', 11,
       (select array_agg('nobody-' || n) from generate_series(1, 20) n), 'released', 'for the matrix', $2, '2026-05-12T01:00:00Z')`,
    [id, proposer],
  )
  await pool.query(
    `insert into figure_table (release_id, position, block, row_dimension, rows, columns, places, held)
     values ($1, 0, 1, 'heard', array['none', 'begun', 'done'], array['people'], (select array_agg(0) from generate_series(1, 20)), '[]')`,
    [id],
  )
  return id
}

interface Given {
  readonly proposer: string
  /** Of a subject of the world: its person and an entry of the ledger. */
  readonly ids: Readonly<Record<string, string>>
}

/** Cases of th-msd that were given to a shelter: of somebody of the world, on a ground that is none for it. */
export async function addCaseRelease(node: Node, { proposer, ids }: Given): Promise<string> {
  const id = newId()
  const { pool } = node.database
  await pool.query(
    `insert into case_release (id, number, organisation, recipient, purpose, with_identity, is_bulk, state, reason, by_person, at, released_at)
     values ($1, 1, 'th-msd', 'th-bfm', 'referral', false, false, 'released', 'for the matrix', $2, now(), now())`,
    [id, proposer],
  )
  await pool.query(
    `with known as (insert into case_pseudonym (pseudonym, code, recipient, purpose) values ('C-GUARDED', $2, 'th-bfm', 'referral')
       returning pseudonym)
     insert into case_release_person (release_id, code, entry_id, pseudonym, standing, facts)
     select $1, $2, $3, pseudonym, 'possible', '{"codes":{}}' from known`,
    [id, ids['protectedPerson'], ids['consentEntry']],
  )
  return id
}
