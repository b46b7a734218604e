import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import pg from 'pg'

import { exists } from '#store/postgres-programs.ts'
import type { Config } from '../../config.ts'
import { federationFolder } from '../../federation/index.ts'
import { CustodyFault, destroyFolder, keyInForce, recoverVaultBy, writeWhole } from '../vault/index.ts'
import type { Secret } from '../vault/index.ts'
import { openKey } from './export-head.ts'
import type { Opening } from './export-head.ts'
import { loadExport, vaultKeyOf } from './load-export.ts'
import type { Loaded } from './load-export.ts'
import type { Manifest } from './parcel.ts'
import { keyFolder, uploadFolder } from './places.ts'
import { headOf, readExport } from './read-export.ts'
import { ExportFault } from './sealed-stream.ts'
import { settleRestored } from './settle-restored.ts'

export interface Restoring {
  readonly config: Config
  readonly databaseUrl: string
  readonly file: string
  readonly opening: Opening
  readonly told: (doneBytes: number) => void
}

export interface Restored {
  readonly id: string
  readonly manifest: Manifest
  readonly hasVault: boolean
}

/**
 * Brings a node up from an export, in an empty database and a data folder that holds none of it, with its vault under the
 * custodian that the settings name here. What a stop cut is begun anew by the same command.
 */
export async function restoreNode({
  config,
  databaseUrl,
  file,
  opening,
  told,
}: Restoring): Promise<Restored> {
  const { head } = await headOf(file)
  if (head.node !== config.node)
    throw new ExportFault(`it is of the node ${head.node}, this is ${config.node}: SHIELD_NODE or --node`)
  using key = await openKey(head, opening)
  const isLoaded = await claimFolder(config, databaseUrl, head.id)
  const reading = { file, key, told }
  const settle = (client: pg.ClientBase): Promise<void> =>
    settleRestored(client, { id: head.id, at: new Date() })
  const { manifest, vaultKey } = isLoaded
    ? await readAgain(reading)
    : await loadExport({ ...reading, databaseUrl, dataFolder: config.dataFolder, settle })
  if (vaultKey) {
    using inForce = vaultKey.key
    if (!(await isOpen(config))) await recoverVaultBy(config, databaseUrl, { ...vaultKey, key: inForce })
  }
  await rm(markFile(config), { force: true })
  return { id: head.id, manifest, hasVault: vaultKey !== undefined }
}

async function readAgain(
  reading: Pick<Restoring, 'file' | 'told'> & { readonly key: Secret },
): Promise<Loaded> {
  let vaultKey: Loaded['vaultKey']
  const manifest = await readExport({
    ...reading,
    taker: async (entry) => {
      if (entry.what === 'vault-key') vaultKey = vaultKeyOf(entry)
      return undefined
    },
  })
  return { manifest, vaultKey }
}

/** Is the vault under the custodian of this place already? */
async function isOpen(config: Config): Promise<boolean> {
  try {
    const inForce = await keyInForce(config)
    inForce?.key[Symbol.dispose]()
    return inForce !== undefined
  } catch (error) {
    if (error instanceof CustodyFault) return false
    throw error
  }
}

const markFile = ({ dataFolder, node }: Config): string => join(dataFolder, `restoring-${node}`)

/**
 * Refuses a folder that holds a node; one that an earlier try left half full is emptied first. Gives whether that try came as far
 * as the database, which is written whole or not at all, and after the files.
 */
async function claimFolder(config: Config, databaseUrl: string, id: string): Promise<boolean> {
  const mark = await readFile(markFile(config), 'utf8').catch(() => undefined)
  if (mark === undefined && (await exists(join(keyFolder(config), 'audit.pem'))))
    throw new ExportFault(
      `${config.dataFolder} holds a node ${config.node} already: name another SHIELD_DATA`,
    )
  if (mark === id && (await holds(databaseUrl, id))) return true
  await mkdir(config.dataFolder, { recursive: true })
  await writeWhole(markFile(config), id)
  const folders = ['vault', 'custody'].map((name) => join(config.dataFolder, name, config.node))
  if (mark !== undefined)
    for (const folder of [...folders, keyFolder(config), federationFolder(config), uploadFolder(config)])
      await destroyFolder(folder)
  return false
}

async function holds(databaseUrl: string, id: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const found = await client.query<{ is: boolean }>(
      `select to_regclass('public.evacuation') is not null as is`,
    )
    if (found.rows[0]?.is !== true) return false
    return (await client.query('select 1 from evacuation where id = $1', [id])).rowCount === 1
  } finally {
    await client.end()
  }
}
