import type { ConsentView, RefuseConsent } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { viewConsent } from './view-consent.ts'
import { checkTime, getCared } from './write-consent.ts'

/** Writes that the person was asked and said no. It takes nothing back and counts against nobody; sent again it is one line. */
export async function refuseConsent(
  ctx: Context,
  code: string,
  { id, purpose, language, textVersion, at }: RefuseConsent,
): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  checkTime(ctx, at)
  const written = await ctx.tx.client.query(
    `insert into consent_refusal (id, code, purpose, language, text_version, at, person_id, organisation, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [id, code, purpose, language, textVersion, at, ctx.actor.person, ctx.actor.organisation, ctx.now],
  )
  if ((written.rowCount ?? 0) > 0)
    await audit(ctx, { action: 'consent.refused', object: code, detail: { purpose } })
  else await getOwn(ctx, { id, code })
  return viewConsent(ctx, person)
}

/** An id that is in use for somebody else names nothing here. */
async function getOwn(
  ctx: Context,
  { id, code }: { readonly id: string; readonly code: string },
): Promise<void> {
  const known = await ctx.tx.client.query('select 1 from consent_refusal where id = $1 and code = $2', [
    id,
    code,
  ])
  if (known.rowCount === 0) throw notFound()
}
