/** Keys watched for repeats: 5 M numbers take about 200 MB. */
const mostWatched = 5_000_000

/** Counts how often a text came, this time included; past 5 M different texts a new one counts as the first. */
export function createSeen(): (text: string) => number {
  // Numbers of 53 bits instead of texts: a sixth of the memory, and a chance collision costs one needless warning.
  const once = new Set<number>()
  const again = new Map<number, number>()
  return (text) => {
    const number = numberOf(text)
    if (!once.has(number)) {
      if (once.size < mostWatched) once.add(number)
      return 1
    }
    const times = (again.get(number) ?? 1) + 1
    again.set(number, times)
    return times
  }
}

function numberOf(text: string): number {
  let high = 0x811c9dc5
  let low = 0x1000193
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low + code, 0x85ebca6b) ^ (low >>> 13)
  }
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) & 0x1fffff)
}
