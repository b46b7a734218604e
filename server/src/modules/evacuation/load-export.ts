import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { finished } from 'node:stream/promises'

import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import { migrate } from '#store/migrate.ts'
import { Secret } from '../vault/index.ts'
import type { NumberedKey } from '../vault/index.ts'
import type { Entry, Manifest } from './parcel.ts'
import { readExport } from './read-export.ts'
import type { Taker } from './read-export.ts'
import { ExportFault } from './sealed-stream.ts'
import { quoted, tablesOf, word } from './tables.ts'

interface Loading {
  readonly file: string
  readonly key: Secret
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly told: (doneBytes: number) => void
  /** Done in the transaction that has loaded everything, before it ends. */
  readonly settle: (client: pg.ClientBase) => Promise<void>
}

export interface Loaded {
  readonly manifest: Manifest
  /** Undefined where nothing was ever sealed. */
  readonly vaultKey: NumberedKey | undefined
}

/**
 * Brings an export into an empty database and an empty folder. The tables are those of its migrations, then filled in one
 * transaction: all of it is there, or nothing. Foreign keys are taken off for it and put back, which checks every row, because
 * only a superuser could leave them standing unasked.
 */
export async function loadExport(loading: Loading): Promise<Loaded> {
  const client = new pg.Client({ connectionString: loading.databaseUrl })
  await client.connect()
  let vaultKey: NumberedKey | undefined
  const loader = createLoader(client, loading)
  try {
    const manifest = await readExport({
      ...loading,
      taker: async (entry) => {
        if (entry.what === 'vault-key') vaultKey = vaultKeyOf(entry)
        return loader.taker(entry)
      },
    })
    await loader.finish()
    return { manifest, vaultKey }
  } catch (error) {
    vaultKey?.key[Symbol.dispose]()
    throw error
  } finally {
    await client.end()
  }
}

export const vaultKeyOf = ({ generation, key }: Extract<Entry, { what: 'vault-key' }>): NumberedKey => ({
  number: generation,
  key: new Secret(Buffer.from(key, 'base64')),
})

function createLoader(client: pg.Client, loading: Loading) {
  let keys: readonly ForeignKey[] = []
  const sequences: Extract<Entry, { what: 'sequence' }>[] = []
  const begin = async (migrations: readonly string[]): Promise<void> => {
    await migrate(loading.databaseUrl, migrations)
    await checkRelease(client, migrations)
    await checkEmpty(client)
    await client.query('begin')
    keys = await foreignKeys(client)
    for (const one of keys) await client.query(`alter table ${one.table} drop constraint ${word(one.name)}`)
    const tables = (await tablesOf(client)).map(quoted)
    await client.query(`truncate ${tables.join(', ')}`)
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
  }
  return {
    taker: async (entry: Entry): Promise<Taker | undefined> => {
      if (entry.what === 'start') await begin(entry.migrations)
      if (entry.what === 'table') return intoTable(client, entry)
      if (entry.what === 'sequence') sequences.push(entry)
      if (entry.what === 'file') return intoFile(loading.dataFolder, entry.path)
      return undefined
    },
    finish: async (): Promise<void> => {
      for (const one of sequences)
        await client.query('select setval($1::regclass, $2::bigint, $3)', [
          quoted(one),
          one.last,
          one.isCalled,
        ])
      for (const table of (await tablesOf(client)).map(quoted))
        await client.query(`alter table ${table} enable trigger user`)
      for (const one of keys)
        await client.query(`alter table ${one.table} add constraint ${word(one.name)} ${one.definition}`)
      await loading.settle(client)
      await client.query('commit')
      // What was planned and counted for empty tables would make the first hours slow.
      await client.query('analyze')
    },
  }
}

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

async function foreignKeys(client: pg.Client): Promise<readonly ForeignKey[]> {
  const found = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname <> 'pg_catalog'`,
  )
  return found.rows
}

async function checkRelease(client: pg.Client, migrations: readonly string[]): Promise<void> {
  const found = await client.query<{ name: string }>('select name from migration')
  const known = new Set(found.rows.map((row) => row.name))
  if (known.size > migrations.length)
    throw new ExportFault(
      'the database is of a later release than the export: bring it into a new, empty one',
    )
  const unknown = migrations.find((name) => !known.has(name))
  if (unknown !== undefined)
    throw new ExportFault(
      `it holds migration ${unknown}, which this release does not know: take the newer one`,
    )
}

async function checkEmpty(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from person limit 1')
  if (found.rowCount !== 0)
    throw new ExportFault('the database has people already: an export is brought into an empty one')
}

async function intoTable(
  client: pg.Client,
  { columns, ...table }: Extract<Entry, { what: 'table' }>,
): Promise<Taker> {
  const stream = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(word).join(', ')}) from stdin`))
  const done = finished(stream)
  // Heard at the end too; a fault in between must not be nobody's.
  done.catch(() => undefined)
  return {
    take: async (bytes) => {
      if (!stream.write(bytes))
        await Promise.race([new Promise((resolve) => void stream.once('drain', resolve)), done])
    },
    end: async () => {
      stream.end()
      await done
    },
  }
}

async function intoFile(folder: string, path: string): Promise<Taker> {
  const place = normalize(join(folder, path))
  if (!place.startsWith(normalize(folder) + sep))
    throw new ExportFault('a path in it leads out of the folder')
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  await rm(place, { force: true })
  const handle = await open(place, 'wx', 0o600)
  return {
    take: async (bytes) => {
      await handle.writeFile(bytes)
    },
    end: async () => {
      await handle.sync()
      await handle.close()
    },
  }
}
