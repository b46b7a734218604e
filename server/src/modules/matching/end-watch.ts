import type { MatchView } from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { stopWatch } from './renew-watches.ts'
import { getMatch, viewMatch, watchOf } from './view-match.ts'

/** Ends a watch before its day: it is compared with nothing more, and goes on in no other month. */
export async function endWatch(ctx: Context, id: string): Promise<MatchView> {
  const ask = await getMatch(ctx, id)
  const state = watchOf(ctx, ask)
  if (state !== 'runs' && state !== 'waits') throw new Problem('state-changed')
  await stopWatch(ctx, { id, organisation: ctx.actor.organisation }, 'by-hand')
  return viewMatch(ctx, id)
}
