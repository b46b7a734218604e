import type { ImportCounts, ImportView } from '@shield/contract'
import type { Mapping } from '@shield/formats'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'

const columns = `b.wire, b.file_name, b.format, s.wire as source, s.name as source_name, b.organisation, b.state, b.dry_run, b.counts,
  b.progress, b.fault, b.created_at, b.started_at, b.finished_at, b.marking_id, b.id, b.mapping, p.name_en, p.name_th`
const tables = 'batch b join source s on s.id = b.source_id left join person p on p.id = b.created_by'

export interface BatchRow {
  readonly id: number
  readonly wire: string
  readonly file_name: string
  readonly format: ImportView['format']
  readonly source: string
  readonly source_name: string
  readonly organisation: string
  readonly state: ImportView['state']
  readonly dry_run: boolean
  readonly counts: NonNullable<ImportView['counts']> | Record<string, never>
  readonly progress: Partial<ImportView['progress']>
  readonly fault: string | null
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly marking_id: number
  /** How it was started the last time; null before the first start. */
  readonly mapping: { readonly mapping?: Mapping & { readonly sheet?: string } } | null
  readonly name_en: string | null
  readonly name_th: string | null
}

/** A batch this person may see: one of the own organisation under a visible marking. The lock leaves its key alone: what refers to the batch need not wait. */
export async function getBatch(ctx: Context, wire: string, lock = false): Promise<BatchRow> {
  const found = await ctx.tx.client.query<BatchRow>(
    `select ${columns} from ${tables}
     where b.wire = $1 and b.organisation = $2 and visible($3, b.marking_id) ${lock ? 'for no key update of b' : ''}`,
    [wire, ctx.actor.organisation, Buffer.from(ctx.visible)],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return row
}

/** Imports of the own organisation, newest first. */
export async function findBatches(
  ctx: Context,
  filter: { readonly state?: string; readonly cursor?: string; readonly limit?: number },
): Promise<{ readonly rows: readonly BatchRow[]; readonly next: string | undefined }> {
  const limit = filter.limit ?? 50
  const [before] = unseal(ctx.node, 'place', filter.cursor) ?? [Number.MAX_SAFE_INTEGER]
  const found = await ctx.tx.client.query<BatchRow>(
    `select ${columns} from ${tables}
     where b.organisation = $1 and visible($2, b.marking_id) and b.id < $3 and ($4::text is null or b.state = $4)
     order by b.id desc limit $5`,
    [ctx.actor.organisation, Buffer.from(ctx.visible), before, filter.state ?? null, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  return { rows, next: found.rows.length > limit ? seal(ctx.node, 'place', rows.at(-1)?.id ?? 0) : undefined }
}

const noProgress = { records: 0, bytes: 0, totalBytes: 0 }

export function viewOf(ctx: Context, row: BatchRow): ImportView {
  const can = [
    ...(mayDo(ctx, 'import.run', 'node').allow ? ['import.run'] : []),
    ...(row.state === 'done' && mayDo(ctx, 'import.undo', 'node').allow ? ['import.undo'] : []),
  ]
  return {
    id: row.wire,
    fileName: row.file_name,
    format: row.format,
    source: row.source,
    sourceName: row.source_name,
    organisation: row.organisation,
    state: row.state,
    dryRun: row.dry_run,
    ...('new' in row.counts ? { counts: row.counts as ImportCounts } : {}),
    progress: { ...noProgress, ...row.progress },
    ...(row.fault === null ? {} : { fault: row.fault }),
    createdAt: row.created_at.toISOString(),
    ...(row.name_en === null ? {} : { createdBy: { en: row.name_en, th: row.name_th ?? row.name_en } }),
    ...(row.started_at ? { startedAt: row.started_at.toISOString() } : {}),
    ...(row.finished_at ? { finishedAt: row.finished_at.toISOString() } : {}),
    marking: ctx.node.markings.block(row.marking_id),
    can,
  }
}
