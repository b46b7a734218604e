import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file so that after any stop it is there as before or as now; readable by this user alone. */
export async function writeWhole(file: string, body: string | Uint8Array): Promise<void> {
  const beside = `${file}.new`
  const opened = await open(beside, 'w', 0o600)
  try {
    await opened.writeFile(body)
    await opened.sync()
  } finally {
    await opened.close()
  }
  await rename(beside, file)
  await syncFolder(dirname(file))
}

/** What was renamed in a folder is on the disk when this answers. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
