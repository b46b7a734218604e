import { parseArgs } from 'node:util'

import { readConfig } from '../config.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { findPorts } from './demonstration-ports.ts'
import { withNode } from './open-node.ts'
import { makeLinks, nodeNames, tellLinks } from './tell-links.ts'
import type { NodeLinks } from './tell-links.ts'

export const demoLinks: Command = {
  usage: `usage: bin/shield demo links [--port PORT] [--json]

Prints a new one-time link for each demonstration person, to where the demonstration runs; PORT says so of one that does not (8080).
A link is used up by one sign-in, and a session ends after 15 idle minutes.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const ports = await portsOf(values.port)
    const made: NodeLinks[] = []
    for (const [index, name] of nodeNames.entries())
      made.push(
        await withNode({ node: name }, async (node) => {
          if (node.config.mode !== 'training') throw new CommandFault('production has no demonstration links')
          const somebody = await node.database.pool.query('select 1 from person limit 1')
          if (somebody.rowCount === 0)
            throw new CommandFault('there is no demonstration yet: npm start makes it', 1)
          return makeLinks(node, ports[index] ?? 0)
        }),
      )
    tellLinks(made, values.json)
    return 0
  },
}

/** As asked for; else where it runs, whatever the environment says; else where it would. */
async function portsOf(asked: string | undefined): Promise<readonly number[]> {
  const { dataFolder, port } = readConfig(process.env)
  const found = asked === undefined ? await findPorts(dataFolder) : undefined
  if (found) return found
  const first = asked === undefined ? port : Number(asked)
  if (!Number.isInteger(first) || first < 0 || first >= 65_535)
    throw new CommandFault('--port is a port number with room for the port after it')
  return [first, first + 1]
}
