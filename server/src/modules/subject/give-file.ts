import type { SubjectFile } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { getOwn } from './cared.ts'
import { viewFile } from './read-file.ts'

/** Notes that the person has the file. Sent again it is the same. */
export async function giveFile(
  ctx: Context,
  code: string,
  {
    id,
    language,
    way,
  }: { readonly id: string; readonly language: string; readonly way: 'paper' | 'read-out' },
): Promise<SubjectFile> {
  const person = await getOwn(ctx, code)
  const known = await ctx.tx.client.query<{ code: string }>('select code from subject_given where id = $1', [
    id,
  ])
  if (known.rows[0] && known.rows[0].code !== code) throw notFound()
  if (!known.rows[0]) {
    await ctx.tx.client.query(
      `insert into subject_given (id, code, at, language, way, person_id, organisation) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, code, ctx.now, language, way, ctx.actor.person, ctx.actor.organisation],
    )
    await audit(ctx, { action: 'subject.given', object: code, detail: { language, way } })
  }
  return viewFile(ctx, person)
}
