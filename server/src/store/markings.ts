import { createHash } from 'node:crypto'

import { markingText, normalMarking } from '@shield/core'
import type { Marking } from '@shield/core'

import type { Tx } from './database.ts'

export interface StoredMarking {
  readonly id: number
  readonly block: Marking
}

/** The node's interned handling blocks, kept in memory: they only grow, and there are thousands, not millions. */
export interface MarkingBook {
  /** All blocks committed so far, in order of id. One small query, and more only when there are new ones. */
  all(tx: Tx): Promise<readonly StoredMarking[]>
  /** The number of a block, new or known. */
  intern(tx: Tx, block: Marking): Promise<number>
  /** A block by number; throws RangeError for one never seen by `all` or `intern`. */
  block(id: number): Marking
}

/** The number of a block in the table, for whoever has no book at hand. */
export async function internBlock(tx: Pick<Tx, 'client'>, block: Marking): Promise<number> {
  // One new block at a time, so that numbers appear in order and `all` never skips one.
  await tx.client.query('select pg_advisory_xact_lock(7438002)')
  const hash = createHash('sha256').update(markingText(block)).digest()
  const before = await tx.client.query<{ id: number }>('select id from marking where hash = $1', [hash])
  const found = before.rows[0]
  if (found) return found.id
  const made = await tx.client.query<{ id: number }>(
    'insert into marking (hash, block) values ($1, $2) returning id',
    [hash, JSON.stringify(normalMarking(block))],
  )
  const row = made.rows[0]
  if (!row) throw new Error('a marking was not written')
  return row.id
}

export function createMarkingBook(): MarkingBook {
  let stored: readonly StoredMarking[] = []
  const byId = new Map<number, Marking>()
  const byText = new Map<string, number>()

  const all = async (tx: Tx): Promise<readonly StoredMarking[]> => {
    const known = stored.at(-1)?.id ?? 0
    const found = await tx.client.query<StoredMarking & { readonly own: boolean }>(
      `select id, block, xmin::text = coalesce(pg_current_xact_id_if_assigned()::xid::text, '') as own
       from marking where id > $1 order by id`,
      [known],
    )
    if (found.rows.length === 0) return stored
    const rows = found.rows.map(({ id, block }) => ({ id, block }))
    for (const row of rows) byId.set(row.id, row.block)
    // What this transaction itself wrote may yet be rolled back: it is read again by the next.
    const committed = rows.filter((_, at) => found.rows[at]?.own === false)
    // Somebody else may have read the same rows while this waited.
    const latest = stored.at(-1)?.id ?? 0
    const fresh = committed.filter((row) => row.id > latest)
    for (const row of fresh) byText.set(markingText(row.block), row.id)
    stored = [...stored, ...fresh]
    return committed.length === rows.length ? stored : [...stored, ...rows.slice(committed.length)]
  }

  const intern = async (tx: Tx, block: Marking): Promise<number> => {
    const text = markingText(block)
    const known = byText.get(text)
    if (known !== undefined) return known
    await all(tx)
    const read = byText.get(text)
    if (read !== undefined) return read
    return internBlock(tx, block)
  }

  return {
    all,
    intern,
    block: (id) => {
      const block = byId.get(id)
      if (!block) throw new RangeError(`no marking has the number ${id}`)
      return block
    },
  }
}
