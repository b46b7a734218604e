import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { openDatabase } from '#store/database.ts'
import type { Database } from '#store/database.ts'
import type { Config } from '../../config.ts'
import { loggable } from '../../loggable.ts'
import { VaultFault } from '../../vault-door.ts'
import type { VaultDoor } from '../../vault-door.ts'
import { answerAlarm, findAlarms } from './alarm.ts'
import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { openFileCustody } from './custody-file.ts'
import { openOpenBaoCustody } from './custody-openbao.ts'
import { openVault } from './open-vault.ts'
import type { OpenVault, VaultOptions } from './open-vault.ts'
import { refusalOf } from './refusal-of.ts'

type Rest = Pick<VaultOptions, 'log' | 'now'>

/** Where the keys of persons lie, and where the custodian's file does: two folders, so that a copy of one is not both. */
export const vaultFolder = (config: Config): string => join(config.dataFolder, 'vault', config.node)
export const custodyFolder = (config: Config): string => join(config.dataFolder, 'custody', config.node)

/** Opens the vault of a node in this process. Throws CustodyFault with what to mend. */
export async function openVaultHere(config: Config, databaseUrl: string, rest: Rest): Promise<OpenVault> {
  for (const folder of [vaultFolder(config), custodyFolder(config)]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
  }
  const database = openVaultDatabase(databaseUrl)
  return openVault({
    ...rest,
    node: config.node,
    folder: vaultFolder(config),
    openCustody: () => openCustody(config),
    database,
  }).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
}

/** As the role that sees the vault and nothing else. */
export function openVaultDatabase(url: string): Database {
  return openDatabase(url, { connections: 4, role: 'shield_vault' })
}

/** The custodian that the settings name. Throws CustodyFault. */
export async function openCustody(config: Config): Promise<KeyCustody> {
  const folder = custodyFolder(config)
  const given = config.vault?.custody
  switch (given?.kind) {
    case 'file':
      return openFileCustody(folder, await readPassphrase(given.passphraseFile))
    case 'pkcs11': {
      // Loaded for this custodian alone: it is there where the process may call foreign functions, and warns that it does.
      const { openPkcs11Custody } = await import('./custody-pkcs11.ts')
      return openPkcs11Custody(config.node, given)
    }
    case 'openbao':
      return openOpenBaoCustody(config.node, given)
    case undefined:
      if (config.mode === 'production')
        throw new CustodyFault(
          'no custodian is set (SHIELD_VAULT_PASSPHRASE_FILE, SHIELD_VAULT_PKCS11_… or SHIELD_VAULT_OPENBAO_…): without one the vault stays closed',
        )
      return openFileCustody(folder, await trainingPassphrase(join(folder, 'passphrase')))
  }
}

async function readPassphrase(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CustodyFault(`the passphrase can't be read from ${file} (${error.code ?? 'unknown'})`)
  })
  return text.trim()
}

/** TRAINING only: made at the first start, beside what it opens. */
async function trainingPassphrase(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return readPassphrase(file)
}

/** Tries again after so long: a custodian that is away comes back without a restart of the node. */
const restMs = 5000

/** The door of this process; `opened` says with a CustodyFault why it does not open. */
export interface DoorHere extends VaultDoor {
  opened(): Promise<OpenVault>
}

/** The door of this process: opened by the first who asks, and asked for again after a fault. */
export function openWhenAsked(config: Config, databaseUrl: string, rest: Rest): DoorHere {
  let opening: Promise<OpenVault> | undefined
  let notBefore = 0
  let keyless: Database | undefined
  /** What needs no key does not wait for a custodian. */
  const withoutKeys = (): Database => (keyless ??= openVaultDatabase(databaseUrl))
  const opened = async (): Promise<OpenVault> => {
    const before = opening
    const held = await before?.catch(() => undefined)
    if (held?.isLost() && opening === before) {
      opening = undefined
      await held.close().catch((error: unknown) => rest.log.error(loggable(error), 'the vault closed badly'))
    }
    opening ??= openVaultHere(config, databaseUrl, rest)
    return opening.catch((error: unknown) => {
      opening = undefined
      notBefore = Date.now() + restMs
      throw error
    })
  }
  const vault = async (): Promise<OpenVault> => {
    if (!opening && Date.now() < notBefore) throw new VaultFault('unavailable', 'the vault is closed')
    return opened().catch((error: unknown) => {
      const reason = error instanceof CustodyFault ? error.message : 'unknown'
      rest.log.error({ reason }, 'the vault stays closed')
      throw new VaultFault('unavailable', 'the vault is closed')
    })
  }
  const refuse = (error: unknown): never => {
    throw refusalOf(error, rest.log)
  }
  return {
    opened,
    seal: async (asker, values) => (await vault()).seal(asker, values),
    open: async (asker, values) => (await vault()).open(asker, values),
    find: async (asker, values) => (await vault()).find(asker, values),
    erase: async (asker, code) => (await vault()).erase(asker, code),
    lift: async (asker, lifting) => (await vault()).lift(asker, lifting),
    alarms: (wanted) =>
      withoutKeys()
        .inTransaction((tx) => findAlarms(tx, wanted))
        .catch(refuse),
    answerAlarm: (asker, answer) =>
      withoutKeys()
        .inTransaction((tx) => answerAlarm({ tx, asker, at: rest.now() }, answer))
        .catch(refuse),
    state: async () => (await vault()).state(),
    close: async () => {
      await opening?.then((held) => held.close()).catch(() => undefined)
      await keyless?.close()
    },
  }
}
