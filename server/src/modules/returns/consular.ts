import type { ConsularAnswer, ConsularIdentity, ConsularMatter, PersonIdentity } from '@shield/contract'
import { isAtRest, movesFrom } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { openForReason } from '../protection/index.ts'
import { isMatterOpen } from './matter-open.ts'
import { holdReturn } from './find-return.ts'
import type { HeldReturn, ReturnCase } from './find-return.ts'
import { readCursor, writeCursor } from './list-returns.ts'
import { checkMove, isKnownAct, untilOf } from './check-move.ts'
import { moveTrack } from './note-return.ts'
import { settleReturn } from './settle-return.ts'

/** Tracks an embassy answers, and the states that are an embassy's answer. */
const answers = {
  nationality: ['interviewed', 'confirmed', 'refused'],
  document: ['issued', 'refused'],
} as const

interface Matter {
  readonly matter_id: string
  readonly reference: string | null
  readonly asked_at: Date
  readonly nationality: string
  readonly nationality_due: Date | null
  readonly document: string
  readonly document_due: Date | null
  readonly document_until: string | null
}

/** Open questions to the reader's embassy. Of the person there is nothing here but where two tracks stand. */
const matters = `from consular_matter m join return_case r on r.id = m.case_id
  join return_track n on n.case_id = r.id and n.track = 'nationality' join return_track d on d.case_id = r.id and d.track = 'document'
  where visible($1, m.marking_id) and ${isMatterOpen('$2')}`
const columns = `m.id as matter_id, m.reference, m.asked_at, n.state as nationality, n.due_at as nationality_due, d.state as document,
  d.due_at as document_due, d.until as document_until`

/** Own nationals whose embassy is asked, the oldest question first. */
export async function listMatters(
  ctx: Context,
  query: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: ConsularMatter[]; next?: string; count: number }> {
  const limit = query.limit ?? 50
  const after = readCursor(query.cursor)
  const found = await ctx.tx.client.query<Matter>(
    `select ${columns} ${matters} and ($3::timestamptz is null or (m.asked_at, m.id) > ($3, $4::uuid))
     order by m.asked_at, m.id limit $5`,
    [ctx.visible, ctx.now, after?.at ?? null, after?.id ?? null, limit + 1],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(`select count(*)::int as count ${matters}`, [
    ctx.visible,
    ctx.now,
  ])
  const rows = found.rows.slice(0, limit)
  await audit(ctx, { action: 'consular.listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  return {
    items: rows.map((row) => matterOf(ctx, row)),
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit && last ? { next: writeCursor(last.asked_at, last.matter_id) } : {}),
  }
}

export async function readMatter(ctx: Context, id: string): Promise<ConsularMatter> {
  const { matter } = await getMatter(ctx, id)
  await audit(ctx, { action: 'consular.read', object: id })
  return matterOf(ctx, matter)
}

/** What the embassy found. It writes the two tracks it was asked about and nothing else. */
export async function answerMatter(ctx: Context, id: string, given: ConsularAnswer): Promise<ConsularMatter> {
  const { held } = await getMatter(ctx, id, { lock: true })
  if (await isKnownAct(ctx, given.id, held.row.id)) return readMatter(ctx, id)
  if (!(answers[given.track] as readonly string[]).includes(given.to)) throw new Problem('conflict')
  // The embassy gives no reasons: what it refuses is asked of those who care.
  const move = { ...given, ...(given.to === 'refused' ? { reason: 'by the embassy' } : {}) }
  checkMove(ctx, held, move)
  await moveTrack(ctx, held, { ...given, until: untilOf(ctx, held, given) })
  if (given.facts.reference !== undefined)
    await ctx.tx.client.query('update consular_matter set reference = $2 where id = $1', [
      id,
      given.facts.reference,
    ])
  await ctx.tx.client.query(
    `update return_track set owner = $2 where case_id = $1 and track = $3 and (state = 'refused' or due_at is null or state = 'issued')`,
    [held.row.id, held.row.organisation, given.track],
  )
  await settleReturn(ctx, held.row)
  await audit(ctx, { action: 'consular.answered', object: id, detail: { track: given.track, to: given.to } })
  return readMatter(ctx, id)
}

/** What the person agreed to tell: names, birth, documents. No telephone, no family, no word of what happened. */
export async function openMatter(ctx: Context, id: string, reason: string): Promise<ConsularIdentity> {
  const { held } = await getMatter(ctx, id)
  const { code, identity_id: identity } = held.row
  if (identity === null) throw new Problem('conflict', nothingSealed)
  const [opened] = await openForReason(ctx, code, { ids: [identity], reason })
  if (!opened?.body) throw new Problem('conflict', nothingSealed)
  await audit(ctx, { action: 'identity.opened', object: code, detail: { part: 'identity' } })
  await audit(ctx, { action: 'consular.opened', object: id })
  const { names, born, documents } = JSON.parse(Buffer.from(opened.body).toString('utf8')) as PersonIdentity
  return {
    names: names.map(({ text }) => text),
    ...(born === undefined ? {} : { born }),
    documents: documents.map(({ kind, issuer, number }) => ({ kind, issuer, number })),
  }
}

async function getMatter(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<{ readonly matter: Matter; readonly held: HeldReturn }> {
  const found = await ctx.tx.client.query<Matter & ReturnCase>(
    `select r.*, ${columns}, (select p.triage from protected_person p where p.code = r.code) as triage, '{}'::text[] as carers,
       (select p.identity_id from protected_person p where p.code = r.code) as identity_id,
       (select p.arrived_at from protected_person p where p.code = r.code) as arrived_at,
       (select p.standing from protected_person p where p.code = r.code) as standing
     ${matters} and m.id = $3 ${lock ? 'for no key update of r' : ''}`,
    [ctx.visible, ctx.now, id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return { matter: row, held: await holdReturn(ctx, row) }
}

function matterOf(ctx: Context, row: Matter): ConsularMatter {
  const next = (['nationality', 'document'] as const).flatMap((track) =>
    movesFrom(track, row[track])
      .filter((to) => (answers[track] as readonly string[]).includes(to))
      // A confirmed national is refused by hand, with those who care, and not by a slip.
      .filter((to) => !(to === 'refused' && isAtRest(track, row[track])))
      .map((to) => ({ track, to })),
  )
  const due = [row.nationality_due, row.document_due].flatMap((at) => at ?? []).toSorted((a, b) => +a - +b)[0]
  return {
    id: row.matter_id,
    askedAt: row.asked_at.toISOString(),
    ...(row.reference === null ? {} : { reference: row.reference }),
    nationality: row.nationality,
    document: row.document,
    ...(row.document_until === null ? {} : { documentUntil: row.document_until }),
    ...(due ? { dueAt: due.toISOString() } : {}),
    isLate: due !== undefined && due < ctx.now,
    next,
    was: { nationality: row.nationality, document: row.document },
    can: [...(next.length > 0 ? ['consularAnswer'] : []), 'consularOpen'],
  }
}

const nothingSealed = { en: 'Nothing is known yet of who this is', th: 'ยังไม่มีข้อมูลว่าบุคคลนี้คือใคร' }
