import type { TakeWordsBack, WordPage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { pageOf } from './read-words.ts'
import type { Place } from './read-words.ts'

/** Something is wrong with signed texts: from now on they are drafts again, and why stands beside them. */
export async function takeWordsBack(
  ctx: Context,
  place: Place,
  { because, texts }: TakeWordsBack,
): Promise<WordPage> {
  const { items } = await pageOf(ctx, place)
  const seals = items.filter(({ id }) => texts.includes(id)).flatMap(({ seal }) => seal ?? [])
  const taken = await ctx.tx.client.query(
    `update words_signature set taken_back_at = $4, taken_back_by = $5, taken_back_because = $6
     where set_id = $1 and language = $2 and seal = any($3::text[]) and text_id = any($7::text[]) and taken_back_at is null`,
    [place.set, place.language, seals, ctx.now, ctx.actor.person, because, texts],
  )
  if (taken.rowCount === 0) throw new Problem('conflict', nothingSigned)
  await audit(ctx, {
    action: 'words.taken-back',
    object: `${place.set}/${place.language}`,
    detail: { texts: taken.rowCount ?? 0, because },
  })
  return pageOf(ctx, place)
}

const nothingSigned = { en: 'None of these texts is signed', th: 'ข้อความเหล่านี้ยังไม่มีผู้ลงชื่อรับรอง' }
