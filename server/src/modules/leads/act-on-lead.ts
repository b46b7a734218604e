import type { ActOnLead, LeadView } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { findActors } from '../identity/index.ts'
import { getLead } from './lead-rows.ts'
import { stateAfter } from './model.ts'
import { viewLead } from './read-lead.ts'
import { seesAll } from './reader.ts'

/** Acknowledges a lead, says what was done with it, dismisses it or takes it up again. */
export async function actOnLead(ctx: Context, id: string, input: ActOnLead): Promise<LeadView> {
  const { act, was, reason = '' } = input
  const lead = await getLead(ctx, id, true)
  if (lead.state !== was)
    throw new Problem('state-changed', {
      en: 'A colleague has acted on this lead meanwhile: look at it again',
      th: 'เพื่อนร่วมงานได้ดำเนินการกับเบาะแสนี้แล้ว โปรดดูอีกครั้ง',
    })
  const state = stateAfter(lead.state, act)
  if (state === undefined) throw new Problem('conflict')
  if (reason === '' && act !== 'acknowledge')
    throw new Problem('body-invalid', undefined, [
      {
        pointer: 'reason',
        rule: 'required',
        hint: { en: 'say what was done, or why', th: 'โปรดระบุว่าได้ทำอะไร หรือเพราะเหตุใด' },
      },
    ])
  await ctx.tx.client.query('update lead set state = $2 where number = $1', [lead.number, state])
  await note(ctx, lead.number, { act, reason })
  return viewLead(ctx, { ...lead, state }, 'lead.acted')
}

/** Gives a lead to a colleague who may read all that it rests on; who else there is, is not told. */
export async function assignLead(ctx: Context, id: string, to: string): Promise<LeadView> {
  const lead = await getLead(ctx, id, true)
  const people = await findActors(ctx, ctx.actor.organisation)
  const colleague = people.find(({ actor }) => actor.person === to)
  if (!colleague || !(await seesAll(ctx, colleague.actor, lead.markings)))
    throw new Problem('body-invalid', undefined, [
      {
        pointer: 'person',
        rule: 'colleague',
        hint: { en: 'choose a colleague who may see all of it', th: 'โปรดเลือกเพื่อนร่วมงานที่มีสิทธิเห็นข้อมูลทั้งหมด' },
      },
    ])
  await ctx.tx.client.query('update lead set assigned_to = $2 where number = $1', [lead.number, to])
  await note(ctx, lead.number, { act: 'assign', reason: '', to })
  const named = { assigned_to: to, assigned_en: colleague.name.en, assigned_th: colleague.name.th }
  return viewLead(ctx, { ...lead, ...named }, 'lead.assigned')
}

interface Noted {
  readonly act: ActOnLead['act'] | 'assign'
  readonly reason: string
  readonly to?: string
}

async function note(ctx: Context, lead: number, { act, reason, to }: Noted): Promise<void> {
  await ctx.tx.client.query(
    `insert into lead_act (id, lead_number, act, reason, to_person, by_person, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), lead, act, reason, to ?? null, ctx.actor.person, ctx.now],
  )
}
