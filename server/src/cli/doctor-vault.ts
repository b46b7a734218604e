import type { Config } from '../config.ts'
import { CustodyFault, lookAtVault, openToOthers } from '../modules/vault/index.ts'
import { VaultFault } from '../vault-door.ts'
import type { VaultState } from '../vault-door.ts'
import type { Finding } from './finding.ts'

const dayMs = 86_400_000
/** A key is wrapped anew each year (NIST SP 800-57 part 1, §5.3.6: one to two years for a key that wraps keys). */
const longestGenerationDays = 365
/** A nightly copy and two hours. */
const longestCopyDays = 26 / 24

/** How the vault stands, on a database that is up to date. */
export async function vaultFindings(config: Config, databaseUrl: string): Promise<readonly Finding[]> {
  const files = await filesFinding(config)
  try {
    const state = await lookAtVault(config, databaseUrl)
    if (!state) return [{ what: 'vault', ok: true, say: 'nothing is sealed yet' }, ...files]
    return [...findingsOf(state, { isProduction: config.mode === 'production', now: new Date() }), ...files]
  } catch (error) {
    if (!(error instanceof CustodyFault || error instanceof VaultFault)) throw error
    return [{ what: 'vault', ok: false, say: `stays closed: ${error.message}` }, ...files]
  }
}

async function filesFinding(config: Config): Promise<readonly Finding[]> {
  const open = await openToOthers(config)
  if (open.length === 0) return []
  return [{ what: 'vault files', ok: false, say: `open to others: chmod go-rwx ${open.join(' ')}` }]
}

interface Setting {
  readonly isProduction: boolean
  readonly now: Date
}

/** What of a state is well and what is not. In training a copy or shares that are not there are told and are no fault. */
export function findingsOf(state: VaultState, setting: Setting): readonly Finding[] {
  return [
    keysFinding(state, setting),
    copyFinding(state, setting),
    sharesFinding(state, setting),
    alarmsFinding(state),
  ]
}

function keysFinding(state: VaultState, { now }: Setting): Finding {
  const { custody, generation, people, damaged } = state
  const days = Math.floor((now.getTime() - Date.parse(state.since)) / dayMs)
  const faults = [
    ...(damaged > 0
      ? [`${damaged} damaged keys: put the latest copy in place, or those persons stay closed`]
      : []),
    ...(days > longestGenerationDays ? ['the key is more than a year old: vault rotate'] : []),
  ]
  const how = `custodian ${custody}, generation ${generation} for ${days} days, ${people} persons`
  return { what: 'vault', ok: faults.length === 0, say: [how, ...faults].join('; ') }
}

function copyFinding({ copy, generation, people }: VaultState, { isProduction, now }: Setting): Finding {
  const what = 'vault copy'
  if (!copy)
    return {
      what,
      ok: !isProduction || people === 0,
      say: 'none was ever made: with the disk every identity is lost (vault copy)',
    }
  const { at, peopleSince, erasedSince } = copy
  const days = (now.getTime() - Date.parse(at)) / dayMs
  const faults = [
    ...(copy.generation === generation ? [] : ['it is of a generation that has ended and opens nothing']),
    ...(erasedSince > 0 ? [`it still has the keys of ${erasedSince} who were erased since`] : []),
    ...(peopleSince > 0 && days > longestCopyDays
      ? [`${peopleSince} persons who came since are not in it`]
      : []),
  ]
  const say = [`of ${at}`, ...faults, ...(faults.length > 0 ? ['vault copy'] : [])].join('; ')
  // An erasure that is not complete is a fault in training too: it is what people were promised.
  return { what, ok: faults.length === 0 || (!isProduction && erasedSince === 0), say }
}

function sharesFinding({ sharedGeneration, generation }: VaultState, { isProduction }: Setting): Finding {
  const isFresh = sharedGeneration === generation
  const say =
    sharedGeneration === undefined
      ? 'none: without the custodian nothing opens again (vault shares)'
      : `of generation ${sharedGeneration}${isFresh ? '' : ', which has ended: vault shares'}`
  return { what: 'vault shares', ok: isFresh || !isProduction, say }
}

function alarmsFinding({ alarms }: VaultState): Finding {
  const say = alarms === 0 ? 'none to be answered' : `${alarms} to be answered, on the screen "Alarms"`
  return { what: 'vault alarms', ok: alarms === 0, say }
}
