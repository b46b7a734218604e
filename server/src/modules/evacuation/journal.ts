import { readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { writeWhole } from '../vault/index.ts'
import type { Manifest } from './parcel.ts'

/** What is done, in this order. `prove` and `open` are a drill's, `stop` to `wipe` are not. */
export const stages = [
  'close',
  'export',
  'verify',
  'prove',
  'open',
  'stop',
  'revoke',
  'destroy',
  'wipe',
  'report',
] as const
export type Stage = (typeof stages)[number]
export type Kind = 'drill' | 'real'

const drillOnly: readonly Stage[] = ['prove', 'open']
const realOnly: readonly Stage[] = ['stop', 'revoke', 'destroy', 'wipe']

export const stagesOf = (kind: Kind): readonly Stage[] =>
  stages.filter((stage) => !(kind === 'drill' ? realOnly : drillOnly).includes(stage))

/** Beside the export, so that it outlives the node: how far an evacuation came. Names the node and nobody. */
export interface Journal {
  readonly what: 'shield-evacuation-journal'
  readonly id: string
  readonly node: string
  readonly kind: Kind
  readonly stage: Stage
  /** Seconds of the stages that are over. */
  readonly took: Partial<Record<Stage, number>>
  /** Of the export, once it was verified. */
  readonly exported?: Exported
  /** What a person has to see to. */
  readonly left: readonly string[]
  /** Codes of the partners to be called. */
  readonly partners: readonly string[]
}

export interface Exported {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly audit: Manifest['audit']
  /** Generation of the recovery shares that open it. */
  readonly shares?: number
  readonly hasPassphrase: boolean
}

export const exportName = ({ node, id }: Pick<Journal, 'node' | 'id'>): string =>
  `shield-${node}-${id}.shield`
export const reportName = ({ node, id }: Pick<Journal, 'node' | 'id'>): string =>
  `shield-${node}-${id}.report.txt`
const ending = '.journal.json'
const journalName = ({ node, id }: Pick<Journal, 'node' | 'id'>): string => `shield-${node}-${id}${ending}`

/** On the disk before the stage begins: whatever stops it, the next run knows. */
export async function keepJournal(folder: string, journal: Journal): Promise<void> {
  await writeWhole(join(folder, journalName(journal)), `${JSON.stringify(journal)}\n`)
}

export async function endJournal(folder: string, journal: Journal): Promise<void> {
  await rm(join(folder, journalName(journal)), { force: true })
}

/** The evacuation of a node that was cut short in this folder. */
export async function findJournal(folder: string, node: string): Promise<Journal | undefined> {
  const names = await readdir(folder)
  const name = names.find((one) => one.startsWith(`shield-${node}-`) && one.endsWith(ending))
  if (name === undefined) return undefined
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as Journal
}
