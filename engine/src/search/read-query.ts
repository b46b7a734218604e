import { kinds } from '@shield/core'

import { guessKind } from '../names/compare/guess-kind.ts'
import { readName } from '../names/name.ts'
import type { NameKind, ReadName } from '../names/name.ts'

const bodies = [kinds.Organization, kinds.Company, kinds.PublicBody].map((kind) => kind.number)

/** As what the names of a kind of entity are read. */
export function nameKindOf(kind: number, text: string): NameKind {
  if (kind === kinds.Person.number) return 'person'
  if (kind === kinds.LegalEntity.number) return guessKind(text)
  return bodies.includes(kind) ? 'organisation' : 'other'
}

/** A question as the name of a person or body and, where that has other words, of a thing: in that no word is a title. */
export function readQuery(text: string): readonly ReadName[] {
  const name = readName(text, guessKind(text))
  const thing = readName(text, 'other')
  return wordsOf(name) === wordsOf(thing) ? [name] : [name, thing]
}

function wordsOf(name: ReadName): string {
  return name.parts.map((part) => part.written).join(' ')
}
