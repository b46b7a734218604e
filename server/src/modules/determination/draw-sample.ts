import { randomBytes } from 'node:crypto'

import type { QualityDraw } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import { Problem, faultAt } from '../../problem.ts'
import { hearingLaw } from './hearing-law.ts'
import { drawOrder, drawShare } from './draw-share.ts'
import { listDraws } from './list-draws.ts'

const dayMs = 86_400_000

interface Draw {
  readonly since: string
  readonly until: string
  readonly share: number
}

/** Draws a share of what was decided in a period. The seed is the node's, not the drawer's; it is kept and audited. */
export async function drawSample(ctx: Context, draw: Draw): Promise<{ items: QualityDraw[]; can: string[] }> {
  if (draw.since > draw.until)
    throw faultAt('/until', { en: 'choose a day after the first', th: 'โปรดเลือกวันหลังวันเริ่มต้น' })
  // Two draws at once would take the same decisions.
  await ctx.tx.client.query('select pg_advisory_xact_lock(7438052)')
  const id = newId()
  const found = await ctx.tx.client.query<{ id: string }>(
    `select d.id from determination d where d.decided_at >= $1::date and d.decided_at < $2::date + 1
       and not exists (select 1 from quality_check c where c.determination_id = d.id) order by d.id`,
    [draw.since, draw.until],
  )
  if (found.rows.length === 0) throw new Problem('conflict', nothingDecided)
  const seed = randomBytes(16).toString('hex')
  const drawn = drawShare(
    found.rows.map(({ id }) => id),
    seed,
    draw.share,
  )
  const panels = await Promise.all(
    drawn.map(async (one) => ({ determination: one, panel: await appoint(ctx, one, seed) })),
  )
  const leftOut = panels.filter(({ panel }) => panel === undefined).length
  await ctx.tx.client.query(
    `insert into quality_draw (id, period_from, period_until, share, seed, population, drawn, left_out, by_person, organisation, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, draw.since, draw.until, draw.share, seed, found.rows.length, drawn.length, leftOut],
      ...[ctx.actor.person, ctx.actor.organisation, ctx.now],
    ],
  )
  for (const { determination, panel } of panels)
    if (panel) await addCheck(ctx, { draw: id, determination, panel })
  const detail = { seed, population: found.rows.length, drawn: drawn.length, share: draw.share }
  await audit(ctx, { action: 'quality.drawn', object: id, detail })
  return listDraws(ctx)
}

interface Sitting {
  readonly code: string
  readonly kind: string
  readonly sat: boolean
}

/**
 * Another panel: two organisations with somebody who had no part in the first decision, one of them social welfare or a
 * shelter, one of them new to it; in the order of the draw, so that nobody is chosen. `undefined`: there is none.
 */
async function appoint(
  ctx: Context,
  determination: string,
  seed: string,
): Promise<readonly Sitting[] | undefined> {
  const found = await ctx.tx.client.query<Sitting>(
    `select o.code, o.kind, o.code = any(d.organisations) as sat from organisation o, determination d
     where d.id = $1 and o.node = $2 and exists (
       select 1 from person p join role_grant g on g.person_id = p.id where p.organisation_id = o.id and p.active
         and g.role in ('case-worker', 'panel-member') and g.approved_at is not null and g.revoked_at is null
         and p.id is distinct from d.decided_by and p.id <> d.opened_by
         and not exists (select 1 from determination_vote v where v.determination_id = d.id and v.person_id = p.id))`,
    [determination, ctx.node.name],
  )
  const order = drawOrder(
    found.rows.map(({ code }) => code),
    `${seed}|${determination}`,
  )
  const free = found.rows.toSorted(
    (a, b) => Number(a.sat) - Number(b.sat) || order.indexOf(a.code) - order.indexOf(b.code),
  )
  const caring = free.find(({ kind }) => kind === 'social' || kind === 'ngo')
  const other = free.find(({ code }) => code !== caring?.code)
  return caring && other && !(caring.sat && other.sat) ? [caring, other] : undefined
}

async function addCheck(
  ctx: Context,
  made: { readonly draw: string; readonly determination: string; readonly panel: readonly Sitting[] },
): Promise<void> {
  const [owner, ...others] = made.panel
  if (!owner) return
  const block = templateMarking('protection', {
    ...{ node: ctx.node.name, organisation: owner.code, organisationKind: 'social' },
  })
  const releasedTo = others.map(({ code }) => code)
  const marking = await ctx.node.markings.intern(ctx.tx, { ...block, releasedTo })
  const { determination } = await hearingLaw(ctx)
  await ctx.tx.client.query(
    `insert into quality_check (id, draw_id, determination_id, marking_id, organisations, due_at) values ($1, $2, $3, $4, $5, $6)`,
    [
      ...[newId(), made.draw, made.determination, marking, made.panel.map(({ code }) => code)],
      new Date(ctx.now.getTime() + determination.days * dayMs),
    ],
  )
}

const nothingDecided = {
  en: 'Nothing was decided in this period that was not drawn before',
  th: 'ไม่มีคำวินิจฉัยในช่วงนี้ที่ยังไม่เคยถูกสุ่ม',
}
