import type { Pool } from 'pg'

/** What a request may leave behind whatever it asks: its line of the audit, when session and list were seen, and places of a clock. */
const traces: ReadonlySet<string> = new Set([
  ...[
    'audit_intake',
    'audit_leaf',
    'audit_object',
    'audit_tile',
    'audit_checkpoint',
    'session',
    'idempotency',
  ],
  ...['outlet_change', 'outlet_place', 'lead_place', 'lead_seen', 'door_address'],
])

/** The hash of every table that holds what people do and know, by its name. */
export async function stateOf(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const tables = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public' order by 1`,
  )
  const names = tables.rows.map((row) => row.name).filter((name) => !traces.has(name))
  const hashes = names.map(
    (name) =>
      `select '${name}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from "${name}" t`,
  )
  const found = await pool.query<{ name: string; hash: string }>(hashes.join(' union all '))
  return new Map(found.rows.map((row) => [row.name, row.hash]))
}

/** Names of the tables in which something differs. */
export function differing(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...after.keys()].filter((name) => before.get(name) !== after.get(name))
}
