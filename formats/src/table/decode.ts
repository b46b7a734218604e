import type { Bytes, Limits } from '../format.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-874', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

/** By byte order mark, by zero bytes, by whether the bytes are UTF-8; else Thai (TIS-620) when most high bytes are Thai letters. */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const unmarked = unmarkedUtf16(head)
  if (unmarked) return unmarked
  // A character cut at the end of the sample is no fault of the file.
  for (let cut = 0; cut < 4; cut += 1) if (isUtf8(head.subarray(0, head.length - cut))) return 'utf-8'
  // One bad byte in a text that is UTF-8 otherwise makes it no other encoding: count what would be lost in each.
  const text = new TextDecoder('utf-8').decode(head)
  const lost = text.split('\uFFFD').length - 1
  const kept = text.length - lost - text.replaceAll(/[\u0080-\uFFFC]/g, '').length
  if (kept > lost * 3) return 'utf-8'
  let high = 0
  let thai = 0
  for (const byte of head) {
    if (byte < 0x80) continue
    high += 1
    if ((byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb)) thai += 1
  }
  return thai > high * 0.9 && isThaiText(head) ? 'windows-874' : 'windows-1252'
}

/** Separators, digits and line ends of UTF-16 have a zero byte, always on the same side. */
function unmarkedUtf16(head: Uint8Array): Encoding | undefined {
  const zeros: [number, number] = [0, 0]
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2 === 0 ? 0 : 1] += 1
  const [even, odd] = zeros
  if (even + odd < 4 || (even + odd) * 20 < head.length) return undefined
  if (even * 10 < odd) return 'utf-16le'
  return odd * 10 < even ? 'utf-16be' : undefined
}

/** Thai words run: several high bytes in a row. European text has single ones among plain letters. */
function isThaiText(head: Uint8Array): boolean {
  let runs = 0
  let single = 0
  for (let at = 0; at < head.length; at += 1) {
    if ((head[at] ?? 0) < 0x80) continue
    let length = 1
    while ((head[at + length] ?? 0) >= 0x80) length += 1
    if (length >= 2) runs += 1
    else single += 1
    at += length
  }
  return runs > single
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const magics = [
  'PK\x03\x04',
  '%PDF',
  '\x1f\x8b',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\xd0\xcf\x11\xe0',
  'Rar!',
  '7z\xbc\xaf',
]

/** Whether the first bytes are a file of another nature: an archive, a picture, an old workbook, a program. */
export function isForeign(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 8)).toString('latin1')
  if (magics.some((magic) => start.startsWith(magic))) return true
  if (sniffEncoding(head).startsWith('utf-16')) return false
  const controls = head.reduce((sum, byte) => sum + (byte < 0x09 || (byte > 0x0d && byte < 0x1a) ? 1 : 0), 0)
  return controls > 8 && controls * 20 > head.length
}

export interface Decoding {
  /** Where the first bytes do not tell (plain ASCII), the first other bytes do. */
  readonly encoding: Encoding | undefined
  readonly limits: Limits
  /** Set when the file had more bytes than the limit. */
  isCut: boolean
}

/** Text in pieces; what is no character of the encoding becomes U+FFFD, which stays visible in the value. */
export async function* decoded(bytes: Bytes, decoding: Decoding): AsyncGenerator<string, void> {
  let decoder = decoding.encoding && new TextDecoder(decoding.encoding)
  let left = decoding.limits.maxBytes
  for await (const chunk of bytes) {
    if (chunk.length > left) {
      decoding.isCut = true
      break
    }
    left -= chunk.length
    if (!decoder && chunk.some((byte) => byte >= 0x80)) decoder = new TextDecoder(sniffEncoding(chunk))
    const text = decoder ? decoder.decode(chunk, { stream: true }) : Buffer.from(chunk).toString('latin1')
    if (text !== '') yield text
  }
  const rest = decoder?.decode() ?? ''
  if (rest !== '') yield rest
}

/** Line ends of old Macintosh programs as everybody else's. */
export async function* withLines(texts: AsyncIterable<string>): AsyncGenerator<string, void> {
  let isOld: boolean | undefined
  for await (const text of texts) {
    isOld ??= /[\r\n]/.test(text) ? /\r(?!\n|$)/.test(text) && !text.includes('\n') : undefined
    yield isOld === true ? text.replaceAll('\r', '\n') : text
  }
}
