import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { getPerson } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'

/** A person whom the actor's own organisation cares for: who was let in by a share sees its part, not who else looked. */
export async function getOwn(ctx: Context, code: string): Promise<PersonRow> {
  const person = await getPerson(ctx, code, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', forCarers)
  return person
}

export const forCarers = {
  en: 'Those who care for the person give them their file',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้มอบแฟ้มข้อมูลให้เจ้าตัว',
}
