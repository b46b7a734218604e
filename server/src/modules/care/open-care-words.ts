import type { OpenCareWords } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openForReason } from '../protection/index.ts'
import { getCared } from './person.ts'

/** Where each kind of words is sealed: the value's id, and the code it lies under (a house has one of its own). */
const sealedAt: Readonly<Record<OpenCareWords['of'], string>> = {
  goal: 'select words_id as id, code as under from care_goal where code = $1 and id = $2',
  step: `select s.words_id as id, g.code as under from care_step s join care_goal g on g.id = s.goal_id
         where g.code = $1 and s.id = $2`,
  certificate: 'select doctor_id as id, code as under from health_certificate where code = $1 and id = $2',
  stay: `select p.address_id as id, p.vault_code as under from shelter_stay s join shelter_place p on p.id = s.place_id
         where s.code = $1 and s.id = $2`,
  'code-word': `select code_word_id as id, code as under from safe_contact where code = $1 and $2::uuid is null
         order by at desc, id desc limit 1`,
  contact: 'select reason_id as id, code as under from contact_attempt where code = $1 and id = $2',
}

/** Opens one thing that was said or written; the reason is kept, sealed under the person's code. */
export async function openCareWords(
  ctx: Context,
  code: string,
  { of, row, reason }: OpenCareWords,
): Promise<{ words: string }> {
  await getCared(ctx, code)
  const found = await ctx.tx.client.query<{ id: string | null; under: string }>(sealedAt[of], [
    code,
    row ?? null,
  ])
  const sealed = found.rows[0]
  if (!sealed?.id) throw new Problem('conflict', nothingThere)
  const [opened] = await openForReason(ctx, code, { ids: [sealed.id], reason, under: sealed.under })
  if (!opened?.body) throw new Problem('conflict', nothingThere)
  await audit(ctx, { action: 'care.opened', object: code, detail: { of } })
  return { words: Buffer.from(opened.body).toString('utf8') }
}

const nothingThere = { en: 'Nothing is written here', th: 'ไม่มีข้อความในส่วนนี้' }
