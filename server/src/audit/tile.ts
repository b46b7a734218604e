import type { Hash } from './merkle.ts'
import { tileWidth } from './merkle.ts'

/** Bytes of one hash. */
const hashBytes = 32
/** The length of an event is two bytes of its bundle. */
export const mostEventBytes = 65_535

/**
 * Where C2SP tlog-tiles keeps a tile of hashes, or with `entries` a bundle of events: three digits a folder, all but the
 * last with an x, and the width where it is not full. Tile 1,234,067 of level 0 is `tile/0/x001/x234/067`.
 */
export function tilePath(level: number | 'entries', number: number, width = tileWidth): string {
  const digits = String(number).padStart(3, '0')
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) ?? []
  const folders = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group))
  return `tile/${level}/${folders.join('/')}${width < tileWidth ? `.p/${width}` : ''}`
}

/** Tiles that make up a level of a log of a size: full ones, and one that is not. */
export function tilesOf(level: number, size: number): { readonly full: number; readonly partial: number } {
  const hashes = Math.floor(size / tileWidth ** level)
  return { full: Math.floor(hashes / tileWidth), partial: hashes % tileWidth }
}

/** Events of one bundle, each behind its length in two bytes, high byte first. */
export function writeBundle(events: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    events.flatMap((event) => {
      if (event.length > mostEventBytes) throw new RangeError('an event is too long for its bundle')
      const length = Buffer.alloc(2)
      length.writeUInt16BE(event.length)
      return [length, event]
    }),
  )
}

/** The inverse of {@link writeBundle}; not whole where the bytes end in the middle of an event. */
export function readBundle(bytes: Buffer): { readonly events: readonly Buffer[]; readonly isWhole: boolean } {
  const events: Buffer[] = []
  let at = 0
  while (at + 2 <= bytes.length) {
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length) break
    events.push(bytes.subarray(at + 2, end))
    at = end
  }
  return { events, isWhole: at === bytes.length }
}

/** The hashes of a tile. */
export function splitTile(hashes: Buffer): readonly Hash[] {
  return Array.from({ length: Math.floor(hashes.length / hashBytes) }, (_, at) =>
    hashes.subarray(at * hashBytes, (at + 1) * hashBytes),
  )
}
