import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'

export interface Where {
  readonly port: number
  /** Folder of its socket; undefined where it has none. */
  readonly socket: string | undefined
}

/** Where a server of this folder says it listens, by its own pid file. It may be gone all the same. */
export async function whereOf(folder: string): Promise<Where | undefined> {
  const { lines } = await readPidFile(folder)
  const [, , , port, socket = '', , , status] = lines
  if (!port || status?.trim() !== 'ready') return undefined
  return { port: Number(port), socket: socket === '' ? undefined : socket }
}

/**
 * A power cut leaves the pid file, and another program may have that number now: PostgreSQL would believe it and refuse to
 * start. The file goes only where no process at all works in the folder; deleting it under a living server destroys data.
 */
export async function clearStale(folder: string): Promise<void> {
  const { lines, path } = await readPidFile(folder)
  if (!isAlive(Number(lines[0])) || (await isWorkedIn(folder))) return
  await rm(path, { force: true })
}

async function readPidFile(
  folder: string,
): Promise<{ readonly path: string; readonly lines: readonly string[] }> {
  const path = join(folder, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => '')
  return { path, lines: text.split('\n') }
}

/** Every PostgreSQL process stands in its data folder. Where that can't be seen it is taken to be so. */
async function isWorkedIn(folder: string): Promise<boolean> {
  const own = await realpath(folder)
  const processes = await readdir('/proc').catch(() => undefined)
  if (!processes) return true
  const places = await Promise.all(
    processes.filter((name) => /^\d+$/.test(name)).map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')),
  )
  return places.includes(own)
}

/** Is there a process of this number, whoever it belongs to? */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
