import type { Json, Place } from '@shield/core'
import type { Bytes, Item, Limits, ReadOptions } from '../format.ts'
import { isObject, own, textOf } from '../json/stated.ts'
import type { JsonObject, Reading } from '../json/stated.ts'
import { limitsOf, readElements } from '../json/stream.ts'
import { recordOrDefect } from '../record.ts'
import { defectOf } from '../rule.ts'
import type { RuleName } from '../rule.ts'
import { createSeen } from '../seen.ts'
import { typeOfId } from './link.ts'
import { markingAsks, markingIds, wellKnownMarkings } from './marking.ts'
import type { Asks } from './marking.ts'
import { readObject } from './read-object.ts'

/** Objects that wait for a marking definition further on; beyond this many bytes they are handled as TLP:RED. */
const mostHeldBytes = 64 * 2 ** 20

interface Held {
  readonly object: JsonObject
  readonly place: Place
}

interface State {
  readonly options: ReadOptions | undefined
  readonly known: Map<string, Asks>
  readonly timesSeen: (text: string) => number
  held: Held[]
  heldBytes: number
}

/**
 * STIX 2.1 (2.0 is understood too): a bundle, a TAXII envelope, a bare list or a single object.
 * Every object with a type and an id becomes a record with its body as it came.
 */
export async function* readStix(bytes: Bytes, options?: ReadOptions): AsyncGenerator<Item, void> {
  const limits: Limits = limitsOf(options)
  const state: State = {
    options,
    known: wellKnownMarkings(),
    timesSeen: createSeen(),
    held: [],
    heldBytes: 0,
  }
  let bare = false
  for await (const part of readElements(bytes, { lists: ['objects'] }, limits)) {
    if ('defect' in part) yield part
    else if ('header' in part) {
      if (part.lists.length === 0) yield* single(part.header, state)
    } else {
      if (!bare && !part.place.pointer?.startsWith('/objects/')) {
        bare = true
        yield defectOf('bare-list', 'warning', { pointer: '' }, '')
      }
      yield* take(part.element, part.place, part.bytes, state)
    }
  }
  yield* release(state)
}

function* single(header: Json, state: State): Generator<Item, void> {
  const object = isObject(header) ? header : {}
  if (textOf(object, 'id') !== undefined && textOf(object, 'type') !== 'bundle') {
    yield* take(object, { pointer: '' }, 0, state)
    return
  }
  const weight = textOf(object, 'type') === 'bundle' ? 'warning' : 'rejected'
  yield defectOf('no-records', weight, { pointer: '' }, Object.keys(object).join(', '))
}

function* take(element: Json, place: Place, bytes: number, state: State): Generator<Item, void> {
  const wrong = fault(element)
  if (wrong) {
    yield defectOf(wrong.rule, 'rejected', place, wrong.value)
    return
  }
  const object = element as JsonObject
  if (textOf(object, 'type') === 'marking-definition') {
    const id = textOf(object, 'id') as string
    // A file can't loosen a marking whose id is fixed for everybody.
    if (!state.known.has(id)) state.known.set(id, markingAsks(object))
  }
  if (markingIds(object).every((id) => state.known.has(id))) yield* understood(object, place, state)
  else {
    state.held.push({ object, place })
    state.heldBytes += bytes
    if (state.heldBytes > mostHeldBytes) yield* release(state)
  }
}

function* release(state: State): Generator<Item, void> {
  const { held } = state
  state.held = []
  state.heldBytes = 0
  for (const { object, place } of held) yield* understood(object, place, state)
}

function fault(element: Json): { readonly rule: RuleName; readonly value: string } | undefined {
  if (!isObject(element)) return { rule: 'not-an-object', value: JSON.stringify(element) }
  const type = textOf(element, 'type')
  if (type === undefined) return { rule: 'missing-type', value: JSON.stringify(own(element, 'type') ?? null) }
  const id = textOf(element, 'id')
  if (id === undefined) return { rule: 'missing-id', value: type }
  if (typeOfId(id) !== type) return { rule: 'malformed-id', value: id }
  return undefined
}

function* understood(object: JsonObject, place: Place, state: State): Generator<Item, void> {
  const reading: Reading = { place, country: state.options?.defaultCountry, defects: [] }
  const record = readObject(object, state.known, reading)
  if (!record) {
    yield defectOf('missing-end', 'rejected', place, textOf(object, 'id') ?? '')
    return
  }
  yield recordOrDefect(record)
  yield* reading.defects
  if (state.timesSeen(`${record.key} ${record.version}`) > 1)
    yield defectOf('duplicate-id', 'warning', place, record.key)
}
