import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { exists } from '#store/postgres-programs.ts'
import type { Config } from '../../config.ts'
import { CustodyFault } from './custody.ts'
import { keyFile } from './key-file.ts'
import { custodyFolder, vaultFolder } from './open-here.ts'
import { ringFile } from './ring.ts'
import type { NumberedKey } from './ring.ts'
import { Secret } from './secret.ts'
import { withRing } from './with-ring.ts'

/** Files that hold the keys of persons; neither is any use without the key in force. */
export const vaultFiles = (config: Config): readonly string[] => [
  ringFile(vaultFolder(config)),
  keyFile(vaultFolder(config)),
]

/** The key in force, as three shares give it; undefined where nothing was ever sealed. Throws CustodyFault. */
export async function keyInForce(config: Config): Promise<NumberedKey | undefined> {
  if (!(await exists(ringFile(vaultFolder(config))))) return undefined
  return withRing(config, async ({ now }) => ({
    number: now.number,
    key: new Secret(Buffer.from(now.key.bytes)),
  }))
}

/**
 * Ends the vault of this machine: the custodian destroys the roots, then keys and custody file go. Zeros are written over the
 * files first, which a disk that moves its blocks about (SSD) may write elsewhere: what counts is that the roots are gone.
 * Can be done again. Gives what a person has to see to, in words; a custodian that does not answer keeps nothing else from going.
 */
export async function destroyVault(config: Config): Promise<readonly string[]> {
  const left = await endRoots(config)
  for (const folder of [custodyFolder(config), vaultFolder(config)]) await destroyFolder(folder)
  return left
}

async function endRoots(config: Config): Promise<readonly string[]> {
  if (!(await exists(ringFile(vaultFolder(config))))) return []
  try {
    await withRing(config, async ({ now, next }, custody) => {
      for (const generation of [now.number, next?.number])
        if (generation !== undefined) await custody.end(generation)
    })
    return []
  } catch (error) {
    if (!(error instanceof CustodyFault)) throw error
    // A second time after a stop: the file custodian has no root any more, and that is what was wanted.
    const isFile = (config.vault?.custody?.kind ?? 'file') === 'file'
    return isFile ? [] : [`the custodian did not destroy its root, see to it there: ${error.message}`]
  }
}

/** Zeros over every file of a folder, on the disk, then the folder goes. One that is not there is gone already. */
export async function destroyFolder(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  for (const one of names) if (one.isFile()) await destroyFile(join(one.parentPath, one.name))
  await rm(folder, { recursive: true, force: true })
}

const stepBytes = 1_048_576

/** Zeros over a file, on the disk, then it goes. */
export async function destroyFile(file: string): Promise<void> {
  const handle = await open(file, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return
  try {
    const { size } = await handle.stat()
    const zeros = Buffer.alloc(Math.min(size, stepBytes))
    for (let at = 0; at < size; at += zeros.length)
      await handle.write(zeros, 0, Math.min(zeros.length, size - at), at)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rm(file, { force: true })
}
