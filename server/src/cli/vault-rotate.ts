import { parseArgs } from 'node:util'

import { lookAtVault } from '../modules/vault/index.ts'
import type { Command } from './command.ts'
import { runWithProgress, withVault } from './vault-command.ts'

export const vaultRotate: Command = {
  usage: `usage: bin/shield vault rotate [--node CODE] [--json]

Wraps the key of every person anew under a key of a new generation and destroys the root of the earlier one at the custodian:
earlier copies of the keys, and earlier recovery shares, open nothing any more. Identities are sealed and opened meanwhile.
The process that has the keys does it (the running node, or a vault of its own); where none runs, this command.
Afterwards: "vault copy" and "vault shares", both anew.
Exit 0 done, 1 not done: then the earlier generation stays in force.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const from = performance.now()
    const state = await withVault(values, async (config, databaseUrl) => {
      await runWithProgress({ kind: 'rotate' }, { config, databaseUrl, silent: values.json })
      return lookAtVault(config, databaseUrl)
    })
    const seconds = Math.round((performance.now() - from) / 100) / 10
    const { generation, people } = state ?? { generation: 0, people: 0 }
    console.log(
      values.json
        ? JSON.stringify({ generation, people, seconds })
        : `generation ${generation}: ${people} keys wrapped anew in ${seconds} s. Now: vault copy, vault shares`,
    )
    return 0
  },
}
