import { join } from 'node:path'

import { exists } from '#store/postgres-programs.ts'
import type { Config } from '../../config.ts'
import { destroyVault } from '../vault/index.ts'
import type { Told } from './evacuate-node.ts'
import { endJournal, keepJournal, reportName } from './journal.ts'
import type { Journal, Stage } from './journal.ts'
import { writeReport } from './report.ts'
import { wipeKeys, wipeNode } from './wipe.ts'

interface Finishing {
  readonly config: Config
  readonly folder: string
  readonly told: Told
}

const rest: readonly Stage[] = ['destroy', 'wipe', 'report']

/** Is it past the point of no return, where the database may be gone already? */
export const isPast = (journal: Journal): boolean => rest.includes(journal.stage)

/**
 * From the destruction of the vault to the signed report: needs no database, and can be done again from whatever stage a stop cut.
 * The node's keys go last, for they sign the report. Gives the path of the report.
 */
export async function finishEvacuation({ config, folder, told }: Finishing, from: Journal): Promise<string> {
  let journal = from
  const acts = [
    ['destroy', () => destroyVault(config)],
    ['wipe', () => wipeNode(config)],
  ] as const
  for (const [stage, act] of acts) {
    if (rest.indexOf(stage) < rest.indexOf(journal.stage)) continue
    journal = { ...journal, stage }
    await keepJournal(folder, journal)
    told.stage(stage)
    const began = performance.now()
    const left = await act()
    const seconds = Math.round((performance.now() - began) / 100) / 10
    journal = {
      ...journal,
      took: { ...journal.took, [stage]: seconds },
      left: [...new Set([...journal.left, ...left])],
    }
  }
  journal = { ...journal, stage: 'report' }
  await keepJournal(folder, journal)
  told.stage('report')
  const report = await reportOnce(config, folder, journal)
  await wipeKeys(config)
  await endJournal(folder, journal)
  return report
}

/** Where the keys are gone the report was written before them. */
async function reportOnce(config: Config, folder: string, journal: Journal): Promise<string> {
  const file = join(folder, reportName(journal))
  return (await exists(file)) ? file : writeReport(config, folder, journal)
}
