import { Readable } from 'node:stream'

import type { CertificateFile, ErasureCertificate, ErasureView, RecallReport } from '@shield/contract'

import { audit, logSize, logVerifier, proveInclusion, verifierKey } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import { isHeld, openOf } from './clock.ts'
import { erasureSeen } from './list.ts'
import { erasureColumns, erasureOf, mayDecide } from './view.ts'
import type { ErasureTableRow } from './view.ts'

interface Row extends ErasureTableRow {
  readonly releases: readonly string[]
  readonly packs: readonly string[]
  readonly certificate: ErasureCertificate | null
  readonly signature: string | null
  readonly audit_id: string | null
}

export async function readErasure(ctx: Context, id: string): Promise<ErasureView> {
  const view = await viewErasure(ctx, id)
  await audit(ctx, { action: 'erasure.read', object: view.code })
  return view
}

export async function viewErasure(ctx: Context, id: string): Promise<ErasureView> {
  const row = await getErasure(ctx, id)
  const isWaiting = row.state === 'proposed'
  const held = isWaiting && (await isHeld(ctx, row.code))
  const place = await placeOf(ctx, row.audit_id)
  return {
    ...erasureOf(row),
    ...(row.clock ? { clock: row.clock } : {}),
    open: isWaiting ? await openOf(ctx, row.code) : [],
    isHeld: held,
    ...(row.certificate ? { certificate: row.certificate } : {}),
    ...(row.signature ? { mark: row.signature.slice(0, 12) } : {}),
    isInLog: place !== undefined,
    partners: await partnersOf(ctx, row.releases),
    devices: await devicesOf(ctx, row.packs),
    can: [
      ...(isWaiting && row.proposed_by !== ctx.actor.person && mayDecide(ctx) ? ['erasureDecide'] : []),
      ...(row.certificate ? ['erasureFile'] : []),
    ],
  }
}

async function getErasure(ctx: Context, id: string): Promise<Row> {
  const found = await ctx.tx.client.query<Row>(
    `select ${erasureColumns} where ${erasureSeen} and e.id = $3`,
    [ctx.visible, ctx.actor.organisation, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

interface PartnerRow {
  readonly id: string
  readonly peer: string
  readonly state: 'recalling' | 'recalled'
  readonly places: RecallReport['places'] | null
  readonly complete: boolean | null
  readonly at: Date | null
}

/** What each partner reports of what it held of the person. */
async function partnersOf(ctx: Context, releases: readonly string[]): Promise<ErasureView['partners']> {
  const found = await ctx.tx.client.query<PartnerRow>(
    `select r.id, r.peer, r.state, w.report->'places' as places, w.complete, w.at
     from release r left join recall_report w on w.release_id = r.id where r.id = any($1::uuid[]) order by r.id limit 500`,
    [releases],
  )
  return found.rows.map(({ id, peer, state, places, complete, at }) => ({
    ...{ release: id, peer, state, places: places ?? [], isComplete: complete ?? false },
    ...(at ? { reportedAt: at.toISOString() } : {}),
  }))
}

async function devicesOf(ctx: Context, packs: readonly string[]): Promise<ErasureView['devices']> {
  const found = await ctx.tx.client.query<{ blank: number }>(
    'select count(*)::int as blank from device_pack where id = any($1::uuid[]) and (wiped_at is not null or expires_at <= $2)',
    [packs, ctx.now],
  )
  return { told: packs.length, blank: found.rows[0]?.blank ?? 0 }
}

interface Place {
  readonly event: string
  readonly index: number
  readonly size: number
}

async function placeOf(ctx: Context, line: string | null): Promise<Place | undefined> {
  const found = await ctx.tx.client.query<{ event: Buffer; sequence: number | null }>(
    'select event, sequence from audit_intake i left join audit_leaf l on l.audit_id = i.id where i.id = $1',
    [line],
  )
  const row = found.rows[0]
  const size = await logSize(ctx.tx)
  if (!row || row.sequence === null || row.sequence >= size) return undefined
  return { event: row.event.toString('utf8'), index: row.sequence, size }
}

/** The certificate to take along. */
export async function takeCertificate(ctx: Context, id: string): Promise<Download> {
  const row = await getErasure(ctx, id)
  if (!row.certificate || !row.signature)
    throw new Problem('conflict', { en: 'There is no certificate yet', th: 'ยังไม่มีหนังสือรับรอง' })
  const place = await placeOf(ctx, row.audit_id)
  const file: CertificateFile = {
    kind: 'erasure-certificate',
    certificate: row.certificate,
    signature: row.signature,
    key: verifierKey(logVerifier(ctx.node)),
    ...(place ? { proof: await proofOf(ctx, place) } : {}),
  }
  await audit(ctx, { action: 'erasure.taken', object: row.code })
  return {
    fileName: `erasure-${id}.json`,
    contentType: 'application/json',
    body: Readable.from([`${JSON.stringify(file, null, 1)}\n`]),
  }
}

async function proofOf(
  ctx: Context,
  { event, index, size }: Place,
): Promise<NonNullable<CertificateFile['proof']>> {
  const head = await ctx.tx.client.query<{ note: string }>(
    'select note from audit_checkpoint where size = $1',
    [size],
  )
  const proof = await proveInclusion(ctx.tx, index, size)
  return {
    event,
    index,
    proof: proof.map((hash) => hash.toString('base64')),
    note: head.rows[0]?.note ?? '',
  }
}
