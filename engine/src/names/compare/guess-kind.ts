import { readName } from '../name.ts'
import type { NameKind } from '../name.ts'
import { meaningOf } from './word-weight.ts'

/** Shorter ones are people's names too: Sa, Ao, Co, Se. */
const shortestForm = 3
/** Bank alone may be a surname; National Bank is none. */
const leastMeanings = 2

/** Of what a name is by how it looks: of an organisation by its legal form at an end, or by words such as National Bank. */
export function guessKind(text: string): NameKind {
  const { parts } = readName(text, 'organisation')
  const ends = [parts[0], parts.at(-1)]
  const hasForm = ends.some((part) => part?.role === 'legal-form' && part.written.length >= shortestForm)
  if (hasForm && parts.length > 1) return 'organisation'
  const meanings = parts.filter(({ written }) => meaningOf(written) !== undefined)
  return meanings.length >= leastMeanings ? 'organisation' : 'person'
}
