import type { IndexedValue } from './index-door.ts'

/** The values in columns, numbered from 0 in order of arrival. A removed value keeps its number and is dead. */
export interface ValueTable {
  count: number
  dead: number
  entity: Float64Array
  marking: Uint32Array
  property: Uint8Array
  kind: Uint8Array
  alive: Uint8Array
  /** The value before this one of the same entity, plus one; 0 ends the chain. */
  previous: Uint32Array
  /** The same for values of the same text, and of the same last digits. */
  sameText: Uint32Array
  sameTail: Uint32Array
  readonly texts: string[]
  readonly newestOf: Map<number, number>
}

export function newTable(): ValueTable {
  return {
    count: 0,
    dead: 0,
    entity: new Float64Array(1024),
    marking: new Uint32Array(1024),
    property: new Uint8Array(1024),
    kind: new Uint8Array(1024),
    alive: new Uint8Array(1024),
    previous: new Uint32Array(1024),
    sameText: new Uint32Array(1024),
    sameTail: new Uint32Array(1024),
    texts: [],
    newestOf: new Map(),
  }
}

export function append(table: ValueTable, value: IndexedValue): number {
  const number = table.count
  if (number === table.alive.length) enlarge(table)
  table.entity[number] = value.entity
  table.marking[number] = value.marking
  table.property[number] = value.property
  table.kind[number] = value.kind
  table.alive[number] = 1
  table.previous[number] = (table.newestOf.get(value.entity) ?? -1) + 1
  table.newestOf.set(value.entity, number)
  table.texts.push(value.text)
  table.count += 1
  return number
}

export function removeEntity(table: ValueTable, entity: number): void {
  for (let at = table.newestOf.get(entity) ?? -1; at >= 0; at = (table.previous[at] ?? 0) - 1) {
    table.alive[at] = 0
    table.texts[at] = ''
    table.dead += 1
  }
  table.newestOf.delete(entity)
}

export function isVisible(table: ValueTable, number: number, visible: Uint8Array): boolean {
  const marking = table.marking[number] ?? 0
  return table.alive[number] === 1 && (((visible[marking >> 3] ?? 0) >> (marking & 7)) & 1) === 1
}

function enlarge(table: ValueTable): void {
  const size = table.alive.length * 2
  const grown = <T extends Float64Array | Uint32Array | Uint8Array>(old: T, fresh: T): T => {
    fresh.set(old)
    return fresh
  }
  table.entity = grown(table.entity, new Float64Array(size))
  table.marking = grown(table.marking, new Uint32Array(size))
  table.property = grown(table.property, new Uint8Array(size))
  table.kind = grown(table.kind, new Uint8Array(size))
  table.alive = grown(table.alive, new Uint8Array(size))
  table.previous = grown(table.previous, new Uint32Array(size))
  table.sameText = grown(table.sameText, new Uint32Array(size))
  table.sameTail = grown(table.sameTail, new Uint32Array(size))
}
