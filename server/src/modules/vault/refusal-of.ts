import type { Logger } from 'pino'

import { loggable } from '../../loggable.ts'
import { VaultFault } from '../../vault-door.ts'

/** What the asker is told of a fault: its own words where they were meant for it, else that there is no answer. */
export function refusalOf(error: unknown, log: Logger): VaultFault {
  if (error instanceof VaultFault) return error
  // What went wrong stays here: a text of the database may quote a value.
  log.error(loggable(error), 'the vault can not be used')
  return new VaultFault('unavailable', 'the vault does not answer')
}
