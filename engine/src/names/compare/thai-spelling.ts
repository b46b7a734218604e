/** What clerks write in each other's place, for it sounds the same there: by class of consonant, not by final sound. */
const classes: ReadonlyMap<string, string> = new Map(
  ['สศษ', 'นณ', 'พภ', 'ทธฑฒ', 'ถฐ', 'คฆฅ', 'ขฃ', 'ดฎ', 'ตฏ', 'ยญ', 'ลฬ', 'ชฌ', 'ไใ', 'าๅ'].flatMap(
    (group) => {
      const [first = ''] = group
      return [...group].map((letter) => [letter, first] as const)
    },
  ),
)
const consonant = /[ก-ฮ]/

/** Silent letters, tones, and the ways to write one vowel go; what is left is how the word is spelt beside habits. */
function letters(word: string): readonly string[] {
  const heard = word
    .replaceAll(/[ก-ฮ][ิุ]?์|[่-๎]/g, '')
    .replaceAll('ำ', 'ัม')
    .replaceAll(/รร(?=[ก-ฮ](?![ะ-ู]))/g, 'ั')
    .replaceAll('รร', 'ัน')
    .replaceAll(/[ไใ]([ก-ฮ])ย?/g, '$1ัย')
    .replaceAll(/ตร$/g, 'ต')
    .replaceAll(/ญ(?![ะ-ู])/g, 'น')
  return [...heard].map((letter) => classes.get(letter) ?? letter)
}

const costOf = (letter: string): number => (consonant.test(letter) ? 1 : 0.5)

/**
 * Share of the letters of two Thai words that differ beyond habits of spelling, a vowel for half: none between จิราพร and
 * จิราภรณ์; one in five between ณัฐพล and ณัฐพร, which sound the same and are two names.
 */
export function otherThaiLetters(one: string, other: string): number {
  const [left, right] = [letters(one), letters(other)]
  let above = [0]
  for (const letter of right) above.push(above.at(-1)! + costOf(letter))
  for (const letter of left) {
    const row = [above[0]! + costOf(letter)]
    for (const [at, against] of right.entries()) {
      const changed = letter === against ? 0 : Math.max(costOf(letter), costOf(against))
      row.push(Math.min(above[at]! + changed, above[at + 1]! + costOf(letter), row[at]! + costOf(against)))
    }
    above = row
  }
  return above.at(-1)! / Math.max(left.length, right.length, 1)
}
