import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { combine } from './combine.ts'
import { readHokkien } from './hokkien.ts'
import { isKnownKanji, readKanji, readKanjiName } from './kanji.ts'
import { learnedReadings } from './learned.ts'
import { compoundSurname, surnameGroup, surnameSpellings } from './surnames.ts'

interface Syllables {
  readonly mandarin: readonly string[]
  readonly cantonese: readonly string[]
}

let table: ReadonlyMap<string, Syllables> | undefined

/** Mandarin and Cantonese syllables of every Han character; 20,900 of them, read from the table in 15 ms when first asked. */
function syllablesOf(character: string): Syllables | undefined {
  table ??= new Map(
    gunzipSync(readFileSync(new URL('./learned/han.gz', import.meta.url)))
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [key = '', characters = ''] = line.split(' ')
        const [mandarin = [], cantonese = []] = key
          .split('/')
          .map((list) => list.split(',').filter((syllable) => syllable !== ''))
        return [...characters].map((one) => [one, { mandarin, cantonese }] as const)
      }),
  )
  return table.get(character)
}

/** Surname and given name of a Chinese name written as one word; undefined where the word is no such name. */
export function splitHan(word: string): readonly [family: string, given: string] | undefined {
  const characters = [...word]
  const two = characters.slice(0, 2).join('')
  if (characters.length < 2 || characters.length > 4 || soundsForeign(characters)) return undefined
  if (characters.length > 2 && compoundSurname(two) !== undefined) return [two, characters.slice(2).join('')]
  const [first = '', second = ''] = characters
  // 林郑月娥: a wife's name begins with both families.
  if (characters.length === 4)
    return surnameGroup(first) !== undefined && surnameGroup(second) !== undefined
      ? [two, characters.slice(2).join('')]
      : undefined
  const rare = characters.length === 3 && !characters.some((one) => foreign.has(one))
  return rare || surnameGroup(first) !== undefined ? [first, characters.slice(1).join('')] : undefined
}

/** Characters that spell foreign sounds and are seldom chosen for a Chinese given name. */
const foreign = new Set(
  '斯爾尔克特拉里罗羅卡耶夫姆諾诺瓦普伊奇茨迪蒂弗魯鲁格雷貝贝布塔薩萨哈約约戈圖图基維维列涅赫茲兹扎什勒澤泽洛米尼托利阿埃奧奥烏乌科達达比巴帕丘谢波费費森恩因根顿頓坦曼丁莫索切坎穆努姬',
)

export function isForeignCharacter(character: string): boolean {
  return foreign.has(character)
}

/** 克劳斯, 贾斯科: three or more characters of which two thirds only carry sounds. */
function soundsForeign(characters: readonly string[]): boolean {
  return (
    characters.length > 2 && characters.filter((one) => foreign.has(one)).length * 3 >= characters.length * 2
  )
}

/** Readings of a surname: the spellings of its dialects, then what the characters say. */
export function readHanSurname(name: string): readonly string[] {
  const known = compoundSurname(name) ?? surnameSpellings(name)
  return name.length > 1 && known.length > 0
    ? known
    : [...new Set([...known, ...readHanWord(name)])].slice(0, 8)
}

/** Readings of a given name or an unknown Han word: pinyin, Hong Kong, Hokkien, Wade-Giles, then foreign and Japanese sounds. */
export function readHanWord(word: string): readonly string[] {
  const characters = [...word]
  if (soundsForeign(characters))
    return merged([learnedReadings('chinese', word), mandarin(characters)], [6, 2])
  const japanese = readKanji(word)
  const sounds = characters.length === 1 ? [] : learnedReadings('chinese', word)
  if (isKnownKanji(word)) return merged([japanese, mandarin(characters), cantonese(characters)], [4, 2, 2])
  if (characters.length > 2)
    return merged([mandarin(characters), sounds, cantonese(characters), japanese], [1, 4, 2, 1])
  const hokkien = readHokkien(characters)
  const spoken = [
    mandarin(characters),
    cantonese(characters),
    hokkien,
    wadeGiles(characters),
    sounds,
    japanese,
  ]
  return merged(spoken, hokkien.length === 0 ? [2, 2, 0, 1, 2, 1] : [2, 2, 1, 1, 1, 1])
}

/** Readings of a part of a name that is known to be Japanese by its surname; Chinese papers read it as pinyin. */
export function readJapanese(word: string): readonly string[] {
  return merged([readKanjiName(word), mandarin([...word])], [6, 2])
}

/** The first of each list in turn up to its share, then whatever is left of any, eight in all. */
function merged(lists: readonly (readonly string[])[], shares: readonly number[]): readonly string[] {
  const chosen = lists.flatMap((list, at) => list.slice(0, shares[at]))
  return [...new Set([...chosen, ...lists.flat()])].slice(0, 8)
}

function mandarin(characters: readonly string[]): readonly string[] {
  const slots = characters
    .map((character) => syllablesOf(character)?.mandarin ?? [''])
    .map((slot) => (slot.length === 0 ? [''] : slot.flatMap(withoutUmlaut)))
  return combine(slots, 4)
}

/** Pinyin ü is typed v, written u on most papers and yu on passports. */
function withoutUmlaut(syllable: string): readonly string[] {
  return syllable.includes('v') ? [syllable.replace('v', 'u'), syllable.replace('v', 'yu')] : [syllable]
}

function cantonese(characters: readonly string[]): readonly string[] {
  const slots = characters.map((character) =>
    (syllablesOf(character)?.cantonese ?? []).slice(0, 1).flatMap(hongKong),
  )
  return slots.some((slot) => slot.length === 0) ? [] : combine(slots, 4)
}

const hongKongStarts: Readonly<Record<string, readonly string[]>> = {
  b: ['p', 'b'],
  d: ['t', 'd'],
  g: ['k'],
  gw: ['kw'],
  kw: ['kw'],
  z: ['ch', 'ts'],
  c: ['ch', 'ts'],
  s: ['s', 'sh'],
  j: ['y'],
}
const hongKongEnds: Readonly<Record<string, readonly string[]>> = {
  aa: ['a', 'ah'],
  aai: ['ai'],
  aau: ['au'],
  aam: ['am'],
  aan: ['an'],
  aang: ['ang'],
  aap: ['ap'],
  aat: ['at'],
  aak: ['ak'],
  am: ['am', 'um'],
  an: ['an', 'un'],
  ei: ['ei', 'ee', 'i'],
  i: ['i', 'ee', 'ze'],
  oe: ['eu'],
  oeng: ['eung'],
  oek: ['euk'],
  eoi: ['ui'],
  eon: ['un'],
  eot: ['ut'],
  ou: ['o', 'ou'],
  u: ['u', 'oo'],
  un: ['un', 'oon'],
  yu: ['yu', 'u', 'ue'],
  yun: ['uen', 'yuen'],
  yut: ['uet', 'yuet'],
}

/** Jyutping → what Hong Kong identity cards write: zoeng → cheung, jan → yan, gwok → kwok, hiu → hiu. */
function hongKong(syllable: string): readonly string[] {
  const [, start = '', end = ''] = /^(gw|kw|ng|[bpmfdtnlgkhwzcsj]?)(.*)$/.exec(syllable) ?? []
  const starts = hongKongStarts[start] ?? [start]
  const ends = hongKongEnds[end] ?? [end]
  return combine([starts, ends], 3).map((text) => text.replace(/^yy/, 'y').replace(/^(ch|s)yu(?=e)/, '$1u'))
}

const wadeStarts: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'ch'],
  [/^q/, 'ch'],
  [/^j/, 'ch'],
  [/^x/, 'hs'],
  [/^b/, 'p'],
  [/^d/, 't'],
  [/^g/, 'k'],
  [/^[zc](?!h)/, 'ts'],
  [/^r/, 'j'],
]

function wadeGiles(characters: readonly string[]): readonly string[] {
  const syllables = characters.map((character) => syllablesOf(character)?.mandarin[0] ?? '')
  if (syllables.includes('')) return []
  return [syllables.map(wade).join('')]
}

/** Pinyin → Wade-Giles without its marks: zhong → chung, xian → hsien, zi → tzu. */
function wade(pinyin: string): string {
  const irregular: Readonly<Record<string, string>> = {
    zi: 'tzu',
    ci: 'tzu',
    si: 'ssu',
    yi: 'i',
    you: 'yu',
    er: 'erh',
  }
  const found = irregular[pinyin]
  if (found !== undefined) return found
  const rhyme = pinyin
    .replace('v', 'u')
    .replace(/ian$/, 'ien')
    .replace(/ie$/, 'ieh')
    .replace(/ue$/, 'ueh')
    .replace(/ye$/, 'yeh')
    .replace(/yan$/, 'yen')
    .replace(/ong$/, 'ung')
    .replace(/(?<=^(?:zh|ch|sh|r))i$/, 'ih')
    .replace(/(?<=^[gk])e$/, 'o')
    .replace(/(?<=^(?:zh|z|c|d|t|n|l|r))uo$/, 'o')
    .replace(/(?<=^[gk])ui$/, 'uei')
  const [pattern, start] = wadeStarts.find(([written]) => written.test(rhyme)) ?? [/^/, '']
  return rhyme.replace(pattern, start)
}
