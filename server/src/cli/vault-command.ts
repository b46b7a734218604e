import { pino } from 'pino'

import type { Config } from '../config.ts'
import { CustodyFault, runErrand } from '../modules/vault/index.ts'
import type { Errand } from '../modules/vault/index.ts'
import { migrate } from '../store/migrate.ts'
import { VaultFault } from '../vault-door.ts'

import { CommandFault } from './command.ts'
import { configOf } from './federation-command.ts'
import { openNodeDatabase } from './open-node.ts'
import { createProgress } from './progress.ts'

/** Settings and database of the node whose vault a command works on; what the vault refuses is told in its words. */
export async function withVault<T>(
  values: { readonly node?: string | undefined },
  act: (config: Config, databaseUrl: string) => Promise<T>,
): Promise<T> {
  const config = configOf(values)
  const database = await openNodeDatabase(config)
  try {
    // Of an own embedded database; another one is migrated by its node, whose account a vault apart has not.
    if (config.databaseUrl === undefined) await migrate(database.url)
    return await act(config, database.url)
  } catch (error) {
    if (error instanceof CustodyFault || error instanceof VaultFault) throw new CommandFault(error.message, 1)
    throw error
  } finally {
    await database.stop()
  }
}

/** Has an errand done, with a bar on stderr. */
export async function runWithProgress(
  errand: Errand,
  {
    config,
    databaseUrl,
    silent,
  }: { readonly config: Config; readonly databaseUrl: string; readonly silent: boolean },
): Promise<void> {
  const progress = createProgress(errand.kind === 'rotate' ? 'wrapping keys anew' : 'copying', { silent })
  const log = pino({ level: config.logLevel, base: { node: config.node, vault: true } })
  try {
    await runErrand(errand, {
      config,
      databaseUrl,
      log,
      told: ({ done, of }) => progress.tell(done, of === 0 ? undefined : of, `${done} keys`),
    })
  } finally {
    progress.end()
  }
}
