import { parseArgs } from 'node:util'

import { readConfig } from '../config.ts'
import { migrate } from '../store/migrate.ts'
import type { Command } from './command.ts'
import { openNodeDatabase } from './open-node.ts'

export const migrateCommand: Command = {
  usage: `usage: bin/shield migrate [--node CODE] [--json]

Applies the migrations that are missing, each in one transaction. Safe to run again.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const config = readConfig({ ...process.env, ...(values.node ? { SHIELD_NODE: values.node } : {}) })
    const database = await openNodeDatabase(config)
    try {
      const applied = await migrate(database.url)
      if (values.json) console.log(JSON.stringify({ applied }))
      else console.log(applied.length === 0 ? 'up to date' : `applied: ${applied.join(', ')}`)
      return 0
    } finally {
      await database.stop()
    }
  },
}
