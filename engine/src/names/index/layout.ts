import { crc32 } from 'node:zlib'

type Column = 'u8' | 'u16' | 'u32' | 'f64'

/**
 * The columns of a segment in the order in which they lie in its image. A column called `…Starts` holds, for list n of
 * the column beside it, where it begins; one entry more than there are lists.
 */
const columns = {
  recordEntity: 'f64',
  recordMarking: 'u32',
  recordBirth: 'u32',
  recordForm: 'u8',
  recordSize: 'u8',
  recordTag: 'u16',
  textStarts: 'u32',
  texts: 'u8',
  labelStarts: 'u32',
  labels: 'u8',
  recordPartStarts: 'u32',
  recordParts: 'u32',
  writtenStarts: 'u32',
  written: 'u8',
  partForm: 'u8',
  partSurname: 'u16',
  partMarks: 'u32',
  partReadingStarts: 'u32',
  partReadings: 'u32',
  postingStarts: 'u32',
  postings: 'u32',
  readingStarts: 'u32',
  readings: 'u8',
  readingPartStarts: 'u32',
  readingParts: 'u32',
  soundStarts: 'u32',
  sounds: 'u8',
  soundPartStarts: 'u32',
  soundParts: 'u32',
  surnamePartStarts: 'u32',
  surnameParts: 'u32',
  deletionStarts: 'u32',
  deletions: 'u32',
  meetingStarts: 'u32',
  meetings: 'u32',
  beginningStarts: 'u32',
  beginnings: 'u32',
} as const satisfies Record<string, Column>

interface Arrays {
  u8: Uint8Array
  u16: Uint16Array
  u32: Uint32Array
  f64: Float64Array
}

type ColumnName = keyof typeof columns

/** The typed arrays of a segment, all of them views of one shared buffer. */
export type Columns = { readonly [Name in ColumnName]: Arrays[(typeof columns)[Name]] }

const names = Object.keys(columns) as ColumnName[]
const widths = { u8: 1, u16: 2, u32: 4, f64: 8 } as const

// "SHLDNAME" in two words, then version, checksum, columns; after it the length of each column in elements.
const magic = [0x53484c44, 0x4e414d45] as const
/** Goes up with every change of the columns, of their meaning, or of how names are read. */
const version = 4
const headBytes = 64 + names.length * 8

/** Thrown when an image is not what this version wrote; the words say why. */
export class SnapshotFault extends Error {}

export function beginsAsSnapshot(head: Uint8Array<ArrayBuffer>): boolean {
  const words = new Uint32Array(head.buffer, 0, 2)
  return words[0] === magic[0] && words[1] === magic[1]
}

/** Lays the columns into one buffer that threads can share and a file can hold. */
export function imageOf(parts: Columns): SharedArrayBuffer {
  let size = headBytes
  for (const name of names) size = aligned(size) + parts[name].byteLength
  const image = new SharedArrayBuffer(aligned(size))
  const lengths = new Float64Array(image, 64, names.length)
  names.forEach((name, at) => (lengths[at] = parts[name].length))
  const views = viewsOf(image)
  for (const name of names) views[name].set(parts[name] as never)
  const head = new Uint32Array(image, 0, 16)
  head.set([...magic, version, 0, names.length])
  return image
}

/** Written into the image just before it leaves for a file: markings may change in memory until then. */
export function sealImage(image: SharedArrayBuffer): void {
  new Uint32Array(image, 0, 16)[3] = checksumOf(image)
}

/** The columns of an image that this process made. */
export function viewsOf(image: SharedArrayBuffer): Columns {
  const lengths = new Float64Array(image, 64, names.length)
  let place = headBytes
  const views: Partial<Record<ColumnName, Arrays[Column]>> = {}
  names.forEach((name, at) => {
    place = aligned(place)
    views[name] = viewOf(columns[name], { image, place, length: lengths[at] ?? 0 })
    place += (lengths[at] ?? 0) * widths[columns[name]]
  })
  return views as Columns
}

interface Stretch {
  readonly image: SharedArrayBuffer
  readonly place: number
  readonly length: number
}

function viewOf(column: Column, { image, place, length }: Stretch): Arrays[Column] {
  switch (column) {
    case 'u8':
      return new Uint8Array(image, place, length)
    case 'u16':
      return new Uint16Array(image, place, length)
    case 'u32':
      return new Uint32Array(image, place, length)
    case 'f64':
      return new Float64Array(image, place, length)
  }
}

/** The columns of an image from outside; refuses one that is torn, changed or of another version. */
export function checkedViews(image: SharedArrayBuffer): Columns {
  if (image.byteLength < headBytes) throw new SnapshotFault('the snapshot is cut short')
  const head = new Uint32Array(image, 0, 16)
  if (head[0] !== magic[0] || head[1] !== magic[1]) throw new SnapshotFault('this is no snapshot of names')
  if (head[2] !== version || head[4] !== names.length)
    throw new SnapshotFault(`the snapshot is of version ${head[2]}, this program reads ${version}`)
  const lengths = new Float64Array(image, 64, names.length)
  let size = headBytes
  names.forEach((name, at) => {
    size = aligned(size) + (lengths[at] ?? 0) * widths[columns[name]]
  })
  if (aligned(size) !== image.byteLength) throw new SnapshotFault('the snapshot is cut short')
  if (head[3] !== checksumOf(image)) throw new SnapshotFault('the snapshot is damaged: its checksum differs')
  return viewsOf(image)
}

/** CRC-32 of all that follows the fixed head: 1 GB in about half a second. */
function checksumOf(image: SharedArrayBuffer): number {
  return crc32(new Uint8Array(image, 64) as NodeJS.ArrayBufferView)
}

/** A column begins with a line of a processor's cache, so that what is kept of one part never lies in two. */
function aligned(place: number): number {
  return Math.ceil(place / lineBytes) * lineBytes
}

const lineBytes = 64
