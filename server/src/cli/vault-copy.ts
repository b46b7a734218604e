import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { runWithProgress, withVault } from './vault-command.ts'

export const vaultCopy: Command = {
  usage: `usage: bin/shield vault copy --to DIR [--node CODE] [--json]

Copies the keys of persons and the key ring, as of one moment, to DIR/vault-CODE on the machine of the vault, in the place of
the earlier copy. Without it a lost disk is the loss of every identity; without the custodian it opens nothing.
No history is kept, and none may be: an earlier copy still has the keys of who was erased since. Keep it out of backups that
keep versions; after an erasure make it anew, and the erasure is complete.
To bring it back: stop the vault, put both files into SHIELD_DATA/vault/CODE, start.
Exit 0 done, 1 not done: then the earlier copy is as it was.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        to: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { to } = values
    if (to === undefined) throw new CommandFault('--to is needed: the folder that gets the copy')
    const folder = await withVault(values, async (config, databaseUrl) => {
      const place = join(resolve(to), `vault-${config.node}`)
      await runWithProgress({ kind: 'copy', folder: place }, { config, databaseUrl, silent: values.json })
      return place
    })
    console.log(values.json ? JSON.stringify({ folder }) : `copied to ${folder}; the earlier copy is gone`)
    return 0
  },
}
