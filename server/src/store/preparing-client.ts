import { Writable } from 'node:stream'

import pg from 'pg'

// A plan made for few values must not serve for thousands: bulk paths are planned each time for what they bring.
const mostValues = 100
const mostStatements = 1000
const names = new Map<string, string>()

/**
 * A connection that plans each text once. Planning over the partitions of `statement` is half of what a read costs;
 * a text is a constant of the code, so its name is as well. What is asked at once goes out at once, not answer by answer:
 * a way there and back costs both sides 45 µs of a processor.
 */
export class PreparingClient extends pg.Client {
  declare pipeline: boolean

  override query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    const send = super.query.bind(this) as (...parts: unknown[]) => unknown
    // COPY has the line to itself: nothing else may be under way when it begins, and what comes meanwhile waits for its end.
    if (text instanceof Writable) {
      this.pipeline = false
      text.once('close', () => {
        this.pipeline = true
      })
    }
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
