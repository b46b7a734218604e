import type { FigureRelease } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { refusalWords } from './ask-release.ts'
import { checkFigure } from './hold-back.ts'
import { findReleased, getTables } from './register.ts'
import { getRelease, readRelease } from './view-release.ts'
import type { ReleaseRow } from './view-release.ts'

/** Lets a figure go as the second person. It is held against the register again: another may have left meanwhile. */
export async function agreeRelease(ctx: Context, id: string, reason: string): Promise<FigureRelease> {
  const row = await getDecidable(ctx, id)
  const tables = await getTables(ctx, id)
  const released = await findReleased(ctx, [...(tables[0]?.placed.keys() ?? [])])
  const refused = checkFigure(tables, released, row.audience)
  if (refused) throw new Problem('conflict', refusalWords(refused, row))
  return decide(ctx, id, { state: 'released', reason })
}

export async function refuseRelease(ctx: Context, id: string, reason: string): Promise<FigureRelease> {
  await getDecidable(ctx, id)
  return decide(ctx, id, { state: 'refused', reason })
}

/** Takes a release back. It stays in the register under its name: who has read it has read it. */
export async function withdrawRelease(ctx: Context, id: string, reason: string): Promise<FigureRelease> {
  const row = await getOwn(ctx, id)
  if (row.state !== 'released') throw new Problem('conflict')
  await ctx.tx.client.query(
    `update figure_release set state = 'withdrawn', withdrawn_by = $2, withdrawn_at = $3, withdrawn_reason = $4 where id = $1`,
    [id, ctx.actor.person, ctx.now, reason],
  )
  await audit(ctx, { action: 'figure.withdrawn', object: id })
  return readRelease(ctx, id)
}

async function decide(
  ctx: Context,
  id: string,
  { state, reason }: { readonly state: 'released' | 'refused'; readonly reason: string },
): Promise<FigureRelease> {
  await ctx.tx.client.query(
    'update figure_release set state = $2, decided_by = $3, decided_at = $4, decided_reason = $5 where id = $1',
    [id, state, ctx.actor.person, ctx.now, reason],
  )
  await audit(ctx, { action: `figure.${state}`, object: id })
  return readRelease(ctx, id)
}

async function getDecidable(ctx: Context, id: string): Promise<ReleaseRow> {
  const row = await getOwn(ctx, id)
  if (row.state !== 'waiting') throw new Problem('conflict')
  if (row.by_person === ctx.actor.person)
    throw new Problem('second-person-needed', { en: 'Somebody else decides', th: 'ต้องให้ผู้อื่นเป็นผู้ตัดสินใจ' })
  permit(ctx, 'figure.agree', 'node', true)
  return row
}

/** A release of the own organisation; another's is read where it may be, and never decided. */
async function getOwn(ctx: Context, id: string): Promise<ReleaseRow> {
  const row = await getRelease(ctx, id, { lock: true })
  if (row.organisation !== ctx.actor.organisation) throw notFound()
  return row
}
