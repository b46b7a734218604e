import type pg from 'pg'

import type { Database } from '#store/database.ts'
import { CustodyFault } from './custody.ts'
import { errandChannel } from './errand.ts'

/** Another process has the keys. */
export class VaultTaken extends CustodyFault {
  constructor() {
    super('the vault of this database is open in another process')
  }
}

/** That this process has the keys, for as long as its connection to the database lives. */
export interface Taken {
  isLost(): boolean
  /** Calls when a command asks for something. */
  listen(asked: () => void): void
  release(): void
}

const lock = 7438041

/** Has no process the keys in its memory? */
export async function isVaultFree(client: pg.ClientBase): Promise<boolean> {
  const found = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${lock}) as free`)
  if (found.rows[0]?.free !== true) return false
  await client.query(`select pg_advisory_unlock(${lock})`)
  return true
}

/** One process has the keys: two would write at the same place of the file. Throws VaultTaken. */
export async function takeKeys(database: Database): Promise<Taken> {
  const client = await database.pool.connect()
  const taken = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock])
  if (taken.rows[0]?.taken !== true) {
    client.release()
    throw new VaultTaken()
  }
  await client.query(`listen ${errandChannel}`)
  let isLost = false
  client.once('end', () => {
    isLost = true
  })
  return {
    isLost: () => isLost,
    listen: (asked) => void client.on('notification', asked),
    release: () => client.release(true),
  }
}
