import type { ReceiptCode } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import type { Arrived, Noted, Outcome } from '../../peer/index.ts'
import { openStates } from './agreement-model.ts'
import { lockVersion } from './agreement-version.ts'
import type { VersionRow } from './agreement-version.ts'
import { putInForce } from './put-in-force.ts'
import { isSameAgreement, readTheirs } from './sign-agreement.ts'

/** A partner proposes a version. It is kept for two people of this side, if it is signed, between us, and the next of its agreement. */
export async function hearProposal(
  visit: Visit,
  { from, body: { proposal, terms } }: Arrived<'agreement-proposal'>,
): Promise<Outcome> {
  const { tx, now, node } = visit
  const refused = (code: ReceiptCode): Outcome => ({ state: 'refused', code, about: proposal })
  if (await lockVersion(visit, proposal)) return refused('KNOWN')
  const body = await readTheirs(visit, from, terms)
  if (!body || body.parties.join() !== [from, node.name].toSorted().join()) return refused('SCHEMA-INVALID')
  const found = await tx.client.query<{ peer: string; version: number; ended: boolean }>(
    'select peer, version, ended_at is not null as ended from agreement where id = $1 for update',
    [body.id],
  )
  const known = found.rows[0]
  if ((known && known.peer !== from) || known?.ended || body.version !== (known?.version ?? 0) + 1)
    return refused('CONTRADICTS')
  // What it proposed before and neither withdrew nor saw answered is not what it wants any more.
  await tx.client.query(
    `update agreement_version set state = 'overtaken' where agreement_id = $1 and peer = $2 and direction = 'in' and state = any($3)`,
    [body.id, from, openStates],
  )
  await tx.client.query(
    `insert into agreement_version (id, agreement_id, peer, version, direction, state, body, theirs, made_at)
     values ($1, $2, $3, $4, 'in', 'received', $5, $6, $7)`,
    [proposal, body.id, from, body.version, JSON.stringify(body), terms, now],
  )
  await audit(visit, {
    action: 'agreement.received',
    object: body.id,
    detail: { version: body.version, from },
  })
  return { state: 'applied', about: proposal }
}

/** Their node, not a person there, refused what we proposed. */
export async function noteProposal(
  { tx, now }: Visit,
  { body: { proposal }, state, code }: Noted<'agreement-proposal'>,
): Promise<void> {
  if (state !== 'refused' || code === 'KNOWN') return
  await tx.client.query(
    `update agreement_version set state = 'declined', ended_at = $2, ended_code = $3 where id = $1 and direction = 'out' and state = 'sent'`,
    [proposal, now, code ?? null],
  )
}

/** What became of a proposal of ours, or that the partner takes back its own. */
export async function hearAnswer(visit: Visit, message: Arrived<'agreement-answer'>): Promise<Outcome> {
  const { from, body } = message
  const row = await lockVersion(visit, body.proposal)
  const about = body.proposal
  if (!row || row.peer !== from) return { state: 'refused', code: 'NO-AGREEMENT', about }
  if (body.answer === 'accepted') return hearAccepted(visit, row, body.signature ?? '')
  const isOurs = row.direction === 'out'
  const fits =
    body.answer === 'declined'
      ? isOurs && row.state === 'sent'
      : !isOurs && (row.state === 'received' || row.state === 'agreed')
  if (!fits) return { state: 'refused', code: row.state === body.answer ? 'KNOWN' : 'CONTRADICTS', about }
  await visit.tx.client.query(
    'update agreement_version set state = $2, ended_at = $3, ended_reason = $4 where id = $1',
    [about, body.answer, visit.now, body.reason ?? null],
  )
  await audit(visit, {
    action: `agreement.${body.answer}`,
    object: row.agreement_id,
    detail: { version: row.version, by: from },
  })
  return { state: 'applied', about }
}

/** Signed by both: in force, even where we have taken it back meanwhile, for they signed before they heard of that. */
async function hearAccepted(visit: Visit, row: VersionRow, signature: string): Promise<Outcome> {
  const about = row.id
  if (row.direction !== 'out' || row.ours === null) return { state: 'refused', code: 'CONTRADICTS', about }
  if (row.theirs !== null) return { state: 'refused', code: 'KNOWN', about }
  if (!isSameAgreement(row.body, await readTheirs(visit, row.peer, signature)))
    return { state: 'refused', code: 'CONTRADICTS', about }
  await visit.tx.client.query('update agreement_version set theirs = $2 where id = $1', [about, signature])
  await putInForce(visit, about)
  return { state: 'applied', about }
}
