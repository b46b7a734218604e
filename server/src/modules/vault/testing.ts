import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { personCode } from '@shield/core'
import { randomBytes } from 'node:crypto'
import { pino } from 'pino'

import { openDatabase } from '#store/database.ts'
import { createTestDatabase } from '#store/testing.ts'
import type { TestDatabase } from '#store/testing.ts'
import type { VaultAsker } from '../../vault-door.ts'
import { openFileCustody } from './custody-file.ts'
import type { VaultLimits } from './limits.ts'
import { openVault } from './open-vault.ts'
import type { OpenVault } from './open-vault.ts'

export const passphrase = 'training passphrase of a test'

export const asker: VaultAsker = {
  person: 'case-worker-1',
  organisation: 'th-msdhs',
  purpose: 'victim-protection',
  reference: 'task 1',
}

export const newCode = (): string => personCode(randomBytes(11))

export interface TestVault {
  readonly database: TestDatabase
  readonly folder: string
  readonly custodyFolder: string
  readonly vault: OpenVault
  /** Lets time pass. */
  pass(hours: number): void
  /** Closes and opens it again on the same files. */
  again(): Promise<void>
  /** Opens it where it was closed. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** A vault on a database and folders of its own. */
export async function createTestVault(limits?: VaultLimits): Promise<TestVault> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'shield-vault-'))
  const custodyFolder = await mkdtemp(join(tmpdir(), 'shield-custody-'))
  let ahead = 0
  const open = async (): Promise<OpenVault> =>
    openVault({
      node: 'th',
      folder,
      openCustody: () => openFileCustody(custodyFolder, passphrase),
      database: openDatabase(database.url, { connections: 6, role: 'shield_vault' }),
      log: pino({ level: 'silent' }),
      now: () => new Date(Date.now() + ahead),
      ...(limits === undefined ? {} : { limits }),
    })
  let vault = await open()
  return {
    database,
    folder,
    custodyFolder,
    get vault() {
      return vault
    },
    pass: (hours) => {
      ahead += hours * 3_600_000
    },
    again: async () => {
      await vault.close()
      vault = await open()
    },
    reopen: async () => {
      vault = await open()
    },
    close: async () => {
      await vault.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
      await rm(custodyFolder, { recursive: true, force: true })
    },
  }
}
