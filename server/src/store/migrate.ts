import { readFile, readdir } from 'node:fs/promises'

import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

// The queue tells its own migrations at length; ours are the answer of migrate().
const logger = new Logger(() => () => undefined)

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings a database to this release: the job queue's own schema first, then our migrations in order, each in one transaction.
 * Forward only. A database of a later release is refused. Returns the names of what was applied.
 * `only`: no further than these, for rows of a database that was no further.
 */
export async function migrate(url: string, only?: readonly string[]): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await checkVersion(client)
    // Two processes that start together: the second waits and finds nothing to do. The roles are the cluster's.
    await client.query('select pg_advisory_lock(7438001)')
    await runMigrations({ connectionString: url, logger })
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const pending = (await pendingMigrations(client)).filter((name) => only?.includes(name) ?? true)
    const applied: string[] = []
    for (const name of pending) {
      await client.query('begin')
      await client.query(await readFile(new URL(name, folder), 'utf8')).catch((error: unknown) => {
        throw isDatabaseError(error, ['42501'])
          ? new Error(
              `the database user may not do what ${name} needs: give it CREATEROLE, or let a superuser run migrate once`,
            )
          : error
      })
      await client.query('insert into migration (name) values ($1)', [name])
      await client.query('commit')
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** Names of the migrations that a database lacks, in order. Throws for a database of a later release. */
export async function pendingMigrations(client: pg.Client): Promise<readonly string[]> {
  const isNew = (await client.query("select 1 where to_regclass('public.migration') is null")).rowCount !== 0
  const known = isNew ? [] : (await client.query<{ name: string }>('select name from migration')).rows
  const done = new Set(known.map((row) => row.name))
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const unknown = [...done].find((name) => !files.includes(name))
  if (unknown) throw new Error(`the database holds migration ${unknown}, which this release does not know`)
  return files.filter((file) => !done.has(file))
}

const oldestVersion = 150_000

async function checkVersion(client: pg.Client): Promise<void> {
  const found = await client.query<{ number: string; name: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as name",
  )
  const { number, name } = found.rows[0] ?? { number: '0', name: 'unknown' }
  if (Number(number) < oldestVersion)
    throw new Error(`PostgreSQL ${name} is too old: SHIELD needs 15 or later`)
}

function isDatabaseError(error: unknown, codes: readonly string[]): boolean {
  return error instanceof pg.DatabaseError && codes.includes(error.code ?? '')
}

/** Makes a database of the cluster when it is not there. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: unknown) => {
        // Two processes that start together: the other was first.
        if (!isDatabaseError(error, ['42P04', '23505'])) throw error
      })
  } finally {
    await client.end()
  }
}
