import type { CaseReleaseQuery } from '@shield/contract'
import { isChild, mayGiveOut } from '@shield/core'
import type { CaseFacts, Triage } from '@shield/core'

import type { Context } from '../../context.ts'
import { readLedgers } from '../consent/index.ts'
import type { LedgerEntry } from '../consent/index.ts'
import { recipientOf } from './find-cases.ts'

export interface GoingPerson {
  readonly code: string
  readonly pseudonym: string
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly facts: CaseFacts
  readonly identity: string | undefined
  readonly entry: LedgerEntry
}

interface Row {
  readonly code: string
  readonly pseudonym: string
  readonly standing: GoingPerson['standing']
  readonly facts: CaseFacts
  readonly triage: Triage
  readonly identity_id: string | null
  readonly marking_id: number
  readonly is_cared: boolean
  readonly recipient: string
  readonly purpose: CaseReleaseQuery['purpose']
  readonly with_identity: boolean
}

/** Who of a release may go at this moment, and how many others it has. The rows wait, as where it was asked. */
export async function goingNow(
  ctx: Context,
  id: string,
): Promise<{
  readonly going: readonly (GoingPerson & { readonly marking: number })[]
  readonly others: number
}> {
  const found = await ctx.tx.client.query<Row>(
    `select rp.code, rp.pseudonym, rp.standing, rp.facts, p.triage, p.identity_id, p.marking_id,
       r.organisation = any(p.carers) as is_cared, r.recipient, r.purpose, r.with_identity
     from case_release r join case_release_person rp on rp.release_id = r.id join protected_person p on p.code = rp.code
     where r.id = $1 order by rp.pseudonym for share of p`,
    [id],
  )
  const ledgers = await readLedgers(
    ctx,
    found.rows.map(({ code }) => code),
  )
  const first = found.rows[0]
  if (!first) return { going: [], others: 0 }
  const recipient = await recipientOf(ctx, first.recipient)
  const going = found.rows.flatMap((row) => {
    const entry = mayGiveOut(ledgers.get(row.code) ?? { entries: [], restrictions: [] }, {
      ...{ recipient, purpose: row.purpose, withIdentity: row.with_identity },
      ...{ isChild: isChild(row.triage), hasName: row.identity_id !== null, now: ctx.now.toISOString() },
    })
    if (typeof entry === 'string' || !row.is_cared) return []
    const { code, pseudonym, standing, facts, marking_id: marking } = row
    return [{ code, pseudonym, standing, facts, entry, marking, identity: row.identity_id ?? undefined }]
  })
  return { going, others: found.rows.length - going.length }
}
