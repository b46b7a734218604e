import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'

/** That this process uses a cluster; other processes can tell. It ends with the process, however that ends. */
export interface Presence {
  /** Leaves, and stops the server when nobody else is there. */
  leave(stopServer: () => Promise<void>): Promise<void>
}

// Held shared by everybody who uses the cluster, alone by the one who stops it.
const lock = 7438005

/** Enters a running cluster. Throws when it does not answer, or is being stopped. */
export async function enter(url: string): Promise<Presence> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A server that is stopped under us says so to whoever asks it something next.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`select pg_advisory_lock_shared(${lock})`)
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  return {
    leave: async (stopServer) => {
      if (await isLast(client)) await stopServer()
      await client.end().catch(() => undefined)
    },
  }
}

/** Nobody holds the lock, and nobody else is connected: somebody with a client of their own is not thrown out. */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    const free = await client.query<{ last: boolean }>(
      `select pg_advisory_unlock_shared(${lock}), pg_try_advisory_lock(${lock}) as last`,
    )
    if (free.rows[0]?.last !== true) return false
    // A connection that was closed a moment ago takes a moment to be gone.
    for (let tries = 0; tries < 20; tries += 1) {
      const others = await client.query(
        "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
      )
      if (others.rowCount === 0) return true
      await sleep(50)
    }
    return false
  } catch {
    // It is down already.
    return false
  }
}
