import type { LogEntry, LogSource } from './log-source.ts'
import { tileWidth } from './merkle.ts'

/** The events that one full tile covers at a time. */
export async function* groupsOf(source: LogSource, faults: string[]): AsyncGenerator<readonly LogEntry[]> {
  let group: LogEntry[] = []
  let last = -1
  for await (const entry of source.entries()) {
    if (entry.fault !== undefined) faults.push(entry.fault)
    if (entry.sequence <= last) {
      faults.push(`the event at place ${entry.sequence} stands behind place ${last}`)
      continue
    }
    last = entry.sequence
    const first = group[0]
    if (first && tileOf(first.sequence) !== tileOf(entry.sequence)) {
      yield group
      group = []
    }
    group.push(entry)
  }
  if (group.length > 0) yield group
}

/** Number of the full tile that a place lies in. */
export function tileOf(sequence: number): number {
  return Math.floor(sequence / tileWidth)
}
