import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import { pino } from 'pino'

import type { Config } from '../config.ts'
import { openWhenAsked, serveVault } from '../modules/vault/index.ts'
import { CommandFault } from './command.ts'
import { openNodeDatabase } from './open-node.ts'

/**
 * The vault alone, until it is told to stop: a login of the database that may be shield_vault and nothing else is enough.
 * The node migrates the database; the vault changes no table.
 */
export async function runVault(config: Config, stop: Promise<unknown>): Promise<number> {
  const secretFile = config.vault?.apart?.secretFile
  if (secretFile === undefined)
    throw new CommandFault(
      'SHIELD_VAULT_URL and SHIELD_VAULT_SECRET_FILE say where the vault listens, and to whom',
    )
  const port = Number(new URL(config.vault?.apart?.url ?? '').port || '0')
  const secret = await readSecret(secretFile)
  const database = await openNodeDatabase(config)
  try {
    const log = pino({ level: config.logLevel, base: { node: config.node, vault: true } })
    const vault = openWhenAsked(config, database.url, { log, now: () => new Date() })
    // What keeps it closed is told at once, not to the first who asks.
    await vault.opened()
    const serving = await serveVault(vault, { port, secret })
    console.log(`the vault of ${config.node} listens on http://127.0.0.1:${serving.port} (${config.mode})`)
    await stop
    await serving.close()
    await vault.close()
  } finally {
    await database.stop()
  }
  return 0
}

const fewest = 32

/** The secret of the file, made the first time. */
async function readSecret(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < fewest)
    throw new CommandFault(`${file} needs a secret of at least ${fewest} characters`)
  return secret
}
