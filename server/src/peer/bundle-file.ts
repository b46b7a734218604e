import { createHash } from 'node:crypto'

/**
 * A bundle is lines of JSON: what it is, then one line for each text. The texts are what would have gone over the line, encrypted
 * for the recipient; whoever carries the file reads nothing in it.
 */
export interface Bundle {
  readonly kind: 'envelopes' | 'receipts'
  readonly from: string
  readonly to: string
  readonly created: string
  readonly texts: readonly string[]
}

interface Manifest extends Omit<Bundle, 'texts'> {
  readonly bundle: 1
  readonly count: number
  /** SHA-256 of the texts, each followed by a line end. */
  readonly sha256: string
}

export function writeBundle({ texts, ...about }: Bundle): string {
  const manifest: Manifest = { bundle: 1, ...about, count: texts.length, sha256: hashOf(texts) }
  return `${[JSON.stringify(manifest), ...texts].join('\n')}\n`
}

export interface ReadBundle extends Bundle {
  /** What is missing or other than it was written; each text stands for itself, so the others can be taken. */
  readonly fault: string | undefined
}

/** Undefined for a file that is no bundle. */
export function readBundle(text: string): ReadBundle | undefined {
  const [first = '', ...rest] = text.split('\n')
  const manifest = manifestOf(first)
  if (!manifest) return undefined
  const { count, sha256, bundle: _version, ...about } = manifest
  // A line without its end was cut off.
  const texts = rest.slice(0, -1).slice(0, count)
  const fault =
    texts.length < count
      ? `the file ends after ${texts.length} of ${count}`
      : hashOf(texts) === sha256
        ? undefined
        : 'the file is not as it was written'
  return { ...about, texts, fault }
}

function manifestOf(line: string): Manifest | undefined {
  try {
    const read = JSON.parse(line) as Partial<Manifest>
    const isWhole = read.bundle === 1 && Number.isSafeInteger(read.count) && typeof read.from === 'string'
    return isWhole && (read.kind === 'envelopes' || read.kind === 'receipts') ? (read as Manifest) : undefined
  } catch {
    return undefined
  }
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\n')
  return hash.digest('hex')
}
