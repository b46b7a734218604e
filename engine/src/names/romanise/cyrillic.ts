import { learnedReadings } from './learned.ts'

type Letters = Readonly<Record<string, string>>

const common: Letters = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ї: 'yi',
  є: 'ye',
  ў: 'u',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ђ: 'dj',
  џ: 'dz',
  ѕ: 'dz',
  ќ: 'k',
  ѓ: 'g',
  ә: 'a',
  ғ: 'g',
  қ: 'k',
  ң: 'ng',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
  ҳ: 'h',
  ҷ: 'j',
  ӣ: 'i',
  ӯ: 'u',
  ӑ: 'a',
  ӗ: 'e',
  ҡ: 'k',
  ҙ: 'z',
  ҫ: 's',
  ѣ: 'e',
  ѳ: 'f',
  ѵ: 'i',
  ӏ: '',
  җ: 'j',
  ҹ: 'ch',
  ѐ: 'e',
  ѝ: 'i',
}
/** Passports of Russia since 2013 (ICAO 9303). */
const passport: Letters = { ...common, й: 'i', ъ: 'ie', ю: 'iu', я: 'ia' }
/** Older Russian papers and English newspapers: -iy becomes y, ё yo, х h. */
const newspaper: Letters = { ...common, ё: 'yo', х: 'h', й: 'i' }
const german: Letters = {
  ...common,
  в: 'w',
  ж: 'sch',
  з: 's',
  й: 'j',
  х: 'ch',
  ц: 'z',
  ч: 'tsch',
  ш: 'sch',
  щ: 'schtsch',
  ю: 'ju',
  я: 'ja',
}
const french: Letters = {
  ...common,
  ж: 'j',
  й: 'i',
  у: 'ou',
  ч: 'tch',
  ш: 'ch',
  щ: 'chtch',
  ю: 'iou',
  я: 'ia',
}
const ukrainian: Letters = { ...common, г: 'h', и: 'y', й: 'i', є: 'ie', ї: 'i', ю: 'iu', я: 'ia' }
const ukrainianStart: Letters = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }
const belarusian: Letters = { ...ukrainian, ы: 'y', ё: 'io', е: 'ie', и: 'i' }
const bulgarian: Letters = { ...common, х: 'h', щ: 'sht', ъ: 'a', ь: 'y' }
const serbian: Letters = { ...common, ж: 'z', х: 'h', ц: 'c', ч: 'c', ш: 's' }
const serbianEnglish: Letters = { ...common, х: 'h', ц: 'c', ћ: 'ch', ђ: 'dj', ј: 'y', њ: 'ny', љ: 'ly' }
const turkic: Letters = { ...common, қ: 'q', ғ: 'gh', ң: 'n', х: 'kh', ү: 'u', ы: 'i', ө: 'u', һ: 'kh' }

/** Latin readings of a Cyrillic word; which alphabet it is follows from letters only one language has. */
export function readCyrillic(word: string): readonly string[] {
  const found = new Set<string>()
  const learned = learnedReadings('russian', word)
  const own = stylesOf(word).map((letters) => spelled(word, letters))
  for (const text of [...own.slice(0, 3), ...learned.slice(0, 2), ...own.slice(3), ...learned])
    if (text !== '') found.add(text)
  return [...found].slice(0, 8)
}

function stylesOf(word: string): readonly Letters[] {
  if (/[ўі]/.test(word) && /[ўыэё]/.test(word)) return [belarusian, ukrainian, common]
  if (/[іїєґ]/.test(word)) return [ukrainian, common, passport]
  if (/[јљњћђџ]/.test(word)) return [serbian, serbianEnglish, common]
  if (/[әғқңөұүһҳҷӣӯ]/.test(word)) return [common, turkic, passport]
  if (/ъ(?![еёюя])/.test(word)) return [bulgarian, common]
  return [
    common,
    passport,
    newspaper,
    ...(/[вжзйхцчшщюя]/.test(word) ? [german] : []),
    ...(/г|и/.test(word) ? [ukrainian] : []),
    french,
    bulgarian,
  ]
}

function spelled(word: string, letters: Letters): string {
  const text = [...word]
    .map(
      (letter, at) =>
        (at === 0 && letters === ukrainian ? (ukrainianStart[letter] ?? letters[letter]) : letters[letter]) ??
        '',
    )
    .join('')
  // Достоевский: every paper but the oldest writes one y, or one i, for -ий.
  return letters === common || letters === newspaper ? text.replace(/[iy]y$/, 'y').replace(/ii$/, 'y') : text
}
