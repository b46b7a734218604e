import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

import type { DB } from './db.ts'
import { PreparingClient } from './preparing-client.ts'

export type Client = pg.PoolClient

/** A database in the midst of one transaction. Whoever holds a Tx can't write outside it. */
export interface Tx {
  readonly db: Kysely<DB>
  /** The same connection, for COPY and set-based SQL of bulk paths. */
  readonly client: Client
}

export interface Database {
  readonly pool: pg.Pool
  /** Runs in one transaction: all of it is written, or nothing. */
  inTransaction<T>(act: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

// Ids are bigint by PostgreSQL's count and stay below 2^53 for any node; numeric stays text, money is never a float.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
// A calendar date has no hour and no zone: it stays text.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

interface DatabaseOptions {
  readonly connections: number
  /** `shield_app` (default) can't change tables, nor rewrite the audit, nor see the vault; `shield_vault` sees nothing else. */
  readonly role?: 'shield_app' | 'shield_vault'
}

export function openDatabase(url: string, { connections, role = 'shield_app' }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient,
    pipeline: true,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // Two seconds before a waiting lock is called a fault; a hung statement must not hold a request for ever.
    options: `-c role=${role} -c lock_timeout=10000 -c idle_in_transaction_session_timeout=300000`,
  })
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  // One that dies between two statements of a transaction fails at the next; unheard, it ended the node with the database.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return {
    pool,
    inTransaction: (act) => inTransaction(pool, act),
    close: () => pool.end(),
  }
}

/**
 * The texts of this transaction are planned once for all values, which is right where everything is looked up by key:
 * left to itself PostgreSQL plans a list of one anew each time, because it takes a list of unknown length for ten
 * (a profile alone: 5.0 ms, so 4.0 ms). Wrong for a search that leaves filters out: its plan depends on which.
 */
export async function keepPlans(tx: Tx): Promise<void> {
  await tx.client.query('set local plan_cache_mode = force_generic_plan')
}

async function inTransaction<T>(pool: pg.Pool, act: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await act({ db: kyselyOn(client), client })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Kysely over one connection that somebody else has taken and will give back. */
function kyselyOn(client: Client): Kysely<DB> {
  const borrowed = {
    query: client.query.bind(client),
    release: () => undefined,
  } as unknown as Client
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve() } as unknown as pg.Pool,
    }),
  })
}
