import pg from 'pg'

/** That this process is the node of a database; ends with the process, however that ends. */
export interface Taken {
  release(): Promise<void>
}

const lock = 7438006

/**
 * Takes a node's database for this process: two would deliver each envelope twice and work on each import twice.
 * Throws an Error that names the process that has it.
 */
export async function takeNode(url: string, node: string): Promise<Taken> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `shield node ${node}, process ${process.pid}`,
  })
  client.on('error', () => undefined)
  await client.connect()
  const found = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${lock}) as got`)
  if (found.rows[0]?.got === true) return { release: () => client.end() }
  const holder = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.objid = ${lock} and l.granted and a.datname = current_database()`,
  )
  await client.end()
  const who = /process \d+/.exec(holder.rows[0]?.name ?? '')?.[0] ?? 'another process'
  throw new Error(
    `node ${node} runs already on this data, as ${who}: stop it first, or start another node with SHIELD_DATA`,
  )
}
