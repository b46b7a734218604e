import { learnedReadings } from './learned.ts'

/** What the article is written as, by itself and before sun letters. */
const articles = ['al', 'el', 'ul', 'ol']

/** Letters of Persian and Urdu the learned pairs do not have, as the nearest they have, and the Latin that tells them apart. */
const eastern: readonly (readonly [string, string, RegExp, string])[] = [
  ['پ', 'ب', /b/, 'p'],
  ['گ', 'ك', /k/, 'g'],
  ['چ', 'ش', /sh|ch/, 'ch'],
  ['ژ', 'ز', /z/, 'zh'],
  ['ٹ', 'ت', /t/, 't'],
  ['ڈ', 'د', /d/, 'd'],
  ['ڑ', 'ر', /r/, 'r'],
  ['ں', 'ن', /n/, 'n'],
  ['ے', 'ي', /y|i/, 'e'],
  ['ڤ', 'ف', /f/, 'v'],
  ['ۆ', 'و', /w|o|u/, 'o'],
  ['ێ', 'ي', /y|i/, 'e'],
]

/** Latin readings of an Arabic word without article; vowels are guessed from pairs, و and ي may be either. */
export function readArabic(word: string): readonly string[] {
  if (word === 'ال') return articles
  const whole = /^عبد(?:ال)(.+)$/.exec(word)
  if (whole !== null) return servantOf(whole[1] ?? '')
  const genitive = /^(.{2,}?)ال(دين|دین|له)$/u.exec(word)
  if (genitive !== null) return genitiveOf(word, genitive[1] ?? '', genitive[2] === 'له' ? god : religion)
  return withEastern(word)
}

/** عبدالله, عبد الرحمن: servant of one of God's names, written together or apart, with the article's vowel of the land. */
function servantOf(name: string): readonly string[] {
  if (name === 'له') return ['abdullah', 'abdallah', 'abdulla', 'abdalla', 'abdollah']
  const [first = '', second = first] = withEastern(name)
  const sun = /^(?:sh|th|[tdrzsnl])/.exec(first)?.[0]
  const assimilated =
    sun === undefined ? [] : [`abdu${sun.slice(0, 1)}${first}`, `abde${sun.slice(0, 1)}${first}`]
  return [
    ...new Set([
      `abdul${first}`,
      `abdal${first}`,
      ...assimilated,
      `abdel${first}`,
      `abdul${second}`,
      `abdol${first}`,
    ]),
  ].slice(0, 8)
}

const religion = ['uddin', 'aldin', 'eddine', 'addin']
const god = ['ullah', 'allah', 'ollah', 'ulla']

/** جلال الدين, نصر الله: a noun with "of the religion" or "of God", which vowels they are heard with is told by the land. */
function genitiveOf(word: string, noun: string, endings: readonly string[]): readonly string[] {
  const [first = '', second = first, third = second] = withEastern(noun.replace(/ء$/u, ''))
  const [u = '', a = '', e = '', o = ''] = endings
  const known = withEastern(word).slice(0, 2)
  return [
    ...new Set([
      first + u,
      first + a,
      ...known.slice(0, 1),
      second + u,
      first + e,
      ...known.slice(1),
      first + o,
      second + a,
      third + u,
    ]),
  ].slice(0, 8)
}

function withEastern(word: string): readonly string[] {
  const used = eastern.filter(([letter]) => word.includes(letter))
  if (used.length === 0) return learnedReadings('arabic', word)
  let plain = word
  for (const [letter, near] of used) plain = plain.replaceAll(letter, near)
  const readings = learnedReadings('arabic', plain)
  const told = readings.map((reading) =>
    used.reduce((text, [, , pattern, latin]) => text.replace(pattern, latin), reading),
  )
  return [...new Set([...told, ...readings])].slice(0, 8)
}
