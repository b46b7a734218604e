import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/**
 * A learned reader of one script: which Latin letters a character was written with, after which two before it.
 * `graphones` are pairs (character, Latin piece of 0–5 letters); probabilities are a trigram over them, as bytes
 * of 1/16 nat. Made by scripts/learn-readings.ts from the CC0 halves of NETransliteration (COLING 2018).
 */
export interface ReadingModel {
  /** Ids of the graphones of a character, likeliest first. */
  readonly byCharacter: ReadonlyMap<string, Uint16Array>
  readonly pieces: readonly string[]
  readonly unigram: Uint8Array
  /** Weight of what a graphone as the only context says when two say nothing. */
  readonly unigramBackoff: Uint8Array
  readonly pairStart: Uint32Array
  readonly pairNext: Uint16Array
  readonly pairCost: Uint8Array
  readonly pairBackoff: Uint8Array
  readonly tripleStart: Uint32Array
  readonly tripleNext: Uint16Array
  readonly tripleCost: Uint8Array
  /** Frequent words and what they were written as, likeliest first. */
  readonly words: ReadonlyMap<string, readonly string[]>
}

/** Ids of the marks before the first and after the last graphone. */
export const START = 0
export const END = 1

interface Header {
  readonly graphones: readonly (readonly [string, string])[]
  readonly pairs: number
  readonly triples: number
  readonly words: readonly (readonly string[])[]
}

/** Lengths first (JSON, one line), then the arrays in the order of the interface; starts are stored as counts. */
export function packModel(
  header: Header,
  arrays: readonly (Uint8Array | Uint16Array | Uint32Array)[],
): Buffer {
  const bytes = arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength))
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bytes])
}

export function loadModel(file: URL): ReadingModel {
  const bytes = gunzipSync(readFileSync(file))
  const line = bytes.indexOf(10)
  const header = JSON.parse(bytes.toString('utf8', 0, line)) as Header
  const graphones = header.graphones.length
  let at = line + 1
  const take = (length: number): Uint8Array => {
    at += length
    return Uint8Array.prototype.slice.call(bytes, at - length, at)
  }
  const take16 = (length: number): Uint16Array => new Uint16Array(take(2 * length).buffer)
  return {
    byCharacter: idsByCharacter(header.graphones),
    pieces: header.graphones.map(([, piece]) => piece),
    unigram: take(graphones),
    unigramBackoff: take(graphones),
    pairStart: summed(take16(graphones)),
    pairNext: take16(header.pairs),
    pairCost: take(header.pairs),
    pairBackoff: take(header.pairs),
    tripleStart: summed(take16(header.pairs)),
    tripleNext: take16(header.triples),
    tripleCost: take(header.triples),
    words: new Map(header.words.map(([word = '', ...readings]) => [word, readings])),
  }
}

function idsByCharacter(graphones: Header['graphones']): ReadonlyMap<string, Uint16Array> {
  const ids = new Map<string, number[]>()
  graphones.forEach(([character], id) => {
    const list = ids.get(character)
    if (list === undefined) ids.set(character, [id])
    else list.push(id)
  })
  return new Map([...ids].map(([character, list]) => [character, Uint16Array.from(list)]))
}

function summed(counts: Uint16Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1)
  counts.forEach((count, at) => {
    starts[at + 1] = (starts[at] ?? 0) + count
  })
  return starts
}

interface Hypothesis {
  readonly text: string
  readonly cost: number
  readonly last: number
  /** Index of the pair (the one before, last), -1 where it was never seen. */
  readonly pair: number
}

/** How many half-read words are followed at once. */
const BEAM = 12

/** Likeliest Latin readings of a word's characters, distinct; a character never seen falls away. */
export function decode(model: ReadingModel, characters: readonly string[], most: number): readonly string[] {
  let beam: readonly Hypothesis[] = [{ text: '', cost: 0, last: START, pair: pairOf(model, START, START) }]
  for (const character of characters)
    if (model.byCharacter.has(character)) beam = step(model, beam, character)
  const ended = step(model, beam, '')
  return [...new Set(ended.map(({ text }) => text))].filter((text) => text !== '').slice(0, most)
}

/** What may come next after a context, cheapest first, each as cost × 65,536 + id: the same few contexts come again. */
const stepsOf = new WeakMap<ReadingModel, Map<number, readonly number[]>>()
const MOST_STEPS = 12
const MOST_CONTEXTS = 60_000

function steps(model: ReadingModel, from: Hypothesis, character: string): readonly number[] {
  let known = stepsOf.get(model)
  if (known === undefined || known.size > MOST_CONTEXTS) {
    known = new Map()
    stepsOf.set(model, known)
  }
  const context = from.pair >= 0 ? from.pair : model.pairNext.length + from.last
  const key = context * 0x20_0000 + (character.codePointAt(0) ?? 0)
  const found = known.get(key)
  if (found !== undefined) return found
  const candidates = character === '' ? ends : (model.byCharacter.get(character) ?? ends)
  const made = cheapest(model, from, candidates)
  known.set(key, made)
  return made
}

const ends = Uint16Array.of(END)

function cheapest(model: ReadingModel, from: Hypothesis, candidates: Uint16Array): readonly number[] {
  const kept: number[] = []
  for (const id of candidates) {
    const step = costOf(model, from, id) * 0x1_0000 + id
    if (kept.length === MOST_STEPS && step >= (kept[MOST_STEPS - 1] ?? 0)) continue
    let place = kept.length < MOST_STEPS ? kept.length : MOST_STEPS - 1
    for (; place > 0 && (kept[place - 1] ?? 0) > step; place -= 1) kept[place] = kept[place - 1] ?? 0
    kept[place] = step
  }
  return kept
}

const queue = { cost: new Int32Array(BEAM), from: new Int32Array(BEAM), id: new Int32Array(BEAM) }

/** The cheapest ways to read one character more (the empty one ends the word); only those that stay become strings. */
function step(model: ReadingModel, beam: readonly Hypothesis[], character: string): readonly Hypothesis[] {
  let size = 0
  for (let at = 0; at < beam.length; at += 1) {
    const from = beam[at]
    if (from === undefined || (size === BEAM && from.cost >= (queue.cost[BEAM - 1] ?? 0))) break
    for (const next of steps(model, from, character)) {
      const cost = from.cost + (next >>> 16)
      if (size === BEAM && cost >= (queue.cost[BEAM - 1] ?? 0)) break
      let place = size < BEAM ? size : BEAM - 1
      if (size < BEAM) size += 1
      for (; place > 0 && (queue.cost[place - 1] ?? 0) > cost; place -= 1) move(place - 1, place)
      queue.cost[place] = cost
      queue.from[place] = at
      queue.id[place] = next & 0xffff
    }
  }
  return Array.from({ length: size }, (_, at) => {
    const from = beam[queue.from[at] ?? 0]
    const id = queue.id[at] ?? END
    return {
      text: (from?.text ?? '') + (model.pieces[id] ?? ''),
      cost: queue.cost[at] ?? 0,
      last: id,
      pair: pairOf(model, from?.last ?? START, id),
    }
  })
}

function move(from: number, to: number): void {
  queue.cost[to] = queue.cost[from] ?? 0
  queue.from[to] = queue.from[from] ?? 0
  queue.id[to] = queue.id[from] ?? 0
}

function costOf(model: ReadingModel, from: Hypothesis, id: number): number {
  let cost = 0
  if (from.pair >= 0) {
    const triple = find(model.tripleNext, model.tripleStart, from.pair, id)
    if (triple >= 0) return model.tripleCost[triple] ?? 0
    cost = model.pairBackoff[from.pair] ?? 0
  }
  const pair = pairOf(model, from.last, id)
  if (pair >= 0) return cost + (model.pairCost[pair] ?? 0)
  return cost + (model.unigramBackoff[from.last] ?? 0) + (model.unigram[id] ?? 0)
}

function pairOf(model: ReadingModel, first: number, second: number): number {
  return find(model.pairNext, model.pairStart, first, second)
}

/** Binary search in one row of a compressed table. */
function find(next: Uint16Array, start: Uint32Array, row: number, id: number): number {
  let low = start[row] ?? 0
  let high = (start[row + 1] ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = next[middle] ?? 0
    if (found === id) return middle
    if (found < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}
