import { figures } from '@shield/core'
import type { FigureName, Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

export interface WaitingFigure {
  readonly id: string
  readonly at: Date
  readonly name: Words
  /** The reader asked for it; the others wait for the reader. */
  readonly isOwn: boolean
}

/** Figures of the organisation that wait for a second person: to decide, or as asked for. The longest waiting first. */
export async function waitingFigures(ctx: Context): Promise<readonly WaitingFigure[]> {
  const agrees = mayDo(ctx, 'figure.agree', 'node', true).allow
  if (!agrees && !mayDo(ctx, 'figure.count', 'node').allow) return []
  const found = await ctx.tx.client.query<{ id: string; at: Date; figure: FigureName; is_own: boolean }>(
    `select id, at, figure, by_person = $2 as is_own from figure_release
     where organisation = $1 and state = 'waiting' and (by_person = $2 or $3) order by at limit 100`,
    [ctx.actor.organisation, ctx.actor.person, agrees],
  )
  return found.rows.map(({ id, at, figure, is_own: isOwn }) => ({
    id,
    at,
    isOwn,
    name: figures[figure].name,
  }))
}
