/**
 * Lao is written nearly as it is spoken: every vowel has its sign, so syllables follow from the letters.
 * Readings: BGN/PCGN 1966 with French-age vowels (ou), then what passports and newspapers write.
 */
interface LaoStyle {
  readonly initials: ReadonlyMap<string, string>
  readonly vowels: ReadonlyMap<string, string>
  /** ວ that closes a syllable. */
  readonly closingW: string
  readonly closingY: string
}

function table(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(' ').map((entry) => {
      const at = entry.indexOf(':')
      return [entry.slice(0, at), entry.slice(at + 1)] as const
    }),
  )
}

const initials = table(
  'ກ:k ຂ:kh ຄ:kh ງ:ng ຈ:ch ສ:s ຊ:x ຍ:gn ດ:d ຕ:t ຖ:th ທ:th ນ:n ບ:b ປ:p ຜ:ph ຝ:f ພ:ph ຟ:f ມ:m ຢ:y ຣ:r ລ:l ວ:v ຫ:h ອ: ຮ:h',
)
/** Written vowel with `-` for the consonants it stands around; the Latin of it. */
const vowels = table(
  '-ະ:a -ັ:a -າ:a -ິ:i -ີ:i -ຶ:u -ື:u -ຸ:ou -ູ:ou ເ-ະ:e ເ-ັ:e ເ-:e ແ-ະ:e ແ-ັ:e ແ-:e ໂ-ະ:o ໂ-:o -ົ:o ເ-າະ:o -ໍ:o -ອ:o -ັອ:o ເ-ິ:eu ເ-ີ:eu ເ-ຶອ:ua ເ-ືອ:eua ເ-ຍ:ia ເ-ັຍ:ia -ຽ:ia -ົວ:oua -ົວະ:oua -ວ:oua ໄ-:ai ໃ-:ai ເ-ົາ:ao -ຳ:am -ໍາ:am',
)
const newspaper = table(
  'ກ:k ຂ:kh ຄ:kh ງ:ng ຈ:j ສ:s ຊ:s ຍ:nh ດ:d ຕ:t ຖ:th ທ:th ນ:n ບ:b ປ:p ຜ:ph ຝ:f ພ:ph ຟ:f ມ:m ຢ:y ຣ:r ລ:l ວ:w ຫ:h ອ: ຮ:h',
)
const english = table(
  '-ະ:a -ັ:a -າ:a -ິ:i -ີ:ee -ຶ:eu -ື:eu -ຸ:u -ູ:ou ເ-ະ:e ເ-ັ:e ເ-:e ແ-ະ:ae ແ-ັ:ae ແ-:ae ໂ-ະ:o ໂ-:o -ົ:o ເ-າະ:o -ໍ:o -ອ:o -ັອ:o ເ-ິ:eu ເ-ີ:eu ເ-ຶອ:ua ເ-ືອ:eua ເ-ຍ:ia ເ-ັຍ:ia -ຽ:ia -ົວ:oua -ົວະ:oua -ວ:oua ໄ-:ai ໃ-:ai ເ-ົາ:ao -ຳ:am -ໍາ:am',
)
const plain = new Map([...english, ['-ີ', 'i'], ['-ູ', 'u'], ['-ົວ', 'ua'], ['-ວ', 'ua'], ['ເ-ືອ', 'uea']])

const styles: readonly LaoStyle[] = [
  { initials, vowels, closingW: 'o', closingY: 'i' },
  { initials: newspaper, vowels: english, closingW: 'w', closingY: 'y' },
  {
    initials: new Map([...newspaper, ['ຊ', 'x'], ['ຍ', 'y'], ['ວ', 'v']]),
    vowels: plain,
    closingW: 'o',
    closingY: 'i',
  },
  {
    initials: new Map([...newspaper, ['ຊ', 'ch'], ['ຈ', 'ch'], ['ຍ', 'y'], ['ວ', 'v']]),
    vowels: plain,
    closingW: 'o',
    closingY: 'i',
  },
  {
    initials: new Map([...initials, ['ຊ', 's'], ['ຍ', 'nh'], ['ພ', 'p'], ['ທ', 't'], ['ຄ', 'k']]),
    vowels,
    closingW: 'o',
    closingY: 'y',
  },
]

const finals = table('ກ:k ງ:ng ດ:t ນ:n ບ:p ມ:m ຣ:n ລ:n')
/** Lead vowel, initial with its silent ຫ or glide, signs, final that no sign claims. */
const syllable =
  /([ເແໂໄໃ]?)(ຫ(?=[ງຍນມລຣວ])|)([ກ-ຮ])(ວ(?=[າະັເແໄໃຽ])|ຼ|ຣ(?=[ະາັິີຶືຸູ])|ລ(?=[ະາັິີຶືຸູ])|)((?:ົວະ|ົວ|ຶອ|ືອ|ັອ|ັຍ|ົາ|າະ|ຽ|ໍາ|ຳ|ະ|ັ|າ|ິ|ີ|ຶ|ື|ຸ|ູ|ົ|ໍ|ອ|ວ(?=[ກງດນບມຍ](?![ະາັິີຶືຸູົໍຳຽ]))|)?)(?:([ກງຍດນບມວຣລ])(?![ະາັິີຶືຸູົໍຳຽອ])(?!ວ[ກງດນບມຍ]))?/g

/** Latin readings of a Lao word: ພົມມະຈັນ → phommachan, phommajan … */
export function readLao(word: string): readonly string[] {
  const letters = word
    .replace(/[່-໌]/g, '')
    .replaceAll('ຫຼ', 'ຫລ')
    .replaceAll('ໜ', 'ຫນ')
    .replaceAll('ໝ', 'ຫມ')
    .replaceAll('ໟ', 'ຍ')
    .replace(/[ກ-ຮ]໌/g, '')
  const found = [...letters.matchAll(syllable)]
  const [royal = '', ...others] = styles.map((style) => found.map((match) => spelled(match, style)).join(''))
  const passport = royal
    .replaceAll('aign', 'ay')
    .replaceAll('gn', 'nh')
    .replaceAll('ai', 'ay')
    .replace(/(?<=[^ae])i$/, 'y')
    .replace(/(?<=o)n$/, 'ne')
    .replace(/(?<=[^aeio]a)n$/, 'nh')
    .replace(/(?<=[iu])t$/, 'th')
  return [...new Set([royal, passport, ...others])].filter((text) => text !== '')
}

function spelled(
  [, lead = '', , initial = '', glide = '', signs = '', final = '']: RegExpMatchArray,
  style: LaoStyle,
): string {
  // ເ-ຍ: here the closing letter is the vowel.
  const whole = lead === 'ເ' && signs === '' && final === 'ຍ'
  const vowel =
    style.vowels.get(`${lead}-${whole ? 'ຍ' : signs}`) ??
    style.vowels.get(`${lead}-`) ??
    style.vowels.get(`-${signs}`)
  const joined = glide === 'ວ' ? 'w' : (style.initials.get(glide === 'ຼ' ? 'ລ' : glide) ?? '')
  const end = final === 'ວ' ? style.closingW : final === 'ຍ' ? style.closingY : (finals.get(final) ?? '')
  return (
    (style.initials.get(initial) ?? '') +
    joined +
    (vowel ?? (lead + signs === '' ? 'a' : '')) +
    (whole ? '' : end)
  )
}
