import type { AnswerAsk, TicketView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { getTicket, viewTicket } from './tickets.ts'

/** Asks every other contact desk that holds something on the number, once. Who they are is told by themselves or not at all. */
export async function askAbout(ctx: Context, id: string, reason: string): Promise<TicketView> {
  const ticket = await getTicket(ctx, id)
  const before = await ctx.tx.client.query('select 1 from ticket_ask where ticket_id = $1 limit 1', [id])
  if (before.rowCount !== 0) throw new Problem('conflict')
  for (const other of ticket.others)
    await ctx.tx.client.query(
      `insert into ticket_ask (id, ticket_id, other_id, reason, by_person, at)
       select $1, $2, t.id, $3, $4, $5 from ticket t where t.organisation = $6 and t.key = $7::bigint and t.marking_id = $8`,
      [newId(), id, reason, ctx.actor.person, ctx.now, other.organisation, other.key, other.marking],
    )
  await audit(ctx, { action: 'ticket.asked', object: id })
  return viewTicket(ctx, ticket)
}

/** Answers a desk that asks: contact us, by which we name ourselves, or no. */
export async function answerAsk(ctx: Context, ask: string, input: AnswerAsk): Promise<TicketView> {
  const found = await ctx.tx.client.query<{ other_id: string; answer: string | null }>(
    `select a.other_id, a.answer from ticket_ask a join ticket t on t.id = a.other_id
     where a.id = $1 and t.organisation = $2 and visible($3, t.marking_id) for update of a`,
    [ask, ctx.actor.organisation, Buffer.from(ctx.visible)],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  const ticket = await getTicket(ctx, row.other_id)
  if (row.answer !== null) throw new Problem('conflict')
  await ctx.tx.client.query(
    `update ticket_ask set answer = $2, answer_text = $3, answered_by = $4, answered_at = $5 where id = $1`,
    [ask, input.answer, input.text?.trim() ?? null, ctx.actor.person, ctx.now],
  )
  await audit(ctx, { action: 'ticket.answered', object: ask, detail: { answer: input.answer } })
  return viewTicket(ctx, ticket)
}
