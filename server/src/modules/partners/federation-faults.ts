import type { PartnerAlarm } from '@shield/contract'

import type { Context, Visit } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { alarmsNow } from './alarms.ts'
import { partnersHealth } from './health.ts'

/** What is wrong between this node and its partners, in words for `doctor`. */
export async function federationFaults(visit: Visit): Promise<readonly string[]> {
  const alarms = await alarmsNow(visit, await partnersHealth(visit))
  return alarms.map(({ words, at }) => (at === undefined ? words.en : `${words.en} (${at})`))
}

/** The same for who can do something about it. */
export async function waitingAlarms(ctx: Context): Promise<readonly PartnerAlarm[]> {
  if (!mayDo(ctx, 'partner.stop', 'node').allow) return []
  const of = mayDo(ctx, 'partner.operate', 'node').allow
    ? undefined
    : { organisation: ctx.actor.organisation, visible: ctx.visible }
  return alarmsNow(ctx, await partnersHealth(ctx, of))
}
