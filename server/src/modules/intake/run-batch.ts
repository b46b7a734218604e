import { setTimeout } from 'node:timers/promises'

import type { Defect, Grade, Marking, Tlp } from '@shield/core'
import { tlps } from '@shield/core'
import type { Mapping } from '@shield/formats'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Tx } from '#store/database.ts'
import type { Node } from '../../context.ts'
import { loggable } from '../../loggable.ts'
import { createPreparedWriter, tryHoldSource } from '../registry/index.ts'
import type { RoundCounts } from '../registry/index.ts'
import { workOn } from './abandoned.ts'
import { batchFile } from './batch-file.ts'
import { readApart } from './read-apart.ts'
import type { FileToRead } from './read-file.ts'

export interface Counts {
  new: number
  matched: number
  changed: number
  conflict: number
  rejected: number
  warnings: number
}

interface Job {
  readonly id: number
  readonly wire: string
  readonly source: number
  readonly marking: number
  readonly organisation: string
  readonly purpose: string
  readonly person: string | null
  readonly dryRun: boolean
  readonly file: FileToRead
  readonly totalBytes: number
  readonly grade: Grade
}

/** How often an import asks whether the one before it of the same source has ended. */
const turnMs = 300
// More defects than anybody reads; the counts go on.
const mostDefects = 100_000

class Stopped extends Error {}

/**
 * Runs one import: everything in one transaction, so that a crash, a cancel or a dry run leaves nothing behind.
 * Progress is written on another connection, or nobody would see it.
 */
export async function runBatch(
  node: Node,
  { batch }: { readonly batch: string },
  signal: AbortSignal,
): Promise<void> {
  const job = await begin(node, batch)
  if (!job) return
  const counts: Counts = { new: 0, matched: 0, changed: 0, conflict: 0, rejected: 0, warnings: 0 }
  const defects: Defect[] = []
  try {
    await node.database.inTransaction(async (tx) => {
      await workOn(tx, job.id)
      await writeAll(node, tx, job, { counts, defects, signal })
      await finish(node, tx, job, 'done', counts, defects)
      if (job.dryRun) throw new Stopped('dry run')
    })
  } catch (error) {
    const state =
      error instanceof Stopped ? (error.message === 'dry run' ? 'previewed' : 'cancelled') : 'failed'
    if (state === 'failed')
      node.log.error({ batch, ...loggable(error) }, 'an import failed; nothing of it was kept')
    // The node itself is stopping: the job stays queued and runs again from the start.
    if (signal.aborted) {
      await setState(node, job.id, 'queued')
      throw error
    }
    await node.database.inTransaction((tx) => finish(node, tx, job, state, counts, defects))
  }
}

interface Run {
  readonly counts: Counts
  readonly defects: Defect[]
  readonly signal: AbortSignal
}

async function writeAll(node: Node, tx: Tx, job: Job, run: Run): Promise<void> {
  while (!(await tryHoldSource(tx.client, job.source))) {
    await tell(node, job, 0, 0, run.signal)
    await setTimeout(turnMs)
  }
  const writer = createPreparedWriter(tx, { id: job.id, source: job.source })
  const parts = readApart({ file: job.file, markings: await markingsOf(node, tx, job), grade: job.grade })
  let told = 0
  for await (const part of parts) {
    for (const defect of part.defects) count(defect, run)
    add(await writer.write(part.prepared), run.counts)
    if (!part.isLast && Date.now() - told < 500) continue
    told = Date.now()
    await tell(node, job, part.records, part.isLast ? job.totalBytes : part.bytes, run.signal)
  }
  await writer.finish()
}

function add(wrote: RoundCounts, counts: Counts): void {
  for (const name of ['new', 'matched', 'changed', 'conflict'] as const) counts[name] += wrote[name]
}

function count(defect: Defect, run: Run): void {
  if (defect.weight === 'rejected') run.counts.rejected += 1
  else run.counts.warnings += 1
  if (run.defects.length < mostDefects) run.defects.push(defect)
}

/** The marking of each TLP. A try keeps nothing, so it makes no marking either. */
async function markingsOf(node: Node, tx: Tx, job: Job): Promise<ReadonlyMap<Tlp | undefined, number>> {
  const blocks = await node.markings.all(tx)
  const own = blocks.find((block) => block.id === job.marking)?.block
  if (!own) throw new Error('the marking of the batch is not known')
  return job.dryRun ? new Map([[undefined, job.marking]]) : markingsByTlp(node, own, job.marking)
}

/** A TLP that a file states can only tighten the batch's own; each gets its own block, interned before the long transaction. */
async function markingsByTlp(
  node: Node,
  own: Marking,
  id: number,
): Promise<ReadonlyMap<Tlp | undefined, number>> {
  const found = new Map<Tlp | undefined, number>([[undefined, id]])
  await node.database.inTransaction(async (tx) => {
    for (const tlp of tlps) {
      const isStricter = tlps.indexOf(tlp) > tlps.indexOf(own.conditions.tlp)
      const block = {
        ...own,
        conditions: { ...own.conditions, tlp },
        ...(tlp === 'RED' ? { releasedTo: [] } : {}),
      }
      found.set(tlp, isStricter ? await node.markings.intern(tx, block) : id)
    }
  })
  return found
}

async function begin(node: Node, wire: string): Promise<Job | undefined> {
  return node.database.inTransaction(async (tx) => {
    const row = await tx.db
      .selectFrom('batch')
      .innerJoin('source', 'source.id', 'batch.source_id')
      .selectAll('batch')
      .select('source.reliability')
      .where('batch.wire', '=', wire)
      .where('state', 'in', ['queued', 'running'])
      .forUpdate('batch')
      .executeTakeFirst()
    if (!row) {
      await noteStopped(tx, wire)
      return undefined
    }
    await tx.db
      .updateTable('batch')
      .set({ state: 'running', started_at: new Date(), fault: null })
      .where('id', '=', row.id)
      .execute()
    await tx.client.query('delete from batch_defect where batch_id = $1', [row.id])
    const progress = row.progress as { totalBytes?: number }
    const mapping = row.mapping as {
      mapping?: Mapping & { sheet?: string }
      companions?: FileToRead['companions']
    } | null
    return {
      id: row.id,
      wire,
      source: row.source_id,
      marking: row.marking_id,
      organisation: row.organisation,
      purpose: row.purpose,
      person: row.created_by,
      dryRun: row.dry_run,
      totalBytes: progress.totalBytes ?? 0,
      grade: `${row.reliability as 'A' | 'B' | 'C' | 'D' | 'E' | 'F'}6`,
      file: {
        path: batchFile(node, wire),
        format: row.format as FileToRead['format'],
        mapping: mapping?.mapping,
        country: node.name.toUpperCase(),
        ...(mapping?.companions ? { companions: mapping.companions } : {}),
      },
    }
  })
}

/** A cancelled import whose job died before it could say so has nothing left to roll back. */
async function noteStopped(tx: Tx, wire: string): Promise<void> {
  await tx.client.query(
    `update batch set finished_at = now() where wire = $1 and state = 'cancelled' and finished_at is null`,
    [wire],
  )
}

/** Writes how far it is, and stops when somebody asked for it. */
async function tell(
  node: Node,
  job: Job,
  records: number,
  bytes: number,
  signal: AbortSignal,
): Promise<void> {
  const found = await node.database.pool.query<{ state: string }>(
    'update batch set progress = $2 where id = $1 returning state',
    [job.id, JSON.stringify({ records, bytes, totalBytes: job.totalBytes })],
  )
  if (signal.aborted || found.rows[0]?.state === 'cancelled') throw new Stopped('cancelled')
}

async function setState(node: Node, id: number, state: string): Promise<void> {
  await node.database.pool.query(`update batch set state = $2 where id = $1 and state = 'running'`, [
    id,
    state,
  ])
}

async function finish(
  node: Node,
  tx: Tx,
  job: Job,
  state: string,
  counts: Counts,
  defects: readonly Defect[],
): Promise<void> {
  const now = new Date()
  const written = await tx.client.query(
    `update batch set state = $2, counts = $3, finished_at = $4, fault = $5
     where id = $1 and ($2 <> 'done' or state <> 'cancelled')`,
    [job.id, state, JSON.stringify(counts), now, state === 'failed' ? 'fault' : null],
  )
  // Somebody was told that it is cancelled while the last rows went in: then it is.
  if (written.rowCount === 0) throw new Stopped('cancelled')
  await tx.client.query(
    `insert into batch_defect (batch_id, number, defect)
     select $1, place, defect from jsonb_array_elements($2::jsonb) with ordinality as row (defect, place)
     on conflict do nothing`,
    [job.id, JSON.stringify(defects)],
  )
  await audit(
    { tx, node, now, requestId: newId() },
    {
      action: 'import.finished',
      object: job.wire,
      organisation: job.organisation,
      ...(job.person === null ? {} : { person: job.person }),
      detail: { state, dryRun: job.dryRun, ...counts },
    },
  )
}
