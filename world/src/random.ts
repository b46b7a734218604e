/** A stream of pseudo-random numbers that depends on its seed and label alone (sfc32, public domain algorithm). */
export interface Random {
  /** A fraction in [0, 1). */
  readonly next: () => number
  /** A whole number in [0, below). */
  readonly below: (below: number) => number
  /** A whole number in [low, high], both ends included. */
  readonly between: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  readonly shuffle: <T>(items: readonly T[]) => T[]
  /** `count` decimal digits. */
  readonly digits: (count: number) => string
}

/**
 * The stream of one part of the world. Each part takes its own label, so that a longer list of travellers
 * never moves the money of another file.
 */
export function randomOf(seed: number, label: string): Random {
  const next = stream(seed, label)
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[below(items.length)] as T
  }
  const shuffle = <T>(items: readonly T[]): T[] => {
    const mixed = [...items]
    for (let i = mixed.length - 1; i > 0; i -= 1) {
      const j = below(i + 1)
      const held = mixed[i] as T
      mixed[i] = mixed[j] as T
      mixed[j] = held
    }
    return mixed
  }
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick,
    shuffle,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  }
}

function stream(seed: number, label: string): () => number {
  let a = hash(`${label}/a`) ^ seed
  let b = hash(`${label}/b`) ^ Math.floor(seed / 0x1_0000_0000)
  let c = hash(`${label}/c`)
  let d = 1
  const next = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 16; i += 1) next()
  return next
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}
