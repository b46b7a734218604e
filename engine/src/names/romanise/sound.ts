/**
 * Script-neutral keys of Latin readings: consonants in seven classes, vowels left out, runs merged. They let สมชาย,
 * Somchai and SOMCHAY meet. Coarse on purpose: one reason among others, never enough alone.
 * K k g q c · T t d · P p b f v w · S s z ch j x ts · N n ng ny · M m · L l r · A any other beginning.
 */
const classes: readonly (readonly [letters: string, sound: string])[] = [
  ['kgqc', 'K'],
  ['lr', 'L'],
  ['m', 'M'],
  ['n', 'N'],
  ['pbfvw', 'P'],
  ['szjx', 'S'],
  ['td', 'T'],
]
/** By letter code. */
const single: readonly (string | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => classes.find(([letters]) => letters.includes(String.fromCharCode(code)))?.[1],
)
const vowel = Uint8Array.from({ length: 128 }, (_, code) =>
  Number('aeiouy'.includes(String.fromCharCode(code))),
)
const [c, d, e, g, h, i, j, n, s, t, u, w, x, y, z] = [...'cdeghijnstuwxyz'].map((letter) =>
  letter.charCodeAt(0),
)
const [zero, nine] = [48, 57]

function isVowel(code: number): boolean {
  return vowel[code] === 1
}

/** Two letters that sound as one, and what as; `` leaves the stop of ts, dj to the hiss. */
interface Group {
  readonly sound: string
  readonly length: number
}

const hissOfThree: Group = { sound: 'S', length: 3 }
const hissOfTwo: Group = { sound: 'S', length: 2 }
const hiss: Group = { sound: 'S', length: 1 }
const unheard: Group = { sound: '', length: 1 }
const nasal: Group = { sound: 'N', length: 2 }
/** Between vowels x is two sounds: K here, S behind it. */
const parted: Group = { sound: 'K', length: 0 }

/** Sch, ch, cz, cs · c before e · ts, dz, tch · ng not before a vowel · x behind a vowel · w behind one and before none. */
function groupAt(text: string, at: number): Group | undefined {
  const next = text.charCodeAt(at + 1)
  const third = text.charCodeAt(at + 2)
  switch (text.charCodeAt(at)) {
    case s:
      return next === c && third === h ? hissOfThree : undefined
    case c:
      if (next === h || next === z || next === s) return hissOfTwo
      return next === e || next === i || next === y ? hiss : undefined
    case t:
    case d:
      return next === s || next === z || next === j || (next === c && third === h) ? unheard : undefined
    case n:
      return next === g && !isVowel(third) ? nasal : undefined
    case x:
      return at > 0 && isVowel(text.charCodeAt(at - 1)) && next !== i && next !== u ? parted : undefined
    case w:
      return at > 0 && !isVowel(next) ? unheard : undefined
    default:
      return undefined
  }
}

/** How one reading sounds. */
function soundOf(spoken: string): string {
  const first = spoken.charCodeAt(0)
  const second = spoken.charCodeAt(1)
  let key = isVowel(first) || (first === h && (spoken.length === 1 || isVowel(second))) ? 'A' : ''
  let last = ''
  for (let at = 0; at < spoken.length;) {
    const code = spoken.charCodeAt(at)
    const group = groupAt(spoken, at)
    const sound = group === undefined ? single[code] : group.sound
    if (sound === undefined) {
      if (code >= zero && code <= nine) key += spoken.charAt(at)
      if (code !== h) last = ''
    } else if (sound !== '' && sound !== last) {
      key += sound
      last = sound
    }
    if (group === parted) key += 'S'
    at += group === undefined ? 1 : Math.max(group.length, 1)
  }
  return key === '' ? 'A' : key
}

/** Without r before a consonant or at the end, as much of the world speaks it. */
function openOf(reading: string): string {
  let open = ''
  let from = 0
  for (let at = reading.indexOf('r', 1); at > 0; at = reading.indexOf('r', at + 1)) {
    if (!isVowel(reading.charCodeAt(at - 1)) || isVowel(reading.charCodeAt(at + 1))) continue
    open += reading.slice(from, at)
    from = at + 1
  }
  return open + reading.slice(from)
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
  const keys: string[] = []
  const offer = (spoken: string): void => {
    if (keys.length === mostKeys) return
    const key = soundOf(spoken)
    if (!keys.includes(key)) keys.push(key)
  }
  for (const reading of readings) offer(reading)
  for (const reading of otherwise) offer(reading)
  for (const reading of readings) {
    const open = openOf(reading)
    if (open !== reading) offer(open)
  }
  return keys
}

const mostKeys = 4
