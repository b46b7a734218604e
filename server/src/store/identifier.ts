import { randomUUIDv7 } from 'node:crypto'

/** A new wire id: UUIDv7 (RFC 9562), so that ids of one table grow with time. */
export function newId(): string {
  return randomUUIDv7()
}
