import { randomBytes } from 'node:crypto'
import { chmod, chown, link, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { exists, findPrograms, runProgram } from './postgres-programs.ts'
import type { Programs } from './postgres-programs.ts'
import { clearStale, isAlive, whereOf } from './postmaster.ts'
import type { Where } from './postmaster.ts'
import { enter } from './presence.ts'
import type { Presence } from './presence.ts'

/** A PostgreSQL cluster from npm, for the demonstration and the tests; production brings its own (`DATABASE_URL`). */
export interface Cluster {
  readonly url: (database: string) => string
  readonly folder: string
  /** Leaves the cluster; the last to leave stops the server (fast shutdown). */
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Folder of the data; made when it is not there. */
  readonly folder: string
  /** Tests give up durability: their data is thrown away. */
  readonly durable: boolean
}

interface Place {
  readonly programs: Programs
  readonly folder: string
  readonly durable: boolean
  /** Where its socket goes; undefined: it can be asked by its port alone. */
  readonly socket: string | undefined
  readonly urlAt: (where: Where, database: string) => string
}

const mostTries = 20
const pauseMs = 500
/** `sun_path` of the systems that have the shortest, and what PostgreSQL calls a socket. */
const longestPath = 103
const longestName = '/.s.PGSQL.65535'.length

/**
 * Starts the cluster of a folder, or joins the one that another process uses or a killed process left running.
 * A node and several commands may use it at once: whoever leaves last stops it.
 */
export async function startCluster({ folder, durable }: ClusterOptions): Promise<Cluster> {
  const programs = await findPrograms()
  const data = join(folder, 'postgres')
  const secretFile = join(folder, 'postgres.secret')
  await mkdir(folder, { recursive: true })
  // The account that root lends has to pass through; what lies inside is closed by itself.
  if (programs.account) {
    await chmod(folder, 0o711)
    await checkWayTo(folder)
  }
  if (!(await exists(join(data, 'PG_VERSION')))) await initialise(programs, data, secretFile)
  const secret = (await readFile(secretFile, 'utf8')).trim()
  const urlAt: Place['urlAt'] = ({ port, socket }, database) =>
    `postgres://shield:${secret}@127.0.0.1:${port}/${database}${socket === undefined ? '' : `?host=${encodeURIComponent(socket)}`}`
  const socket = await socketIn(folder, programs)
  const { where, presence } = await joinOrStart({ programs, folder: data, durable, socket, urlAt })
  return {
    folder,
    url: (database) => urlAt(where, database),
    stop: () =>
      presence.leave(() =>
        runProgram(programs, 'pg_ctl', ['-D', data, '-m', 'fast', '-w', '-t', '30', 'stop']),
      ),
  }
}

async function checkWayTo(folder: string): Promise<void> {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above))
    if (((await stat(above)).mode & 0o001) === 0)
      throw new Error(
        `PostgreSQL does not run as root, and the account lent to it can't pass through ${above}: choose another SHIELD_DATA, or chmod o+x ${above}`,
      )
}

/**
 * By a socket of the file system a question costs a fifth less of both sides than by a port of the machine (47 µs, so 37), and
 * no other program can knock. A path longer than the system takes leaves the port of the machine.
 */
async function socketIn(folder: string, { account }: Programs): Promise<string | undefined> {
  const socket = join(resolve(folder), 'socket')
  // PostgreSQL takes a list here, by way of a shell: a folder of other characters leaves the port as well.
  if (/[^\w./-]/.test(socket) || socket.length + longestName > longestPath) return undefined
  await mkdir(socket, { recursive: true, mode: 0o700 })
  if (account) await chown(socket, account.uid, account.gid)
  return socket
}

/** Others may start or stop it at the same moment, and backends of a killed server take a moment to end: so it tries again. */
async function joinOrStart(place: Place): Promise<{ readonly where: Where; readonly presence: Presence }> {
  const logged = await stat(logOf(place.folder)).catch(() => undefined)
  for (let tries = 1; ; tries += 1) {
    const where = await whereOf(place.folder)
    const presence = where && (await enter(place.urlAt(where, 'postgres')).catch(() => undefined))
    if (where && presence) return { where, presence }
    await clearStale(place.folder)
    try {
      await start(place, await freePort())
    } catch (error) {
      if (tries === mostTries)
        throw new Error(await whyNot(place.folder, logged?.size ?? 0, error), { cause: error })
      await sleep(pauseMs)
    }
  }
}

/** The last fatal word of the server's own log, since it held so many bytes, says more than that it did not start. */
async function whyNot(folder: string, from: number, error: unknown): Promise<string> {
  const log = await readFile(logOf(folder)).catch(() => Buffer.of())
  const lines = log.subarray(from).toString('utf8').split('\n')
  const last = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line))
  const said = last?.replace(/^.*\b(FATAL|PANIC):\s*/, '') ?? (error instanceof Error ? error.message : '')
  return `the embedded PostgreSQL of ${folder} does not start: ${said}`
}

function logOf(folder: string): string {
  return join(folder, 'server.log')
}

/** Two first starts at once: one secret, and the folder of whoever is done first. */
async function initialise(
  { account, ...programs }: Programs,
  folder: string,
  secretFile: string,
): Promise<void> {
  const own = (path: string): Promise<void> =>
    account ? chown(path, account.uid, account.gid) : Promise.resolve()
  const fresh = `${folder}.new-${process.pid}`
  await clearHalfMade(folder)
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  await own(fresh)
  await writeFile(`${fresh}.secret`, randomBytes(24).toString('hex'), { mode: 0o600 })
  await own(`${fresh}.secret`)
  await link(`${fresh}.secret`, secretFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(`${fresh}.secret`)
  const initdb = ['-D', fresh, '-U', 'shield', '--auth=scram-sha-256', `--pwfile=${secretFile}`]
  await runProgram({ account, ...programs }, 'initdb', [
    ...initdb,
    ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'],
  ])
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(fresh, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

/** What a first start that was killed half-way left. */
async function clearHalfMade(folder: string): Promise<void> {
  const beginning = `${basename(folder)}.new-`
  const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(beginning))
  for (const name of names)
    if (!isAlive(Number.parseInt(name.slice(beginning.length), 10)))
      await rm(join(dirname(folder), name), { recursive: true, force: true })
}

async function start({ programs, folder, durable, socket }: Place, port: number): Promise<void> {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${socket ?? ''}`,
    'unix_socket_permissions=0700',
    'max_connections=100',
    'shared_buffers=128MB',
    'work_mem=32MB',
    'maintenance_work_mem=128MB',
    'max_wal_size=2GB',
    'wal_compression=on',
    // A statement must never see half of what a plan cached for another shape of data was made for.
    'jit=off',
    // The row that broke a rule, with the names in it, would stand in a log that no policy guards.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  await runProgram(programs, 'pg_ctl', [
    ...['-D', folder, '-w', '-t', '60', '-l', logOf(folder)],
    ...['-o', settings.map((setting) => `-c ${setting}`).join(' '), 'start'],
  ])
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
