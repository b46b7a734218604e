/** No message and no request of ours is deeper. */
const deepest = 20

/**
 * The JSON pointer of the first text that Unicode or PostgreSQL does not know (half of a surrogate pair, U+0000), or of what lies too
 * deep; undefined when everything can be kept as it came. The database would refuse the one and change the other without a word.
 */
export function unstorableAt(value: unknown, pointer = '', depth = 0): string | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : pointer
  if (typeof value !== 'object' || value === null) return undefined
  if (depth > deepest) return pointer
  for (const [key, one] of Object.entries(value)) {
    const found = isText(key) ? unstorableAt(one, `${pointer}/${key}`, depth + 1) : pointer
    if (found !== undefined) return found
  }
  return undefined
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
