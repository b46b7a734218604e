import type { CareOfPerson } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { referralColumns, referralsFrom, stateOf } from './find-referral.ts'
import type { ReferralRecord } from './find-referral.ts'
import { certificatesOf, goalsOf, moneyOf, staysOf, testimonyOf } from './view-care.ts'
import { findContactRules, rulesShape } from './write-contact.ts'

/** What care holds of a person whom the reader cares for, as the person may have it: no house, no doctor, no worker. */
export async function careOfPerson(
  ctx: Context,
  code: string,
  nameOf: (organisation: string) => Words,
): Promise<CareOfPerson> {
  const standing = await findContactRules(ctx, code)
  const sent = await ctx.tx.client.query<ReferralRecord>(
    `select ${referralColumns} ${referralsFrom} where r.code = $1 order by r.prepared_at, r.id limit 200`,
    [code],
  )
  const { claims } = await moneyOf(ctx, code)
  return {
    goals: (await goalsOf(ctx, code)).map(({ id, need, state, at }) => ({ id, need, state, at })),
    referrals: sent.rows.map((row) => ({
      ...{ id: row.id, kind: row.kind, state: stateOf(row, ctx.now), to: nameOf(row.to_organisation) },
      at: row.prepared_at.toISOString(),
    })),
    stays: (await staysOf(ctx, code)).map(({ id, organisation, inAt, outAt, outTo }) => ({
      ...{ id, inAt, organisation: nameOf(organisation) },
      ...(outAt === undefined ? {} : { outAt }),
      ...(outTo === undefined ? {} : { outTo }),
    })),
    certificates: await certificatesOf(ctx, code),
    claims,
    testimony: await testimonyOf(ctx, code),
    ...(standing ? { contact: { rules: rulesShape(standing.rules), since: standing.at.toISOString() } } : {}),
  }
}
