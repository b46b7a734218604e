/** What is known of one JSON value while its bytes go by. */
export interface Scan {
  done: boolean
  /** A byte of the value has been seen. */
  begun: boolean
  depth: number
  deepest: number
  quoted: boolean
  escaped: boolean
  /** Bytes of the string being read, and of the longest so far. */
  length: number
  longest: number
  /** Colons outside strings: one for each key. */
  keys: number
  digits: number
  /** A number long enough to lose digits. */
  longNumber: boolean
  /** A \u escape, behind which a NUL or half a character may hide. */
  unicodeEscape: boolean
  nul: boolean
}

export function newScan(): Scan {
  return {
    done: false,
    begun: false,
    depth: 0,
    deepest: 0,
    quoted: false,
    escaped: false,
    length: 0,
    longest: 0,
    keys: 0,
    digits: 0,
    longNumber: false,
    unicodeEscape: false,
    nul: false,
  }
}

const quote = 0x22
const backslash = 0x5c
const newline = 0x0a

/**
 * Goes on with the value from `from` and answers the index behind what it took; `state.done` tells that the value ended.
 * It counts brackets without checking that they pair: JSON.parse judges that, and a broken value still ends near its end.
 */
export function scan(state: Scan, bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !state.done)
    at = state.quoted ? scanString(state, bytes, at) : scanPlain(state, bytes, at)
  return at
}

function scanString(state: Scan, bytes: Uint8Array, from: number): number {
  let at = from
  const end = bytes.length
  if (state.escaped) {
    state.escaped = false
    if (bytes[at] === 0x75) state.unicodeEscape = true
    state.length++
    return at + 1
  }
  let byte = 0
  while (at < end && (byte = bytes[at] as number) !== quote && byte !== backslash && byte >= 0x20) at++
  state.length += at - from
  if (at === end) return at
  if (byte === backslash) {
    state.escaped = true
    state.length++
    return at + 1
  }
  if (byte === 0) state.nul = true
  // A raw line end can't be inside a JSON string: the closing quote is missing, so the string is taken to end here.
  if (byte === quote || byte === newline) {
    state.quoted = false
    if (state.length > state.longest) state.longest = state.length
    state.length = 0
    if (state.depth === 0) state.done = true
  }
  return at + 1
}

function scanPlain(state: Scan, bytes: Uint8Array, from: number): number {
  const end = bytes.length
  let { depth, digits, keys } = state
  let at = from
  for (; at < end; at++) {
    const byte = bytes[at] as number
    if (byte >= 0x30 && byte <= 0x39) {
      // 2^53 has 16 digits.
      if (++digits === 16) state.longNumber = true
      continue
    }
    if ((byte === 0x65 || byte === 0x45) && digits > 0) state.longNumber = true
    digits = 0
    if (byte === quote) {
      state.quoted = true
      state.begun = true
      at++
      break
    }
    if (byte === 0x3a) keys++
    else if (byte === 0x7b || byte === 0x5b) {
      depth++
      if (depth > state.deepest) state.deepest = depth
    } else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) {
        state.done = true
        break
      }
      if (--depth === 0) {
        state.done = true
        at++
        break
      }
    } else if (byte === 0) state.nul = true
    else if (depth === 0 && (byte === 0x2c || byte <= 0x20)) {
      // A control character where a value should begin is a value of its own, or it would be met again for ever.
      if (!state.begun && at === from && byte !== 0x2c) at++
      state.done = true
      break
    }
  }
  state.begun = true
  state.depth = depth
  state.digits = digits
  state.keys = keys
  return at
}
