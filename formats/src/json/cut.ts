import { escapePointer } from './parse.ts'

interface Frame {
  readonly isList: boolean
  index: number
  key: string
}

/** Where a JSON value breaks off: a pointer to the innermost member or element that its text, which lacks its end, had begun. */
export function pointerAtEnd(bytes: Uint8Array, maxDepth: number): string {
  const frames: Frame[] = []
  let text = { from: 0, end: 0 }
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] as number
    const inner = frames.at(-1)
    if (byte === 0x22) {
      const end = endOfString(bytes, at)
      if (end === undefined) break
      text = { from: at, end }
      at = end
      continue
    }
    if (byte === 0x7b || byte === 0x5b) {
      if (frames.length >= maxDepth) break
      frames.push({ isList: byte === 0x5b, index: 0, key: '' })
    } else if (byte === 0x7d || byte === 0x5d) frames.pop()
    else if (byte === 0x3a && inner)
      inner.key = `/${escapePointer(keyOf(bytes.subarray(text.from, text.end)))}`
    else if (byte === 0x2c && inner) {
      inner.index += 1
      inner.key = ''
    }
    at += 1
  }
  return frames.map(({ isList, index, key }) => (isList ? `/${index}` : key)).join('')
}

/** The index behind the closing quote; undefined where the string is cut. */
function endOfString(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0x22, from + 1); at > 0; at = bytes.indexOf(0x22, at + 1)) {
    let slashes = 0
    while (bytes[at - 1 - slashes] === 0x5c) slashes += 1
    if (slashes % 2 === 0) return at + 1
  }
  return undefined
}

/** As it is written, without the quotes: an escape in a key is rare, and the place is for people. */
function keyOf(quoted: Uint8Array): string {
  return Buffer.from(quoted).toString('utf8').slice(1, -1)
}
