import type { Marking, Weight, Words } from '@shield/core'
import type { MarkingDraft, MarkingPreview, MarkingWish } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../../context.ts'
import { templateMarking, templateNames, templatesOf } from '../../../marking-template.ts'
import { mayDo, permit } from '../../../permit.ts'
import { Problem } from '../../../problem.ts'
import { planOf, refusalOf, strangers } from './plan.ts'
import type { Plan, Step, Wish } from './plan.ts'
import { findAgencies, readersOf } from './readers.ts'
import type { Agency } from './readers.ts'
import { countStanding, getTarget } from './target.ts'
import type { Target } from './target.ts'

type Change = Omit<Step, 'id'>

interface Weighed {
  readonly target: Target
  /** Every block of the target, also those that stay as they are. */
  readonly all: readonly Change[]
  readonly plan: Plan
  readonly agencies: readonly Agency[]
}

/** What a wish would do to a target, after everything that stands against it whoever agrees. */
export async function weigh(ctx: Context, draft: MarkingDraft, lock: boolean): Promise<Weighed> {
  const agencies = await findAgencies(ctx)
  const target = await getTarget(ctx, draft.target, lock)
  const blocks = [...target.blocks.keys()].map((id) => [id, ctx.node.markings.block(id)] as const)
  const nodes = new Map(agencies.map((agency) => [agency.code, agency.node]))
  const plan = planOf(blocks, wishOf(ctx, draft.wish), (code) => nodes.get(code))
  const office = { node: ctx.node.name, organisation: ctx.actor.organisation, cases: ctx.actor.cases }
  const own = agencies.filter((one) => one.node === ctx.node.name).map((one) => one.code)
  for (const step of plan.steps) {
    const refusal = refusalOf(step, office)
    if (refusal) throw new Problem('not-allowed', refusal)
    if (strangers(step, [...own, `node:${ctx.node.name}`]).length > 0)
      throw faultOf('name agencies of this node; partners are reached by a release')
    permitStep(ctx, step)
  }
  const steps = blocks.map(
    ([id, block]): Change =>
      plan.steps.find((step) => step.id === id) ?? { before: block, after: block, weight: 'equal' },
  )
  return { target, all: steps, plan, agencies }
}

/** The policy on one block: its owner's people write; raising is for who judges; nobody makes himself blind by a slip. */
function permitStep(ctx: Context, step: Step): void {
  if (step.before.node === ctx.node.name) permit(ctx, 'content.write', step.before)
  if (isRaise(step.weight)) permit(ctx, 'content.raise', step.before)
  if (!mayDo(ctx, 'content.read', step.after).allow)
    throw new Problem('not-allowed', {
      en: 'After this you could not see it yourself. Ask somebody who still could',
      th: 'หลังเปลี่ยนแล้วคุณจะมองไม่เห็นข้อมูลนี้เอง โปรดขอให้ผู้ที่ยังมีสิทธิเป็นผู้เปลี่ยน',
    })
}

/** Done at once: nobody gains anything by it. */
export function isRaise(weight: Weight): boolean {
  return weight === 'stricter' || weight === 'equal'
}

function wishOf(ctx: Context, wish: MarkingWish): Wish {
  if ('edit' in wish) return wish
  const name = templateNames.find((one) => one === wish.template)
  const { organisationKind, cases } = ctx.actor
  if (name === undefined || !templatesOf(organisationKind, cases).includes(name))
    throw faultOf('choose one of the marking templates')
  return { like: templateMarking(name, { ...ctx.actor }, wish.case ?? cases[0]) }
}

export function faultOf(hint: string): Problem {
  return new Problem('body-invalid', undefined, [{ pointer: 'wish', rule: 'handling', hint }])
}

/** The blocks, numbers and readers of a change, as a preview and a kept change both tell them. */
export async function tellWeighed(
  ctx: Context,
  change: {
    readonly weight: Weight
    readonly records: readonly number[]
    readonly steps: readonly Change[]
  },
  agencies: readonly Agency[],
): Promise<Omit<MarkingPreview, 'secondPerson' | 'because'>> {
  return {
    weight: change.weight,
    blocks: change.steps.map(({ before, after, weight }) => ({ before, after, weight })),
    counts: await countStanding(ctx, change.records),
    ...(await readersOf(ctx, agencies, change.steps)),
  }
}

/** What a change of handling would do, without doing it. */
export async function previewMarking(ctx: Context, draft: MarkingDraft): Promise<MarkingPreview> {
  const { target, plan, all, agencies } = await weigh(ctx, draft, false)
  const told = await tellWeighed(ctx, { weight: plan.weight, steps: all, records: target.records }, agencies)
  await audit(ctx, { action: 'marking.previewed', object: target.entity.wire, shown: [target.entity.wire] })
  const [first] = plan.steps
  if (isRaise(plan.weight) || !first) return { ...told, secondPerson: false }
  return { ...told, secondPerson: true, because: secondPersonWords(ctx, first.before) }
}

/** Why a second person is asked, in the policy's own words; asked for a supervisor of the owner, whose office the rule speaks of. */
function secondPersonWords(ctx: Context, resource: Marking): Words {
  const actor = { ...ctx.actor, roles: ['supervisor' as const] }
  return ctx.node.policy.decide({
    actor,
    action: 'content.lower',
    resource,
    purpose: ctx.purpose,
    secondPerson: false,
  }).because
}
