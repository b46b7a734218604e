/** Readers for what stands in an address: anybody may have typed it, so what does not fit counts as absent. */
export function textOf(value: unknown, limit = 200): string | undefined {
  // The router reads `?q=1234` as a number; a phone typed there is text all the same.
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof text === 'string' && text !== '' && text.length <= limit ? text : undefined
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((name) => name === value)
}

/** The object without its undefined entries, so that addresses hold only what was chosen. */
export function chosen<T extends Record<string, unknown>>(
  all: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** The same address without one of its parts. */
export function without<T extends object, K extends keyof T>(all: T, name: K): Omit<T, K> {
  const rest = { ...all }
  delete rest[name]
  return rest
}
