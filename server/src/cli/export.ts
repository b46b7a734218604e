import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'

import { exportEntities } from '../modules/search/index.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'Export what a search finds',
  usage: `usage: bin/shield export --format stix|ftm|csv --out FILE --query TEXT [--person ID] [--purpose PURPOSE] [--node CODE]

Writes what the person may see and may take along; the audit names every entity in the file.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        format: { type: 'string' },
        out: { type: 'string' },
        query: { type: 'string' },
        person: { type: 'string' },
        purpose: { type: 'string' },
        node: { type: 'string' },
      },
    })
    const { format, out, query } = values
    if (format !== 'stix' && format !== 'ftm' && format !== 'csv')
      throw new CommandFault('--format is stix, ftm or csv')
    if (out === undefined || query === undefined) throw new CommandFault('--out and --query are needed')
    await withNode({ ...values, search: true }, async (node) => {
      await node.search.upToDate()
      await asPerson(node, values, async (ctx) => {
        const download = await exportEntities(ctx, { format, q: query, reason: 'command line' })
        // Half a file would look like a whole one.
        await pipeline(download.body, createWriteStream(`${out}.part`, { mode: 0o600 }))
        await rename(`${out}.part`, out)
      })
    })
    return 0
  },
}
