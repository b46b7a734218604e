import type { MatchTicketRow } from '@shield/contract'
import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { placeOf } from './view-match.ts'

interface Row {
  readonly id: string
  readonly peer: string
  readonly peer_en: string
  readonly peer_th: string
  readonly organisation_en: string
  readonly organisation_th: string
  readonly by_en: string
  readonly by_th: string
  readonly purpose: Purpose
  readonly case_reference: string
  readonly at: Date
  readonly state: MatchTicketRow['state']
  readonly count: number
  readonly opened: number
}

/** Every question of this node, newest first, for oversight: who asked whom and for which case; neither what, nor what came of it. */
export async function listTickets(
  ctx: Context,
  { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: MatchTicketRow[]; next?: string }> {
  const found = await ctx.tx.client.query<Row>(
    `select a.id, a.peer, p.name_en as peer_en, p.name_th as peer_th, o.name_en as organisation_en, o.name_th as organisation_th,
       b.name_en as by_en, b.name_th as by_th, a.purpose, a.case_reference, a.at, a.state,
       (select count(*) from match_element e where e.ask_id = a.id and e.norm is not null)::int as count,
       (select count(*) from audit_intake i where i.object = a.id::text and i.action = 'match.opened')::int as opened
     from match_ask a join peer p on p.node = a.peer join person b on b.id = a.by_person join organisation o on o.code = a.organisation
     where $1::uuid is null or a.id < $1 order by a.id desc limit $2`,
    [placeOf(cursor) ?? null, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  await audit(ctx, { action: 'match.tickets-listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  return {
    items: rows.map((row) => ({
      id: row.id,
      peer: { node: row.peer, name: { en: row.peer_en, th: row.peer_th } },
      organisation: { en: row.organisation_en, th: row.organisation_th },
      by: { en: row.by_en, th: row.by_th },
      purpose: row.purpose,
      case: row.case_reference,
      at: row.at.toISOString(),
      state: row.state,
      count: row.count,
      opened: row.opened,
    })),
    ...(found.rows.length > limit && last !== undefined ? { next: last.id } : {}),
  }
}
