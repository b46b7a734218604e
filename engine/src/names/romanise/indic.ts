import { combine } from './combine.ts'

/**
 * The Indic blocks of Unicode (Devanagari to Malayalam) have one layout, so one table by the place in the block serves
 * nine scripts; what differs is which inherent vowels are spoken and how some consonants are written in Latin.
 */
const consonants: Readonly<Record<number, readonly string[]>> = {
  0x15: ['k'],
  0x16: ['kh'],
  0x17: ['g'],
  0x18: ['gh'],
  0x19: ['ng'],
  0x1a: ['ch'],
  0x1b: ['chh', 'ch'],
  0x1c: ['j'],
  0x1d: ['jh'],
  0x1e: ['n', 'ny'],
  0x1f: ['t'],
  0x20: ['th'],
  0x21: ['d'],
  0x22: ['dh'],
  0x23: ['n'],
  0x24: ['t', 'th'],
  0x25: ['th'],
  0x26: ['d', 'dh'],
  0x27: ['dh'],
  0x28: ['n'],
  0x29: ['n'],
  0x2a: ['p'],
  0x2b: ['ph', 'f'],
  0x2c: ['b'],
  0x2d: ['bh'],
  0x2e: ['m'],
  0x2f: ['y'],
  0x30: ['r'],
  0x31: ['r'],
  0x32: ['l'],
  0x33: ['l'],
  0x34: ['zh', 'l'],
  0x35: ['v', 'w'],
  0x36: ['sh', 's'],
  0x37: ['sh'],
  0x38: ['s'],
  0x39: ['h'],
  0x58: ['q', 'k'],
  0x59: ['kh'],
  0x5a: ['gh', 'g'],
  0x5b: ['z'],
  0x5c: ['r', 'd'],
  0x5d: ['rh'],
  0x5e: ['f', 'ph'],
  0x5f: ['y'],
}
const vowels: Readonly<Record<number, readonly string[]>> = {
  0x05: ['a'],
  0x06: ['a', 'aa'],
  0x07: ['i'],
  0x08: ['i', 'ee'],
  0x09: ['u'],
  0x0a: ['u', 'oo'],
  0x0b: ['ri', 'ru'],
  0x0e: ['e'],
  0x0f: ['e'],
  0x10: ['ai', 'ei'],
  0x11: ['o'],
  0x12: ['o'],
  0x13: ['o'],
  0x14: ['au', 'ou'],
  0x0d: ['e'],
}
/** Dependent signs lie 0x38 beyond their vowels. */
const SIGN = 0x38
const VIRAMA = 0x4d
const NUKTA = 0x3c

/** Blocks that write Bengali (o for a, b for v), that drop the last inherent vowel, and Tamil with its few stops. */
const BENGALI = 0x980
const GURMUKHI = 0xa00
const TAMIL = 0xb80
const dropsLast = new Set([0x900, BENGALI, 0xa00, 0xa80])
const tamilStops: Readonly<Record<number, readonly string[]>> = {
  0x15: ['k', 'g'],
  0x1a: ['s', 'ch'],
  0x1f: ['t', 'd'],
  0x24: ['t', 'th', 'd'],
  0x2a: ['p', 'b'],
  0x31: ['r', 'tr'],
}
const bengali: Readonly<Record<number, readonly string[]>> = {
  0x2f: ['j', 'y'],
  0x2c: ['b', 'v'],
  0x36: ['s', 'sh'],
  0x37: ['sh', 's'],
  0x2d: ['bh', 'v'],
}

interface Unit {
  readonly consonant: readonly string[]
  /** undefined: the inherent vowel. */
  vowel: readonly string[] | undefined
}

/** Latin readings of a word in an Indic script: सुनील → sunil, suneel; வேலுப்பிள்ளை → veluppillai. */
export function readIndic(word: string): readonly string[] {
  const block = (word.codePointAt(0) ?? 0) & ~0x7f
  const units = unitsOf(word, block)
  const slots = units.flatMap((unit, at) => [unit.consonant, unit.vowel ?? spokenInherent(units, at, block)])
  return combine(slots, 8)
}

function unitsOf(word: string, block: number): readonly Unit[] {
  const units: Unit[] = []
  // Marks of nukta are composed with their letter where Unicode has one.
  for (const character of word.normalize('NFC')) {
    const place = (character.codePointAt(0) ?? 0) - block
    const last = units.at(-1)
    const consonant = consonantAt(place, block)
    if (consonant !== undefined) units.push({ consonant, vowel: undefined })
    else if (place === VIRAMA && last !== undefined) last.vowel = ['']
    else if (place === NUKTA && last !== undefined)
      units[units.length - 1] = { ...last, consonant: dotted(last.consonant) }
    else if (place === 0x02 && block === BENGALI) units.push({ consonant: ['ng', 'n'], vowel: [''] })
    else if (place === 0x02 || place === 0x01 || place === 0x70)
      units.push({ consonant: ['n', 'm'], vowel: [''] })
    else if (place === 0x03) units.push({ consonant: ['h', ''], vowel: [''] })
    else if (vowels[place] !== undefined) units.push({ consonant: [''], vowel: vowels[place] })
    else if (vowels[place - SIGN] !== undefined && last !== undefined) last.vowel = vowels[place - SIGN]
    else if (chillu[place] !== undefined && block === 0xd00)
      units.push({ consonant: [chillu[place]], vowel: [''] })
  }
  return units
}

/** Malayalam letters that end a syllable by themselves. */
const chillu: Readonly<Record<number, string>> = {
  0x7a: 'n',
  0x7b: 'n',
  0x7c: 'r',
  0x7d: 'l',
  0x7e: 'l',
  0x7f: 'k',
}

function consonantAt(place: number, block: number): readonly string[] | undefined {
  if (block === TAMIL && tamilStops[place] !== undefined) return tamilStops[place]
  if (block === BENGALI && bengali[place] !== undefined) return bengali[place]
  if (block === BENGALI && place === 0x4e) return ['t']
  return consonants[place]
}

function dotted([first = '']: readonly string[]): readonly string[] {
  const changed: Readonly<Record<string, string>> = { j: 'z', ph: 'f', d: 'r', dh: 'rh', k: 'q' }
  return [changed[first] ?? first]
}

/**
 * The inherent vowel where it is spoken. Schwa deletion of the north: not at the end (but after a cluster for most:
 * Narendra), and between two syllables with vowels seldom (Sarkar). Bengali says o where it writes a.
 */
function spokenInherent(units: readonly Unit[], at: number, block: number): readonly string[] {
  const full = block === BENGALI ? ['a', 'o'] : ['a']
  const [before, after] = [units[at - 1], units[at + 1]]
  if (!dropsLast.has(block) || before === undefined) return full
  const cluster = before.vowel?.[0] === ''
  if (after === undefined) return !cluster ? [''] : block === GURMUKHI ? ['', 'a'] : [...full, '']
  const carries = after.vowel !== undefined && after.vowel[0] !== '' && after.consonant[0] !== ''
  return carries && !cluster && block !== BENGALI ? ['', 'a'] : full
}
