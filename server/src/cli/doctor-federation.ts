import { buildNode, closeNode } from '../build-node.ts'
import type { Config } from '../config.ts'
import { findOwnKeys, keyPlace } from '../federation/index.ts'
import { federationFaults } from '../modules/partners/index.ts'
import { newId } from '../store/identifier.ts'

/** What is wrong with certificates and partners, on a database that is up to date. Undefined where the node has no keys yet. */
export async function lookAtFederation(config: Config, url: string): Promise<readonly string[] | undefined> {
  if (!(await findOwnKeys(keyPlace(config)))) return undefined
  const node = await buildNode(config, url, { search: false, connections: 2 })
  try {
    return await node.database.inTransaction((tx) =>
      federationFaults({ tx, node, now: node.now(), requestId: newId() }),
    )
  } finally {
    await closeNode(node)
  }
}
