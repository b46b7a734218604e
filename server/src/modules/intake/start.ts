import type { ImportStart, ImportView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import { sniffTable } from '@shield/formats'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { undoRecords } from '../registry/index.ts'
import { batchFile } from './batch-file.ts'
import { checkedMapping, headerHash } from './preview.ts'
import { headOf } from './read-file.ts'
import { getBatch, viewOf } from './view.ts'

/** Starts an import, or a try of it; the work is a job, so that nobody has to wait at the screen. */
export async function startImport(ctx: Context, wire: string, input: ImportStart): Promise<ImportView> {
  const batch = await getBatch(ctx, wire, true)
  if (!['uploaded', 'previewed', 'cancelled', 'failed'].includes(batch.state)) throw new Problem('conflict')
  const isTable = batch.format === 'csv' || batch.format === 'xlsx'
  const header =
    batch.format === 'csv' ? sniffTable(await headOf(batchFile(ctx.node, wire), 65_536)).header : undefined
  const mapping = isTable ? checkedMapping(input.mapping, header) : undefined
  if (mapping && header && !input.dryRun) await rememberMapping(ctx, batch.source_name, header, mapping)
  const settings = mapping
    ? { mapping: { ...mapping, ...(input.sheet === undefined ? {} : { sheet: input.sheet }) } }
    : null
  await ctx.tx.db
    .updateTable('batch')
    .set({
      state: 'queued',
      dry_run: input.dryRun,
      mapping: settings === null ? null : JSON.stringify(settings),
      counts: JSON.stringify({}),
      fault: null,
    })
    .where('id', '=', batch.id)
    .execute()
  await enqueue(ctx.tx, 'intake.run', { batch: wire }, { key: `intake:${wire}` })
  await audit(ctx, { action: 'import.run', object: wire, detail: { dryRun: input.dryRun } })
  return viewOf(ctx, await getBatch(ctx, wire))
}

async function rememberMapping(
  ctx: Context,
  name: string,
  header: readonly string[],
  mapping: object,
): Promise<void> {
  await ctx.tx.client.query(
    `insert into mapping (id, organisation, name, header_hash, mapping) values ($1, $2, $3, $4, $5)
     on conflict (organisation, header_hash) do update set mapping = excluded.mapping, used_at = now()`,
    [newId(), ctx.actor.organisation, name, headerHash(header), JSON.stringify(mapping)],
  )
}

/** Stops an import; the job sees it within half a second and rolls back. */
export async function cancelImport(ctx: Context, wire: string): Promise<ImportView> {
  const batch = await getBatch(ctx, wire, true)
  if (!['queued', 'running'].includes(batch.state)) throw new Problem('conflict')
  await ctx.tx.db.updateTable('batch').set({ state: 'cancelled' }).where('id', '=', batch.id).execute()
  await audit(ctx, { action: 'import.cancelled', object: wire })
  return viewOf(ctx, await getBatch(ctx, wire))
}

/** Takes a whole import back; what it had replaced stands again. */
export async function undoImport(ctx: Context, wire: string, reason: string): Promise<ImportView> {
  const batch = await getBatch(ctx, wire, true)
  if (batch.state !== 'done') throw new Problem('conflict')
  await undoRecords(ctx.tx, batch.id)
  await ctx.tx.db
    .updateTable('batch')
    .set({ state: 'undone', undone_at: ctx.now, undone_by: ctx.actor.person, undo_reason: reason })
    .where('id', '=', batch.id)
    .execute()
  await audit(ctx, { action: 'import.undo', object: wire })
  return viewOf(ctx, await getBatch(ctx, wire))
}
