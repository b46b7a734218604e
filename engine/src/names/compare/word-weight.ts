import commonWords from './common-words.json' with { type: 'json' }
import organisationWords from './organisation-words.json' with { type: 'json' }

/** What a word says about who is meant, by how common it is: unknown, known, common, very common, a surname of one in twenty. */
const weights = [1, 0.9, 0.78, 0.65, 0.5] as const
/** Trading, Bank, International: many organisations share them. */
const genericWeight = 0.3
/** Company, corporation, organisation: nearly no organisation is known by them. */
const emptyWeight = 0.15
const emptyMeanings = new Set(['co', 'org', 'corp'])

const commonness = new Map(
  commonWords.flatMap((words, at) => words.split(' ').map((word) => [word, at + 1] as const)),
)

export interface Meaning {
  readonly name: string
  readonly weight: number
}

const meanings = new Map(
  Object.entries(organisationWords.meanings).flatMap(([name, words]) => {
    const meaning: Meaning = { name, weight: emptyMeanings.has(name) ? emptyWeight : genericWeight }
    return words.split(' ').map((word) => [word, meaning] as const)
  }),
)

/** 0.5 to 1: how much agreement on this word counts, from its Latin spelling. */
export function wordWeight(word: string): number {
  return weights[commonness.get(word) ?? 0] ?? 1
}

/** What a word of an organisation's name means, the same for its equivalents in other languages: bank, банк, banco. */
export function meaningOf(word: string): Meaning | undefined {
  return meanings.get(word)
}
