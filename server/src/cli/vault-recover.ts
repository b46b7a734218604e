import { parseArgs } from 'node:util'

import { CustodyFault, readShare, recoverVault, shareRule } from '../modules/vault/index.ts'
import type { Command } from './command.ts'
import { CommandFault, readText } from './command.ts'
import { withVault } from './vault-command.ts'

export const vaultRecover: Command = {
  usage: `usage: bin/shield vault recover --share FILE --share FILE --share FILE [--node CODE] [--json]

Where the custodian of the vault is lost (its file, passphrase, token or server): puts the vault under the custodian that the
settings name now, with the key that ${shareRule.needed} of ${shareRule.of} shares give. The keys of persons must be in place, or their latest copy.
Stop the node first. Afterwards: "vault rotate", then "vault copy" and "vault shares" anew.
Exit 0 recovered, 1 refused: then nothing was changed, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        share: { type: 'string', multiple: true, default: [] },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.share.length === 0)
      throw new CommandFault(`--share is needed, ${shareRule.needed} times: a file of a holder each`)
    const shares = await Promise.all(values.share.map(readShareFile))
    const generation = await withVault(values, (config, databaseUrl) =>
      recoverVault(config, databaseUrl, shares),
    )
    console.log(
      values.json
        ? JSON.stringify({ generation })
        : `recovered: generation ${generation} opens with the new custodian. Now: vault rotate, vault copy, vault shares`,
    )
    return 0
  },
}

async function readShareFile(file: string) {
  const text = await readText(file)
  try {
    return readShare(text)
  } catch (error) {
    if (error instanceof CustodyFault) throw new CommandFault(`${file} ${error.message}`, 1)
    throw error
  }
}
