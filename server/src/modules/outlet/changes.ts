import type { Tx } from '#store/database.ts'

/** How far the outlet is; what comes later has a greater number. */
export async function outletEnd(tx: Tx): Promise<number> {
  const found = await tx.client.query<{ last: number }>('select last from outlet_place')
  return found.rows[0]?.last ?? 0
}

interface Asked {
  readonly bits: Uint8Array
  readonly after: number
  readonly most: number
}

interface Changes {
  readonly entities: readonly number[]
  /** Up to here nothing is left that these markings show. */
  readonly until: number
}

/** Entities of which something changed under visible markings after a place, in order. */
export async function changesAfter(tx: Tx, { bits, after, most }: Asked): Promise<Changes> {
  const end = await outletEnd(tx)
  const found = await tx.client.query<{ entity_id: number; sequence: number }>(
    `select entity_id, sequence from outlet_change where sequence > $1 and sequence <= $2 and visible($3, marking_id)
     order by sequence limit $4`,
    [after, end, Buffer.from(bits), most],
  )
  const { rows } = found
  return {
    entities: [...new Set(rows.map((row) => row.entity_id))],
    until: rows.length < most ? end : (rows.at(-1)?.sequence ?? end),
  }
}
