import type { DiscloseMatch, MatchIdentifier, MatchView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context, Visit } from '../../context.ts'
import { post } from '../../peer/index.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { Problem, notFound } from '../../problem.ts'
import { findTerms } from './terms.ts'
import { getMatch, viewMatch } from './view-match.ts'

const clockMs = 48 * 3_600_000

interface Hit {
  readonly identifier: MatchIdentifier
  readonly epoch: string
  readonly output: Buffer
}

/** Asks the owner of a hit for more: the first moment at which it learns that something was found, and what. */
export async function discloseMatch(
  ctx: Context,
  id: string,
  { item, summary }: DiscloseMatch,
): Promise<MatchView> {
  const ask = await getMatch(ctx, id)
  const found = await ctx.tx.client.query<Hit>(
    'select identifier, epoch, output from match_element where ask_id = $1 and number = $2 and hit_at is not null',
    [id, item],
  )
  const hit = found.rows[0]
  if (!hit) throw notFound()
  if (!(await findTerms(ctx, ask.agreement_id))) throw new Problem('agreement-missing')
  const disclosure = newId()
  const made = await ctx.tx.client.query(
    `insert into match_disclosure (id, direction, peer, ticket, element, agreement_id, identifier, epoch, token, summary, at, due_at, by_person)
     values ($1, 'out', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      ...[
        disclosure,
        ask.peer,
        id,
        item,
        ask.agreement_id,
        hit.identifier,
        hit.epoch,
        hit.output,
        summary.trim(),
      ],
      ...[ctx.now, new Date(ctx.now.getTime() + clockMs), ctx.actor.person],
    ],
  )
  if (made.rowCount === 0) throw new Problem('conflict')
  await post(ctx, {
    peer: ask.peer,
    kind: 'match-disclosure',
    about: disclosure,
    body: {
      ...{ disclosure, ticket: id, identifier: hit.identifier, epoch: hit.epoch },
      ...{ token: hit.output.toString('base64url'), summary: summary.trim() },
    },
  })
  await audit(ctx, {
    action: 'match.disclosure-asked',
    object: disclosure,
    detail: { peer: ask.peer, ticket: id },
  })
  return viewMatch(ctx, id)
}

/** A partner asks for more about a value it found: only with a ticket of its own that was answered, and the whole token. */
export async function takeDisclosure(
  visit: Visit,
  { from, body }: Arrived<'match-disclosure'>,
): Promise<Outcome> {
  const about = body.disclosure
  // One after the other: two at once are not both the last that the ticket's count allows.
  await visit.tx.client.query('select 1 from peer where node = $1 for no key update', [from])
  const found = await visit.tx.client.query<{
    agreement_id: string
    expired: boolean
    count: number
    asked: number
  }>(
    `select t.agreement_id, t.count, t.at < $3 as expired,
       (select count(*) from match_disclosure d where d.direction = 'in' and d.peer = t.peer and d.ticket = t.id)::int as asked
     from match_ticket t where t.peer = $1 and t.id = $2`,
    [from, body.ticket, new Date(visit.now.getTime() - ticketMs)],
  )
  const ticket = found.rows[0]
  if (!ticket) return { state: 'refused', code: 'TICKET-INVALID', about }
  if (ticket.expired) return { state: 'refused', code: 'EXPIRED', about }
  if (!(await findTerms(visit, ticket.agreement_id, from)))
    return { state: 'refused', code: 'NO-AGREEMENT', about }
  if (ticket.asked >= ticket.count) return { state: 'refused', code: 'QUOTA', about }
  const token = Buffer.from(body.token, 'base64url')
  // Its published eight bytes are compared first, in the index; the rest only who had the value can show.
  const value = await visit.tx.client.query<{ norm: string }>(
    'select norm from match_token where agreement_id = $1 and identifier = $2 and epoch = $3 and output = $4',
    [ticket.agreement_id, body.identifier, body.epoch, token],
  )
  if (!value.rows[0]) return { state: 'refused', code: 'TICKET-INVALID', about }
  const made = await visit.tx.client.query(
    `insert into match_disclosure (id, direction, peer, ticket, agreement_id, identifier, epoch, norm, token, summary, at, due_at)
     values ($1, 'in', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[
        body.disclosure,
        from,
        body.ticket,
        ticket.agreement_id,
        body.identifier,
        body.epoch,
        value.rows[0].norm,
      ],
      ...[token, body.summary, visit.now, new Date(visit.now.getTime() + clockMs)],
    ],
  )
  if (made.rowCount === 0) return { state: 'refused', code: 'KNOWN', about }
  await audit(visit, {
    action: 'match.hit-arrived',
    object: body.disclosure,
    detail: { from, ticket: body.ticket },
  })
  return { state: 'accepted', about }
}

const ticketMs = 30 * 86_400_000

/** What a person of the owner says to a hit of ours. */
export async function takeReply(visit: Visit, { from, body }: Arrived<'match-reply'>): Promise<Outcome> {
  const kept = await visit.tx.client.query(
    `update match_disclosure set answer = $3, code = $4, text = $5, release_id = $6, answered_at = $7
     where id = $1 and direction = 'out' and peer = $2 and answer is null`,
    [
      body.disclosure,
      from,
      body.answer,
      body.code ?? null,
      body.text ?? null,
      body.release ?? null,
      visit.now,
    ],
  )
  if (kept.rowCount === 0) return { state: 'refused', code: 'NOT-OWNER', about: body.disclosure }
  await audit(visit, {
    action: 'match.reply-taken',
    object: body.disclosure,
    detail: { from, answer: body.answer },
  })
  return { state: 'applied', about: body.disclosure }
}
