import type { MatchAskMessage, MatchTicket, ReceiptCode } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { post } from '../../peer/index.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { rateAlarm } from './alarm.ts'
import { MalformedElement, evaluateBlinded, prove } from './oprf.ts'
import { findKey } from './publish.ts'
import { covers, findTerms, overQuota, usageOf } from './terms.ts'
import type { Terms } from './terms.ts'
import { isTheirLog } from './their-log.ts'
import { isLogged, openTicket } from './ticket.ts'

/** Answers a partner's question with our key, seeing neither what it asks nor what comes of it. */
export async function answerMatch(visit: Visit, { from, body }: Arrived<'match-ask'>): Promise<Outcome> {
  const ticket = await openTicket(visit, from, body.ticket)
  if (!ticket) return { state: 'refused', code: 'TICKET-INVALID' }
  const refuse = (code: ReceiptCode): Outcome => ({ state: 'refused', code, about: ticket.id })
  const terms = await findTerms(visit, ticket.agreement, from)
  if (!terms) return refuse('NO-AGREEMENT')
  const fault = faultOf(visit, terms, { ticket, body }) ?? (await bookFault(visit, terms, { ticket, body }))
  if (fault !== undefined) return refuse(fault)
  const groups = await evaluateGroups(visit, ticket, body)
  if (typeof groups === 'string') return refuse(groups)
  await visit.tx.client.query(
    `insert into match_ticket (id, peer, agreement_id, ticket, person, organisation, case_reference, purpose, count, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[
        ticket.id,
        from,
        ticket.agreement,
        body.ticket,
        ticket.person,
        ticket.organisation,
        ticket.case,
        ticket.purpose,
      ],
      ...[countOf(ticket), visit.now],
    ],
  )
  await post(visit, {
    peer: from,
    kind: 'match-answer',
    about: ticket.id,
    body: { ticket: ticket.id, groups },
  })
  await audit(visit, {
    action: 'match.answered',
    object: ticket.id,
    detail: { from, count: countOf(ticket) },
  })
  await stopWhereStrange(visit, from)
  return { state: 'applied', about: ticket.id }
}

interface Told {
  readonly ticket: MatchTicket
  readonly body: MatchAskMessage
}

function countOf(ticket: MatchTicket): number {
  return ticket.groups.reduce((sum, group) => sum + group.count, 0)
}

const mostAtOnce = 500

/** What is wrong by the ticket and the terms alone. */
function faultOf(visit: Visit, terms: Terms, { ticket, body }: Told): ReceiptCode | undefined {
  if (new Date(ticket.expires) <= visit.now) return 'EXPIRED'
  if (!terms.purposes.includes(ticket.purpose)) return 'PURPOSE-REFUSED'
  if (
    !covers(
      terms,
      ticket.purpose,
      body.groups.map((group) => group.identifier),
    )
  )
    return 'CATEGORY-REFUSED'
  const said = ticket.groups.map((group) => `${group.identifier} ${group.epoch} ${group.count}`)
  const sent = body.groups.map((group) => `${group.identifier} ${group.epoch} ${group.blinded.length}`)
  if (said.join() !== sent.join() || countOf(ticket) > mostAtOnce || !isLogged(ticket, body))
    return 'TICKET-INVALID'
  // Its own node says that the list looks like a range or a register.
  return ticket.looks.sequential || ticket.looks.register ? 'LIST-REFUSED' : undefined
}

/** What is wrong by what was asked before. */
async function bookFault(visit: Visit, terms: Terms, { ticket }: Told): Promise<ReceiptCode | undefined> {
  const { client } = visit.tx
  // Questions of one partner are looked at one after the other: two at once do not both fit under a limit.
  await client.query(`select 1 from peer where node = $1 for no key update`, [terms.peer])
  if (!(await isTheirLog(visit, terms.peer, ticket.log))) return 'TICKET-INVALID'
  const before = await client.query('select 1 from match_ticket where peer = $1 and id = $2', [
    terms.peer,
    ticket.id,
  ])
  if (before.rowCount !== 0) return 'KNOWN'
  const stopped = await client.query('select 1 from match_stop where peer = $1 and lifted_at is null', [
    terms.peer,
  ])
  if (stopped.rowCount !== 0) return 'SUSPENDED'
  const used = await usageOf(visit, 'theirs', ticket)
  return overQuota(terms, used, countOf(ticket)) === undefined ? undefined : 'QUOTA'
}

type Groups = {
  readonly identifier: MatchTicket['groups'][number]['identifier']
  readonly epoch: string
  readonly evaluated: string[]
  readonly proof: string
}[]

async function evaluateGroups(
  visit: Visit,
  ticket: MatchTicket,
  body: MatchAskMessage,
): Promise<Groups | ReceiptCode> {
  const groups: Groups = []
  for (const { identifier, epoch, blinded } of body.groups) {
    const key = await findKey(visit, { agreement: ticket.agreement, identifier, epoch })
    if (!key) return 'EXPIRED'
    try {
      const elements = blinded.map((text) => Buffer.from(text, 'base64url'))
      const evaluated = evaluateBlinded(key.secret, elements)
      const proof = prove(key.secret, { publicKey: key.publicKey, blinded: elements, evaluated })
      const texts = evaluated.map((one) => Buffer.from(one).toString('base64url'))
      groups.push({ identifier, epoch, evaluated: texts, proof: proof.toString('base64url') })
    } catch (error) {
      if (error instanceof MalformedElement) return 'SCHEMA-INVALID'
      throw error
    }
  }
  return groups
}

/** Stops answering a partner of whose questions nearly none, or nearly all, are followed by a hit, until somebody has looked. */
async function stopWhereStrange(visit: Visit, peer: string): Promise<void> {
  // Since somebody last looked: what was looked at then is not held against it again.
  const found = await visit.tx.client.query<{ asked: number; hits: number }>(
    `with since as (select coalesce(max(lifted_at), '-infinity') as at from match_stop where peer = $1)
     select (select coalesce(sum(count), 0) from match_ticket, since where peer = $1 and match_ticket.at > since.at)::int as asked,
       (select count(*) from match_disclosure d, since where d.direction = 'in' and d.peer = $1 and d.at > since.at)::int as hits`,
    [peer],
  )
  const cause = rateAlarm(found.rows[0] ?? { asked: 0, hits: 0 })
  if (cause === undefined) return
  const id = newId()
  const made = await visit.tx.client.query(
    'insert into match_stop (id, peer, cause, at) values ($1, $2, $3, $4) on conflict do nothing',
    [id, peer, cause, visit.now],
  )
  if (made.rowCount === 1)
    await audit(visit, { action: 'match.stopped', object: id, detail: { peer, cause } })
}
