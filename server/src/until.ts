/** The moment before which something is asked for: a bare day is meant whole. Null where nothing is. */
export function untilOf(until: string | undefined): string | null {
  if (until === undefined || until.length > 10) return until ?? null
  return new Date(Date.parse(until) + 86_400_000).toISOString()
}
