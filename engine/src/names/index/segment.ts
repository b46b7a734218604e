import { prepare, wordOf } from '../compare/prepare.ts'
import type { PreparedName, Word } from '../compare/prepare.ts'
import type { NameKind, NamePart, ReadName } from '../name.ts'
import { initialBit, kinds, roles, scripts } from './forms.ts'
import type { Columns } from './layout.ts'
import { viewsOf } from './layout.ts'
import { nearSoundsOf } from './near-sounds.ts'
import type { NearSounds } from './near-sounds.ts'
import { soundPlace, soundsEnd } from './part-marks.ts'
import { outlineOf } from './outline.ts'

/** A marking past the end of every bitmap: what was removed is visible to nobody, without a second test. */
export const removed = 0xffffffff

/** An immutable list of names with its index, but for the markings of what was removed since. */
export interface Segment {
  readonly image: SharedArrayBuffer
  readonly columns: Columns
  readonly records: number
  readonly parts: number
  readonly readings: number
  /** The bucket of a hash is its upper bits: shifted right by this. */
  readonly deletionShift: number
  readonly meetingShift: number
  readonly beginningShift: number
  textOf(record: number): string
  /** The word of a part, folded, in its own script. */
  writtenOf(part: number): string
  labelOf(record: number): string
  tagOf(record: number): number
  nameOf(record: number): ReadName
  /** The same made ready for comparing; its words are kept. */
  preparedOf(record: number): PreparedName
  partOf(part: number): NamePart
  /** The number of the sound of parts without consonants; they meet nobody. */
  readonly silent: number | undefined
  /** Per sound its outline. */
  readonly outlines: Uint8Array
  /** What sounds nearly as another, made when it is first asked for. */
  nearSounds(): NearSounds
  /** The number of a sound, or nothing where no name here sounds so. */
  soundNumber(sound: string): number | undefined
}

// A part as an object takes some 300 bytes; common ones come again and again.
const mostParts = 100_000
const mostWords = 50_000

/** Makes a segment of its image; several threads may have the same one open. */
export function openSegment(image: SharedArrayBuffer, columns: Columns = viewsOf(image)): Segment {
  const known = new Map<number, NamePart>()
  const textIn = (bytes: Uint8Array, starts: Uint32Array, at: number): string =>
    textOfBytes(bytes, starts[at] as number, starts[at + 1] as number)
  const sounds = new Map(
    Array.from({ length: columns.soundStarts.length - 1 }, (_, at) => [
      textIn(columns.sounds, columns.soundStarts, at),
      at,
    ]),
  )
  const partOf = (part: number): NamePart => {
    const found = known.get(part)
    if (found) return found
    if (known.size >= mostParts) known.clear()
    const form = columns.partForm[part] as number
    const surname = columns.partSurname[part] as number
    const made: NamePart = {
      written: textIn(columns.written, columns.writtenStarts, part),
      readings: listOf(columns.partReadingStarts, columns.partReadings, part).map((reading) =>
        textIn(columns.readings, columns.readingStarts, reading),
      ),
      sounds: soundsOf(columns, part).map((sound) => textIn(columns.sounds, columns.soundStarts, sound)),
      initial: (form & initialBit) !== 0,
      role: roles[form & 15] ?? 'unknown',
      surname: surname === 0 ? undefined : surname - 1,
    }
    known.set(part, made)
    return made
  }
  const words = new Map<number, Word>()
  const wordAt = (part: number, kind: NameKind): Word => {
    const key = part * kinds.length + kinds.indexOf(kind)
    const found = words.get(key)
    if (found) return found
    if (words.size >= mostWords) words.clear()
    const made = wordOf(partOf(part), kind)
    words.set(key, made)
    return made
  }
  const kindOf = (record: number): NameKind => kinds[(columns.recordForm[record] as number) & 3] ?? 'other'
  let nearSounds: NearSounds | undefined
  const textOf = (record: number): string => textIn(columns.texts, columns.textStarts, record)
  return {
    image,
    columns,
    records: columns.recordEntity.length,
    parts: columns.partForm.length,
    readings: columns.readingStarts.length - 1,
    deletionShift: 32 - Math.log2(columns.deletionStarts.length - 1),
    meetingShift: 32 - Math.log2(columns.meetingStarts.length - 1),
    beginningShift: 32 - Math.log2(columns.beginningStarts.length - 1),
    textOf,
    writtenOf: (part) => textIn(columns.written, columns.writtenStarts, part),
    labelOf: (record) =>
      columns.labelStarts.length === 0 ? '' : textIn(columns.labels, columns.labelStarts, record),
    tagOf: (record) => columns.recordTag[record] ?? 0,
    partOf,
    nameOf: (record) => {
      const text = textOf(record)
      return {
        text,
        kind: kindOf(record),
        script: scripts[(columns.recordForm[record] as number) >> 2] ?? 'other',
        parts: listOf(columns.recordPartStarts, columns.recordParts, record).map(partOf),
        titles: [],
      }
    },
    preparedOf: (record) => {
      const kind = kindOf(record)
      const parts = listOf(columns.recordPartStarts, columns.recordParts, record)
      const text = textOf(record)
      // Of an organisation's single letters words are made that are no parts.
      if (kind === 'organisation' || !parts.every((part) => isPlain(columns, part)))
        return prepare({ text, kind, parts: parts.map(partOf) }, wordOf)
      const named = parts.map((part) => wordAt(part, kind))
      const size = named.reduce((sum, word) => sum + (word.isParticle ? 0 : 1), 0)
      return { text, kind, words: named, numbers: none, generations: none, forms: none, size }
    },
    silent: sounds.get(''),
    outlines: Uint8Array.from(sounds.keys(), outlineOf),
    soundNumber: (sound) => sounds.get(sound),
    nearSounds: () => (nearSounds ??= nearSoundsOf(columns)),
  }
}

/** Bit n of `visible` says whether marking n may be seen. Where all names are gone through it stands in the loop. */
export function isVisible({ columns }: Segment, record: number, visible: Uint8Array): boolean {
  const marking = columns.recordMarking[record] as number
  return (((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 1
}

const none: readonly string[] = []

/** Compared as a word: no number, generation or legal form. */
function isPlain({ partForm }: Columns, part: number): boolean {
  const role = roles[(partForm[part] as number) & 15]
  return role !== 'number' && role !== 'generation' && role !== 'legal-form'
}

/** The numbers of the sounds of a part, likeliest first. */
function soundsOf(columns: Columns, part: number): readonly number[] {
  return [...columns.partMarks.subarray(soundPlace(part), soundsEnd(columns, part))]
}

function listOf(starts: Uint32Array, items: Uint32Array, at: number): number[] {
  const list: number[] = []
  const to = starts[at + 1] as number
  for (let index = starts[at] as number; index < to; index += 1) list.push(items[index] as number)
  return list
}

const decoder = new TextDecoder()

/** Short ASCII, as most names are, without the decoder's start-up; a shared buffer must be copied for it anyway. */
function textOfBytes(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += 1) {
    const code = bytes[at] as number
    if (code >= 0x80) return decoder.decode(bytes.slice(from, to))
    text += String.fromCharCode(code)
  }
  return text
}

/** Hides every name of these entities from everybody; tells how many names that were. */
export function hideEntities({ columns, records }: Segment, entities: ReadonlySet<number>): number {
  let hidden = 0
  for (const entity of entities)
    for (
      let at = firstOf(columns.recordEntity, entity);
      at < records && columns.recordEntity[at] === entity;
      at += 1
    ) {
      if (columns.recordMarking[at] !== removed) hidden += 1
      columns.recordMarking[at] = removed
    }
  return hidden
}

/** How many names are hidden from everybody. */
export function hiddenIn({ columns }: Segment): number {
  let hidden = 0
  for (const marking of columns.recordMarking) if (marking === removed) hidden += 1
  return hidden
}

/** The entities of the names that still stand; one with several names comes several times. */
export function* standingEntities({ columns, records }: Segment): Iterable<number> {
  for (let at = 0; at < records; at += 1)
    if (columns.recordMarking[at] !== removed) yield columns.recordEntity[at] as number
}

/** Names lie in the order of their entities. */
function firstOf(entities: Float64Array, entity: number): number {
  let from = 0
  let to = entities.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((entities[middle] as number) < entity) from = middle + 1
    else to = middle
  }
  return from
}
