const before1900 = Date.UTC(1899, 11, 31)

/** An ISO date as days since 1900 in two bytes: 1 is 1 January 1900; what lies before or beyond 2079 counts as that edge. */
export function dayNumber(date: string): number {
  return Math.max(1, Math.min(65_535, Math.round((Date.parse(date) - before1900) / 86_400_000)))
}
