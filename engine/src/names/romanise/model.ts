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
