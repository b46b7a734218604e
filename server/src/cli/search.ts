import { parseArgs } from 'node:util'

import { runSearch } from '../modules/search/index.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const searchCommand: Command = {
  usage: `usage: bin/shield search TEXT [--person ID] [--purpose PURPOSE] [--node CODE] [--json]

Exit 0 found, 1 nothing found.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        person: { type: 'string' },
        purpose: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const text = positionals.join(' ').trim()
    if (text === '') throw new CommandFault('say what to search for')
    const found = await withNode({ ...values, search: true }, async (node) => {
      await node.search.upToDate()
      return asPerson(node, values, (ctx) => runSearch(ctx, { q: text, limit: 50 }))
    })
    if (values.json) console.log(JSON.stringify(found))
    else
      for (const hit of found.items)
        console.log(`${hit.id}  ${hit.kind.padEnd(14)} ${hit.caption}  (${hit.matched[0]?.because.en ?? ''})`)
    return found.items.length > 0 ? 0 : 1
  },
}
