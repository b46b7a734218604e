import { meaningOf, wordWeight } from '../compare/word-weight.ts'
import type { NameKind, NamePart } from '../name.ts'

const byRole = { particle: 0.1, 'legal-form': 0.1, generation: 0.3, number: 1 } as const
const initialWeight = 0.45

/**
 * What finding a part says, 0 to 1: by its role and by how common the word is among the world's names. Taken from a
 * public table and never from the list that is searched: a frequency counted there would tell of names that the asker
 * may not see.
 */
export function weighPart(part: NamePart, kind: NameKind): number {
  if (part.initial) return initialWeight
  if (part.role in byRole) return byRole[part.role as keyof typeof byRole]
  const meaning = kind === 'person' ? undefined : meaningOf(part.written)
  return meaning?.weight ?? wordWeight(part.readings[0] ?? part.written)
}

/** A word like Bank or Trading, by which alone no organisation is looked for. */
export function isGeneric(part: NamePart, kind: NameKind): boolean {
  return kind !== 'person' && meaningOf(part.written) !== undefined
}
