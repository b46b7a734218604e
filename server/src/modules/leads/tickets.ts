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

/** Tickets of the own contact desk, the newest first. */
export async function listTickets(ctx: Context): Promise<{ items: TicketView[] }> {
  const items = await viewsOf(ctx, await findTickets(ctx))
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
  readonly entity_id: number
  readonly wire: string
  readonly kind: number
  readonly property: number
  readonly value: string
}

async function viewsOf(ctx: Context, tickets: readonly Ticket[]): Promise<TicketView[]> {
  const views: TicketView[] = []
  for (const ticket of tickets) {
    const value = await ownValue(ctx, ticket)
    if (value === undefined) continue
    const caption = (await captionsOf(ctx, [value.entity_id])).get(value.entity_id)?.caption
    views.push({
      id: ticket.id,
      property: propertyOf(value.property),
      value: value.value,
      entity: { id: value.wire, kind: kindOf(value.kind), caption: caption ?? kindOf(value.kind) },
      marking: ctx.node.markings.block(ticket.marking_id),
      at: ticket.found_at.toISOString(),
      ...(await askedOf(ctx, ticket)),
      asks: await asksOf(ctx, ticket),
    })
  }
  return views
}

/** The number as the own record states it; the other side's is not looked at. */
async function ownValue(ctx: Context, ticket: TicketRow): Promise<ValueRow | undefined> {
  const found = await ctx.tx.client.query<ValueRow>(
    `select st.entity_id, e.wire, e.kind, st.property, st.value from stated_identifier i
     join statement st on st.entity_id = i.entity_id and st.retracted_at is null and st.marking_id = i.marking_id
       and identifier_key(st.property, st.norm) = i.key
     join entity e on e.id = st.entity_id where i.key = $1::bigint and i.marking_id = $2 order by st.entity_id, st.id limit 1`,
    [ticket.key, ticket.marking_id],
  )
  return found.rows[0]
}

interface AskRow {
  readonly id: string
  readonly reason: string
  readonly at: Date
  readonly by_en: string
  readonly by_th: string
  readonly answer: 'contact' | 'no' | null
  readonly answer_text: string | null
  readonly answered_at: Date | null
  readonly answerer_en: string | null
  readonly answerer_th: string | null
  /** The asking organisation, or the asked one. */
  readonly organisation_en: string
  readonly organisation_th: string
}

const askColumns = `a.id, a.reason, a.at, b.name_en as by_en, b.name_th as by_th, a.answer, a.answer_text, a.answered_at,
  d.name_en as answerer_en, d.name_th as answerer_th, o.name_en as organisation_en, o.name_th as organisation_th`
const askPeople = 'join person b on b.id = a.by_person left join person d on d.id = a.answered_by'

/** What came of the own question. How many were asked is not told: "no" only when nobody is left who could say otherwise. */
async function askedOf(
  ctx: Context,
  ticket: TicketRow,
): Promise<Pick<TicketView, 'state' | 'asked' | 'contacts' | 'can'>> {
  const found = await ctx.tx.client.query<AskRow>(
    `select ${askColumns} from ticket_ask a ${askPeople} join ticket t on t.id = a.other_id join organisation o on o.code = t.organisation
     where a.ticket_id = $1 order by a.answered_at, a.id`,
    [ticket.id],
  )
  const [first] = found.rows
  if (!first) return { state: 'open', contacts: [], can: ['ask'] }
  const contacts = found.rows.filter((row) => row.answer === 'contact')
  const isRefused = found.rows.every((row) => row.answer === 'no')
  return {
    state: contacts.length > 0 ? 'contact' : isRefused ? 'no' : 'waiting',
    asked: { at: first.at.toISOString(), by: { en: first.by_en, th: first.by_th }, reason: first.reason },
    contacts: contacts.map((row) => ({
      organisation: { en: row.organisation_en, th: row.organisation_th },
      by: { en: row.answerer_en ?? '', th: row.answerer_th ?? '' },
      at: row.answered_at?.toISOString() ?? '',
      text: row.answer_text ?? '',
    })),
    can: [],
  }
}

/** Others' questions about the number of this ticket. */
async function asksOf(ctx: Context, ticket: TicketRow): Promise<TicketView['asks']> {
  const found = await ctx.tx.client.query<AskRow>(
    `select ${askColumns} from ticket_ask a ${askPeople} join ticket t on t.id = a.ticket_id join organisation o on o.code = t.organisation
     where a.other_id = $1 order by a.at, a.id`,
    [ticket.id],
  )
  return found.rows.map((row) => ({
    id: row.id,
    organisation: { en: row.organisation_en, th: row.organisation_th },
    by: { en: row.by_en, th: row.by_th },
    at: row.at.toISOString(),
    reason: row.reason,
    ...(row.answer === null ? {} : { answer: row.answer }),
    can: row.answer === null ? ['answer'] : [],
  }))
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
