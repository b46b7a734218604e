import { parseArgs } from 'node:util'

import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'
import { makeLinks, nodeNames, tellLinks } from './tell-links.ts'
import type { NodeLinks } from './tell-links.ts'

export const demoLinks: Command = {
  usage: `usage: bin/shield demo links [--port 8080] [--json]

Prints a new one-time link for each demonstration person: a link is used up by one sign-in, and a session ends after 15 idle minutes.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: process.env['SHIELD_PORT'] ?? '8080' },
        json: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port)) throw new CommandFault('--port is a port number')
    const made: NodeLinks[] = []
    for (const [index, name] of nodeNames.entries())
      made.push(
        await withNode({ node: name }, async (node) => {
          if (node.config.mode !== 'training') throw new CommandFault('production has no demonstration links')
          const somebody = await node.database.pool.query('select 1 from person limit 1')
          if (somebody.rowCount === 0)
            throw new CommandFault('there is no demonstration yet: npm start makes it', 1)
          return makeLinks(node, port + index)
        }),
      )
    tellLinks(made, values.json)
    return 0
  },
}
