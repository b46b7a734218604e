import type { ConsentView } from '@shield/contract'
import { consentLevel, isInForce } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { findShares, organisationsHere } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { readLedger } from './ledger.ts'

/** The ledger as the screen shows it. */
export async function viewConsent(ctx: Context, person: PersonRow): Promise<ConsentView> {
  const ledger = await readLedger(ctx, person.code)
  const shares = await findShares(ctx, person.code)
  const now = ctx.now.toISOString()
  const isCarer = person.carers.includes(ctx.actor.organisation)
  const writes = isCarer && mayDo(ctx, 'protection.work', 'node').allow
  return {
    level: consentLevel(ledger.entries, now),
    entries: ledger.entries.map(({ guardian, recipients, ...entry }) => ({
      ...entry,
      recipients: [...recipients],
      ...(guardian ? { guardian: { ...guardian } } : {}),
      isInForce: isInForce({ ...entry, recipients }, now),
      shares: shares.filter((share) => share.entry_id === entry.id && !share.ended_at).length,
    })),
    refusals: ledger.refusals.map((one) => ({ ...one, by: { ...one.by } })),
    restrictions: ledger.restrictions.map((one) => ({ ...one })),
    shares: shares
      .filter(({ organisation }) => isCarer || organisation === ctx.actor.organisation)
      .map((share) => ({
        id: share.id,
        organisation: share.organisation,
        parts: [...share.parts],
        entry: share.entry_id,
        begunAt: share.begun_at.toISOString(),
        ...(share.ends_at ? { endsAt: share.ends_at.toISOString() } : {}),
        ...(share.ended_at ? { endedAt: share.ended_at.toISOString() } : {}),
        ...(share.ended_because ? { endedBecause: share.ended_because } : {}),
      })),
    carers: [...person.carers],
    organisationsHere: await organisationsHere(ctx),
    can: writes
      ? [
          'consentGive',
          'consentRefuse',
          'consentWithdraw',
          'consentWords',
          'consentRestrict',
          'consentUnrestrict',
          'shareMake',
          'shareEnd',
        ]
      : [],
  }
}
