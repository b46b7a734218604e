import { readName } from '../name.ts'
import type { NameHit, NameRecord } from './door.ts'
import type { NameIndex } from './name-index.ts'
import { createNameIndex } from './name-index.ts'

/** Marking 1 alone may be seen. */
export const one = new Uint8Array([0b10])

export function person(entity: number, text: string, marking = 1): NameRecord {
  return { entity, text, marking }
}

export function indexOf(records: readonly NameRecord[]): NameIndex {
  const index = createNameIndex()
  index.add(records)
  return index
}

export function ask(index: NameIndex, text: string, birthDate?: string): readonly NameHit[] {
  return index.search({ name: readName(text), birthDate, visible: one, top: 10 })
}

export function entitiesOf(hits: readonly NameHit[]): readonly number[] {
  return hits.map((hit) => hit.entity)
}

/** Words that are near each other in letters, in sound, as joined words or not at all. */
export const words = [
  'somchai',
  'somchay',
  'สมชาย',
  'jaidee',
  'chaidi',
  'kim',
  'leang',
  'kimleang',
  'mohammed',
  'muhammad',
  'محمد',
  'bin',
  'li',
  'lu',
  'j',
  'chen',
  'tan',
  '陈',
  'johannes',
  'johansen',
]
