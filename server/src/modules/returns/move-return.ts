import type { MoveReturn, ReturnView } from '@shield/contract'
import type { TrackName } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { faultAt } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { checkAgreed } from './check-agreed.ts'
import { checkMove, isKnownAct, untilOf } from './check-move.ts'
import { getOwnReturn, trackOf } from './find-return.ts'
import { moveTrack, noteReturn } from './note-return.ts'
import { settleReturn } from './settle-return.ts'
import { startFollowUps } from './start-follow-ups.ts'
import { readReturn } from './view-return.ts'

/** Brings one track to another state. Sent again it is the same move; what another hand changed meanwhile is told. */
export async function moveReturn(ctx: Context, id: string, move: MoveReturn): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id, move.track)
  if (await isKnownAct(ctx, move.id, id)) return readReturn(ctx, id)
  checkMove(ctx, held, move)
  await checkAgreed(ctx, held, move)
  const reason = move.reason === undefined ? undefined : await sealWords(ctx, held.row.code, move.reason)
  await moveTrack(ctx, held, { ...move, until: untilOf(ctx, held, move), reason })
  // Who thinks it over again has not said that they want to go earlier.
  if (move.track === 'decision' && move.to === 'explained' && held.stands.reflection.state === 'early')
    await moveTrack(ctx, held, { track: 'reflection', to: 'none', facts: {} })
  if (move.track === 'logistics' && move.to === 'arrived') await startFollowUps(ctx, held)
  await settleReturn(ctx, held.row)
  await audit(ctx, {
    action: 'return.moved',
    object: held.row.code,
    detail: { track: move.track, to: move.to },
  })
  return readReturn(ctx, id)
}

/** Whose turn a track is from now on: an organisation of this node. */
export async function setOwner(
  ctx: Context,
  id: string,
  { track, organisation }: { readonly track: TrackName; readonly organisation: string },
): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  const known = await ctx.tx.client.query('select 1 from organisation where code = $1 and node = $2', [
    organisation,
    ctx.node.name,
  ])
  if (known.rowCount === 0)
    throw faultAt('/organisation', {
      en: 'choose an organisation of this node',
      th: 'โปรดเลือกหน่วยงานของโหนดนี้',
    })
  await ctx.tx.client.query('update return_track set owner = $3 where case_id = $1 and track = $2', [
    id,
    track,
    organisation,
  ])
  const before = trackOf(held, track).owner
  await noteReturn(ctx, held, { kind: 'owner', track, before, state: organisation })
  await settleReturn(ctx, held.row)
  await audit(ctx, { action: 'return.owner', object: held.row.code, detail: { track, organisation } })
  return readReturn(ctx, id)
}
