import type { WordPage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { findSignatures, findSource, findWords } from './find-words.ts'
import type { LanguageWords, Source } from './find-words.ts'
import { bySigned, countOf, lineOf } from './word-state.ts'

export interface Place {
  readonly set: string
  readonly language: string
}

/** The English of a set with the words of one language. Throws where either is not there. */
export async function getWords(
  ctx: Context,
  { set, language }: Place,
): Promise<{
  readonly source: Source
  readonly all: readonly LanguageWords[]
  readonly words: LanguageWords
}> {
  const source = await findSource(ctx, set)
  const all = source ? await findWords(ctx, set) : []
  const words = all.find((one) => one.language === language)
  if (!source || !words) throw notFound()
  return { source, all, words }
}

/** What is read out in one language beside the English and the Thai, and who stands for each text. */
export async function readWords(
  ctx: Context,
  place: Place,
  state?: WordPage['items'][number]['state'],
): Promise<WordPage> {
  const page = await pageOf(ctx, place)
  await audit(ctx, { action: 'words.read', object: `${place.set}/${place.language}` })
  return { ...page, items: page.items.filter((line) => state === undefined || line.state === state) }
}

export async function pageOf(ctx: Context, place: Place): Promise<WordPage> {
  const { source, all, words } = await getWords(ctx, place)
  const signatures = bySigned(await findSignatures(ctx, place.set))
  const thai = place.language === 'th' ? undefined : all.find(({ language }) => language === 'th')
  const spoken = source.texts.filter(({ forOfficer }) => !forOfficer)
  const { version, texts, signed } = countOf(source.texts, words, signatures)
  return {
    set: place.set,
    setVersion: source.version,
    language: place.language,
    version,
    total: spoken.length,
    texts,
    signed,
    items: spoken.map((one) =>
      lineOf(
        one,
        { language: place.language, text: words.texts[one.id], th: thai?.texts[one.id] },
        signatures,
      ),
    ),
    can: mayDo(ctx, 'words.sign', 'node').allow ? ['wordsSign', 'wordsTakeBack'] : [],
  }
}
