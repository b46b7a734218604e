import type { SignWords, WordPage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { pageOf } from './read-words.ts'
import type { Place } from './read-words.ts'

/** Stands for texts as they were read. What has changed since is signed by nobody. Sent again it is the same signature. */
export async function signWords(ctx: Context, place: Place, { knows, texts }: SignWords): Promise<WordPage> {
  const { items } = await pageOf(ctx, place)
  const known = new Map(items.map((line) => [line.id, line]))
  const signing = texts.flatMap(({ text: id, seal }, index) => {
    const line = known.get(id)
    if (line?.seal === undefined) throw faultAt(`/texts/${index}/text`, noText)
    if (line.seal !== seal) throw new Problem('state-changed')
    return line.state === 'signed' ? [] : [{ id, seal }]
  })
  await ctx.tx.client.query(
    `insert into words_signature (id, set_id, text_id, language, seal, knows, by_person, organisation, at)
     select one.id, $1, one.text_id, $2, one.seal, $3, $4, $5, $6
     from unnest($7::uuid[], $8::text[], $9::text[]) as one (id, text_id, seal) on conflict do nothing`,
    [
      ...[place.set, place.language, knows, ctx.actor.person, ctx.actor.organisation, ctx.now],
      ...[signing.map(newId), signing.map(({ id }) => id), signing.map(({ seal }) => seal)],
    ],
  )
  await audit(ctx, {
    action: 'words.signed',
    object: `${place.set}/${place.language}`,
    detail: { texts: signing.length, knows },
  })
  return pageOf(ctx, place)
}

const noText = { en: 'there is no such text in this language', th: 'ไม่มีข้อความนี้ในภาษานี้' }
