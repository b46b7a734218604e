/** Where and how a node is left; each of it may also be said to the command. */
export interface EvacuationConfig {
  /** Folder for the export: another disk, or one of another house. With it an order is carried out as soon as two agreed. */
  readonly to?: string
  /** File with the passphrase that opens an export beside the recovery shares. */
  readonly passphraseFile?: string
  /** A drill is due so often. */
  readonly drillDays?: number
}

/** The settings of evacuations; undefined where there are none. */
export function readEvacuation(
  environment: NodeJS.ProcessEnv,
  faults: string[],
): EvacuationConfig | undefined {
  const to = environment['SHIELD_EVACUATE_TO'] || undefined
  const passphraseFile = environment['SHIELD_EVACUATE_PASSPHRASE_FILE'] || undefined
  const days = environment['SHIELD_DRILL_DAYS'] || undefined
  const drillDays = Number(days)
  if (days !== undefined && (!Number.isInteger(drillDays) || drillDays < 1))
    faults.push('SHIELD_DRILL_DAYS must be a whole number of days, 1 or more')
  if (to === undefined && passphraseFile === undefined && days === undefined) return undefined
  return {
    ...(to === undefined ? {} : { to }),
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
    ...(days === undefined ? {} : { drillDays }),
  }
}
