import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { access, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'

import pg from 'pg'

import { buildNode, closeNode } from '../build-node.ts'
import { readConfig } from '../config.ts'
import { addDemonstrationPeople } from './load-demonstration.ts'
import { shield } from './testing.ts'

const run = promisify(execFile)
const cleaning: (() => Promise<unknown>)[] = []
after(async () => {
  for (const clean of cleaning.toReversed()) await clean()
})

const programs = '/usr/lib/postgresql/15/bin'
const isThere = await access(join(programs, 'initdb')).then(
  () => true,
  () => false,
)
const missing = !isThere && `no PostgreSQL 15 in ${programs} (Debian: apt-get install postgresql-15)`

/** PostgreSQL 15 as a ministry runs it: a server of its own, and a database whose owner is no superuser. */
async function startFifteen(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-fifteen-'))
  cleaning.push(() => rm(folder, { recursive: true, force: true }))
  const account = await accountOf('postgres')
  if (account) await chown(folder, account.uid, account.gid)
  const as = { cwd: folder, ...account }
  const data = join(folder, 'data')
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'root', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    as,
  )
  const port = await freePort()
  const settings = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`
  await run(
    join(programs, 'pg_ctl'),
    ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'],
    as,
  )
  cleaning.push(() => run(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], as))
  const root = new pg.Client({ connectionString: `postgres://root@127.0.0.1:${port}/postgres` })
  await root.connect()
  await root.query(`create role keeper login createrole password 'kept'`)
  await root.query(`create role visitor login password 'kept'`)
  await root.query('create database shield owner keeper')
  await root.query('create database visited owner visitor')
  await root.end()
  return `postgres://keeper:kept@127.0.0.1:${port}/shield`
}

/** Root lends an account, as the embedded server does; anybody else uses their own. */
async function accountOf(name: string): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function folderFor(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-external-'))
  cleaning.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test(
  'a PostgreSQL 15 of its own is migrated, filled, searched and its audit checked',
  { skip: missing },
  async () => {
    const url = await startFifteen()
    const folder = await folderFor()
    const environment = { SHIELD_DATA: folder, DATABASE_URL: url }
    const migrated = await shield(['migrate', '--json'], environment)
    assert.equal(migrated.code, 0, migrated.stderr)
    assert.ok((JSON.parse(migrated.stdout) as { applied: string[] }).applied.length > 4)
    const node = await buildNode(readConfig(environment), url, { search: false, connections: 2 })
    await addDemonstrationPeople(node)
    await closeNode(node)
    const map = {
      key: ['id'],
      entities: [
        { name: 'person', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] },
      ],
      links: [],
    }
    await writeFile(join(folder, 'map.json'), JSON.stringify(map))
    await writeFile(join(folder, 'people.csv'), 'id,name\n1,Somchai Jaidee\n2,Malee Sukjai\n')
    const imported = await shield(
      ['import', join(folder, 'people.csv'), '--map', join(folder, 'map.json')],
      environment,
    )
    assert.match(imported.stdout, /^done: 2 new/, imported.stderr)
    const [found, exported, doctor] = await Promise.all([
      shield(['search', 'Malee'], environment),
      shield(['audit', 'export', '--out', join(folder, 'log')], environment),
      shield(['doctor', '--json'], environment),
    ])
    assert.match(found.stdout, /Malee Sukjai/)
    assert.equal(exported.code, 0, exported.stdout + exported.stderr)
    assert.match(doctor.stdout, /"PostgreSQL 15[^"]*up to date"/)
    assert.match(doctor.stdout, /"holds values of rows: set log_error_verbosity = terse, log_min_error/)
    await assert.rejects(access(join(folder, 'postgres')), 'an embedded server was made all the same')

    const visitor = url.replace('keeper', 'visitor').replace(/shield$/, 'visited')
    const refused = await shield(['migrate'], { ...environment, DATABASE_URL: visitor })
    assert.equal(refused.code, 1)
    const wrong = await shield(['migrate'], {
      ...environment,
      DATABASE_URL: url.replace(/shield$/, 'nowhere'),
    })
    assert.deepEqual(
      [wrong.code, wrong.stderr],
      [1, 'shield: the database says: database "nowhere" does not exist\n'],
    )
  },
)

test('a database that does not answer is said to be so', async () => {
  const url = `postgres://keeper:kept@127.0.0.1:${await freePort()}/shield`
  const ended = await shield(['migrate'], { SHIELD_DATA: await folderFor(), DATABASE_URL: url })
  assert.equal(ended.code, 1)
  assert.match(
    ended.stderr,
    /^shield: the database does not answer \(ECONNREFUSED\): is DATABASE_URL right, and the server up\?\n$/,
  )
})

/** Speaks as much of PostgreSQL's protocol as telling one's version takes: an old server is not to be had everywhere. */
async function startOld(): Promise<number> {
  const server = createServer((socket) => {
    let isGreeted = false
    socket.on('data', (bytes) => {
      if (!isGreeted) {
        isGreeted = true
        reply(socket, [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])
      } else if (bytes[0] === 0x51) reply(socket, [...versionRow(), message('Z', Buffer.from('I'))])
    })
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleaning.push(async () => server.close())
  return (server.address() as AddressInfo).port
}

function reply(socket: Socket, messages: readonly Buffer[]): void {
  socket.write(Buffer.concat(messages))
}

function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

function versionRow(): readonly Buffer[] {
  const column = (name: string): Buffer => {
    const rest = Buffer.alloc(18)
    rest.writeInt32BE(25, 6)
    rest.writeInt16BE(-1, 10)
    return Buffer.concat([Buffer.from(`${name}\0`), rest])
  }
  const value = (text: string): Buffer => {
    const length = Buffer.alloc(4)
    length.writeInt32BE(text.length)
    return Buffer.concat([length, Buffer.from(text)])
  }
  const two = Buffer.of(0, 2)
  return [
    message('T', Buffer.concat([two, column('number'), column('name')])),
    message('D', Buffer.concat([two, value('140012'), value('14.12')])),
    message('C', Buffer.from('SELECT 1\0')),
  ]
}

test('a PostgreSQL before 15 is refused in words', async () => {
  const url = `postgres://keeper:kept@127.0.0.1:${await startOld()}/shield`
  const ended = await shield(['migrate'], { SHIELD_DATA: await folderFor(), DATABASE_URL: url })
  assert.deepEqual(
    [ended.code, ended.stderr],
    [1, 'shield: PostgreSQL 14.12 is too old: SHIELD needs 15 or later\n'],
  )
})
