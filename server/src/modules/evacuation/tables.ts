import type pg from 'pg'

export interface Table {
  readonly schema: string
  readonly name: string
  /** In their order, without those the database makes itself. */
  readonly columns: readonly string[]
}

export interface Sequence {
  readonly schema: string
  readonly name: string
  readonly last: string
  readonly isCalled: boolean
}

/** Every schema of the node: its own, the vault's, the queue's. */
const schemas = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`

/** Every table with rows of its own; of a partitioned one its parts. */
export async function tablesOf(client: pg.ClientBase): Promise<readonly Table[]> {
  const found = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
         and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence <> 't' and ${schemas} order by 1, 2`,
  )
  return found.rows
}

export async function sequencesOf(client: pg.ClientBase): Promise<readonly Sequence[]> {
  const found = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${schemas} order by 1, 2`,
  )
  const all: Sequence[] = []
  for (const { schema, name } of found.rows) {
    const at = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted({ schema, name })}`,
    )
    all.push({ schema, name, last: at.rows[0]?.last ?? '1', isCalled: at.rows[0]?.called ?? false })
  }
  return all
}

export const quoted = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  `${word(schema)}.${word(name)}`

export const word = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** How an evacuation itself goes on while nothing else is written. */
const own = 'evacuation'
const tries = 5

/**
 * Holds off every writer until the transaction of this client ends: readers go on, those who are writing end first. Only the
 * evacuation's own table stays open. Tried again where a writer and this wait for each other.
 */
export async function holdWriters(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  const list = tables.filter(({ schema, name }) => schema !== 'public' || name !== own).map(quoted)
  for (let left = tries; ; left -= 1) {
    await client.query('begin isolation level repeatable read')
    await client.query(`set local lock_timeout = '60s'`)
    try {
      await client.query(`lock table ${list.join(', ')} in share mode`)
      return
    } catch (error) {
      await client.query('rollback')
      const { code } = error as { readonly code?: string }
      if (left === 1 || (code !== '40P01' && code !== '55P03')) throw error
    }
  }
}
