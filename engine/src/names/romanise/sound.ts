/**
 * Script-neutral keys of Latin readings: consonants in seven classes, vowels left out, runs merged. They let สมชาย,
 * Somchai and SOMCHAY meet. Coarse on purpose: one reason among others, never enough alone.
 * K k g q c · T t d · P p b f v w · S s z ch j x ts · N n ng ny · M m · L l r · A any other beginning.
 */
type Sound = '' | 'A' | 'K' | 'L' | 'M' | 'N' | 'P' | 'S' | 'T'

const single: ReadonlyMap<string, Sound> = new Map(
  (
    [
      ['kgqc', 'K'],
      ['lr', 'L'],
      ['m', 'M'],
      ['n', 'N'],
      ['pbfvw', 'P'],
      ['szjx', 'S'],
      ['td', 'T'],
    ] as const
  ).flatMap(([letters, sound]) => [...letters].map((letter) => [letter, sound] as const)),
)

/** Groups before single letters: what they sound like and how long they are; `` leaves the stop of ts, dj to the hiss. */
const groups: readonly (readonly [RegExp, Sound, number])[] = [
  [/sch/y, 'S', 3],
  [/c[hzs]/y, 'S', 2],
  [/c(?=[eiy])/y, 'S', 1],
  [/[td](?=[szj]|ch)/y, '', 1],
  [/ng(?![aeiouy])/y, 'N', 2],
  [/(?<=[aeiouy])x(?![iu])/y, 'K', 0],
  [/(?<=.)w(?![aeiouy])/y, '', 1],
]
const grouped = /[sctdnxw]/

/** How one reading sounds; `open` leaves out r before a consonant or at the end, as much of the world speaks it. */
function soundOf(reading: string, open = false): string {
  const spoken = open ? reading.replace(/(?<=[aeiouy])r(?![aeiouy])/g, '') : reading
  let key = /^(?:[aeiouy]|h(?![^aeiouy]))/.test(spoken) ? 'A' : ''
  let last: Sound = ''
  for (let at = 0; at < spoken.length;) {
    const letter = spoken[at] ?? ''
    const group = grouped.test(letter) ? groupAt(spoken, at) : undefined
    const sound = group === undefined ? single.get(letter) : group[1]
    if (sound === undefined) {
      if (letter >= '0' && letter <= '9') key += letter
      if (letter !== 'h') last = ''
    } else if (sound !== '' && sound !== last) {
      key += sound
      last = sound
    }
    // x between vowels is two sounds: K here, S as a letter of its own.
    if (group?.[2] === 0) key += 'S'
    at += group === undefined ? 1 : Math.max(group[2], 1)
  }
  return key === '' ? 'A' : key
}

function groupAt(text: string, at: number): (typeof groups)[number] | undefined {
  for (const group of groups) {
    group[0].lastIndex = at
    if (group[0].test(text)) return group
  }
  return undefined
}

/** Letters that languages of Latin script speak in two ways: Juan, Johannes; Christian, Michele; Giovanni; Bologna. */
const spokenOtherwise: readonly (readonly [RegExp, string])[] = [
  [/j/g, 'y'],
  [/ch/g, 'k'],
  [/g(?=[eiy])/g, 'j'],
  [/gn(?=[aeiouy])/g, 'n'],
]

/** Distinct keys of the readings of a word, likeliest first, at most four; the key without r comes last. */
export function soundsOf(readings: readonly string[]): readonly string[] {
  return firstFour(readings, [])
}

/** The same of a word written in Latin letters, where the reading is sure and the language is not. */
export function soundsOfLatin(readings: readonly string[]): readonly string[] {
  const [word = ''] = readings
  return firstFour(
    readings,
    spokenOtherwise
      .map(([letters, spoken]) => word.replace(letters, spoken))
      .filter((spoken) => spoken !== word),
  )
}

function firstFour(readings: readonly string[], otherwise: readonly string[]): readonly string[] {
  const keys = new Set<string>()
  for (const reading of readings) if (keys.size < 4) keys.add(soundOf(reading))
  for (const reading of otherwise) if (keys.size < 4) keys.add(soundOf(reading))
  for (const reading of readings) if (keys.size < 4) keys.add(soundOf(reading, true))
  return [...keys]
}
