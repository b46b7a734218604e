/** One edit in a word of two or three letters. */
export function isShortSlip(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length)
  return shortest >= 1 && shortest <= 3 && one.length + other.length > 2 && isOneEdit(one, other)
}

/** One letter more, less or changed, or two neighbours swapped, whatever sounds they spell: Smtih breaks the th of Smith. */
export function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  return isOneEdit(one, other) || isSwapped(one, other)
}

function isOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(long.length === short.length ? at + 1 : at) === long.slice(at + 1)
}

/** Whether two neighbours have changed places, and nothing else: of letters, or of the characters of a Chinese word. */
export function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return (
    at + 1 < one.length &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  )
}
