import type { ComplaintRow, ComplaintView } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openForReason, sealWords } from '../protection/index.ts'
import { complaintColumns, rowOf } from './list-complaints.ts'
import { readable } from './readable.ts'

/** Opens what was said, for a reason that is kept. */
export async function readComplaint(ctx: Context, id: string, reason: string): Promise<ComplaintView> {
  const code = await codeOf(ctx, id)
  await audit(ctx, { action: 'complaint.read', object: id })
  return viewComplaint(ctx, { id, code, reason })
}

/** Answers; the one who complained reads it with the code, and nobody knows where. */
export async function answerComplaint(
  ctx: Context,
  id: string,
  { state, text }: { readonly state: ComplaintRow['state']; readonly text: string },
): Promise<ComplaintView> {
  const code = await codeOf(ctx, id)
  const words = await sealWords(ctx, code, text)
  await ctx.tx.client.query(
    'insert into complaint_said (id, complaint_id, person_id, words_id, at) values ($1, $2, $3, $4, $5)',
    [newId(), id, ctx.actor.person, words, ctx.now],
  )
  await ctx.tx.client.query('update complaint set state = $2, waits = false, changed_at = $3 where id = $1', [
    id,
    state,
    ctx.now,
  ])
  await audit(ctx, { action: 'complaint.answered', object: id, detail: { state } })
  return viewComplaint(ctx, { id, code, reason: 'to answer the complaint' })
}

async function codeOf(ctx: Context, id: string): Promise<string> {
  const found = await ctx.tx.client.query<{ code: string }>(
    `select c.code from complaint c where c.id = $1 and ${readable(ctx)} for no key update`,
    [id],
  )
  return found.rows[0]?.code ?? Promise.reject(new Problem('not-found'))
}

async function viewComplaint(
  ctx: Context,
  { id, code, reason }: { readonly id: string; readonly code: string; readonly reason: string },
): Promise<ComplaintView> {
  const found = await ctx.tx.client.query<Parameters<typeof rowOf>[0]>(
    `select ${complaintColumns} where c.id = $1`,
    [id],
  )
  const row = found.rows[0]
  if (!row) throw new Problem('not-found')
  const said = await ctx.tx.client.query<{ words_id: string; at: Date; by: Words | null }>(
    `select s.words_id, s.at, case when p.id is not null then jsonb_build_object('en', p.name_en, 'th', p.name_th) end as by
     from complaint_said s left join person p on p.id = s.person_id where s.complaint_id = $1 order by s.at, s.id limit 200`,
    [id],
  )
  const opened = await openForReason(ctx, code, { ids: said.rows.map((one) => one.words_id), reason })
  return {
    ...rowOf(row),
    said: said.rows.map(({ words_id: words, at, by }) => {
      const body = opened.find((value) => value.id === words)?.body
      return {
        at: at.toISOString(),
        isOurs: by !== null,
        text: body ? Buffer.from(body).toString('utf8') : '',
        ...(by ? { by } : {}),
      }
    }),
    can: ['complaintAnswer'],
  }
}
