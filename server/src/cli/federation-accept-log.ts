import { parseArgs } from 'node:util'

import { acceptLog } from '../federation/index.ts'
import { newId } from '../store/identifier.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const federationAcceptLog: Command = {
  usage: `usage: bin/shield federation accept-log PARTNER [--node CODE] [--json]

After PARTNER's audit log was set back to a backup ("doctor" says so), and after somebody has asked them why: witnesses their log
from there on. What they had shown before stays here as proof. Until then PARTNER hands over nothing new.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [peer, more] = positionals
    if (peer === undefined || more !== undefined) throw new CommandFault('name one partner')
    const size = await withNode(values, (node) =>
      node.database.inTransaction((tx) => acceptLog({ tx, node, now: node.now(), requestId: newId() }, peer)),
    )
    if (size === undefined) throw new CommandFault(`the log of "${peer}" contradicts nothing`, 1)
    console.log(
      values.json
        ? JSON.stringify({ peer, size })
        : `the audit of ${peer} is witnessed from ${size} events on`,
    )
    return 0
  },
}
