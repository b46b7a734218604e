import type { AuditCheckpoint, AuditEvent, AuditProof, AuditQuery } from '@shield/contract'
import type { Purpose } from '@shield/core'
import type { Static } from 'typebox'

import {
  audit,
  logSize,
  logVerifier,
  proveConsistency,
  proveInclusion,
  verifierKey,
  withoutPlace,
} from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { untilOf } from '../../until.ts'
import { getCluster } from '../registry/index.ts'

interface Row {
  readonly id: string
  readonly at: Date
  readonly action: string
  readonly person: string | null
  readonly name_en: string | null
  readonly name_th: string | null
  readonly organisation: string
  readonly object: string
  readonly event: Buffer
  readonly sequence: number | null
}

// Who acts may be a machine: its credential has a name too.
const columns = `i.id, i.at, i.action, i.person, coalesce(p.name_en, c.name) as name_en, coalesce(p.name_th, c.name) as name_th,
    i.organisation, i.object, i.event, l.sequence
  from audit_intake i left join person p on p.id = i.person left join client c on c.id = i.person
  left join audit_leaf l on l.audit_id = i.id`

/** Events of the audit, newest first; reading them is an event itself. */
export async function listAudit(
  ctx: Context,
  query: Static<typeof AuditQuery>,
): Promise<{ items: AuditEvent[]; next?: string }> {
  const limit = query.limit ?? 50
  const found = await ctx.tx.client.query<Row>(
    `select ${columns}
     where ($1::uuid is null or i.id < $1) and ($2::uuid is null or i.person = $2) and ($3::text is null or i.action = $3)
       and ($4::text is null or i.object = $4 or exists (select 1 from audit_object o where o.audit_id = i.id and o.entity_wire = $4::uuid))
       and ($5::timestamptz is null or i.at >= $5) and ($6::timestamptz is null or i.at < $6)
     order by i.id desc limit $7`,
    [
      cursorOf(query.cursor),
      query.person ?? null,
      query.action ?? null,
      query.object ?? null,
      query.from ?? null,
      untilOf(query.until),
      limit + 1,
    ],
  )
  await audit(ctx, { action: 'audit.read' })
  return pageOf(found.rows, limit)
}

/** Who looked at an entity: for those who may see it, and for oversight by its id alone. */
export async function readTrail(
  ctx: Context,
  wire: string,
  page: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: AuditEvent[]; next?: string }> {
  const isOversight = mayDo(ctx, 'audit.read', 'node').allow
  const wires = isOversight ? [wire] : (await getCluster(ctx, wire)).map((member) => member.wire)
  const limit = page.limit ?? 50
  const found = await ctx.tx.client.query<Row>(
    `select ${columns}
     where ($1::uuid is null or i.id < $1)
       and i.id in (select audit_id from audit_object where entity_wire = any($2::uuid[]))
       and ($3 or i.organisation = $4)
     order by i.id desc limit $5`,
    // Another agency's reads would tell that it works on this person: readers see their own agency's, oversight sees all.
    [cursorOf(page.cursor), wires, isOversight, ctx.actor.organisation, limit + 1],
  )
  await audit(ctx, { action: 'trail.read', object: wire })
  // An event's place in the log would tell a reader how much goes on at the whole node.
  return pageOf(isOversight ? found.rows : found.rows.map((row) => ({ ...row, sequence: null })), limit)
}

/** The signed head of the log, what to check it with, and where asked the proof that it only grew since an earlier one. */
export async function readCheckpoint(
  ctx: Context,
  { since }: { readonly since?: number },
): Promise<AuditCheckpoint> {
  const size = await logSize(ctx.tx)
  const found = await ctx.tx.db
    .selectFrom('audit_checkpoint')
    .select('note')
    .where('size', '=', size)
    .executeTakeFirst()
  const { waiting } = await withoutPlace(ctx.tx)
  if (since !== undefined && since > size)
    throw new Problem('query-invalid', {
      en: `The log has ${size} events; a head of ${since} is of another history`,
      th: `บันทึกมี ${size} เหตุการณ์ ส่วนหัวที่มี ${since} เหตุการณ์เป็นของประวัติอื่น`,
    })
  const consistency = since === undefined ? undefined : await proveConsistency(ctx.tx, since, size)
  return {
    note: found?.note ?? '',
    size,
    key: verifierKey(logVerifier(ctx.node)),
    waiting,
    ...(consistency === undefined ? {} : { consistency: consistency.map((hash) => hash.toString('base64')) }),
  }
}

/** Proof that an event is in the log under its signed head. */
export async function readProof(ctx: Context, id: string): Promise<AuditProof> {
  const found = await ctx.tx.client.query<{ event: Buffer; sequence: number | null }>(
    'select event, sequence from audit_intake i left join audit_leaf l on l.audit_id = i.id where i.id = $1',
    [id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  const size = await logSize(ctx.tx)
  if (row.sequence === null || row.sequence >= size)
    throw new Problem('not-ready', {
      en: 'The event waits for its place in the log',
      th: 'เหตุการณ์นี้กำลังรอลำดับในบันทึก',
    })
  const head = await ctx.tx.db
    .selectFrom('audit_checkpoint')
    .select('note')
    .where('size', '=', size)
    .executeTakeFirstOrThrow()
  const proof = await proveInclusion(ctx.tx, row.sequence, size)
  return {
    event: row.event.toString('utf8'),
    index: row.sequence,
    proof: proof.map((hash) => hash.toString('base64')),
    note: head.note,
  }
}

function cursorOf(cursor: string | undefined): string | null {
  return cursor !== undefined && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null
}

function pageOf(rows: readonly Row[], limit: number): { items: AuditEvent[]; next?: string } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(eventOf), ...(rows.length > limit && last ? { next: last.id } : {}) }
}

function eventOf(row: Row): AuditEvent {
  const said = JSON.parse(row.event.toString('utf8')) as {
    purpose?: Purpose
    reference?: string
    request?: string
  }
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    ...(row.person === null
      ? {}
      : { person: { id: row.person, name: { en: row.name_en ?? '', th: row.name_th ?? '' } } }),
    organisation: row.organisation,
    ...(said.purpose === undefined ? {} : { purpose: said.purpose }),
    ...(said.reference === undefined ? {} : { reference: said.reference }),
    ...(row.object === '' ? {} : { object: row.object }),
    ...(row.sequence === null ? {} : { sequence: row.sequence }),
    ...(said.request === undefined ? {} : { requestId: said.request }),
  }
}
