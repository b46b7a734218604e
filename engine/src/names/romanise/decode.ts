import { END, START } from './model.ts'
import type { ReadingModel } from './model.ts'

/** How many half-read words are followed at once: as many as readings are wanted, but no fewer than this, no more than that. */
const BEAM = 12
const WIDEST = 48
const MOST_STEPS = 12
const MOST_CONTEXTS = 60_000
/** Twice as many places as contexts and more, a power of two. */
const PLACE_BITS = 17
const PLACES = 2 ** PLACE_BITS

/**
 * What may come next after a context, cheapest first: the same few contexts come again. A context is the pair of the last
 * two graphones, or behind all pairs the last alone. Of its steps there lies their number, then of each the cost × 65,536 +
 * id of the graphone, and the context after it.
 */
interface Decoder {
  readonly model: ReadingModel
  /** Characters by number; nought ends a word. */
  readonly numbers: ReadonlyMap<string, number>
  readonly candidates: readonly Uint16Array[]
  /** Of each context and character its key, and where its steps begin. */
  readonly places: Uint32Array
  steps: Uint32Array
  used: number
  known: number
}

const decoders = new WeakMap<ReadingModel, Decoder>()

function decoderOf(model: ReadingModel): Decoder {
  const known = decoders.get(model)
  if (known !== undefined) return known
  const characters = [...model.byCharacter]
  const made: Decoder = {
    model,
    numbers: new Map(characters.map(([character], at) => [character, at + 1])),
    candidates: [Uint16Array.of(END), ...characters.map(([, ids]) => ids)],
    places: new Uint32Array(2 * PLACES),
    steps: new Uint32Array(2 ** 14),
    used: 1,
    known: 0,
  }
  decoders.set(model, made)
  return made
}

/** The half-read words, cheapest first, and how each came about: a row of `WIDEST` for every character. */
const beam = { size: 0, costs: new Float64Array(WIDEST), contexts: new Int32Array(WIDEST) }
const queue = new Float64Array(WIDEST)
/** Where the steps of each half-read word begin. */
const starts = new Uint32Array(WIDEST)
let cameFrom = new Uint8Array(64 * WIDEST)
let cameBy = new Uint16Array(64 * WIDEST)

/**
 * Likeliest Latin readings of a word's characters, distinct; a character never seen falls away. All is whole numbers in
 * typed arrays until the readings are told: a third of the time of a list of half-read texts.
 */
export function decode(model: ReadingModel, characters: readonly string[], most: number): readonly string[] {
  const decoder = decoderOf(model)
  const width = Math.min(WIDEST, Math.max(BEAM, most))
  makeRoom(characters.length + 1)
  beam.size = 1
  beam.costs[0] = 0
  beam.contexts[0] = contextOf(model, START, START)
  let row = 0
  for (const character of characters) {
    const number = decoder.numbers.get(character)
    if (number === undefined) continue
    step(decoder, { row, width, number })
    row += 1
  }
  step(decoder, { row, width, number: 0 })
  const found = new Set<string>()
  for (let at = 0; at < beam.size && found.size < most; at += 1) {
    const text = textAt(model, row, at)
    if (text !== '') found.add(text)
  }
  return [...found]
}

function makeRoom(rows: number): void {
  if (rows * WIDEST <= cameFrom.length) return
  cameFrom = new Uint8Array(rows * 2 * WIDEST)
  cameBy = new Uint16Array(rows * 2 * WIDEST)
}

function textAt(model: ReadingModel, row: number, at: number): string {
  let text = ''
  for (let place = at, left = row; left >= 0; left -= 1) {
    text = (model.pieces[cameBy[left * WIDEST + place] as number] ?? '') + text
    place = cameFrom[left * WIDEST + place] as number
  }
  return text
}

interface Step {
  readonly row: number
  readonly width: number
  readonly number: number
}

/** Below the cost of a queued step stands which half-read word it continues, and which of its steps it is. */
const OF_WORD = 16
const OF_COST = 64 * OF_WORD

/** The cheapest ways to read one character more; level ones in the order in which they came, which their lower bits keep. */
function step(decoder: Decoder, { row, width, number }: Step): void {
  if (decoder.known > MOST_CONTEXTS) forget(decoder)
  let size = 0
  let worst = Number.POSITIVE_INFINITY
  for (let at = 0; at < beam.size; at += 1) {
    const before = beam.costs[at] as number
    if (before >= worst) break
    const start = stepsAfter(decoder, beam.contexts[at] as number, number)
    starts[at] = start
    const { steps } = decoder
    const count = steps[start] as number
    for (let index = 0; index < count; index += 1) {
      const cost = before + ((steps[start + 1 + 2 * index] as number) >>> 16)
      if (cost >= worst) break
      const one = cost * OF_COST + at * OF_WORD + index
      let place = size < width ? size : width - 1
      if (size < width) size += 1
      for (; place > 0 && (queue[place - 1] as number) > one; place -= 1)
        queue[place] = queue[place - 1] as number
      queue[place] = one
      if (size === width) worst = Math.floor((queue[width - 1] as number) / OF_COST)
    }
  }
  followQueue(decoder, row, size)
}

/** What is queued are the half-read words of the next character. */
function followQueue({ steps }: Decoder, row: number, size: number): void {
  for (let at = 0; at < size; at += 1) {
    const one = queue[at] as number
    const cost = Math.floor(one / OF_COST)
    const low = one - cost * OF_COST
    const from = Math.floor(low / OF_WORD)
    const place = (starts[from] as number) + 1 + 2 * (low % OF_WORD)
    beam.costs[at] = cost
    beam.contexts[at] = steps[place + 1] as number
    cameFrom[row * WIDEST + at] = from
    cameBy[row * WIDEST + at] = (steps[place] as number) & 0xffff
  }
  beam.size = size
}

function forget(decoder: Decoder): void {
  decoder.places.fill(0)
  decoder.known = 0
  decoder.used = 1
}

/** Where the steps after a context lie, found or made. */
function stepsAfter(decoder: Decoder, context: number, number: number): number {
  const { places } = decoder
  const key = context * decoder.candidates.length + number + 1
  let place = (Math.imul(key, 0x9e3779b1) >>> (32 - PLACE_BITS)) * 2
  for (; places[place] !== 0; place = (place + 2) % (2 * PLACES))
    if (places[place] === key) return places[place + 1] as number
  const start = decoder.used
  places[place] = key
  places[place + 1] = start
  decoder.known += 1
  addSteps(decoder, context, decoder.candidates[number] as Uint16Array)
  return start
}

const kept = new Float64Array(MOST_STEPS)

function addSteps(decoder: Decoder, context: number, candidates: Uint16Array): void {
  const { model } = decoder
  let count = 0
  for (const id of candidates) {
    const one = costOf(model, context, id) * 0x1_0000 + id
    if (count === MOST_STEPS && one >= (kept[count - 1] as number)) continue
    let place = count < MOST_STEPS ? count : MOST_STEPS - 1
    if (count < MOST_STEPS) count += 1
    for (; place > 0 && (kept[place - 1] as number) > one; place -= 1) kept[place] = kept[place - 1] as number
    kept[place] = one
  }
  if (decoder.used + 1 + 2 * MOST_STEPS > decoder.steps.length) {
    const larger = new Uint32Array(decoder.steps.length * 2)
    larger.set(decoder.steps)
    decoder.steps = larger
  }
  const last = lastOf(model, context)
  let to = decoder.used
  decoder.steps[to++] = count
  for (let at = 0; at < count; at += 1) {
    decoder.steps[to++] = kept[at] as number
    decoder.steps[to++] = contextOf(model, last, (kept[at] as number) & 0xffff)
  }
  decoder.used = to
}

function contextOf(model: ReadingModel, first: number, second: number): number {
  const pair = find(model.pairNext, model.pairStart, first, second)
  return pair >= 0 ? pair : model.pairNext.length + second
}

/** The last graphone of a context. */
function lastOf(model: ReadingModel, context: number): number {
  const pairs = model.pairNext.length
  return context < pairs ? (model.pairNext[context] as number) : context - pairs
}

function costOf(model: ReadingModel, context: number, id: number): number {
  let cost = 0
  if (context < model.pairNext.length) {
    const triple = find(model.tripleNext, model.tripleStart, context, id)
    if (triple >= 0) return model.tripleCost[triple] as number
    cost = model.pairBackoff[context] as number
  }
  const last = lastOf(model, context)
  const pair = find(model.pairNext, model.pairStart, last, id)
  if (pair >= 0) return cost + (model.pairCost[pair] as number)
  return cost + (model.unigramBackoff[last] as number) + (model.unigram[id] as number)
}

/** Binary search in one row of a compressed table. */
function find(next: Uint16Array, start: Uint32Array, row: number, id: number): number {
  let low = start[row] as number
  let high = (start[row + 1] as number) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = next[middle] as number
    if (found === id) return middle
    if (found < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}
