import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import { takeNode } from '#store/take-node.ts'
import type { Node } from '../../context.ts'
import { isVaultFree, keyInForce } from '../vault/index.ts'
import type { NumberedKey, Secret, Share } from '../vault/index.ts'
import { evacuationLock } from './door.ts'
import { endAccess } from './end-access.ts'
import { newHead } from './export-head.ts'
import type { Head } from './export-head.ts'
import { endJournal, exportName, keepJournal } from './journal.ts'
import type { Exported, Journal, Stage } from './journal.ts'
import { beginOrder, noteDone, noteFault, noteStage } from './order-row.ts'
import type { Order } from './order-row.ts'
import type { Manifest } from './parcel.ts'
import { proveExport } from './prove.ts'
import { verifyExport } from './read-export.ts'
import { writeReport } from './report.ts'
import { ExportFault } from './sealed-stream.ts'
import type { FaultReason } from './sealed-stream.ts'
import { holdWriters, tablesOf } from './tables.ts'
import { writeExport } from './write-export.ts'

export interface Evacuating {
  readonly node: Node
  readonly databaseUrl: string
  /** Where export, journal and report go: another disk than the node's. */
  readonly folder: string
  readonly passphrase: string | undefined
  /** In a drill: that these three open the export. */
  readonly shares: readonly Share[] | undefined
  readonly told: Told
}

export interface Told {
  stage(stage: Stage): void
  /** `total` is an estimate. */
  bytes(done: number, total: number): void
}

interface Running extends Evacuating {
  readonly order: Order
  /** The connection that holds off writers. */
  readonly held: pg.Client
  /** For what has to be seen while that one's transaction goes on. */
  readonly beside: pg.Client
  journal: Journal
}

/**
 * Up to the point of no return for an evacuation, to its end for a drill. Any fault before that opens the door again and leaves
 * the order standing, so that nobody has to agree anew because a stick was full. Gives the journal.
 */
export async function evacuateNode(evacuating: Evacuating, order: Order): Promise<Journal> {
  const [held, beside] = await Promise.all([connect(evacuating.databaseUrl), connect(evacuating.databaseUrl)])
  const running: Running = { ...evacuating, order, held, beside, journal: newJournal(evacuating, order) }
  try {
    await takeLock(beside)
    await begin(running)
    try {
      await goThrough(running)
    } catch (error) {
      await held.query('rollback').catch(() => undefined)
      await endJournal(evacuating.folder, running.journal)
      await noteFault(beside, order, reasonOf(error)).catch(() => undefined)
      throw roomFault(error, evacuating.folder)
    }
    return running.journal
  } finally {
    await Promise.all([held.end(), beside.end()])
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function takeLock(client: pg.Client): Promise<void> {
  const found = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${evacuationLock}) as got`)
  if (found.rows[0]?.got !== true)
    throw new ExportFault('an evacuation of this node is under way in another process', 'still-runs')
}

const newJournal = ({ node }: Evacuating, { id, kind }: Order): Journal => ({
  what: 'shield-evacuation-journal',
  ...{ id, kind, node: node.name, stage: 'close', took: {}, left: [], partners: [] },
})

async function begin({ node, beside, order }: Running): Promise<void> {
  await beginOrder(beside, order)
  await node.database.inTransaction((tx) =>
    audit(
      { tx, node, now: node.now(), requestId: newId() },
      { action: 'evacuation.begun', object: order.id, detail: { kind: order.kind } },
    ),
  )
}

async function goThrough(running: Running): Promise<void> {
  const { held, order } = running
  using keys = await openKeys(running)
  const { file, manifest } = await exportVerified(running, keys)
  if (order.kind === 'drill') {
    await held.query('rollback')
    await step(running, 'prove', () => prove(running, { file, manifest }, keys.vaultKey))
    await step(running, 'open', async () => undefined)
    await end(running, file)
    return
  }
  await step(running, 'stop', async () => {
    const taken = await nodeStopped(running)
    await held.query('rollback')
    await taken.release()
  })
  await step(running, 'revoke', () => endAccess(held, { id: order.id, at: new Date() }))
  running.journal = { ...running.journal, stage: 'destroy', partners: await partnersOf(held) }
  await keepJournal(running.folder, running.journal)
  await noteStage(running.beside, order, 'destroy')
}

/** One stage: in the journal before it begins, so that a stop in it is seen. */
async function step(running: Running, stage: Stage, act: () => Promise<unknown>): Promise<void> {
  const { folder, beside, order, told } = running
  running.journal = { ...running.journal, stage }
  await keepJournal(folder, running.journal)
  await noteStage(beside, order, stage)
  told.stage(stage)
  const from = performance.now()
  await act()
  const seconds = Math.round((performance.now() - from) / 100) / 10
  running.journal = { ...running.journal, took: { ...running.journal.took, [stage]: seconds } }
}

interface Keys extends Disposable {
  readonly head: Head
  readonly key: Secret
  readonly vaultKey: NumberedKey | undefined
}

/** What the export is encrypted with, and who will open it. */
async function openKeys({ node, order, beside, passphrase }: Running): Promise<Keys> {
  const vaultKey = await keyInForce(node.config)
  await checkVault(beside, vaultKey)
  const isShared = vaultKey !== undefined && (await sharedGeneration(beside)) === vaultKey.number
  if (!isShared && passphrase === undefined)
    throw new ExportFault(
      'nobody could open it: there are no recovery shares of the key in force ("vault shares"), and no --passphrase-file',
      'unopenable',
    )
  const made = await newHead(
    { id: order.id, node: node.name },
    { ...(isShared ? { vaultKey } : {}), ...(passphrase === undefined ? {} : { passphrase }) },
  )
  return {
    ...made,
    vaultKey,
    [Symbol.dispose]: () => {
      made.key[Symbol.dispose]()
      vaultKey?.key[Symbol.dispose]()
    },
  }
}

/** A vault of another machine would be left behind unseen. */
async function checkVault(client: pg.Client, vaultKey: NumberedKey | undefined): Promise<void> {
  if (vaultKey) return
  const found = await client.query('select 1 from vault.sealed limit 1')
  if (found.rowCount !== 0)
    throw new ExportFault(
      'the keys of persons do not lie here: run it on the machine and as the account of the vault',
      'vault-elsewhere',
    )
}

async function sharedGeneration(client: pg.Client): Promise<number | undefined> {
  const found = await client.query<{ number: number | null }>(
    `select max(generation) as number from vault.act where kind = 'shared'`,
  )
  return found.rows[0]?.number ?? undefined
}

async function exportVerified(
  running: Running,
  { head, key, vaultKey }: Keys,
): Promise<{ readonly file: string; readonly manifest: Manifest }> {
  const { node, folder, held, databaseUrl, told } = running
  const file = join(folder, exportName(running.journal))
  const part = `${file}.part`
  const total = await estimate(held, folder)
  const tell = (done: number): void => told.bytes(done, total)
  await step(running, 'close', () => closeDoor(running))
  let manifest: Manifest | undefined
  try {
    await step(running, 'export', async () => {
      await rm(part, { force: true })
      manifest = await writeExport({
        config: node.config,
        client: held,
        file: part,
        head,
        key,
        vaultKey,
        told: tell,
      })
    })
    await step(running, 'verify', async () => {
      const read = await verifyExport({ file: part, key, told: tell })
      if (JSON.stringify(read) !== JSON.stringify(manifest))
        throw new ExportFault('what was read back is another export')
      await rename(part, file)
    })
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  if (!manifest) throw new Error(`${databaseUrl} was not exported`)
  running.journal = { ...running.journal, exported: await exportedOf(file, head, manifest) }
  return { file, manifest }
}

const courtesyMs = 2500

/** Whoever asks is told in words first; then writers are held off, whatever they are. */
async function closeDoor({ held, databaseUrl, node }: Running): Promise<void> {
  const isRunning = await takeNode(databaseUrl, node.name).then(
    async (taken) => {
      await taken.release()
      return false
    },
    () => true,
  )
  if (isRunning) await sleep(courtesyMs)
  await holdWriters(held, await tablesOf(held))
}

/** Bytes of the database; throws where the folder can not even hold a quarter of them, which zstd makes of most. */
async function estimate(client: pg.Client, folder: string): Promise<number> {
  const found = await client.query<{ bytes: string }>(
    'select pg_database_size(current_database())::text as bytes',
  )
  const bytes = Number(found.rows[0]?.bytes ?? 0)
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes / 4)
    throw new ExportFault(
      `${folder} has ${megabytes(bavail * bsize)} MB free, the database is ${megabytes(bytes)} MB: take a larger disk`,
      'full',
    )
  return bytes
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0)

async function exportedOf(file: string, head: Head, manifest: Manifest): Promise<Exported> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  const tables = manifest.entries.filter((one) => one.rows !== undefined)
  const { size: bytes } = await stat(file)
  return {
    ...{ file: file.slice(file.lastIndexOf('/') + 1), bytes, sha256: hash.digest('hex') },
    tables: tables.length,
    rows: tables.reduce((sum, one) => sum + (one.rows ?? 0), 0),
    files: manifest.entries.length - tables.length,
    audit: manifest.audit,
    ...(head.shares ? { shares: head.shares.generation } : {}),
    hasPassphrase: head.passphrase !== undefined,
  }
}

async function prove(
  { node, databaseUrl, passphrase, shares, told }: Running,
  { file, manifest }: { readonly file: string; readonly manifest: Manifest },
  vaultKey: NumberedKey | undefined,
): Promise<void> {
  const opening = shares
    ? { shares }
    : passphrase === undefined
      ? { vaultKey: vaultKey as NumberedKey }
      : { passphrase }
  const total = manifest.entries.reduce((sum, one) => sum + one.bytes, 0)
  await proveExport({
    ...{ config: node.config, databaseUrl, file, opening, manifest },
    told: (done) => told.bytes(done, total),
  })
}

/** An export that stays would have the keys of who is erased after it: a drill leaves its report and nothing else. */
async function end({ node, folder, beside, order, journal }: Running, file: string): Promise<void> {
  const { took, exported } = journal
  await rm(file, { force: true })
  await writeReport(node.config, folder, journal)
  await endJournal(folder, journal)
  await noteDone(beside, order, { took, ...(exported ? { exported } : {}) })
  await node.database.inTransaction((tx) =>
    audit(
      { tx, node, now: node.now(), requestId: newId() },
      { action: 'evacuation.drilled', object: order.id, detail: { bytes: exported?.bytes ?? 0 } },
    ),
  )
}

const longestStopMs = 120_000

/**
 * Waits until the node has ended by itself, which it does when it sees the stage, and a vault of its own process with it: keys in
 * a memory would outlive those on the disk. Throws with who is still there.
 */
async function nodeStopped({ databaseUrl, node, beside }: Running): ReturnType<typeof takeNode> {
  const until = Date.now() + longestStopMs
  for (;;) {
    const taken = await takeNode(databaseUrl, node.name).catch((error: unknown) => {
      if (Date.now() > until)
        throw new ExportFault(
          `${(error as Error).message}. End that process, then the same command`,
          'still-runs',
        )
    })
    if (taken && (await isVaultFree(beside))) return taken
    await taken?.release()
    if (Date.now() > until)
      throw new ExportFault(
        'the vault runs as a process of its own: end it, then the same command',
        'still-runs',
      )
    await sleep(500)
  }
}

async function partnersOf(client: pg.Client): Promise<readonly string[]> {
  const found = await client.query<{ node: string }>('select node from peer order by node')
  return found.rows.map((row) => row.node)
}

const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG']

const isNoRoom = (error: unknown): boolean =>
  noRoom.includes((error as { readonly code?: string }).code ?? '')

function reasonOf(error: unknown): FaultReason {
  if (isNoRoom(error)) return 'full'
  return error instanceof ExportFault ? error.reason : 'other'
}

function roomFault(error: unknown, folder: string): unknown {
  return isNoRoom(error)
    ? new ExportFault(
        `${folder} is full: nothing was kept there, and the node goes on. Take a larger disk, then the same command`,
        'full',
      )
    : error
}
