import { readFile, readdir } from 'node:fs/promises'

import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

// The queue tells its own migrations at length; ours are the answer of migrate().
const logger = new Logger(() => () => undefined)

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings a database to this release: the job queue's own schema first, then our migrations in order, each in one transaction.
 * Forward only. A database of a later release is refused. Returns the names of what was applied.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Two processes that start together: the second waits and finds nothing to do. The roles are the cluster's.
    await client.query('select pg_advisory_lock(7438001)')
    await runMigrations({ connectionString: url, logger })
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const done = new Set(
      (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
    )
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
    const unknown = [...done].find((name) => !files.includes(name))
    if (unknown) throw new Error(`the database holds migration ${unknown}, which this release does not know`)
    const applied: string[] = []
    for (const name of files.filter((file) => !done.has(file))) {
      await client.query('begin')
      await client.query(await readFile(new URL(name, folder), 'utf8'))
      await client.query('insert into migration (name) values ($1)', [name])
      await client.query('commit')
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** Makes a database of the cluster when it is not there. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
