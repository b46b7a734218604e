import { parseArgs } from 'node:util'

import { endWebhook } from '../modules/outlet/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const webhookEnd: Command = {
  usage: `usage: bin/shield webhook end ID [--node CODE] [--json]

ID is what webhook add printed. Nothing more is told to its address.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [id = '', more] = positionals
    if (!/^[0-9a-f-]{36}$/.test(id) || more !== undefined)
      throw new CommandFault('give the ID that webhook add printed')
    const isEnded = await withNode(values, (node) =>
      node.database.inTransaction((tx) => endWebhook({ tx, node, now: node.now(), requestId: newId() }, id)),
    )
    if (!isEnded) throw new CommandFault('there is no such webhook, or it has ended already', 1)
    console.log(values.json ? JSON.stringify({ id, ended: true }) : `webhook ${id} has ended`)
    return 0
  },
}
