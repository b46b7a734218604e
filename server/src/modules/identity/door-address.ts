import type { Node, Visit } from '../../context.ts'

/** Keeps where this node listens: the command that makes a credential is another process and has to name it. */
export async function keepDoorAddress(node: Node, port: number): Promise<void> {
  const address = node.config.mode === 'production' ? node.config.origin : `http://127.0.0.1:${port}`
  await node.database.pool.query(
    `insert into door_address (address) values ($1) on conflict (single) do update set address = excluded.address`,
    [address],
  )
}

/** Where machines find this node; before its first start the configured origin. */
export async function doorAddress({ tx, node }: Visit): Promise<string> {
  const found = await tx.client.query<{ address: string }>('select address from door_address')
  return found.rows[0]?.address ?? node.config.origin
}
