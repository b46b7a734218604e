import type { Logger } from 'pino'

import type { Database, Tx } from '#store/database.ts'
import { loggable } from '../../loggable.ts'
import { VaultFault } from '../../vault-door.ts'
import type { VaultAsker, VaultDoor } from '../../vault-door.ts'
import { answerAlarm, findAlarms } from './alarm.ts'
import type { KeyCustody } from './custody.ts'
import { doErrands } from './errand.ts'
import { eraseNoted, noteErasure } from './erase-person.ts'
import { findBlind } from './find-blind.ts'
import { lift } from './lift.ts'
import { usualLimits } from './limits.ts'
import type { VaultLimits } from './limits.ts'
import { noteOpening, openBody } from './open-values.ts'
import { readState } from './read-state.ts'
import type { VaultSeen } from './read-state.ts'
import { refusalOf } from './refusal-of.ts'
import { sealValues } from './seal-values.ts'
import { openShelf } from './shelf.ts'
import type { KeyShelf } from './shelf.ts'
import { takeKeys } from './take-keys.ts'

export interface VaultOptions {
  /** Name of the node: bound to every value, so that none opens at another. */
  readonly node: string
  /** Where the keys of persons lie. */
  readonly folder: string
  /** Asked once this process has the keys for itself. */
  readonly openCustody: () => Promise<KeyCustody>
  /** As shield_vault. */
  readonly database: Database
  readonly log: Logger
  readonly now: () => Date
  readonly limits?: VaultLimits
}

export interface Vault extends Required<Omit<VaultOptions, 'openCustody'>> {
  readonly custody: KeyCustody
  readonly shelf: KeyShelf
}

/** What an act of the vault has in hand: a transaction of its own. */
export interface VaultVisit {
  readonly vault: Vault
  readonly tx: Tx
  readonly asker: VaultAsker
  readonly at: Date
}

/** The door, and the keys that only the process that opened it has. */
export interface OpenVault extends VaultDoor {
  readonly shelf: KeyShelf
  /** Another process may have the keys by now: this one was cut from the database, answers no more and is to be closed. */
  isLost(): boolean
  /** When what commands asked for is done. */
  errandsDone(): Promise<void>
}

/** Opens the vault in this process. Throws CustodyFault where the custodian refuses, or VaultTaken. */
export async function openVault({ openCustody, ...options }: VaultOptions): Promise<OpenVault> {
  const taken = await takeKeys(options.database)
  const opened = await openKeys(options, openCustody).catch((error: unknown) => {
    taken.release()
    throw error
  })
  const vault: Vault = { limits: usualLimits, ...options, ...opened }
  const { shelf } = vault
  const refuse = (error: unknown): never => {
    throw refusalOf(error, vault.log)
  }
  const act = <T>(asker: VaultAsker, work: (visit: VaultVisit) => Promise<T>): Promise<T> => {
    if (taken.isLost()) return Promise.reject(new VaultFault('unavailable', 'the vault is closed'))
    return vault.database.inTransaction((tx) => work({ vault, tx, asker, at: vault.now() })).catch(refuse)
  }
  let errands = Promise.resolve()
  const doThem = (): void => {
    const told = (error: unknown): void => {
      if (!taken.isLost()) vault.log.error(loggable(error), 'errands of the vault were not done')
    }
    errands = errands.then(() => doErrands(vault)).catch(told)
  }
  taken.listen(doThem)
  doThem()
  return {
    shelf,
    isLost: () => taken.isLost(),
    errandsDone: () => errands,
    seal: (asker, values) => act(asker, (visit) => sealValues(visit, values)),
    open: async (asker, values) => {
      const noted = await act(asker, (visit) => noteOpening(visit, values))
      return Promise.all(noted.map((one) => openBody(vault, one))).catch(refuse)
    },
    find: (asker, values) => act(asker, (visit) => findBlind(visit, values)),
    erase: async (asker, code) => {
      const erasure = await act(asker, (visit) => noteErasure(visit, code))
      await shelf.destroy(code).catch(refuse)
      return erasure
    },
    lift: (asker, lifting) => act(asker, (visit) => lift(visit, lifting)),
    alarms: (wanted) => vault.database.inTransaction((tx) => findAlarms(tx, wanted)).catch(refuse),
    answerAlarm: (asker, answer) => act(asker, (visit) => answerAlarm(visit, answer)),
    state: () => vault.database.inTransaction((tx) => readState(tx, seenOf(vault), vault)).catch(refuse),
    close: async () => {
      await errands
      await shelf.close()
      taken.release()
      await vault.database.close()
    },
  }
}

async function openKeys(
  { folder, database }: Pick<VaultOptions, 'folder' | 'database'>,
  openCustody: VaultOptions['openCustody'],
): Promise<Pick<Vault, 'custody' | 'shelf'>> {
  const custody = await openCustody()
  let shelf: KeyShelf | undefined
  try {
    shelf = await openShelf(folder, custody)
    await eraseNoted(database, shelf)
    return { custody, shelf }
  } catch (error) {
    await (shelf ?? custody).close()
    throw error
  }
}

function seenOf({ custody, shelf }: Vault): VaultSeen {
  const { number, since } = shelf.ring.now
  return {
    custody: custody.kind,
    generation: number,
    since,
    people: shelf.size,
    damaged: shelf.damaged,
  }
}
