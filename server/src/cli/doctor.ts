import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import pg from 'pg'

import { projectFolder, readConfig } from '../config.ts'
import type { Command } from './command.ts'
import { openNodeDatabase } from './open-node.ts'

interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly say: string
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'Look at the installation and say what is wrong',
  usage: `usage: bin/shield doctor [--node CODE] [--json]

Exit 0 when all is well, 1 when something is not.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { node: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const config = readConfig({ ...process.env, ...(values.node ? { SHIELD_NODE: values.node } : {}) })
    const findings: Finding[] = [
      { what: 'node', ok: process.version.startsWith('v26.'), say: `Node ${process.version}` },
      await folder('data folder', config.dataFolder),
      await file('web app', join(projectFolder, 'web', 'dist', 'index.html'), 'npm start builds it'),
      await keys(join(config.dataFolder, 'keys', config.node)),
      await database(config),
    ]
    if (values.json)
      console.log(
        JSON.stringify({ mode: config.mode, node: config.node, dataFolder: config.dataFolder, findings }),
      )
    else for (const { what, ok, say } of findings) console.log(`${ok ? '✔' : '✖'} ${what}: ${say}`)
    return findings.every((finding) => finding.ok) ? 0 : 1
  },
}

async function folder(what: string, path: string): Promise<Finding> {
  const ok = await access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
  return { what, ok, say: ok ? path : `${path} is not there or can't be written` }
}

async function file(what: string, path: string, mend: string): Promise<Finding> {
  const found = await stat(path).catch(() => undefined)
  return { what, ok: found !== undefined, say: found ? 'built' : `missing: ${mend}` }
}

async function keys(path: string): Promise<Finding> {
  const found = await stat(join(path, 'envelope.pem')).catch(() => undefined)
  if (!found) return { what: 'keys', ok: true, say: 'none yet: the first start makes them' }
  const isClosed = (found.mode & 0o077) === 0
  return { what: 'keys', ok: isClosed, say: isClosed ? 'closed to others' : 'readable by others: chmod 600' }
}

async function database(config: ReturnType<typeof readConfig>): Promise<Finding> {
  try {
    const open = await openNodeDatabase(config)
    const client = new pg.Client({ connectionString: open.url })
    await client.connect()
    const found = await client.query<{ server_version: string }>('show server_version')
    await client.end()
    await open.stop()
    const version = found.rows[0]?.server_version ?? ''
    const ok = Number.parseInt(version, 10) >= 15
    return {
      what: 'database',
      ok,
      say: ok ? `PostgreSQL ${version}` : `PostgreSQL ${version} is too old: 15 or later`,
    }
  } catch (error) {
    return { what: 'database', ok: false, say: error instanceof Error ? error.message : 'no answer' }
  }
}
