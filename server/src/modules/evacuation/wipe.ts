import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import pg from 'pg'

import type { Config } from '../../config.ts'
import { startCluster } from '#store/embedded.ts'
import { exists } from '#store/postgres-programs.ts'
import { federationFolder } from '../../federation/index.ts'
import { destroyFile, destroyFolder } from '../vault/index.ts'
import { headFiles, keyFolder, uploadFolder } from './places.ts'

/**
 * Everything of the node goes but its keys, with which the report is still to be signed. Can be done again. Gives what a person
 * has to see to: what a database server keeps beside its tables is its administrator's.
 */
export async function wipeNode(config: Config): Promise<readonly string[]> {
  const left =
    config.databaseUrl === undefined ? await wipeEmbedded(config) : await wipeForeign(config.databaseUrl)
  for (const folder of [federationFolder(config), uploadFolder(config)]) await destroyFolder(folder)
  for (const file of await headFiles(config)) await destroyFile(file)
  return left
}

/** The last of the node: its keys. Folders that only it used go with them. */
export async function wipeKeys(config: Config): Promise<void> {
  await destroyFolder(keyFolder(config))
  for (const name of ['keys', 'federation', 'uploads', 'vault', 'custody'])
    await rmEmpty(join(config.dataFolder, name))
}

async function rmEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => undefined)
  if (names?.length === 0) await rm(folder, { recursive: true, force: true })
}

const ownName = (config: Config): string => `shield_${config.node}`

async function wipeEmbedded(config: Config): Promise<readonly string[]> {
  const folder = config.dataFolder
  if (!(await exists(join(folder, 'postgres')))) return []
  const cluster = await startCluster({ folder, durable: true })
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  await client.connect()
  const found = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'shield\\_%'`,
  )
  const own = found.rows.map((row) => row.datname).filter((name) => belongs(config, name))
  for (const name of own) await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
  await client.query('checkpoint')
  await client.end()
  await cluster.stop()
  if (found.rows.length > own.length)
    return [
      'another node uses the same embedded database server: its log files are written over as it works on',
    ]
  if (await exists(join(folder, 'postgres', 'postmaster.pid')))
    throw new Error(
      'the embedded database server is in use by another program: end that one, then the same command',
    )
  await destroyFolder(join(folder, 'postgres'))
  for (const name of ['postgres.secret', 'server.log']) await destroyFile(join(folder, name))
  return []
}

const belongs = (config: Config, name: string): boolean =>
  name === ownName(config) || name.startsWith(`${ownName(config)}_drill_`)

async function wipeForeign(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and usename = current_user`,
    )
    for (const schema of ['vault', 'graphile_worker', 'public'])
      await client.query(`drop schema if exists ${schema} cascade`)
    await client.query('create schema public')
    await client.query('checkpoint').catch(() => undefined)
  } finally {
    await client.end()
  }
  return ['backups, replicas and log files of the database server: its administrator destroys them']
}
