/** Writing systems that have a reader of their own, `common` for digits and signs, `other` for the rest. */
export type Script =
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'armenian'
  | 'georgian'
  | 'hebrew'
  | 'arabic'
  | 'ethiopic'
  | 'indic'
  | 'sinhala'
  | 'thai'
  | 'lao'
  | 'burmese'
  | 'khmer'
  | 'hangul'
  | 'kana'
  | 'han'
  | 'other'
  | 'common'

/** First and last code point of each block, ascending, after NFKC (so no presentation forms). */
const blocks: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xaa, 0x24f, 'latin'],
  [0x250, 0x2af, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x531, 0x58f, 'armenian'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x6ff, 'arabic'],
  [0x750, 0x77f, 'arabic'],
  [0x8a0, 0x8ff, 'arabic'],
  [0x900, 0xd7f, 'indic'],
  [0xd80, 0xdff, 'sinhala'],
  [0xe00, 0xe7f, 'thai'],
  [0xe80, 0xeff, 'lao'],
  [0x1000, 0x109f, 'burmese'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1200, 0x139f, 'ethiopic'],
  [0x1780, 0x17ff, 'khmer'],
  [0x1c90, 0x1cbf, 'georgian'],
  [0x1e00, 0x1eff, 'latin'],
  [0x1f00, 0x1fff, 'greek'],
  [0x2d00, 0x2d2f, 'georgian'],
  [0x2d80, 0x2ddf, 'ethiopic'],
  [0x3005, 0x3007, 'han'],
  [0x3041, 0x30ff, 'kana'],
  [0x31f0, 0x31ff, 'kana'],
  [0x3400, 0x4dbf, 'han'],
  [0x4e00, 0x9fff, 'han'],
  [0xaa60, 0xaa7f, 'burmese'],
  [0xac00, 0xd7a3, 'hangul'],
  [0xf900, 0xfaff, 'han'],
  [0x20000, 0x323af, 'han'],
]

const letter = /\p{L}/u

/** The writing system of a code point. */
export function scriptOfCode(code: number): Script {
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? 'latin' : 'common'
  for (const [first, last, script] of blocks) {
    if (code < first) break
    if (code <= last) return script === 'latin' && (code === 0xd7 || code === 0xf7) ? 'common' : script
  }
  return letter.test(String.fromCodePoint(code)) ? 'other' : 'common'
}

/** The writing system of most letters of a text; the earlier one where two are level. */
export function scriptOf(text: string): Script {
  const counts = new Map<Script, number>()
  for (const character of text) {
    const script = scriptOfCode(character.codePointAt(0) ?? 0)
    if (script !== 'common') counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  let most: Script = 'common'
  for (const [script, count] of counts) if (count > (counts.get(most) ?? 0)) most = script
  return most
}
