import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { Config } from '../../config.ts'
import { exists } from '#store/postgres-programs.ts'
import type { VaultState } from '../../vault-door.ts'
import { askVault } from './ask-vault.ts'
import { lookAtKeys } from './key-file.ts'
import { usualLimits } from './limits.ts'
import { custodyFolder, openVaultDatabase, vaultFolder } from './open-here.ts'
import { readState } from './read-state.ts'
import { ringFile } from './ring.ts'
import { withRing } from './with-ring.ts'

/**
 * How the vault of a node stands, whoever has it open: one apart is asked, of one here the files are read. Undefined where
 * nothing was ever sealed. Throws VaultFault or CustodyFault.
 */
export async function lookAtVault(config: Config, databaseUrl: string): Promise<VaultState | undefined> {
  const apart = config.vault?.apart
  if (apart) return askVault(apart).state()
  const folder = vaultFolder(config)
  if (!(await exists(ringFile(folder)))) return undefined
  const keys = await lookAtKeys(folder)
  const database = openVaultDatabase(databaseUrl)
  try {
    return await withRing(config, ({ now: { number, since } }, custody) =>
      database.inTransaction((tx) =>
        readState(
          tx,
          { ...keys, custody: custody.kind, generation: number, since },
          { limits: usualLimits, now: () => new Date() },
        ),
      ),
    )
  } finally {
    await database.close()
  }
}

/** Files of the vault and of its custodian that others than their owner may read. */
export async function openToOthers(config: Config): Promise<readonly string[]> {
  const given = config.vault?.custody
  const places = [
    ...(await filesIn(vaultFolder(config))),
    ...(await filesIn(custodyFolder(config))),
    ...(config.vault?.apart ? [config.vault.apart.secretFile] : []),
    ...(given?.kind === 'file' ? [given.passphraseFile] : []),
    ...(given?.kind === 'pkcs11' ? [given.pinFile] : []),
    ...(given?.kind === 'openbao' ? [given.tokenFile] : []),
  ]
  const modes = await Promise.all(
    places.map(async (place) => ({ place, mode: (await stat(place).catch(() => undefined))?.mode ?? 0 })),
  )
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ place }) => place)
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return names ? [folder, ...names.map((name) => join(folder, name))] : []
}
