import { access, constants, readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import pg from 'pg'

import { projectFolder, readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { exists } from '../store/postgres-programs.ts'
import { pendingMigrations } from '../store/migrate.ts'
import type { Command } from './command.ts'
import { lookAtFederation } from './doctor-federation.ts'
import { drillFinding } from './doctor-evacuation.ts'
import { lookAtLog } from './doctor-log.ts'
import { vaultFindings } from './doctor-vault.ts'
import type { Finding } from './finding.ts'
import { openNodeDatabase } from './open-node.ts'
import { told } from './told.ts'

const nodeVersion = '26.10.0'
const leastFree = 2 ** 30

export const doctor: Command = {
  usage: `usage: bin/shield doctor [--node CODE] [--json]

Looks, and changes nothing but that it starts an embedded PostgreSQL for as long as it looks.
Exit 0 when all is well, 1 when something is not.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const config = readConfig({ ...process.env, ...(values.node ? { SHIELD_NODE: values.node } : {}) })
    const { mode, node, dataFolder } = config
    const isNew = !(await exists(dataFolder))
    const findings: Finding[] = [
      {
        what: 'node',
        ok: process.version === `v${nodeVersion}`,
        say: `Node ${process.version}; SHIELD was made with ${nodeVersion}`,
      },
      isNew ? nothingYet('data folder', dataFolder) : await folder(dataFolder),
      await webApp(),
      await keys(join(dataFolder, 'keys', node)),
      isNew ? nothingYet('audit', 'no log') : await witnesses(config),
      ...(isNew && config.databaseUrl === undefined
        ? [nothingYet('database', 'embedded PostgreSQL')]
        : await database(config)),
    ]
    if (values.json) console.log(JSON.stringify({ mode, node, dataFolder, findings }))
    else for (const { what, ok, say } of findings) console.log(`${ok ? '✔' : '✖'} ${what}: ${say}`)
    return findings.every((finding) => finding.ok) ? 0 : 1
  },
}

function nothingYet(what: string, say: string): Finding {
  return { what, ok: true, say: `${say}: the first start makes it` }
}

async function folder(path: string): Promise<Finding> {
  const what = 'data folder'
  const isWritable = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!isWritable) return { what, ok: false, say: `${path} can't be written by you` }
  const { bavail, bsize } = await statfs(path)
  const free = bavail * bsize
  return { what, ok: free >= leastFree, say: `${path}, ${(free / 2 ** 30).toFixed(1)} GiB free` }
}

async function webApp(): Promise<Finding> {
  const isBuilt = await exists(join(projectFolder, 'web', 'dist', 'index.html'))
  return { what: 'web app', ok: isBuilt, say: isBuilt ? 'built' : 'missing: npm start builds it' }
}

async function keys(path: string): Promise<Finding> {
  const what = 'keys'
  const names = (await readdir(path).catch(() => [])).filter((name) => name.endsWith('.pem'))
  if (names.length === 0) return nothingYet(what, 'none')
  const open = await Promise.all(
    names.map(async (name) => ((await stat(join(path, name))).mode & 0o077) !== 0 && join(path, name)),
  )
  const faulty = open.filter((name) => name !== false)
  return {
    what,
    ok: faulty.length === 0,
    say: faulty.length === 0 ? 'closed to others' : `readable by others: chmod 600 ${faulty.join(' ')}`,
  }
}

async function witnesses({ dataFolder, node }: Config): Promise<Finding> {
  const names = (await readdir(dataFolder)).filter((name) => name.startsWith(`audit-${node}.contradicted`))
  const say =
    names.length === 0 ? 'no kept head is contradicted' : `rolled back or rewritten: ${names.join(' ')}`
  return { what: 'audit', ok: names.length === 0, say }
}

async function federation(config: Config, url: string): Promise<Finding> {
  const what = 'federation'
  const faults = await lookAtFederation(config, url)
  if (!faults) return nothingYet(what, 'no keys')
  const say = faults.length === 0 ? 'partners and certificates are well' : faults.join('; ')
  return { what, ok: faults.length === 0, say }
}

async function database(config: Config): Promise<readonly Finding[]> {
  const what = 'database'
  try {
    const open = await openNodeDatabase(config)
    const client = new pg.Client({ connectionString: open.url })
    try {
      await client.connect()
      const found = await client.query<{ server_version: string }>('show server_version')
      const version = found.rows[0]?.server_version ?? ''
      const pending = await pendingMigrations(client)
      if (Number.parseInt(version, 10) < 15)
        return [{ what, ok: false, say: `PostgreSQL ${version} is too old: 15 or later` }]
      const rest =
        pending.length === 0
          ? 'up to date'
          : `${pending.length} migrations to come: the next start applies them`
      const server = { what, ok: true, say: `PostgreSQL ${version}, ${rest}` }
      if (pending.length > 0) return [server]
      return [
        server,
        await lookAtLog(client),
        await federation(config, open.url),
        ...(await vaultFindings(config, open.url)),
        await drillFinding(config, open.url),
      ]
    } finally {
      await client.end()
      await open.stop()
    }
  } catch (error) {
    return [{ what, ok: false, say: told(error, '').text }]
  }
}
