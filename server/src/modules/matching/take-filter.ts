import { createHash } from 'node:crypto'

import type { MatchFilterMessage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import type { Visit } from '../../context.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { compareAgain } from './compare.ts'
import { findTerms } from './terms.ts'
import { tokenBytes } from './token.ts'

/** Keeps a part of a partner's filter; when the last is there the filter takes the place of the one before. */
export async function takeFilter(visit: Visit, { from, body }: Arrived<'match-filter'>): Promise<Outcome> {
  const terms = await findTerms(visit, body.agreement, from)
  if (!terms?.identifiers.includes(body.identifier)) return { state: 'refused', code: 'NO-AGREEMENT' }
  const { client } = visit.tx
  const domain = [body.agreement, body.identifier, body.epoch]
  await client.query(
    `insert into match_filter_part (agreement_id, identifier, epoch, version, part, tokens) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [...domain, body.version, body.part, Buffer.from(body.tokens, 'base64url')],
  )
  const found = await client.query<{ part: number; tokens: Buffer }>(
    `select part, tokens from match_filter_part
     where agreement_id = $1 and identifier = $2 and epoch = $3 and version = $4 order by part`,
    [...domain, body.version],
  )
  if (found.rows.length < body.parts) return { state: 'applied' }
  const tokens = Buffer.concat(found.rows.map((row) => row.tokens))
  await client.query(
    'delete from match_filter_part where agreement_id = $1 and identifier = $2 and epoch = $3 and version <= $4',
    [...domain, body.version],
  )
  if (!isWhole(tokens, body)) return { state: 'refused', code: 'SCHEMA-INVALID' }
  await client.query(
    `insert into match_filter (agreement_id, identifier, epoch, version, public_key, tokens, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (agreement_id, identifier, epoch) do update set version = excluded.version, tokens = excluded.tokens, at = excluded.at
     where match_filter.version < excluded.version and match_filter.public_key = excluded.public_key`,
    [...domain, body.version, Buffer.from(body.publicKey, 'base64url'), tokens, visit.now],
  )
  await audit(visit, {
    action: 'match.filter-taken',
    object: body.agreement,
    detail: { from, kind: body.identifier, epoch: body.epoch, version: body.version },
  })
  await compareAgain(visit, body)
  // A new month may now be asked about: watches of the last one go on.
  await enqueue(visit.tx, 'matching.renew', {}, { key: 'matching.renew' })
  return { state: 'applied' }
}

/** As it was made: whole, and in order, or a search by halves would miss what is there. */
function isWhole(tokens: Buffer, { digest }: MatchFilterMessage): boolean {
  if (createHash('sha256').update(tokens).digest('base64url') !== digest || tokens.length % tokenBytes !== 0)
    return false
  for (let at = tokenBytes; at < tokens.length; at += tokenBytes)
    if (tokens.readBigUInt64BE(at - tokenBytes) > tokens.readBigUInt64BE(at)) return false
  return true
}
