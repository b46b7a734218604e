import { parseArgs } from 'node:util'

import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'
import { nodeNames, tellLinks } from './tell-links.ts'

export const demoLinks: Command = {
  name: 'demo links',
  summary: 'New one-time sign-in links for the running demonstration',
  usage: `usage: bin/shield demo links [--port 8080]

Prints a new one-time link for each demonstration person: a link is used up by one sign-in, and a session ends after 15 idle minutes.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string', default: process.env['SHIELD_PORT'] ?? '8080' } },
    })
    for (const [index, name] of nodeNames.entries())
      await withNode({ node: name }, async (node) => {
        if (node.config.mode !== 'training') throw new CommandFault('production has no demonstration links')
        await tellLinks([{ node, port: Number(values.port) + index }])
      })
    return 0
  },
}
