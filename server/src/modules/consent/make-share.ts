import type { ConsentView, MakeShare } from '@shield/contract'
import { isChild, mayByConsent } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { endShares, startShare } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { readLedger } from './ledger.ts'
import { viewConsent } from './view-consent.ts'
import { getCared } from './write-consent.ts'

interface LettingIn {
  readonly organisation: string
  readonly purpose: 'referral' | 'medical'
  readonly parts: readonly string[]
  readonly endsAt?: string | undefined
}

/**
 * Lets an organisation in, on the ground of the ledger that names it, and gives the share. Nothing but an entry of the
 * ledger opens this: there is no way around it in the request.
 */
export async function letIn(ctx: Context, person: PersonRow, asked: LettingIn): Promise<string> {
  const { code } = person
  const found = await ctx.tx.client.query<{ kind: string }>(
    `select kind from organisation where code = $1 and node = $2 and kind in ('social', 'ngo')`,
    [asked.organisation, ctx.node.name],
  )
  const kind = found.rows[0]?.kind
  if (kind === undefined || person.carers.includes(asked.organisation))
    throw faultAt(
      '/organisation',
      {
        en: 'choose another social service or shelter of this node',
        th: 'โปรดเลือกหน่วยงานสังคมหรือสถานพักพิงอื่นของโหนดนี้',
      },
      'known',
    )
  const entry = mayByConsent(await readLedger(ctx, code), {
    purpose: asked.purpose,
    recipient: { organisation: asked.organisation, kind },
    isChild: isChild(person.triage),
    now: ctx.now.toISOString(),
  })
  if (!entry) throw new Problem('not-allowed', notAgreed)
  const endsAt = [asked.endsAt, entry.expiresAt].filter((one) => one !== undefined).toSorted()[0]
  const id = newId()
  const { organisation, parts } = asked
  await startShare(ctx, person, { id, organisation, entry: entry.id, parts, endsAt })
  await audit(ctx, { action: 'share.made', object: code, detail: { organisation } })
  return id
}

/** Lets an organisation see a person. */
export async function makeShare(ctx: Context, code: string, asked: MakeShare): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  await letIn(ctx, person, asked)
  return viewConsent(ctx, person)
}

export async function endShare(
  ctx: Context,
  { code, id }: { readonly code: string; readonly id: string },
): Promise<ConsentView> {
  const person = await getCared(ctx, code)
  const ended = await endShares(ctx, code, { share: id, because: 'taken-back' })
  if (ended === 0) throw new Problem('conflict')
  await audit(ctx, { action: 'share.ended', object: code })
  return viewConsent(ctx, person)
}

const notAgreed = {
  en: 'The person has not agreed that this organisation is told, or does not want it',
  th: 'บุคคลนี้ไม่ได้ยินยอมให้แจ้งหน่วยงานนี้ หรือไม่ต้องการให้แจ้ง',
}
