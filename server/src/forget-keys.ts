import type { Node } from './context.ts'

/** A request is sent again within minutes, by a line that broke; a day covers a machine that was shut meanwhile. */
const keptFor = 24 * 3_600_000

/** The Idempotency-Keys of more than a day ago go: which ids a person made by which request is nobody's business for ever. */
export async function forgetKeys(node: Node): Promise<void> {
  await node.database.inTransaction((tx) =>
    tx.db
      .deleteFrom('idempotency')
      .where('created_at', '<', new Date(node.now().getTime() - keptFor))
      .execute(),
  )
}
