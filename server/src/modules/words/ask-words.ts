import type { AloudText, AskedSet, CountryData } from '@shield/contract'
import { readAloudSet, textsOf, withWords } from '@shield/core'
import type { IndicatorSet } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { currentSets, findCountry, findSignatures, findSource, findWords } from './find-words.ts'
import type { LanguageWords } from './find-words.ts'
import { bySigned, countOf, draftsOf } from './word-state.ts'

/** The sets that are asked now with their texts in these languages; absent: in every one there is. */
export async function askSets(ctx: Context, languages?: string): Promise<{ items: AskedSet[] }> {
  const items: AskedSet[] = []
  for (const set of await currentSets(ctx)) items.push(await askedOf(ctx, set, languages))
  await audit(ctx, { action: 'words.asked' })
  return { items }
}

async function askedOf(ctx: Context, set: IndicatorSet, languages: string | undefined): Promise<AskedSet> {
  const words = chosenOf(await findWords(ctx, set.id), languages)
  const [source, signatures] = [textsOf(set), bySigned(await findSignatures(ctx, set.id))]
  const { indicators, dimensions, contraInformation, conclusions, ...rest } = withWords(set, words)
  return {
    ...{ id: rest.id, version: rest.version, source: rest.source, standing: rest.standing },
    ...(rest.extends ? { extends: { ...rest.extends } } : {}),
    name: { ...rest.name },
    dimensions: dimensions.map((one) => ({ ...one, name: { ...one.name } })),
    indicators: indicators.map(({ controls, ...one }) => ({
      ...one,
      ...(controls ? { controls: [...controls] } : {}),
      ...{ name: { ...one.name }, question: { ...one.question }, strength: { ...one.strength } },
      drafts: draftsOf({ id: one.id, en: one.question['en'] ?? '', forOfficer: false }, words, signatures),
    })),
    contraInformation: contraInformation.map(({ id, name, note }) => ({
      ...{ id, name: { ...name }, note: { ...note } },
    })),
    positiveWhen: rest.positiveWhen.map((one) => ({ ...one })),
    conclusions: conclusions.map(({ id, name, when }) => ({ id, name: { ...name }, when })),
    presumption: rest.presumption,
    languages: words.map((one) => countOf(source, one, signatures)),
  }
}

function chosenOf(words: readonly LanguageWords[], languages: string | undefined): readonly LanguageWords[] {
  const wanted = languages?.split(',')
  return wanted ? words.filter(({ language }) => wanted.includes(language)) : words
}

/** The sentences that are read out beside the interview, in these languages. */
export async function askAloud(
  ctx: Context,
  languages?: string,
): Promise<{ version: string; items: AloudText[] }> {
  const source = await findSource(ctx, readAloudSet)
  if (!source) throw new Error('what is read out comes with the release')
  const words = chosenOf(await findWords(ctx, readAloudSet), languages)
  const signatures = bySigned(await findSignatures(ctx, readAloudSet))
  await audit(ctx, { action: 'words.asked', object: readAloudSet })
  return {
    version: source.version,
    items: source.texts.map((one) => ({
      id: one.id,
      text: Object.fromEntries([
        ['en', one.en],
        ...words.flatMap(({ language, texts }) => {
          const text = texts[one.id]
          return text === undefined ? [] : [[language, text] as const]
        }),
      ]) as Record<string, string>,
      drafts: draftsOf(one, words, signatures),
    })),
  }
}

/** Clocks and law of this node's country; absent where nobody has loaded any. */
export async function readCountry(ctx: Context): Promise<{ country?: CountryData }> {
  const country = await findCountry(ctx)
  await audit(ctx, { action: 'country.read' })
  return country ? { country } : {}
}
