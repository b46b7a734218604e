import { existsSync, readFileSync } from 'node:fs'

import { root } from '../run-step.ts'

/** One name of the list that queries are put to. */
export interface ListedName {
  readonly id: number
  readonly name: string
  readonly birthDate: string
}

const shared = `${root}../shared/data/names/`

/** Latin words with the same word in another script, as the files of names pair them. */
export type Pairs = readonly (readonly [latin: string, written: string])[]

export const scripts = ['arabic', 'chinese', 'hebrew', 'japanese', 'korean', 'russian'] as const
export type PairedScript = (typeof scripts)[number]

/** Whether the files that the list is drawn from lie beside the project. */
export function hasNameData(): boolean {
  return existsSync(`${shared}netranslit/wd_russian_80.tsv`)
}

export function sharedLines(file: string): readonly string[] {
  return readFileSync(`${shared}${file}`, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
}

export function pairsOf(script: PairedScript): Pairs {
  return sharedLines(`netranslit/wd_${script}_80.tsv`).flatMap((line) => {
    const [latin = '', written = ''] = line.split('\t')
    const whole = written.replaceAll(' ', '')
    return isWord(latin) && isWord(whole) ? [[latin, whole] as const] : []
  })
}

function isWord(text: string): boolean {
  return /^\p{L}[\p{L}\p{M}'’.・ -]+$/u.test(text)
}

/** mulberry32: the same numbers each run, so that two runs measure the same list. */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a list's names are drawn from: the frequent words first. */
interface Words {
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** How uneven: 1 is plain Zipf, less is flatter. */
  readonly slope: number
}

/**
 * `count` invented people, seven in ten in Latin letters, the others in twelve scripts. The words are those of the CC0
 * files of names beside the project, as often as words of names are (Zipf); Thai, Lao, Khmer and Burmese words are made
 * of syllables. 1 M names have some 250,000 different words.
 */
export function* nameList(count: number, seed = 1): Generator<ListedName> {
  const random = randomNumbers(seed)
  const latin = latinWords()
  const others = [...scripts.map(wordsOfPairs), ...invented.map((one) => syllableWords(one, random))]
  const draw = (words: readonly string[], slope: number): string =>
    words[zipf(random(), words.length, slope)] ?? ''
  for (let id = 0; id < count; id += 1) {
    const words = random() < 0.7 ? latin : (others[Math.floor(random() * others.length)] ?? latin)
    const given = draw(words.given, words.slope)
    const family = draw(words.family, words.slope)
    const middle = random() < 0.25 ? ` ${draw(words.given, words.slope)}` : ''
    yield { id, name: `${given}${middle} ${family}`, birthDate: dateOf(random()) }
  }
}

/** Rank drawn by rank^-slope, by the inverse of its integral. */
function zipf(at: number, length: number, slope: number): number {
  const power = 1 - slope
  const rank = (1 + at * (length ** power - 1)) ** (1 / power)
  return Math.min(length - 1, Math.floor(rank) - 1)
}

function latinWords(): Words {
  const family = new Map<string, number>()
  for (const script of scripts)
    for (const [latin] of pairsOf(script)) family.set(latin, (family.get(latin) ?? 0) + 1)
  const ranked = [...family].toSorted((a, b) => b[1] - a[1]).map(([word]) => capital(word))
  const column = (file: string, from: number): string[] =>
    sharedLines(file)
      .slice(1)
      .flatMap((line) => {
        const cells = line.split(',')
        const cell = cells.at(from)?.trim() ?? ''
        return isWord(cell) ? cell : []
      })
  const given = [...new Set(column('country/common-forenames-by-country.csv', -1))]
  return { given: [...given, ...ranked.filter((_, at) => at % 8 === 0)], family: ranked, slope: 0.8 }
}

function wordsOfPairs(script: PairedScript): Words {
  const words = [...new Set(pairsOf(script).map(([, written]) => written))].slice(0, 12_000)
  return { given: words.filter((_, at) => at % 3 === 0), family: words, slope: 0.8 }
}

interface Syllables {
  readonly onsets: string
  readonly vowels: readonly string[]
  readonly finals: string
}

const invented: readonly Syllables[] = [
  { onsets: 'กขคจชดตถทนบปผพมยรลวสห', vowels: ['า', 'ิ', 'ี', 'ุ', 'ู', 'ั'], finals: 'กงดนบมยร' },
  { onsets: 'ກຂຄຈຊດຕຖທນບປຜພມຍລວສຫ', vowels: ['າ', 'ິ', 'ີ', 'ຸ', 'ູ', 'ັ'], finals: 'ກງດນບມຍ' },
  { onsets: 'កខគចឆជដតថទនបផពមយរលវសហ', vowels: ['ា', 'ិ', 'ី', 'ុ', 'ូ', 'េ', 'ោ'], finals: 'កងតនបម' },
  { onsets: 'ကခဂစဆဇတထဒနပဖဗမယရလဝသဟ', vowels: ['ာ', 'ိ', 'ီ', 'ု', 'ူ', 'ေ'], finals: '' },
]

function syllableWords({ onsets, vowels, finals }: Syllables, random: () => number): Words {
  const of = (letters: string | readonly string[]): string =>
    letters[Math.floor(random() * letters.length)] ?? ''
  const word = (): string =>
    Array.from(
      { length: 2 + Math.floor(random() * 2) },
      () => of(onsets) + of(vowels) + (random() < 0.5 ? of(finals) : ''),
    ).join('')
  return {
    given: Array.from({ length: 2000 }, word),
    family: Array.from({ length: 10_000 }, word),
    slope: 0.7,
  }
}

function dateOf(at: number): string {
  return new Date(Date.UTC(1940, 0, 1) + Math.floor(at * 65 * 365.25) * 86_400_000).toISOString().slice(0, 10)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** One slip of a hand in one word: a letter more, less, another of the same script, or two swapped. */
export function misspelled(name: string, random: () => number): string {
  const words = name.split(' ')
  const at = Math.floor(random() * words.length)
  const letters = [...(words[at] ?? '')]
  const place = Math.floor(random() * letters.length)
  const known = [...name].filter((letter) => /[\p{L}\p{M}]/u.test(letter))
  const other = /^[\p{Script=Latin} .'’-]+$/u.test(name)
    ? String.fromCharCode(97 + Math.floor(random() * 26))
    : (known[Math.floor(random() * known.length)] ?? '')
  const kind = Math.floor(random() * 4)
  if (kind === 0) letters.splice(place, 0, other)
  else if (kind === 1 && letters.length > 2) letters.splice(place, 1)
  else if (kind === 2) letters[place] = other
  else
    letters.splice(
      Math.min(place, letters.length - 2),
      2,
      ...letters
        .slice(Math.min(place, letters.length - 2))
        .slice(0, 2)
        .toReversed(),
    )
  return words.with(at, letters.join('')).join(' ')
}
