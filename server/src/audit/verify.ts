import type { KeyObject } from 'node:crypto'

import { emptyEdge, grow, leafHash, rootOf } from './merkle.ts'
import { openCheckpoint } from './note.ts'

/** One line of an exported log: an event's bytes in their place, or a signed head. */
export type LogLine =
  | { readonly kind: 'event'; readonly sequence: number; readonly event: string }
  | { readonly kind: 'checkpoint'; readonly note: string }

export interface Verified {
  readonly events: number
  readonly checkpoints: number
  /** What is wrong, in words; empty when the log is whole. */
  readonly faults: readonly string[]
}

/**
 * Checks a log without its database: places without a gap, every signed head equal to the root of the events before it,
 * the newest head reached, and (with `seen`, a head kept elsewhere) nothing rolled back or rewritten since.
 */
export async function verifyLog(
  lines: AsyncIterable<LogLine> | Iterable<LogLine>,
  key: KeyObject,
  seen: readonly string[] = [],
): Promise<Verified> {
  const faults: string[] = []
  const heads = new Map<number, { readonly root: Buffer; readonly isSeen: boolean }[]>()
  const addHead = (note: string, isSeen: boolean): void => {
    try {
      const { size, root } = openCheckpoint(note, key)
      heads.set(size, [...(heads.get(size) ?? []), { root, isSeen }])
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
    }
  }
  for (const note of seen) addHead(note, true)
  const roots = new Map<number, Buffer>([[0, rootOf(emptyEdge)]])
  let edge = emptyEdge
  let checkpoints = 0
  for await (const line of lines) {
    if (line.kind === 'checkpoint') {
      checkpoints += 1
      // A head is checked when its events go by: one that comes after them can't be.
      if (edge.size > 0) faults.push('a signed head stands behind events; all heads must come first')
      addHead(line.note, false)
      continue
    }
    if (line.sequence !== edge.size) {
      faults.push(`place ${edge.size} is missing or out of order (found ${line.sequence})`)
      break
    }
    edge = grow(edge, [leafHash(Buffer.from(line.event, 'utf8'))]).edge
    if (heads.has(edge.size)) roots.set(edge.size, rootOf(edge))
  }
  for (const [size, list] of [...heads].toSorted(([a], [b]) => a - b))
    for (const head of list) {
      const root = roots.get(size)
      const whose = head.isSeen ? 'the head kept elsewhere' : 'the signed head'
      if (!root)
        faults.push(
          `${whose} speaks of ${size} events, but there are ${edge.size}: the log was cut or rolled back`,
        )
      else if (!root.equals(head.root))
        faults.push(`${whose} of ${size} events does not fit: an event was changed, added or taken away`)
    }
  if (edge.size > 0 && !heads.has(edge.size)) faults.push(`no signed head covers all ${edge.size} events`)
  return { events: edge.size, checkpoints, faults }
}
