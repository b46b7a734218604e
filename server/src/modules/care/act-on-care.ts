import type { CareAct, CareView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import type { ActOf, Doing, Kept } from './doing.ts'
import { checkTime, getCared } from './person.ts'
import { viewCare } from './view-care.ts'
import { writeCertificate } from './write-certificate.ts'
import { writeContact, writeContactRules } from './write-contact.ts'
import { beginClaim, writeMoney } from './write-money.ts'
import { reviewPlan, setGoal, setStep, writeGoal, writeStep } from './write-plan.ts'
import { beginStay, endStay } from './write-stay.ts'
import { writeTestimony } from './write-testimony.ts'

type Kind = CareAct['act']['kind']
type Write<K extends Kind> = (ctx: Context, doing: Doing, act: ActOf<K>) => Promise<Kept>

type WriteAny = (ctx: Context, doing: Doing, act: never) => Promise<Kept>

const writers: { readonly [K in Kind]: Write<K> } = {
  goal: writeGoal,
  'goal-state': setGoal,
  step: writeStep,
  'step-state': setStep,
  review: reviewPlan,
  'stay-in': beginStay,
  'stay-out': endStay,
  certificate: writeCertificate,
  claim: beginClaim,
  money: writeMoney,
  testimony: writeTestimony,
  'contact-rules': writeContactRules,
  contact: writeContact,
}

/** Does one thing for a person and notes it. Sent again it is known and does nothing. */
export async function actOnCare(ctx: Context, code: string, { id, at, act }: CareAct): Promise<CareView> {
  const person = await getCared(ctx, code, { lock: true })
  const known = await ctx.tx.client.query<{ code: string }>('select code from care_act where id = $1', [id])
  if (known.rows[0]) {
    if (known.rows[0].code !== code) throw notFound()
    return viewCare(ctx, person)
  }
  checkTime(ctx, at)
  // A table by kind can't be called with a union: the kind picks the writer of its own act.
  const kept = await (writers[act.kind] as WriteAny)(ctx, { id, code, at }, act as never)
  await ctx.tx.client.query(
    `insert into care_act (id, code, kind, body, at, received_at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, code, act.kind, JSON.stringify(kept), at, ctx.now, ctx.actor.person, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'care.acted', object: code, detail: { kind: act.kind } })
  return viewCare(ctx, person)
}
