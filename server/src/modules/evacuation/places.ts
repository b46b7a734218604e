import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

import type { Config } from '../../config.ts'
import { federationFolder, keyPlace } from '../../federation/index.ts'
import { vaultFiles } from '../vault/index.ts'

export const uploadFolder = ({ dataFolder, node }: Config): string => join(dataFolder, 'uploads', node)
export const keyFolder = (config: Config): string => keyPlace(config).folder

/** Heads of the audit that the node keeps outside its database. */
export async function headFiles({ dataFolder, node }: Config): Promise<readonly string[]> {
  const names = await readdir(dataFolder).catch(() => [])
  return names
    .filter((name) => name.startsWith(`audit-${node}.`))
    .toSorted()
    .map((name) => join(dataFolder, name))
}

/** Files of the node that an export takes along, the custodian's apart: paths under the data folder. */
export async function filesOf(config: Config): Promise<readonly string[]> {
  const folders = [keyFolder(config), federationFolder(config), uploadFolder(config)]
  const inFolders = await Promise.all(folders.map(filesIn))
  const all = [...inFolders.flat(), ...vaultFiles(config), ...(await headFiles(config))]
  return all.map((file) => relative(config.dataFolder, file)).toSorted()
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}
