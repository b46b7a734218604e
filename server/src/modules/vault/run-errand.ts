import type { Logger } from 'pino'

import type { Config } from '../../config.ts'
import { askErrand, dropErrand, errandState } from './errand.ts'
import type { Errand, ErrandState } from './errand.ts'
import { CustodyFault } from './custody.ts'
import { machineAccount } from './note-act.ts'
import { openVaultDatabase, openVaultHere } from './open-here.ts'
import type { OpenVault } from './open-vault.ts'
import { VaultTaken } from './take-keys.ts'

interface Following {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Logger
  readonly told: (state: ErrandState) => void
}

const lookMs = 250
/** Who has the keys begins at once; one that is away is noticed after this. */
const openMs = 5000

/**
 * Has an errand done by the process that has the keys: the running node, a vault of its own, or, where there is none, this
 * one. Throws CustodyFault with why it was not done.
 */
export async function runErrand(
  errand: Errand,
  { config, databaseUrl, log, told }: Following,
): Promise<void> {
  const database = openVaultDatabase(databaseUrl)
  let own: OpenVault | undefined
  let id: number | undefined
  try {
    id = await database.inTransaction(({ client }) => askErrand(client, errand, machineAccount()))
    let triedAt = Number.NEGATIVE_INFINITY
    for (;;) {
      const state = await errandState(database, id)
      told(state)
      if (state.fault !== undefined) throw new CustodyFault(state.fault)
      if (state.isOver) return
      // A vault that is apart has its keys on another machine.
      if (!own && !config.vault?.apart && performance.now() - triedAt > openMs) {
        own = await openHere(config, databaseUrl, log)
        triedAt = performance.now()
      }
      await new Promise((resolve) => setTimeout(resolve, lookMs))
    }
  } finally {
    if (id !== undefined) await dropErrand(database, id)
    await own?.close()
    await database.close()
  }
}

async function openHere(config: Config, databaseUrl: string, log: Logger): Promise<OpenVault | undefined> {
  return openVaultHere(config, databaseUrl, { log, now: () => new Date() }).catch((error: unknown) => {
    if (error instanceof VaultTaken) return undefined
    throw error
  })
}
