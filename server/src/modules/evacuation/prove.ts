import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import pg from 'pg'
import { pino } from 'pino'

import { auditOrigin, logOfDatabase, verifyLog } from '../../audit/index.ts'
import type { Config } from '../../config.ts'
import { keyPairOf } from '../../keys.ts'
import { openDatabase } from '#store/database.ts'
import { ensureDatabase } from '#store/migrate.ts'
import { destroyFolder, openWhenAsked } from '../vault/index.ts'
import type { Opening } from './export-head.ts'
import type { Manifest } from './parcel.ts'
import { keyFolder } from './places.ts'
import { restoreNode } from './restore-node.ts'
import { ExportFault } from './sealed-stream.ts'
import { headIn } from './write-export.ts'

interface Proving {
  readonly config: Config
  readonly databaseUrl: string
  readonly file: string
  readonly opening: Opening
  readonly manifest: Manifest
  readonly told: (doneBytes: number) => void
}

/** Emptied when a node comes back, or written to by that. */
const otherwise = new Set(['one_time_secret', 'ceremony', 'evacuation_approval', 'vault.act'])

/**
 * Brings the export back beside the node, into a database of its own on the same server and a folder under the data folder, so
 * that what is in the clear lies nowhere that it does not lie already; compares it with what was exported, and takes it away.
 * Throws ExportFault for any difference.
 */
export async function proveExport({
  config,
  databaseUrl,
  file,
  opening,
  manifest,
  told,
}: Proving): Promise<void> {
  const url = new URL(databaseUrl)
  const name = `${url.pathname.slice(1)}_drill_${process.pid}`
  url.pathname = `/${name}`
  const beside: Config = {
    ...config,
    mode: 'training',
    databaseUrl: url.href,
    dataFolder: join(config.dataFolder, `drill-${config.node}`),
    // A custodian of its own, who goes with the folder.
    vault: {},
  }
  await destroyFolder(beside.dataFolder)
  await ensureDatabase(databaseUrl, name)
  try {
    const back = await restoreNode({ config: beside, databaseUrl: url.href, file, opening, told })
    if (JSON.stringify(back.manifest) !== JSON.stringify(manifest))
      throw new ExportFault('what came back is another export')
    await compareTables(url.href, manifest)
    await compareLog(beside, url.href, manifest)
    if (back.hasVault) await openOne(beside, url.href)
  } finally {
    await destroyFolder(beside.dataFolder)
    await dropDatabase(databaseUrl, name)
  }
}

async function compareTables(url: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const { name, rows } of manifest.entries) {
      const table = name.replace(/^table (public\.)?/, '')
      if (rows === undefined || otherwise.has(table)) continue
      const path = table
        .split('.')
        .map((part) => client.escapeIdentifier(part))
        .join('.')
      const found = await client.query<{ count: string }>(`select count(*)::text as count from ${path}`)
      if (Number(found.rows[0]?.count) !== rows)
        throw new ExportFault(
          `of ${table} ${rows} rows went out and ${found.rows[0]?.count ?? 'none'} came back`,
        )
    }
  } finally {
    await client.end()
  }
}

/** The audit is whole, and its newest head is the one that was exported. */
async function compareLog(config: Config, url: string, manifest: Manifest): Promise<void> {
  const { publicKey: key } = keyPairOf(await readFile(join(keyFolder(config), 'audit.pem'), 'utf8'))
  const database = openDatabase(url, { connections: 1 })
  try {
    await database.inTransaction(async (tx) => {
      const { faults } = await verifyLog(logOfDatabase(tx), { origin: auditOrigin(config.node), key })
      const head = await headIn(tx.client)
      if (faults.length > 0)
        throw new ExportFault(`the audit that came back is not whole: ${faults[0] ?? ''}`)
      if (head.size !== manifest.audit.size || head.root !== manifest.audit.root)
        throw new ExportFault('the audit that came back has another head')
    })
  } finally {
    await database.close()
  }
}

/** One sealed value is opened and let go: the keys that came back fit what they are the keys of. */
async function openOne(config: Config, url: string): Promise<void> {
  const one = await findSealed(url)
  if (!one) return
  const door = openWhenAsked(config, url, { log: pino({ level: 'silent' }), now: () => new Date() })
  try {
    const asker = {
      person: 'drill',
      organisation: '',
      purpose: 'victim-protection',
      reference: 'drill',
    } as const
    const [value] = await door.open(asker, [one])
    if (!value?.body) throw new ExportFault('a sealed value that came back does not open')
    value.body.fill(0)
  } finally {
    await door.close()
  }
}

async function findSealed(url: string): Promise<{ readonly id: string; readonly code: string } | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query<{ id: string; code: string }>(
      'select id, code from vault.sealed limit 1',
    )
    return found.rows[0]
  } finally {
    await client.end()
  }
}

async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}
