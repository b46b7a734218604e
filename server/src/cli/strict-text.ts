import type { Encoding } from '@shield/formats'

import { CommandFault } from './command.ts'

/** Text of a file that must be in one encoding from its first line to its last. */
export interface StrictText {
  /** Whole lines only, except of UTF-16, where a character may lie across two chunks as well. */
  push(bytes: Uint8Array): string
  end(): string
}

const lineEnd = 0x0a

/**
 * Decodes bytes and refuses what is not in `encoding`, naming the line: a name that was decoded wrongly would be compared as another name.
 * In a single-byte encoding every byte is some letter, so there the sign of a second encoding is a line that is UTF-8 throughout.
 */
export function strictText(file: string, encoding: Encoding): StrictText {
  if (encoding.startsWith('utf-16')) return utf16(file, encoding)
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let held: Uint8Array = new Uint8Array(0)
  let line = 1

  function decode(bytes: Uint8Array): string {
    if (encoding !== 'utf-8') refuseUtf8Lines(bytes)
    try {
      const text = decoder.decode(bytes)
      for (const byte of bytes) if (byte === lineEnd) line += 1
      return text
    } catch {
      throw faultIn(bytes)
    }
  }

  function refuseUtf8Lines(bytes: Uint8Array): void {
    let at = line
    for (const one of linesOf(bytes)) {
      if (isUtf8Line(one, encoding === 'windows-874' ? 3 : 1)) throw mixed(file, at, 'UTF-8', encoding)
      at += 1
    }
  }

  /** The first line that can't be decoded. */
  function faultIn(bytes: Uint8Array): CommandFault {
    let at = line
    for (const one of linesOf(bytes)) {
      try {
        decoder.decode(one)
      } catch {
        break
      }
      at += 1
    }
    return mixed(file, at, 'another encoding', encoding)
  }

  return {
    push: (bytes) => {
      const all = held.length === 0 ? bytes : Buffer.concat([held, bytes])
      const cut = all.lastIndexOf(lineEnd) + 1
      held = all.slice(cut)
      return cut === 0 ? '' : decode(all.subarray(0, cut))
    },
    end: () => decode(held),
  }
}

function utf16(file: string, encoding: Encoding): StrictText {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(bytes, { stream })
    } catch {
      throw new CommandFault(
        `${file} is ${encoding} at its start and something else later: save it in one encoding`,
      )
    }
  }
  return { push: (bytes) => decode(bytes, true), end: () => decode(new Uint8Array(0), false) }
}

function mixed(file: string, line: number, found: string, encoding: Encoding): CommandFault {
  return new CommandFault(
    `line ${line} of ${file} is in ${found}, the lines before are ${encoding}: save the file in one encoding`,
  )
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array, void> {
  let from = 0
  while (from < bytes.length) {
    const end = bytes.indexOf(lineEnd, from)
    const to = end < 0 ? bytes.length : end + 1
    yield bytes.subarray(from, to)
    from = to
  }
}

/** Whether a line has at least `least` characters beyond ASCII and all of them are well-formed UTF-8. */
function isUtf8Line(line: Uint8Array, least: number): boolean {
  if (line.every((byte) => byte < 0x80)) return false
  const text = new TextDecoder('utf-8').decode(line)
  return !text.includes('\uFFFD') && text.replaceAll(/[\0-\x7F]/g, '').length >= least
}
