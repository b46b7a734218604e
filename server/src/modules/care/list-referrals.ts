import type { ReferralQuery, ReferralRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import {
  getReferral,
  referralColumns,
  referralsFrom,
  referralsSeen,
  sentToReader,
  viewReferral,
} from './find-referral.ts'
import type { ReferralRecord } from './find-referral.ts'

/** What each list holds; `silent` is what was sent, is not answered, and is past its hour. */
export const referralLists: Readonly<Record<NonNullable<ReferralQuery['list']>, string>> = {
  in: sentToReader,
  asked: `${sentToReader} and r.state = 'waiting'`,
  out: '$2 = any(p.carers)',
  silent: `$2 = any(p.carers) and r.state = 'waiting' and r.due_at <= $3 and s.ended_at is null
    and (s.ends_at is null or s.ends_at > $3)`,
}

/** Referrals to and from the reader's organisation, newest first, one page at a time. */
export async function listReferrals(
  ctx: Context,
  query: ReferralQuery,
): Promise<{ items: ReferralRow[]; next?: string; count: number }> {
  const limit = query.limit ?? 50
  const list = query.list === undefined ? 'true' : `(${referralLists[query.list]})`
  const where = `${referralsSeen} and ${list} and ($4::text is null or r.code = $4)`
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now, query.code ?? null]
  const after = readCursor(query.cursor)
  const found = await ctx.tx.client.query<ReferralRecord>(
    `select ${referralColumns} ${referralsFrom} where ${where}
       and ($5::timestamptz is null or (r.prepared_at, r.id) < ($5, $6::uuid))
     order by r.prepared_at desc, r.id desc limit $7`,
    [...reader, after?.at ?? null, after?.id ?? null, limit + 1],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count ${referralsFrom} where ${where}`,
    reader,
  )
  const rows = found.rows.slice(0, limit)
  const last = rows.at(-1)
  await audit(ctx, { action: 'referral.listed', detail: { count: rows.length } })
  return {
    items: rows.map((row) => viewReferral(ctx, row)),
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit && last ? { next: writeCursor(last) } : {}),
  }
}

export async function readReferral(ctx: Context, id: string): Promise<ReferralRow> {
  const row = await getReferral(ctx, id)
  await audit(ctx, { action: 'referral.read', object: row.code })
  return viewReferral(ctx, row)
}

function writeCursor({ prepared_at: at, id }: ReferralRecord): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

function readCursor(cursor: string | undefined): { readonly at: string; readonly id: string } | undefined {
  if (cursor === undefined) return undefined
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const found = /^\["([0-9T:.Z-]{20,30})","([0-9a-f-]{36})"\]$/.exec(text)
  const [, at = '', id = ''] = found ?? []
  if (!found || Number.isNaN(Date.parse(at)))
    throw new Problem('query-invalid', undefined, [
      { pointer: '/cursor', rule: 'valid', hint: { en: 'begin the list anew', th: 'โปรดเริ่มรายการใหม่' } },
    ])
  return { at, id }
}
