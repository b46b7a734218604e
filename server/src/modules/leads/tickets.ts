import { kindOf, propertyOf } from '@shield/core'
import type { TicketView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'
import { othersOf, partiesTo } from './announce.ts'
import type { Party } from './announce.ts'

interface TicketRow {
  readonly id: string
  readonly key: string
  readonly marking_id: number
  readonly found_at: Date
}

/** A ticket that holds now: the own number still stands and may be announced, and so does another organisation's. */
export interface Ticket extends TicketRow {
  readonly others: readonly Party[]
}

const mostListed = 500

/** Tickets of the own contact desk: what is asked or answered first, then the newest. */
export async function listTickets(ctx: Context): Promise<{ items: TicketView[] }> {
  const views = await viewsOf(ctx, await findTickets(ctx))
  const isBusy = (one: TicketView): boolean => one.asked !== undefined || one.asks.length > 0
  const items = [...views.filter(isBusy), ...views.filter((one) => !isBusy(one))]
  await audit(ctx, { action: 'ticket.listed', shown: items.map((one) => one.entity.id) })
  return { items }
}

export async function viewTicket(ctx: Context, ticket: Ticket): Promise<TicketView> {
  const [view] = await viewsOf(ctx, [ticket])
  return view ?? Promise.reject(notFound())
}

/** Tickets about numbers this person sees, less those of which either side is not so any more. */
async function findTickets(ctx: Context, id?: string): Promise<readonly Ticket[]> {
  const found = await ctx.tx.client.query<TicketRow>(
    `select id, key::text as key, marking_id, found_at from ticket
     where organisation = $1 and visible($2, marking_id) and ($3::uuid is null or id = $3)
     order by found_at desc, id desc limit ${mostListed}`,
    [ctx.actor.organisation, Buffer.from(ctx.visible), id ?? null],
  )
  const parties = await partiesTo(
    ctx,
    found.rows.map((row) => row.key),
  )
  const others = [...(await othersOf(ctx, parties))]
  return found.rows.flatMap((row) => {
    const own = others.find(
      ([party]) =>
        party.key === row.key &&
        party.marking === row.marking_id &&
        party.organisation === ctx.actor.organisation,
    )
    return own && own[1].length > 0 ? [{ ...row, others: own[1] }] : []
  })
}

export async function getTicket(ctx: Context, id: string): Promise<Ticket> {
  const [ticket] = await findTickets(ctx, id)
  if (!ticket) throw notFound()
  return ticket
}

interface ValueRow {
  readonly ticket: string
  readonly entity_id: number
  readonly wire: string
  readonly kind: number
  readonly property: number
  readonly value: string
}

async function viewsOf(ctx: Context, tickets: readonly Ticket[]): Promise<TicketView[]> {
  const values = await ownValues(ctx, tickets)
  const captions = await captionsOf(
    ctx,
    values.map((value) => value.entity_id),
  )
  const ids = tickets.map((one) => one.id)
  const own = await asksWhere(ctx, 'a.ticket_id = any($1::uuid[])', ids)
  const others = await asksWhere(ctx, 'a.other_id = any($1::uuid[])', ids)
  return tickets.flatMap((ticket) => {
    const value = values.find((one) => one.ticket === ticket.id)
    if (value === undefined) return []
    const { entity_id, wire, kind, property } = value
    const caption = captions.get(entity_id)?.caption ?? kindOf(kind)
    return [
      {
        id: ticket.id,
        property: propertyOf(property),
        value: value.value,
        entity: { id: wire, kind: kindOf(kind), caption },
        marking: ctx.node.markings.block(ticket.marking_id),
        at: ticket.found_at.toISOString(),
        ...askedOf(own.filter((row) => row.ticket_id === ticket.id)),
        asks: others.filter((row) => row.other_id === ticket.id).map(askOf),
      },
    ]
  })
}

/** The numbers as the own records state them; the other side's are not looked at. */
async function ownValues(ctx: Context, tickets: readonly TicketRow[]): Promise<readonly ValueRow[]> {
  const found = await ctx.tx.client.query<ValueRow>(
    `select own.ticket, stated.* from unnest($1::uuid[], $2::bigint[], $3::integer[]) as own (ticket, key, marking)
     cross join lateral (
       select st.entity_id, e.wire, e.kind, st.property, st.value from stated_identifier i
       join statement st on st.entity_id = i.entity_id and st.retracted_at is null and st.marking_id = i.marking_id
         and identifier_key(st.property, st.norm) = i.key
       join entity e on e.id = st.entity_id
       where i.key = own.key and i.marking_id = own.marking order by st.entity_id, st.id limit 1) as stated`,
    [tickets.map((one) => one.id), tickets.map((one) => one.key), tickets.map((one) => one.marking_id)],
  )
  return found.rows
}

interface AskRow {
  readonly id: string
  readonly ticket_id: string
  readonly other_id: string
  readonly reason: string
  readonly at: Date
  readonly by_en: string
  readonly by_th: string
  readonly answer: 'contact' | 'no' | null
  readonly answer_text: string | null
  readonly answered_at: Date | null
  readonly answerer_en: string | null
  readonly answerer_th: string | null
  readonly asker_en: string
  readonly asker_th: string
  readonly asked_en: string
  readonly asked_th: string
}

async function asksWhere(
  ctx: Context,
  condition: string,
  tickets: readonly string[],
): Promise<readonly AskRow[]> {
  const found = await ctx.tx.client.query<AskRow>(
    `select a.id, a.ticket_id, a.other_id, a.reason, a.at, b.name_en as by_en, b.name_th as by_th, a.answer, a.answer_text, a.answered_at,
       d.name_en as answerer_en, d.name_th as answerer_th, o.name_en as asker_en, o.name_th as asker_th,
       p.name_en as asked_en, p.name_th as asked_th
     from ticket_ask a join person b on b.id = a.by_person left join person d on d.id = a.answered_by
     join ticket t on t.id = a.ticket_id join organisation o on o.code = t.organisation
     join ticket u on u.id = a.other_id join organisation p on p.code = u.organisation
     where ${condition} order by a.at, a.answered_at, a.id`,
    [tickets],
  )
  return found.rows
}

/** What came of the own question. How many were asked is not told: "no" only when nobody is left who could say otherwise. */
function askedOf(asks: readonly AskRow[]): Pick<TicketView, 'state' | 'asked' | 'contacts' | 'can'> {
  const [first] = asks
  if (!first) return { state: 'open', contacts: [], can: ['ask'] }
  const contacts = asks.filter((row) => row.answer === 'contact')
  const isRefused = asks.every((row) => row.answer === 'no')
  return {
    state: contacts.length > 0 ? 'contact' : isRefused ? 'no' : 'waiting',
    asked: { at: first.at.toISOString(), by: { en: first.by_en, th: first.by_th }, reason: first.reason },
    contacts: contacts.map((row) => ({
      organisation: { en: row.asked_en, th: row.asked_th },
      by: { en: row.answerer_en ?? '', th: row.answerer_th ?? '' },
      at: row.answered_at?.toISOString() ?? '',
      text: row.answer_text ?? '',
    })),
    can: [],
  }
}

/** Another desk's question about a number of ours. */
function askOf(row: AskRow): TicketView['asks'][number] {
  return {
    id: row.id,
    organisation: { en: row.asker_en, th: row.asker_th },
    by: { en: row.by_en, th: row.by_th },
    at: row.at.toISOString(),
    reason: row.reason,
    ...(row.answer === null ? {} : { answer: row.answer }),
    can: row.answer === null ? ['answer'] : [],
  }
}

/** Tickets about which another contact desk waits for an answer. */
export async function waitingTickets(
  ctx: Context,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const tickets = await findTickets(ctx)
  if (tickets.length === 0) return []
  const asked = await ctx.tx.client.query<{ id: string; at: Date }>(
    'select other_id as id, min(at) as at from ticket_ask where other_id = any($1::uuid[]) and answer is null group by other_id order by 2',
    [tickets.map((one) => one.id)],
  )
  return asked.rows
}
