import type { MatchIdentifier, MatchOpening } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { blindInput } from './oprf.ts'
import { rootOver } from './ticket.ts'
import { tokenInput } from './token.ts'

interface Row {
  readonly identifier: MatchIdentifier
  readonly norm: string
  readonly epoch: string
  readonly nonce: Buffer
  readonly blind: Buffer
  readonly blinded: Buffer
}

/**
 * Opens a ticket for an inspector: each value with its nonce and blind. Whoever holds the ticket and the question as it was sent
 * can check that these values, and no others, were committed to and asked; what came of them is not told.
 */
export async function openMatch(ctx: Context, id: string): Promise<MatchOpening> {
  const asks = await ctx.tx.client.query<{ ticket: string; root: Buffer; agreement_id: string }>(
    'select ticket, root, agreement_id from match_ask where id = $1',
    [id],
  )
  const ask = asks.rows[0]
  if (!ask) throw notFound()
  const found = await ctx.tx.client.query<Row>(
    `select identifier, norm, epoch, nonce, blind, blinded from match_element where ask_id = $1 and norm is not null order by number`,
    [id],
  )
  const fits =
    rootOver(found.rows).equals(ask.root) &&
    found.rows.every(({ identifier, norm, epoch, blind, blinded }) => {
      const input = tokenInput({ agreement: ask.agreement_id, identifier, epoch }, norm)
      return blinded.equals(blindInput(input, 'verifiable', blind).element)
    })
  await audit(ctx, { action: 'match.opened', object: id, detail: { count: found.rows.length, fits } })
  return {
    ticket: ask.ticket,
    root: ask.root.toString('base64url'),
    fits,
    items: found.rows.map((row) => ({
      identifier: row.identifier,
      value: row.norm,
      nonce: row.nonce.toString('base64url'),
      blind: row.blind.toString('base64url'),
    })),
  }
}
