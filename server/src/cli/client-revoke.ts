import { parseArgs } from 'node:util'

import { revokeClient } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const clientRevoke: Command = {
  usage: `usage: bin/shield client revoke ID [--node CODE] [--json]

ID is what client add printed. The next request with the credential is refused.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [id = '', more] = positionals
    if (!/^[0-9a-f-]{36}$/.test(id) || more !== undefined)
      throw new CommandFault('give the ID that client add printed')
    const isRevoked = await withNode(values, (node) =>
      node.database.inTransaction((tx) =>
        revokeClient({ tx, node, now: node.now(), requestId: newId() }, id),
      ),
    )
    if (!isRevoked) throw new CommandFault('there is no such credential, or it has ended already', 1)
    console.log(values.json ? JSON.stringify({ id, revoked: true }) : `client ${id} is revoked`)
    return 0
  },
}
