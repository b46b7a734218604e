import { newBuilding } from './building.ts'
import type { Building, Dictionary, ListColumn } from './building.ts'
import type { SegmentBuilder } from './build-segment.ts'
import { append, appendBytes, push, pushBytes } from './grow.ts'
import type { Numbers, TextPool } from './grow.ts'
import { firstSound } from './part-marks.ts'

type Grown = ReturnType<SegmentBuilder['handOver']>

/** A piece of the list that one of several threads read: which thread, and how many names. */
export interface Block {
  readonly thread: number
  readonly records: number
}

/**
 * What several threads have read as one segment that still grows, its names in the order of the blocks. Texts are looked at
 * of different words alone; what is kept of names is copied a block at a time.
 */
export function joinBuildings(grown: readonly Grown[], blocks: readonly Block[]): Building {
  const all = newBuilding()
  const keys = new Map<string, number>()
  const parts = grown.map((one) => joinParts(all, keys, one))
  const places = grown.map(({ building }) => new Uint32Array(building.entities.length))
  const next = grown.map(() => 0)
  for (const { thread, records } of blocks) {
    if (records === 0) continue
    const from = next[thread] as number
    const stretch = { from, to: from + records }
    next[thread] = from + records
    for (let at = 0; at < records; at += 1)
      (places[thread] as Uint32Array)[from + at] = all.entities.length + at
    copyRecords(all, (grown[thread] as Grown).building, { ...stretch, parts: parts[thread] as Uint32Array })
  }
  grown.forEach(({ building: { meetingHashes, meetingRecords } }, thread) => {
    append(all.meetingHashes, meetingHashes.items.subarray(0, meetingHashes.length))
    const records = meetingRecords.items.subarray(0, meetingRecords.length)
    append(all.meetingRecords, renumbered(records, places[thread] as Uint32Array))
  })
  return all
}

/** Takes over the parts that no thread before had; tells the new number of each. */
function joinParts(all: Building, keys: Map<string, number>, { building, partKeys }: Grown): Uint32Array {
  const readings = joinWords(all.readings, building.readings)
  const sounds = joinWords(all.sounds, building.sounds)
  building.depths.forEach((depth, reading) => {
    const to = readings[reading] as number
    all.depths[to] = Math.max(all.depths[to] ?? 0, depth)
  })
  const numbers = new Uint32Array(partKeys.length)
  const first = keys.size
  partKeys.forEach((key, part) => {
    const known = keys.get(key)
    numbers[part] = known ?? keys.size
    if (known !== undefined) return
    keys.set(key, keys.size)
    copyText(all.written, building.written, part)
    push(all.partForms, building.partForms.items[part] as number)
    push(all.partSurnames, building.partSurnames.items[part] as number)
    append(all.partMarks, building.partMarks.items.subarray(part * firstSound, (part + 1) * firstSound))
    copyList(all.readingsOf, building.readingsOf, { part, numbers: readings })
    copyList(all.soundsOf, building.soundsOf, { part, numbers: sounds })
    const own = building.ownWords.items[part] as number
    push(all.ownWords, own === 0 ? 0 : (readings[own - 1] as number) + 1)
  })
  copyBeginnings(all, building, { numbers, known: first })
  return numbers
}

/** Of the parts that are new: those from a number on. */
function copyBeginnings(
  all: Building,
  { beginningHashes, beginningParts }: Building,
  { numbers, known }: { readonly numbers: Uint32Array; readonly known: number },
): void {
  for (let at = 0; at < beginningParts.length; at += 1) {
    const part = numbers[beginningParts.items[at] as number] as number
    if (part < known) continue
    push(all.beginningHashes, beginningHashes.items[at] as number)
    push(all.beginningParts, part)
  }
}

function joinWords(all: Dictionary, one: Dictionary): Uint32Array {
  const numbers = new Uint32Array(one.numbers.size)
  for (const [word, number] of one.numbers) {
    const known = all.numbers.get(word)
    numbers[number] = known ?? all.numbers.size
    if (known !== undefined) continue
    all.numbers.set(word, all.numbers.size)
    copyText(all.texts, one.texts, number)
  }
  return numbers
}

function copyText(all: TextPool, { bytes, starts }: TextPool, at: number): void {
  pushBytes(all, bytes.subarray(starts.items[at] as number, starts.items[at + 1] as number))
}

function copyList(
  all: ListColumn,
  { starts, items }: ListColumn,
  { part, numbers }: { readonly part: number; readonly numbers: Uint32Array },
): void {
  push(all.starts, all.items.length)
  const to = part + 1 < starts.length ? (starts.items[part + 1] as number) : items.length
  for (let at = starts.items[part] as number; at < to; at += 1)
    push(all.items, numbers[items.items[at] as number] as number)
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly parts: Uint32Array
}

function copyRecords(all: Building, one: Building, { from, to, parts }: Stretch): void {
  for (let at = from; at < to; at += 1) all.entities.push(one.entities[at] as number)
  for (const column of ['markings', 'births', 'forms', 'sizes', 'tags'] as const)
    append(all[column], one[column].items.subarray(from, to))
  for (const column of ['texts', 'labels'] as const) copyTexts(all[column], one[column], { from, to })
  const first = one.partStarts.items[from] as number
  const last = to < one.partStarts.length ? (one.partStarts.items[to] as number) : one.parts.length
  append(all.partStarts, moved(one.partStarts.items.subarray(from, to), all.parts.length - first))
  append(all.parts, renumbered(one.parts.items.subarray(first, last), parts))
}

function copyTexts(
  all: TextPool,
  { bytes, starts }: TextPool,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const first = starts.items[from] as number
  const shift = all.length - first
  appendBytes(all, bytes.subarray(first, starts.items[to] as number))
  append(all.starts, moved(starts.items.subarray(from + 1, to + 1), shift))
}

function moved(items: Uint32Array, by: number): Uint32Array {
  return items.map((item) => item + by)
}

function renumbered(items: Uint32Array, numbers: Uint32Array): Uint32Array {
  return items.map((item) => numbers[item] as number)
}

/** The arrays of what has grown, cut to what they hold, so that they can go to another thread without being copied. */
export function transferable({ building }: Grown): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = []
  const pool = ({ texts }: { readonly texts: TextPool }): void => {
    buffers.push(texts.bytes.buffer as ArrayBuffer, texts.starts.items.buffer as ArrayBuffer)
  }
  const list = ({ items }: Numbers): void => void buffers.push(items.buffer as ArrayBuffer)
  for (const texts of [building.texts, building.labels, building.written]) pool({ texts })
  for (const dictionary of [building.readings, building.sounds]) pool(dictionary)
  for (const { starts, items } of [building.readingsOf, building.soundsOf]) {
    list(starts)
    list(items)
  }
  for (const value of Object.values(building)) if (isNumbers(value)) list(value)
  return buffers
}

function isNumbers(value: Building[keyof Building]): value is Numbers {
  return 'length' in value && 'items' in value && value.items instanceof Uint32Array
}
