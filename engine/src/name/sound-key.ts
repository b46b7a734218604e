/**
 * A script-neutral key of how a word sounds: its consonants in ten classes, vowels left out.
 * It lets สมชาย, Somchai and SOMCHAY meet; it is coarse on purpose, and only ever one reason among others.
 */
export function soundKey(word: string): string {
  const classes = classesOf(word)
  let key = ''
  for (const sound of classes) if (!key.endsWith(sound)) key += sound
  return key
}

function classesOf(word: string): string {
  for (const [script, table] of scripts) if (script.test(word)) return byTable(word, table)
  if (/\p{Script=Thai}/u.test(word)) return thaiClasses(word)
  if (/\p{Script=Lao}/u.test(word)) return thaiClasses(laoAsThai(word))
  return latinClasses(word)
}

/** Digraphs first; h and the vowels fall away unless they begin the word. */
function latinClasses(word: string): string {
  const spelled = word
    .replace(/tch|tsch|cz|cs|ch|zh|j|q(?=i)|x(?=[iu])/g, 'C')
    .replace(/sch|sh|s|z|x/g, 'S')
    .replace(/c(?=[eiy])/g, 'S')
    .replace(/ph|p|b|f/g, 'P')
    .replace(/ng|ny|n/g, 'N')
    .replace(/gh|kh|k|g|q|c/g, 'K')
    .replace(/th|t|d/g, 'T')
    .replace(/[lr]/g, 'L')
    .replace(/[wv]/g, 'W')
    .replace(/m/g, 'M')
  const first = spelled.slice(0, 1)
  const start = /[a-z]/.test(first)
    ? /[aeiou]/.test(first)
      ? 'A'
      : first === 'y'
        ? 'Y'
        : first === 'h'
          ? 'H'
          : ''
    : ''
  // Between consonants w and y are glides: Somchaiy, Kaew.
  return start + spelled.replace(/(?<=.)W(?![aeiou])/g, '').replace(/[^A-Z]/g, '')
}

const thaiTable = tableOf({
  K: 'กขฃคฅฆ',
  C: 'จฉชฌ',
  S: 'ซศษส',
  T: 'ฎฏฐฑฒดตถทธ',
  N: 'งญณน',
  P: 'บปผฝพฟภ',
  M: 'ม',
  L: 'รลฬฤ',
  W: 'ว',
  Y: 'ย',
  H: 'หฮ',
})
const thaiVowelBefore = /[เแโใไ]/

function thaiClasses(word: string): string {
  const letters = [...word.replace(/[\p{L}][\u0e31\u0e34-\u0e3a]?\u0e4c/gu, '').replace(/ทร(?=[าัิีึืุูเแโ])/g, 'ส')]
  let key = ''
  letters.forEach((letter, at) => {
    if (letter === 'อ' && at === 0) key += 'A'
    const sound = thaiTable.get(letter)
    if (sound === undefined) return
    const begins = at === 0 || (at === 1 && thaiVowelBefore.test(letters[0] ?? ''))
    // ห before another consonant only raises the tone; ย and ว that begin no word are glides.
    if (sound === 'H' && !(begins && !thaiTable.has(letters[at + 1] ?? ''))) return
    if ((sound === 'W' || sound === 'Y') && !begins) return
    key += sound
  })
  return key
}

/** Lao letters lie in the same order as the Thai ones they come from, 0x80 further. */
function laoAsThai(word: string): string {
  return [...word].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x80)).join('')
}

function byTable(word: string, table: ReadonlyMap<string, string>): string {
  return [...word]
    .map((letter, at) =>
      at === 0 ? (table.get(`^${letter}`) ?? table.get(letter) ?? '') : (table.get(letter) ?? ''),
    )
    .join('')
}

function tableOf(classes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(classes).flatMap(([sound, letters]) =>
      [...letters].map((letter) =>
        sound.startsWith('^') ? ([`^${letter}`, sound.slice(1)] as const) : ([letter, sound] as const),
      ),
    ),
  )
}

const scripts: readonly (readonly [RegExp, ReadonlyMap<string, string>])[] = [
  [
    /\p{Script=Myanmar}/u,
    tableOf({
      K: 'ကခဂဃ',
      N: 'ငညဉဏန',
      C: 'စဆဇဈ',
      T: 'ဋဌဍဎတထဒဓသ',
      P: 'ပဖဗဘ',
      M: 'မ',
      L: 'ရလဠ',
      W: 'ဝ',
      H: 'ဟ',
      A: 'အ',
    }),
  ],
  [
    /\p{Script=Khmer}/u,
    tableOf({
      K: 'កខគឃ',
      N: 'ងញណន',
      C: 'ចឆជឈ',
      T: 'ដឋឌឍតថទធ',
      P: 'បផពភ',
      M: 'ម',
      L: 'រលឡ',
      W: 'វ',
      S: 'សឝឞ',
      H: 'ហ',
      A: 'អ',
    }),
  ],
  [
    /\p{Script=Cyrillic}/u,
    tableOf({ K: 'кгґ', C: 'чжџ', S: 'сзшщц', T: 'тд', P: 'пбф', N: 'нњ', M: 'м', L: 'лрљ', W: 'в', H: 'х' }),
  ],
  [
    /\p{Script=Arabic}/u,
    tableOf({
      K: 'كقگکغ',
      C: 'جچژ',
      S: 'سشصزظذث',
      T: 'تدطض',
      P: 'بپف',
      N: 'ن',
      M: 'م',
      L: 'رل',
      W: 'و',
      '^H': 'حهخ',
    }),
  ],
  [
    /\p{Script=Devanagari}/u,
    tableOf({
      K: 'कखगघ',
      N: 'ङञणन',
      C: 'चछजझ',
      T: 'टठडढतथदध',
      P: 'पफबभ',
      M: 'म',
      L: 'रल',
      W: 'व',
      S: 'शषस',
      H: 'ह',
      A: 'अआ',
    }),
  ],
]
