import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { certificateDays, dueLists, reviewDays, unlooked } from './care-due.ts'
import type { DueRow } from './care-due.ts'
import { referralsFrom, referralsSeen } from './find-referral.ts'
import { referralLists } from './list-referrals.ts'
import { daysOn } from './person.ts'

export interface CareWork {
  readonly asked: readonly WaitingReferral[]
  readonly silent: readonly WaitingReferral[]
  readonly reviews: readonly DueRow[]
  readonly certificates: readonly DueRow[]
  readonly contacts: readonly { readonly id: string; readonly at: Date }[]
}

interface WaitingReferral {
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly due: Date
  readonly isLate: boolean
}

const mostCounted = 200

/** What of care waits for this person; nothing for who does not work in care. */
export async function waitingCare(ctx: Context): Promise<CareWork> {
  const works = mayDo(ctx, 'protection.work', 'node').allow
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now]
  const days = async (list: keyof typeof dueLists, until: number): Promise<DueRow[]> =>
    works
      ? (
          await ctx.tx.client.query<DueRow>(`${dueLists[list]} order by on_day, code limit ${mostCounted}`, [
            ...reader,
            daysOn(ctx, until),
          ])
        ).rows
      : []
  const contacts = mayDo(ctx, 'care.supervise', 'node').allow
    ? await ctx.tx.client.query<{ id: string; at: Date }>(
        `select t.id, t.at ${unlooked} order by t.at, t.id limit ${mostCounted}`,
        reader,
      )
    : undefined
  return {
    asked: works ? await waitingReferrals(ctx, 'asked') : [],
    silent: works ? await waitingReferrals(ctx, 'silent') : [],
    reviews: await days('reviews', reviewDays),
    certificates: await days('certificates', certificateDays),
    contacts: contacts?.rows ?? [],
  }
}

async function waitingReferrals(ctx: Context, list: 'asked' | 'silent'): Promise<WaitingReferral[]> {
  const found = await ctx.tx.client.query<WaitingReferral>(
    `select r.id, r.kind, r.sent_at as at, r.due_at as due, r.escalated_at is not null as "isLate" ${referralsFrom}
     where ${referralsSeen} and (${referralLists[list]}) order by r.due_at, r.id limit ${mostCounted}`,
    [ctx.visible, ctx.actor.organisation, ctx.now],
  )
  return found.rows
}
