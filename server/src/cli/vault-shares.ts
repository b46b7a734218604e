import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { shareKey, shareRule, shareText } from '../modules/vault/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withVault } from './vault-command.ts'

const holders = ['police', 'social ministry', 'judiciary', 'ombudsman', 'council of aid organisations']

export const vaultShares: Command = {
  usage: `usage: bin/shield vault shares --out DIR [--node CODE] [--json]

Splits the key in force into ${shareRule.of} shares, a file each. Any ${shareRule.needed} open the vault where its custodian is lost ("vault recover");
${shareRule.needed - 1} tell nothing. Give them to ${shareRule.of} bodies that do not answer to one another, for example ${holders.slice(0, -1).join(', ')}
and ${holders.at(-1)}: on paper or a stick, in a sealed envelope, never by mail. Then destroy the files in DIR.
A rotation makes them worthless: make them anew after each, and have the earlier ones handed back and destroyed.
Exit 0 made, 1 the vault can't be opened, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.out === undefined) throw new CommandFault('--out is needed: the folder that gets the shares')
    const folder = resolve(values.out)
    await makeFolder(folder)
    const shares = await withVault(values, shareKey).catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true })
      throw error
    })
    const files = await Promise.all(
      shares.map(async (share) => {
        const name = `${share.node}-generation-${share.generation}-share-${share.number}-of-${share.of}.json`
        await writeFile(join(folder, name), shareText(share), { mode: 0o600, flag: 'wx' })
        return { file: join(folder, name), holder: holders[share.number - 1] ?? '' }
      }),
    )
    if (values.json) console.log(JSON.stringify({ set: shares[0]?.set, files }))
    else for (const { file, holder } of files) console.log(`${file}  for example for: ${holder}`)
    return 0
  },
}

/** A folder of its own: shares beside others would be mixed up, and what is there is not this command's to write over. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    const why: Readonly<Record<string, string>> = {
      EEXIST: 'is there already: name a folder that is not',
      ENOENT: 'can not be made: the folder above it is not there',
      EACCES: 'may not be written by you',
    }
    throw new CommandFault(
      `${folder} ${why[error.code ?? ''] ?? `can't be made (${error.code ?? 'unknown'})`}`,
    )
  })
}
