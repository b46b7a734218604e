import type { MakeMatch, MatchView } from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { askMatch } from './ask-match.ts'
import { viewMatch } from './view-match.ts'

const longestWatchMs = 366 * 86_400_000

/** Asks a partner whether it holds any of these identifiers, without showing them. It goes when the audit has logged it. */
export async function makeMatch(ctx: Context, input: MakeMatch): Promise<MatchView> {
  requireWatch(ctx, input)
  const { person, organisation } = ctx.actor
  const id = await askMatch(ctx, { ...input, person, organisation, purpose: ctx.purpose })
  return viewMatch(ctx, id)
}

function requireWatch({ now }: Context, { watchUntil }: MakeMatch): void {
  if (watchUntil === undefined) return
  const last = new Date(now.getTime() + longestWatchMs)
  if (watchUntil >= dayOf(now) && watchUntil <= dayOf(last)) return
  const hint = { en: 'give a day from today on, within a year', th: 'โปรดระบุวันตั้งแต่วันนี้เป็นต้นไป ภายในหนึ่งปี' }
  throw new Problem('body-invalid', undefined, [{ pointer: '/watchUntil', rule: 'future', hint }])
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
