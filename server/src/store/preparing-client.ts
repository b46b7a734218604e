import pg from 'pg'

// A plan made for few values must not serve for thousands: bulk paths are planned each time for what they bring.
const mostValues = 100
const mostStatements = 1000
const names = new Map<string, string>()

/**
 * A connection that plans each text once. Planning over the partitions of `statement` is half of what a read costs;
 * a text is a constant of the code, so its name is as well.
 */
export class PreparingClient extends pg.Client {
  override query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    const send = super.query.bind(this) as (...parts: unknown[]) => unknown
    const name = typeof text === 'string' && isShort(values) ? nameOf(text) : undefined
    return name === undefined ? send(text, values, ...rest) : send({ name, text, values }, ...rest)
  }) as pg.Client['query']
}

function isShort(values: unknown): boolean {
  return Array.isArray(values) && values.every((value) => !Array.isArray(value) || value.length <= mostValues)
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostStatements) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}
