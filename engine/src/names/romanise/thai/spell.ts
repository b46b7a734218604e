import type { Syllable, Vowel } from './syllable.ts'

/** One way of writing Thai in Latin letters: which letters stand for an initial, a vowel and a final. */
interface Style {
  readonly initials: ReadonlyMap<string, string>
  readonly vowels: Readonly<Record<Vowel, string>>
  readonly finals: ReadonlyMap<string, string>
  /** Whether ร after ศ, ส, ซ is written although not spoken: Sri, not Si. */
  readonly silentR: boolean
}

function letters(groups: string): ReadonlyMap<string, string> {
  return new Map(
    groups.split(' ').flatMap((group) => {
      const [thai = '', latin = ''] = group.split(':')
      return [...thai].map((letter) => [letter, latin] as const)
    }),
  )
}

const royalInitials = letters(
  'ก:k ขฃคฅฆ:kh ง:ng จฉชฌ:ch ซสศษ:s ญย:y ดฎ:d ตฏ:t ฐฑฒถทธ:th ณน:n บ:b ป:p ผพภ:ph ฝฟ:f ม:m รฤ:r ลฬฦ:l ว:w หฮ:h อ:',
)
const royalFinals = letters('กขคฆ:k ง:ng จชซฌฎฏฐฑฒดตถทธศษส:t ญณนรลฬ:n บปผพฟภ:p ม:m ย:i ว:o')

/** Royal Thai General System of Transcription, 1999. */
const royal: Style = {
  silentR: false,
  initials: royalInitials,
  finals: royalFinals,
  vowels: {
    a: 'a',
    aa: 'a',
    i: 'i',
    ii: 'i',
    ue: 'ue',
    u: 'u',
    uu: 'u',
    e: 'e',
    ae: 'ae',
    o: 'o',
    oo: 'o',
    or: 'o',
    oe: 'oe',
    ia: 'ia',
    uea: 'uea',
    ua: 'ua',
    ai: 'ai',
    ao: 'ao',
    am: 'am',
    ri: 'ri',
  },
}

/** What passports hold: English habits for vowels, j for จ, y and w that close a syllable, porn and korn for พร and กร. */
const passport: Style = {
  silentR: true,
  initials: merged(royalInitials, letters('จ:j')),
  finals: merged(royalFinals, letters('ร:rn ล:l ย:y ว:w')),
  vowels: { ...royal.vowels, ii: 'ee', uu: 'oo', or: 'o', oe: 'er', ue: 'ue', ia: 'ia' },
}

/** The same without the h of ph, th, kh: Pornchai, Taksin; v for ว: Vichai. */
const plain: Style = {
  silentR: true,
  initials: merged(royalInitials, letters('ผพภ:p ฐฑฒถทธ:t ว:v')),
  finals: merged(royalFinals, letters('ร:rn ล:l')),
  vowels: { ...royal.vowels, oe: 'er', ue: 'u', uea: 'ua' },
}

/** Letter by letter after Sanskrit, as families of standing write: Subha-, -bhum, Vidhya, Dej. */
const learned: Style = {
  silentR: true,
  initials: merged(royalInitials, letters('ภ:bh ธฒ:dh ว:v จ:j ชฌ:j ฐถ:th ท:d')),
  finals: letters(
    'กคฆ:k ข:kh ง:ng จชฌ:j ซสศษ:s ฎดท:d ฏต:t ฐถ:th ฑ:d ฒธ:dh ณนญ:n ร:r ลฬ:l บ:b ปพ:p ภ:bh ฟ:f ม:m ย:y ว:v',
  ),
  vowels: { ...royal.vowels, ue: 'u' },
}

function merged(
  base: ReadonlyMap<string, string>,
  over: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...base, ...over])
}

/** Latin spellings of the cuts of a word, the royal system and passport habits first. */
export function spellings(parses: readonly (readonly Syllable[])[]): readonly string[] {
  const order: readonly (readonly [number, Style])[] = [
    [0, royal],
    [0, passport],
    [0, plain],
    [0, learned],
    [1, royal],
    [1, plain],
    [1, passport],
    [2, royal],
    [1, learned],
    [3, royal],
  ]
  const found = new Set<string>()
  for (const [at, style] of order) {
    const parse = parses[at]
    if (parse !== undefined) found.add(parse.map((syllable) => spelled(syllable, style)).join(''))
  }
  return [...found].filter((text) => text !== '').slice(0, 8)
}

function spelled({ initial, vowel, final }: Syllable, { initials, vowels, finals, silentR }: Style): string {
  const heard = [...(silentR ? initial : initial.replace(/(?<=[ศสซ])ร/, ''))]
    .map((letter) => (letter === 'a' ? 'a' : (initials.get(letter) ?? '')))
    .join('')
  const [closing = '', linked] = final
  const end = finals.get(closing) ?? ''
  const again = linked === undefined ? '' : `${initials.get(closing) ?? ''}a`
  // ั before ว and ย is written with the vowel: kaeo, chai.
  return heard + (vowels[vowel] ?? '') + end + again
}
