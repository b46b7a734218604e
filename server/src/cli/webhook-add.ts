import { parseArgs } from 'node:util'

import { addWebhook } from '../modules/outlet/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const webhookAdd: Command = {
  usage: `usage: bin/shield webhook add CLIENT URL [--node CODE] [--json]

Tells URL of what changes among what the client CLIENT (an ID that client add printed) may see: ids, kinds and addresses, never content.
Messages are signed as Standard Webhooks says; the secret is printed once and cannot be read again.
The host has to be in SHIELD_OUTBOUND_HOSTS of the node; a private address in SHIELD_OUTBOUND_PRIVATE as well.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [client = '', url, more] = positionals
    if (!/^[0-9a-f-]{36}$/.test(client) || url === undefined || more !== undefined)
      throw new CommandFault('give the ID of a client and one URL')
    const made = await withNode(values, (node) =>
      node.database.inTransaction((tx) =>
        addWebhook({ tx, node, now: node.now(), requestId: newId() }, client, url),
      ),
    )
    if ('fault' in made) throw new CommandFault(`not added: ${made.fault}`, 1)
    console.log(
      values.json ? JSON.stringify(made) : `webhook ${made.id}\nsecret ${made.secret} (shown this once)`,
    )
    return 0
  },
}
