/** Alphabets that need little more than a table; `alternatives` are written instead of the first, all at once. */
interface Alphabet {
  readonly letters: ReadonlyMap<string, string>
  /** Groups read before single letters, longest first. */
  readonly groups: readonly (readonly [RegExp, string])[]
  readonly alternatives: readonly (readonly [RegExp, string])[]
}

function table(from: string, to: string): ReadonlyMap<string, string> {
  const latin = to.split(' ')
  return new Map([...from].map((letter, at) => [letter, (latin[at] ?? '').replace('-', '')] as const))
}

const greek: Alphabet = {
  letters: table('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  groups: [
    [/ου/g, 'ou'],
    [/αυ(?=[αβγδεζηιλμνορω])/g, 'av'],
    [/αυ/g, 'af'],
    [/ευ(?=[αβγδεζηιλμνορω])/g, 'ev'],
    [/ευ/g, 'ef'],
    [/^μπ/g, 'b'],
    [/^ντ/g, 'd'],
    [/γγ/g, 'ng'],
    [/γκ/g, 'gk'],
    [/γχ/g, 'nch'],
    [/τζ/g, 'tz'],
  ],
  alternatives: [
    [/ou/g, 'u'],
    [/ch/g, 'h'],
    [/mp/g, 'b'],
    [/nt/g, 'd'],
    [/gk/g, 'g'],
    [/y/g, 'i'],
    [/v/g, 'b'],
    [/f/g, 'ph'],
  ],
}

const armenian: Alphabet = {
  letters: table(
    'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև',
    'a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev',
  ),
  groups: [
    [/^ե/g, 'ye'],
    [/^ո(?!ւ)/g, 'vo'],
    [/ու/g, 'u'],
  ],
  alternatives: [
    [/^ye/g, 'e'],
    [/gh/g, 'g'],
    [/kh/g, 'h'],
    [/(?<=.)ya/g, 'ia'],
  ],
}

const georgian: Alphabet = {
  letters: table(
    'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ',
    'a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h',
  ),
  groups: [],
  alternatives: [
    [/q/g, 'k'],
    [/gh/g, 'g'],
    [/kh/g, 'h'],
    [/dz/g, 'z'],
  ],
}

const alphabets = { greek, armenian, georgian }

/** Latin readings of a Greek, Armenian or Georgian word: as the passport office writes it, then with each habit changed. */
export function readLetters(script: keyof typeof alphabets, word: string): readonly string[] {
  const { letters, groups, alternatives } = alphabets[script]
  let text = word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('և', 'եւ')
  for (const [pattern, latin] of groups) text = text.replace(pattern, latin)
  const first = [...text]
    .map((letter) => letters.get(letter) ?? (letter >= 'a' && letter <= 'z' ? letter : ''))
    .join('')
  const changed = alternatives.map(([pattern, latin]) => first.replace(pattern, latin))
  const all = alternatives.reduce((reading, [pattern, latin]) => reading.replace(pattern, latin), first)
  return [...new Set([first, ...changed.filter((reading) => reading !== first), all])]
    .filter((reading) => reading !== '')
    .slice(0, 8)
}

const ethiopicRows: Readonly<Record<number, string>> = {
  0x1200: 'h',
  0x1208: 'l',
  0x1210: 'h',
  0x1218: 'm',
  0x1220: 's',
  0x1228: 'r',
  0x1230: 's',
  0x1238: 'sh',
  0x1240: 'k',
  0x1248: 'kw',
  0x1260: 'b',
  0x1268: 'v',
  0x1270: 't',
  0x1278: 'ch',
  0x1280: 'h',
  0x1288: 'hw',
  0x1290: 'n',
  0x1298: 'ny',
  0x12a0: '',
  0x12a8: 'k',
  0x12b0: 'kw',
  0x12b8: 'kh',
  0x12c8: 'w',
  0x12d0: '',
  0x12d8: 'z',
  0x12e0: 'zh',
  0x12e8: 'y',
  0x12f0: 'd',
  0x12f8: 'd',
  0x1300: 'j',
  0x1308: 'g',
  0x1310: 'gw',
  0x1318: 'ng',
  0x1320: 't',
  0x1328: 'ch',
  0x1330: 'p',
  0x1338: 'ts',
  0x1340: 'ts',
  0x1348: 'f',
  0x1350: 'p',
}
const ethiopicVowels = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa']

/** Latin readings of an Ethiopic word; the sixth vowel is read or not, the first is a or e: ተስፋዬ tesfaye, አበበ abebe. */
export function readEthiopic(word: string): readonly string[] {
  const spelled = (first: string, sixth: string): string =>
    [...word]
      .map((letter, at) => {
        const code = letter.codePointAt(0) ?? 0
        const start = ethiopicRows[code & ~7]
        if (start === undefined) return ''
        const vowel = ethiopicVowels[code & 7] ?? ''
        if ((code & 7) === 0) return start === '' || start === 'h' ? `${start}a` : start + first
        if ((code & 7) === 5) return start === '' ? 'i' : start + (at === [...word].length - 1 ? '' : sixth)
        return start + vowel
      })
      .join('')
  return [...new Set([spelled('e', ''), spelled('a', ''), spelled('e', 'i'), spelled('a', 'i')])].filter(
    (text) => text !== '',
  )
}

const sinhalaConsonants = table(
  'කඛගඝඞඟචඡජඣඤඥඦටඨඩඪණඬතථදධනඳපඵබභමඹයරලවශෂසහළෆ',
  'k kh g gh ng ng ch ch j jh n gn nj t th d dh n nd t th d dh n nd p ph b bh m mb y r l w sh sh s h l f',
)
const sinhalaVowels = table('අආඇඈඉඊඋඌඍඑඒඓඔඕඖ', 'a a a a i i u u ru e e ai o o au')
const sinhalaSigns = table('ාැෑිීුූෘෙේෛොෝෞ', 'a a a i i u u ru e e ai o o au')

/** Latin readings of a Sinhala word: every consonant carries a but where a sign says otherwise; th for ත, v for ව follow. */
export function readSinhala(word: string): readonly string[] {
  let text = ''
  const letters = [...word.normalize('NFC').replace(/[\u200c\u200d]/g, '')]
  letters.forEach((letter, at) => {
    const consonant = sinhalaConsonants.get(letter)
    const next = letters[at + 1] ?? ''
    if (consonant !== undefined) text += consonant + (next === '්' || sinhalaSigns.has(next) ? '' : 'a')
    else if (letter === 'ං') text += 'n'
    else text += sinhalaVowels.get(letter) ?? sinhalaSigns.get(letter) ?? ''
  })
  const passport = text.replace(/t(?!h)/g, 'th')
  return [
    ...new Set([
      text,
      passport,
      text.replace(/w/g, 'v'),
      passport.replace(/w/g, 'v'),
      text.replace(/aa/g, 'a'),
    ]),
  ].filter((reading) => reading !== '')
}
