import type { ReceiptCode } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { isInFilter } from './filter.ts'
import { finalize, verifyProof } from './oprf.ts'
import { domainText } from './terms.ts'
import { shownBytes, tokenInput } from './token.ts'
import type { Domain } from './token.ts'

interface Element {
  readonly number: number
  readonly norm: string
  readonly blind: Buffer
  readonly blinded: Buffer
}

interface Filter {
  readonly public_key: Buffer
  readonly tokens: Buffer
}

async function findFilter(visit: Visit, domain: Domain): Promise<Filter | undefined> {
  const found = await visit.tx.client.query<Filter>(
    'select public_key, tokens from match_filter where agreement_id = $1 and identifier = $2 and epoch = $3',
    [...domainText(domain)],
  )
  return found.rows[0]
}

/** Takes a partner's answer, checks that its published key made it, and compares here: what came of it is told to nobody. */
export async function takeAnswer(visit: Visit, { from, body }: Arrived<'match-answer'>): Promise<Outcome> {
  const refuse = (code: ReceiptCode): Outcome => ({ state: 'refused', code, about: body.ticket })
  const found = await visit.tx.client.query<{ agreement_id: string }>(
    `select agreement_id from match_ask where id = $1 and peer = $2 and state = 'sent' for update`,
    [body.ticket, from],
  )
  const ask = found.rows[0]
  if (!ask) return refuse('NOT-OWNER')
  const distrust = async (): Promise<Outcome> => {
    await visit.tx.client.query(
      `update match_ask set state = 'refused', code = 'PROOF-INVALID' where id = $1`,
      [body.ticket],
    )
    return refuse('PROOF-INVALID')
  }
  const groups = []
  for (const group of body.groups) {
    const domain = { agreement: ask.agreement_id, identifier: group.identifier, epoch: group.epoch }
    const opened = await openGroup(visit, { ticket: body.ticket, domain }, group)
    if (!opened) return distrust()
    groups.push(opened)
  }
  const count = groups.reduce((sum, one) => sum + one.length, 0)
  const asked = await visit.tx.client.query<{ count: number }>(
    'select count(*)::int as count from match_element where ask_id = $1 and norm is not null',
    [body.ticket],
  )
  if (count !== asked.rows[0]?.count) return distrust()
  for (const one of groups.flat())
    await visit.tx.client.query(
      'update match_element set output = $3, hit_at = case when $4 then $5::timestamptz end where ask_id = $1 and number = $2',
      [body.ticket, one.number, one.output, one.isHit, visit.now],
    )
  await visit.tx.client.query(`update match_ask set state = 'answered', answered_at = $2 where id = $1`, [
    ...[body.ticket, visit.now],
  ])
  await audit(visit, { action: 'match.compared', object: body.ticket, detail: { from, count } })
  return { state: 'applied', about: body.ticket }
}

interface Opened {
  readonly number: number
  readonly output: Buffer
  readonly isHit: boolean
}

/** The tokens of one kind, or undefined where the answer is not what the published key gives. */
async function openGroup(
  visit: Visit,
  { ticket, domain }: { readonly ticket: string; readonly domain: Domain },
  { evaluated, proof }: Arrived<'match-answer'>['body']['groups'][number],
): Promise<readonly Opened[] | undefined> {
  const filter = await findFilter(visit, domain)
  const found = await visit.tx.client.query<Element>(
    `select number, norm, blind, blinded from match_element
     where ask_id = $1 and identifier = $2 and epoch = $3 and norm is not null order by number`,
    [ticket, domain.identifier, domain.epoch],
  )
  const answers = evaluated.map((text) => Buffer.from(text, 'base64url'))
  const blinded = found.rows.map((row) => row.blinded)
  const isProved =
    filter &&
    verifyProof(
      { publicKey: filter.public_key, blinded, evaluated: answers },
      Buffer.from(proof, 'base64url'),
    )
  if (!isProved) return undefined
  return found.rows.map(({ number, norm, blind }, at) => {
    const output = finalize(tokenInput(domain, norm), blind, answers[at] ?? Buffer.alloc(0)).subarray(
      0,
      shownBytes,
    )
    return { number, output, isHit: isInFilter(filter.tokens, output) }
  })
}

/**
 * A watch by token: what was asked this month is compared with each filter that comes. The partner is not asked again, so it
 * learns neither that somebody waits nor for what (docs/decisions/0015-a-watch-on-a-partner-is-kept-by-who-watches.md).
 */
export async function compareAgain(visit: Visit, domain: Domain): Promise<void> {
  const filter = await findFilter(visit, domain)
  const found = await visit.tx.client.query<{
    ask_id: string
    number: number
    output: Buffer
    organisation: string
  }>(
    `select e.ask_id, e.number, e.output, a.organisation from match_element e join match_ask a on a.id = e.ask_id
     where a.agreement_id = $1 and e.identifier = $2 and e.epoch = $3 and e.hit_at is null and e.output is not null
       and a.watch_until >= $4::date and a.watch_stopped is null`,
    [...domainText(domain), visit.now],
  )
  for (const row of found.rows) {
    if (!filter || !isInFilter(filter.tokens, row.output)) continue
    await visit.tx.client.query('update match_element set hit_at = $3 where ask_id = $1 and number = $2', [
      ...[row.ask_id, row.number, visit.now],
    ])
    await audit(visit, { action: 'match.watch-hit', object: row.ask_id, organisation: row.organisation })
  }
}
