import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { notOfPerson } from './doing.ts'
import type { ActOf, Doing, Kept } from './doing.ts'
import { today } from './person.ts'

/** A goal as the person put it; what they do not want is written down the same way, and nothing follows from it. */
export async function writeGoal(ctx: Context, { code, at }: Doing, act: ActOf<'goal'>): Promise<Kept> {
  const words = act.words === undefined ? null : await sealWords(ctx, code, act.words)
  const made = await ctx.tx.client.query(
    `insert into care_goal (id, code, need, state, words_id, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [act.goal, code, act.need, act.state, words, at],
  )
  if (made.rowCount === 0) throw new Problem('conflict')
  return { goal: act.goal, need: act.need, state: act.state, ...(words === null ? {} : { words }) }
}

export async function setGoal(ctx: Context, { code }: Doing, act: ActOf<'goal-state'>): Promise<Kept> {
  const changed = await ctx.tx.client.query('update care_goal set state = $3 where id = $1 and code = $2', [
    act.goal,
    code,
    act.state,
  ])
  if (changed.rowCount === 0) throw faultAt('/act/goal', notOfPerson)
  return { goal: act.goal, state: act.state }
}

export async function writeStep(ctx: Context, { code, at }: Doing, act: ActOf<'step'>): Promise<Kept> {
  const words = await sealWords(ctx, code, act.words)
  const made = await ctx.tx.client.query(
    `insert into care_step (id, goal_id, done_by, words_id, due_on, at)
     select $1, g.id, $4, $5, $6, $7 from care_goal g where g.id = $2 and g.code = $3 on conflict do nothing`,
    [act.step, act.goal, code, act.by, words, act.dueOn ?? null, at],
  )
  if (made.rowCount === 0) throw faultAt('/act/goal', notOfPerson)
  return { step: act.step, goal: act.goal, by: act.by, words, ...(act.dueOn ? { dueOn: act.dueOn } : {}) }
}

export async function setStep(ctx: Context, { code }: Doing, act: ActOf<'step-state'>): Promise<Kept> {
  const changed = await ctx.tx.client.query(
    `update care_step s set state = $3 from care_goal g where s.id = $1 and g.id = s.goal_id and g.code = $2`,
    [act.step, code, act.state],
  )
  if (changed.rowCount === 0) throw faultAt('/act/step', notOfPerson)
  return { step: act.step, state: act.state }
}

/** The plan was looked at with the person; My work brings it up again on the day. */
export async function reviewPlan(ctx: Context, { code, at }: Doing, act: ActOf<'review'>): Promise<Kept> {
  if (act.nextOn < today(ctx))
    throw faultAt('/act/nextOn', { en: 'give today or a later day', th: 'โปรดระบุวันนี้หรือวันหลังจากนี้' })
  await ctx.tx.client.query(
    `insert into care_plan (code, review_on, reviewed_at) values ($1, $2, $3)
     on conflict (code) do update set review_on = excluded.review_on, reviewed_at = excluded.reviewed_at`,
    [code, act.nextOn, at],
  )
  return { nextOn: act.nextOn }
}
