/** A spoken syllable of a written Thai word: letters as written, so that each style can spell them its own way. */
export interface Syllable {
  /** One or two consonants, without a leading ห or อ that is not heard. */
  readonly initial: string
  readonly vowel: Vowel
  /** The consonant that ends it, as written; empty when open. */
  readonly final: string
}

export type Vowel =
  | 'a'
  | 'aa'
  | 'i'
  | 'ii'
  | 'ue'
  | 'u'
  | 'uu'
  | 'e'
  | 'ae'
  | 'o'
  | 'oo'
  | 'or'
  | 'oe'
  | 'ia'
  | 'uea'
  | 'ua'
  | 'ai'
  | 'ao'
  | 'am'
  | 'ri'

const consonant = /[ก-ฮ]/
const clusters = new Set('กร กล กว ขร ขล ขว คร คล คว ปร ปล พร พล ผล ผร ตร ฟร ฟล บร บล ดร ทร'.split(' '))
/** ร after these is written by families (Sri) but not spoken (si). */
const silentR = new Set('ศร สร ซร'.split(' '))
const led = new Set('หง หญ หน หม หย หร หล หว อย'.split(' '))

/** Bound words of names whose short vowels are not written, respelt with them. */
const morphemes = new Map(
  `ธน=ธะนะ ศุภ=ศุภะ ณัฐ=ณัฐฐะ รัตน=รัตตะนะ จักร=จักกระ พัชร=พัชชะระ วชิร=วะชิระ ศิลป=ศิลละปะ อดุลย=อะดุลยะ
   กมล=กะมล ภัทร=ภัททะระ กช=กชชะ เบญจ=เบญจะ นฤ=นะรึ เศรษฐ=เศรษฐะ วร=วอระ สวัส=สะวัส อภิ=อะภิ อนุ=อะนุ อดิ=อะดิ อธิ=อะธิ นภ=นะภะ ปิย=ปิยะ
   ชล=ชนละ ภคว=ภะคะวะ สุวรรณ=สุวันนะ ราช=ราชชะ วัฒน=วัฒฒะนะ พัฒน=พัฒฒะนะ วิทย=วิทยะ จิตร=จิตตระ
   อัคร=อัคคระ มหา=มะหา ปรีช=ปรีชะ กฤต=กริตะ สกล=สะกน สมุทร=สะมุท เกียรติ=เกียตติ อรุณ=อะรุน สนม=สะหนม ขนิษฐ=ขะนิดถะ
   เทว=เทวะ ธรรม=ธัมมะ ธีร=ธีระ วีร=วีระ สุร=สุระ สร=สอระ ชย=ชะยะ พิช=พิชะ นคร=นะคอน ถนอม=ถะนอม`
    .split(/\s+/)
    .map((entry) => entry.split('=') as [string, string]),
)
const spokenMorphemes = new Map<string, readonly Syllable[]>()
const morphemeStart = new RegExp(
  `^(?:${[...morphemes.keys()].toSorted((a, b) => b.length - a.length).join('|')})(?![ะ-ฺๅ็])`,
)

interface Piece extends Syllable {
  readonly next: number
  readonly cost: number
}

interface Parse {
  readonly syllables: readonly Syllable[]
  readonly cost: number
}

/** How many ways to cut a word are followed from each place. */
const KEPT = 4

/**
 * The likeliest ways to cut a Thai word into syllables, best first. Thai writes neither spaces nor every vowel:
 * ธนพล is tha-na-phon, สมชาย som-chai, and only costs can tell; what is left over is kept as a second reading.
 */
export function syllablesOf(word: string): readonly (readonly Syllable[])[] {
  return cuts(prepared(word), bound)
}

type Bound = (letters: string, at: number, parses: readonly (readonly Parse[])[]) => readonly Parse[]

function cuts(letters: string, boundAt: Bound | undefined): readonly (readonly Syllable[])[] {
  const parses: Parse[][] = Array.from({ length: letters.length + 1 }, () => [])
  parses[letters.length] = [{ syllables: [], cost: 0 }]
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    const found: Parse[] = []
    for (const { next, cost, ...syllable } of piecesAt(letters, at))
      for (const rest of parses[next] ?? [])
        found.push({ syllables: [syllable, ...rest.syllables], cost: cost + rest.cost })
    if (boundAt !== undefined) found.push(...boundAt(letters, at, parses))
    // A sign no rule knows is stepped over rather than losing the word.
    if (found.length === 0)
      for (const rest of parses[at + 1] ?? []) found.push({ syllables: rest.syllables, cost: rest.cost + 9 })
    parses[at] = found.toSorted((a, b) => a.cost - b.cost).slice(0, KEPT)
  }
  return (parses[0] ?? []).map(({ syllables }) => syllables)
}

/** A bound word at this place; one that ends in an unwritten vowel only where more follows. */
function bound(letters: string, at: number, parses: readonly (readonly Parse[])[]): readonly Parse[] {
  const [written] = morphemeStart.exec(letters.slice(at)) ?? []
  const respelt = morphemes.get(written ?? '') ?? ''
  if (written === undefined || (at + written.length === letters.length && respelt.endsWith('ะ'))) return []
  let spoken = spokenMorphemes.get(written)
  if (spoken === undefined) {
    spoken = cuts(respelt, undefined)[0] ?? []
    spokenMorphemes.set(written, spoken)
  }
  const cost = 0.1 * spoken.length
  return (parses[at + written.length] ?? []).map((rest) => ({
    syllables: [...spoken, ...rest.syllables],
    cost: rest.cost + cost,
  }))
}

/** Without tones and silenced letters: จันทร์ → จัน, ศักดิ์ → ศัก. */
function prepared(word: string): string {
  return word
    .replace(/ํา/g, 'ำ')
    .replace(/[่-๋ๆฯฺ๎]/g, '')
    .replace(/ตริย์/g, 'ต')
    .replace(/(?<=[ัึ็][ก-ฮ])[ก-ฮ](?=[ก-ฮ][ิุ]?์)|(?<=[ิุาีืู][ก-ฮ])[กตทธดศษส](?=[ก-ฮ][ิุ]?์)/g, '')
    .replace(/[ก-ฮ][ิุี]?์/g, '')
    .replace(/์/g, '')
    .replace(/ทร(?=[าัิีึืุูำ])|(?<=[เแโไใ])ทร(?=[ก-ฮ]?[าิีื]|$)/g, 'ซ')
}

function piecesAt(letters: string, at: number): readonly Piece[] {
  const lead = /[เแโใไ]/.test(letters[at] ?? '') ? (letters[at] ?? '') : ''
  const start = at + lead.length
  const first = letters[start] ?? ''
  if (first === 'ฤ' || first === 'ฦ')
    return ended(letters, { initial: '', vowel: 'ri', next: start + 1, cost: 0.2 })
  if (!consonant.test(first)) return []
  const pair = letters.slice(start, start + 2)
  const pieces: Piece[] = []
  if (clusters.has(pair) || (silentR.has(pair) && (lead !== '' || isVowelSign(letters[start + 2] ?? ''))))
    pieces.push(...rhymes(letters, { lead, initial: pair, from: start + 2, cost: 0 }))
  if (led.has(pair) && (pair !== 'อย' || /[าู]/.test(letters[start + 2] ?? '')))
    pieces.push(...rhymes(letters, { lead, initial: pair.slice(1), from: start + 2, cost: -0.4 }))
  pieces.push(
    ...rhymes(letters, {
      lead,
      initial: first,
      from: start + 1,
      cost: first === 'ง' && consonant.test(pair[1] ?? '') ? 0.9 : 0.1,
    }),
  )
  pieces.push(...shortBefore(letters, { lead, first, start }))
  return pieces
}

/** เจริญ, เสถียร, เกษม: the vowel before two consonants belongs to the second, the first is spoken with a short a. */
function shortBefore(
  letters: string,
  { lead, first, start }: { readonly lead: string; readonly first: string; readonly start: number },
): readonly Piece[] {
  const second = letters[start + 1] ?? ''
  if (lead === '' || !consonant.test(second) || clusters.has(first + second) || led.has(first + second))
    return []
  const after = letters.slice(start + 2)
  const sure = lead === 'เ' && /^(?:ิ[ก-ฮ]|ี[ย]|ือ|อ)/.test(after)
  if (!sure && !isCoda(letters, start + 2)) return []
  return rhymes(letters, { lead, initial: second, from: start + 2, cost: sure ? 0 : 0.7 }).map((piece) => ({
    ...piece,
    initial: `${first}a${piece.initial}`,
  }))
}

interface Opening {
  readonly lead: string
  readonly initial: string
  readonly from: number
  readonly cost: number
}

/** Written vowel after the initial, as pattern → vowel; the longest that fits goes first. */
const afterLead: Readonly<Record<string, readonly (readonly [string, Vowel, string?])[]>> = {
  เ: [
    ['ียะ', 'ia'],
    ['ือะ', 'uea'],
    ['ีย', 'ia'],
    ['ือ', 'uea'],
    ['าะ', 'or'],
    ['อะ', 'oe'],
    ['า', 'ao'],
    ['ิ', 'oe'],
    ['ะ', 'e'],
    ['็', 'e'],
    ['อ', 'oe'],
    ['ย', 'oe', 'ย'],
    ['', 'e'],
  ],
  แ: [
    ['ะ', 'ae'],
    ['็', 'ae'],
    ['', 'ae'],
  ],
  โ: [
    ['ะ', 'oo'],
    ['', 'oo'],
  ],
  ไ: [
    ['ย', 'ai'],
    ['', 'ai'],
  ],
  ใ: [['', 'ai']],
  '': [
    ['ัวะ', 'ua'],
    ['ัว', 'ua'],
    ['ัย', 'ai'],
    ['ั', 'a'],
    ['ะ', 'a'],
    ['า', 'aa'],
    ['ำ', 'am'],
    ['ิ', 'i'],
    ['ี', 'ii'],
    ['ือ', 'ue'],
    ['ื', 'ue'],
    ['ึ', 'ue'],
    ['ุ', 'u'],
    ['ู', 'uu'],
    ['ฤ', 'ri'],
    ['รร', 'a'],
    ['็อ', 'or'],
  ],
}

function rhymes(letters: string, { lead, initial, from, cost }: Opening): readonly Piece[] {
  const rest = letters.slice(from)
  const pieces: Piece[] = []
  for (const [written, vowel, final] of afterLead[lead] ?? []) {
    if (!rest.startsWith(written) || (written === 'รร' && isVowelSign(rest[2] ?? ''))) continue
    const next = from + written.length
    if (final !== undefined) pieces.push({ initial, vowel, final, next, cost })
    else if (written === 'รร' && !isCoda(letters, next))
      pieces.push({ initial, vowel, final: 'น', next, cost })
    else if (/ะ$|ำ/.test(written) || vowel === 'ai' || vowel === 'ao')
      pieces.push({ initial, vowel, final: '', next, cost })
    else
      pieces.push(
        ...ended(
          letters,
          { initial, vowel, next, cost },
          written === 'ั' || written === '็' || (lead === 'เ' && written === 'ิ'),
        ),
      )
    if (written !== '') return [...pieces, ...linked(letters, { initial, vowel, next, cost })]
  }
  if (lead === '') pieces.push(...unwritten(letters, { lead, initial, from, cost }))
  return pieces
}

/** No vowel is written: o before a final, ua for ว, on for ร, a when open. */
function unwritten(letters: string, { initial, from, cost }: Opening): readonly Piece[] {
  const [next = '', after = ''] = letters.slice(from, from + 2)
  const pieces: Piece[] = []
  if (next === 'อ') pieces.push(...ended(letters, { initial, vowel: 'or', next: from + 1, cost }))
  if (next === 'ว' && isCoda(letters, from + 1))
    pieces.push({ initial, vowel: 'ua', final: after, next: from + 2, cost: cost + 0.6 })
  if (next === 'ร' && !isVowelSign(after))
    pieces.push({ initial, vowel: 'or', final: 'ร', next: from + 1, cost: cost + 0.3 })
  else if (isCoda(letters, from) && next !== 'อ' && next !== 'ว')
    pieces.push(...ended(letters, { initial, vowel: 'o', next: from, cost: cost + 0.3 }, true))
  pieces.push({
    initial,
    vowel: 'a',
    final: '',
    next: from,
    cost: cost + (from >= letters.length ? 1.6 : initial.length > 1 ? 1.2 : 1),
  })
  return pieces
}

interface Nucleus {
  readonly initial: string
  readonly vowel: Vowel
  readonly next: number
  readonly cost: number
}

/** With the next consonant as final, and open; `closed` where the vowel sign asks for a final. */
function ended(letters: string, { initial, vowel, next, cost }: Nucleus, closed = false): readonly Piece[] {
  const pieces: Piece[] = []
  if (!closed) pieces.push({ initial, vowel, final: '', next, cost: cost + 0.25 })
  if (!isCoda(letters, next)) return pieces
  const rest = letters.slice(next)
  for (const [pattern, price, inside] of codasOf(rest[0] ?? '')) {
    const found = pattern.exec(rest)
    if (found === null || (vowel === 'o' && found[0].endsWith('ร') && found[0].length > 1)) continue
    const [written, final = written[0] ?? ''] = found
    const last = next + written.length === letters.length
    pieces.push({ initial, vowel, final, next: next + written.length, cost: cost + (last ? price : inside) })
  }
  return pieces
}

/** What may end a syllable, its cost at the end of the word and inside it; the group is what is heard, `+` heard twice. */
const codas: readonly (readonly [RegExp, number, number])[] = [
  [/^[ก-มยว-ฬ]/, 0, 0],
  // ร and ล end words (พร, พล) and seldom a syllable inside one: วีรกูล is wi-ra-kun.
  [/^[รล]/, 0, 0.7],
  // จักร, มิตร, เพชร: ร after a stop ends nothing.
  [/^([กตชด])ร(?![ะ-ฺๅ็])/, -0.3, 0.7],
  // ยุทธ, จิตต, รัฐ: one stop written twice.
  [/^(?:ทธ|ตต|ตถ|ดฒ|กข|ฏฐ|จฉ|ชช|ณณ|กก)(?![ะ-ฺๅ็])/, -0.3, 0.4],
  // ชาติ, เหตุ, ภูมิ: a last short vowel is not heard.
  [/^([ตดธมฒ])[ิุ]/, -0.2, 0.9],
  [/^ร(ต)ิ/, -0.3, 0.3],
  // พรหม, พราหมณ์.
  [/^ห([มน])/, -0.1, -0.1],
]
const codasByLetter = new Map<string, typeof codas>()

/** The codas whose pattern names a letter or a range: of eight two or three, the others cannot fit it. */
function codasOf(letter: string): typeof codas {
  let found = codasByLetter.get(letter)
  if (found === undefined) {
    found = codas.filter(
      ([pattern]) => new RegExp(`[${letter}]`).test(pattern.source) || pattern.source.includes('-'),
    )
    codasByLetter.set(letter, found)
  }
  return found
}

const sanskritLink = /^([กขคชตทธฒฐสษศพภฎฏ])[ก-ฮ]./

function linked(letters: string, { initial, vowel, next, cost }: Nucleus): readonly Piece[] {
  const [, final] = sanskritLink.exec(letters.slice(next)) ?? []
  if (final === undefined || !isCoda(letters, next)) return []
  return [{ initial, vowel, final: `${final}+`, next: next + 1, cost: cost + 0.9 }]
}

function isVowelSign(letter: string): boolean {
  return /[ะ-ฺๅ็]/.test(letter)
}

/** A consonant that no vowel sign claims for itself. */
function isCoda(letters: string, at: number): boolean {
  const letter = letters[at] ?? ''
  if (
    !consonant.test(letter) ||
    letter === 'อ' ||
    (letter === 'ห' && !/[มน]/.test(letters[at + 1] ?? '')) ||
    letter === 'ฉ' ||
    letter === 'ผ' ||
    letter === 'ฝ' ||
    letter === 'ฮ'
  )
    return false
  const after = letters[at + 1] ?? ''
  return !isVowelSign(after) || /[ตดธมฒ][ิุ]/.test(letter + after) || letters.startsWith('รติ', at)
}
