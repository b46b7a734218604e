import { numbers, push, textPool } from './grow.ts'
import type { Numbers, TextPool } from './grow.ts'

/** What is kept of each name, one after the other. */
export interface RecordColumns {
  readonly entities: number[]
  readonly markings: Numbers
  readonly births: Numbers
  readonly forms: Numbers
  readonly sizes: Numbers
  readonly tags: Numbers
  readonly texts: TextPool
  readonly labels: TextPool
  /** Where the parts of each name begin. */
  readonly partStarts: Numbers
  readonly parts: Numbers
  readonly meetingRecords: Numbers
}

/** The same names in the order of their entities, so that those of one lie together and are found by bisection. */
export function inEntityOrder<C extends RecordColumns>(columns: C): C {
  const { entities } = columns
  if (entities.every((entity, at) => at === 0 || entity >= (entities[at - 1] as number))) return columns
  const order = Uint32Array.from(entities.keys())
  order.sort((a, b) => (entities[a] as number) - (entities[b] as number) || a - b)
  const placeOf = new Uint32Array(order.length)
  order.forEach((record, at) => (placeOf[record] = at))
  const moved = (list: Numbers): Numbers => {
    const items = new Uint32Array(order.length)
    order.forEach((record, at) => (items[at] = list.items[record] as number))
    return { items, length: order.length }
  }
  const { partStarts, parts } = movedParts(columns, order)
  const { items, length } = columns.meetingRecords
  return {
    ...columns,
    entities: Array.from(order, (record) => entities[record] as number),
    markings: moved(columns.markings),
    births: moved(columns.births),
    forms: moved(columns.forms),
    sizes: moved(columns.sizes),
    tags: moved(columns.tags),
    texts: movedTexts(columns.texts, order),
    labels: movedTexts(columns.labels, order),
    partStarts,
    parts,
    meetingRecords: {
      items: items.map((record, at) => (at < length ? (placeOf[record] as number) : 0)),
      length,
    },
  }
}

function movedTexts(pool: TextPool, order: Uint32Array): TextPool {
  const moved = { bytes: new Uint8Array(Math.max(1, pool.length)), length: 0, starts: textPool().starts }
  for (const record of order) {
    const from = pool.starts.items[record] as number
    const to = pool.starts.items[record + 1] as number
    moved.bytes.set(pool.bytes.subarray(from, to), moved.length)
    moved.length += to - from
    push(moved.starts, moved.length)
  }
  return moved
}

function movedParts(columns: RecordColumns, order: Uint32Array): Pick<RecordColumns, 'partStarts' | 'parts'> {
  const partStarts = numbers()
  const parts = numbers()
  for (const record of order) {
    push(partStarts, parts.length)
    const isLast = record + 1 === order.length
    const to = isLast ? columns.parts.length : (columns.partStarts.items[record + 1] as number)
    for (let at = columns.partStarts.items[record] as number; at < to; at += 1)
      push(parts, columns.parts.items[at] as number)
  }
  return { partStarts, parts }
}
