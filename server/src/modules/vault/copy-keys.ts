import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

import { CustodyFault } from './custody.ts'
import { keyFile } from './key-file.ts'
import { ringFile } from './ring.ts'
import { syncFolder } from './write-whole.ts'

/**
 * Copies keys and ring of a folder while nobody writes. The earlier copy is replaced, never kept beside: it still has the
 * keys of who was erased since.
 */
export async function copyKeys(folder: string, to: string): Promise<void> {
  const [made, earlier] = [`${to}.new`, `${to}.earlier`]
  // Whoever may write an errand must not have any folder of the machine taken away.
  for (const place of [to, made, earlier]) await checkIsCopy(place)
  await rm(made, { recursive: true, force: true })
  await mkdir(made, { mode: 0o700 })
  for (const file of [ringFile(folder), keyFile(folder)]) {
    const copied = join(made, basename(file))
    await copyFile(file, copied)
    const opened = await open(copied, 'r+')
    await opened.chmod(0o600)
    await opened.sync()
    await opened.close()
  }
  await syncFolder(made)
  await rm(earlier, { recursive: true, force: true })
  await rename(to, earlier).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(made, to)
  await syncFolder(dirname(to))
  await rm(earlier, { recursive: true, force: true })
}

async function checkIsCopy(place: string): Promise<void> {
  const names = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const own = [ringFile(''), keyFile('')]
  if (names.some((one) => !own.includes(one)))
    throw new CustodyFault(`${place} holds other things than a copy of the vault`)
}
