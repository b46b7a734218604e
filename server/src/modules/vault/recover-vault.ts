import { mkdir } from 'node:fs/promises'

import type { Config } from '../../config.ts'
import { exists } from '#store/postgres-programs.ts'
import { custodyFile } from './custody-file.ts'
import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { openKeyFile } from './key-file.ts'
import { machineAccount, noteAct } from './note-act.ts'
import { custodyFolder, openCustody, openVaultDatabase, vaultFolder } from './open-here.ts'
import { moveRing } from './rewrap.ts'
import { endRing, findRing, findRingBy } from './ring.ts'
import type { NumberedKey } from './ring.ts'
import { joinShares } from './share.ts'
import type { Share } from './share.ts'
import { takeKeys } from './take-keys.ts'

/**
 * Puts the vault under the custodian that is set, with the key that three shares give: the earlier custodian is lost.
 * Gives the generation. Throws CustodyFault, and then nothing was changed.
 */
export async function recoverVault(
  config: Config,
  databaseUrl: string,
  shares: readonly Share[],
): Promise<number> {
  const joined = await joinShares(config.node, shares)
  using key = joined.key
  // Awaited here: the key is wiped when this block ends.
  return await recoverVaultBy(config, databaseUrl, { ...joined, key })
}

/** The same with the key itself, which somebody has from elsewhere. */
export async function recoverVaultBy(
  config: Config,
  databaseUrl: string,
  joined: NumberedKey,
): Promise<number> {
  const database = openVaultDatabase(databaseUrl)
  try {
    const taken = await takeKeys(database)
    try {
      await moveTo(config, joined)
      const act = {
        kind: 'recovered',
        generation: joined.number,
        by: machineAccount(),
        at: new Date(),
      } as const
      await database.inTransaction(({ client }) => noteAct(client, act))
      return joined.number
    } finally {
      taken.release()
    }
  } finally {
    await database.close()
  }
}

async function moveTo(config: Config, joined: NumberedKey): Promise<void> {
  const folder = vaultFolder(config)
  const ring = await findRingBy(folder, joined)
  if (!ring)
    throw new CustodyFault(`there are no keys in ${folder}: put the latest copy of the vault there first`)
  await mkdir(custodyFolder(config), { recursive: true, mode: 0o700 })
  const custody = await openNewCustody(config)
  const handle = await openKeyFile(folder)
  try {
    if (await opens(folder, custody))
      throw new CustodyFault('the custodian that is set opens the vault: there is nothing to recover')
    await moveRing({ folder, custody, ring, handle })
  } finally {
    await handle.close()
    await custody.close()
  }
}

async function openNewCustody(config: Config): Promise<KeyCustody> {
  const file = custodyFile(custodyFolder(config))
  const isFile = (config.vault?.custody?.kind ?? 'file') === 'file' && (await exists(file))
  return openCustody(config).catch((error: unknown) => {
    if (isFile && error instanceof CustodyFault)
      throw new CustodyFault(`${error.message}. To begin a new custody, move ${file} away first`)
    throw error
  })
}

async function opens(folder: string, custody: KeyCustody): Promise<boolean> {
  try {
    const ring = await findRing(folder, custody)
    if (ring) endRing(ring)
    return ring !== undefined
  } catch (error) {
    if (error instanceof CustodyFault) return false
    throw error
  }
}
