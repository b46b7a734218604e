/**
 * Burmese syllables and how Burmese people write them in Latin letters. There is no law of it: BGN/PCGN 1970 gives
 * the first reading, the habits of passports and newspapers (Htun or Tun, Kyaw or Jaw, Soe, Zin Mar) the others.
 */

/** Consonants in Unicode order from U+1000, then the independent vowels that begin names. */
const initials: Readonly<Record<string, readonly string[]>> = {
  က: ['k'],
  ခ: ['kh', 'k'],
  ဂ: ['g'],
  ဃ: ['g', 'gh'],
  င: ['ng'],
  စ: ['s'],
  ဆ: ['hs', 's'],
  ဇ: ['z'],
  ဈ: ['z'],
  ဉ: ['ny', 'n'],
  ည: ['ny', 'n'],
  ဋ: ['t'],
  ဌ: ['ht', 't'],
  ဍ: ['d'],
  ဎ: ['d'],
  ဏ: ['n'],
  တ: ['t'],
  ထ: ['ht', 't', 'th'],
  ဒ: ['d'],
  ဓ: ['d', 'dh'],
  န: ['n'],
  ပ: ['p'],
  ဖ: ['hp', 'ph', 'p'],
  ဗ: ['b'],
  ဘ: ['b', 'bh'],
  မ: ['m'],
  ယ: ['y'],
  ရ: ['y', 'r'],
  လ: ['l'],
  ဝ: ['w'],
  သ: ['th'],
  ဟ: ['h'],
  ဠ: ['l'],
  အ: [''],
}
const standing: Readonly<Record<string, string>> = {
  ဣ: 'အိ',
  ဤ: 'အီ',
  ဥ: 'အု',
  ဦ: 'အူ',
  ဧ: 'အေ',
  ဩ: 'အော',
  ဪ: 'အော်',
  ဿ: 'သ္သ',
  '၏': 'အိ',
  '၊': ' ',
  '။': ' ',
}

/** Signs after the initial without medials and tones → readings. */
const rhymes: Readonly<Record<string, readonly string[]>> = {
  '': ['a', 'ah'],
  'ါ': ['a', 'ar', 'ah'],
  'ာ': ['a', 'ar', 'ah'],
  'ိ': ['i', 'e', 'ee'],
  'ီ': ['i', 'ee', 'e'],
  'ု': ['u', 'oo'],
  'ူ': ['u', 'oo'],
  'ေ': ['e', 'ay', 'aye'],
  'ဲ': ['e', 'ae', 'eh'],
  'ော': ['aw', 'or', 'au'],
  'ော်': ['aw', 'or', 'au'],
  'ံ': ['an', 'am'],
  'ို': ['o', 'oe', 'oh'],
  'ို့': ['o', 'oe'],
  'ုံ': ['on', 'one', 'ohn'],
  'ိံ': ['ein'],
  ယ်: ['e', 'ae', 'al'],
  'ိုယ်': ['o', 'oe'],
  'ိုလ်': ['o', 'ol', 'oe'],
  'ူလ်': ['u', 'ul'],
  က်: ['et', 'at', 'ak', 'ek'],
  'ောက်': ['auk', 'ok'],
  'ိုက်': ['aik', 'ike'],
  င်: ['in', 'inn'],
  'ောင်': ['aung', 'ong'],
  'ိုင်': ['aing', 'ine'],
  စ်: ['it', 'is', 'ist'],
  ည်: ['i', 'yi', 'e', 'ee', 'in'],
  ဉ်: ['in', 'inn'],
  တ်: ['at', 'ut'],
  န်: ['an', 'un'],
  ပ်: ['at', 'ap', 'up'],
  မ်: ['an', 'am', 'un', 'ann'],
  'ိတ်': ['eik', 'eit'],
  'ိန်': ['ein', 'ain'],
  'ိပ်': ['eik', 'eip'],
  'ိမ်': ['ein', 'eim', 'aim'],
  'ုတ်': ['ok', 'oke', 'out'],
  'ုန်': ['on', 'one', 'un'],
  'ုပ်': ['ok', 'oke', 'op'],
  'ုမ်': ['on', 'one'],
  'ွတ်': ['ut', 'oot', 'wut'],
  'ွန်': ['un', 'oon', 'won'],
  'ွပ်': ['ut', 'woot'],
  'ွမ်': ['un', 'oon', 'wam'],
  'ွံ': ['un', 'oon', 'wan'],
  ဒ်: ['at', 'ad'],
  ဏ်: ['an'],
  'ိဒ်': ['eik', 'eid'],
  'ိဇ်': ['eik'],
  'ုဒ်': ['ok'],
  ဂ်: ['et', 'ag', 'ek'],
  သ်: ['at', 'as'],
  လ်: ['al', 'e'],
  ရ်: ['ar'],
  'ါလ်': ['al'],
  'ာန်': ['an'],
  'ာဏ်': ['an'],
  'ာဉ်': ['an'],
  'ေတ်': ['it'],
  'ေဒ်': ['it'],
  'ာဝ်': ['aw'],
  ဗ်: ['at'],
  'ုဏ်': ['on'],
  'ိုဏ်': ['aing'],
  ဇ်: ['it'],
  'ေဝ်': ['aw'],
}

const consonant = '[က-အဿ]'
/** Initial, medials, vowel signs, and a killed or stacked consonant that ends the syllable. */
const syllable = new RegExp(`(${consonant})([ျြွှ]*)([ါာိီုူေဲံ့း]*)((?:${consonant}်?[့း]*(?:်|(?=္)))?)(?:့|း|်)*(္?)`, 'g')

/** A Burmese word cut into syllables, each of which Latin writes as a word of its own. */
export function burmeseSyllables(word: string): readonly string[] {
  return [...spelledOut(word).matchAll(syllable)].map(([written]) => written.replace(/္$/, '်'))
}

function spelledOut(word: string): string {
  return word
    .replace(/[ဣဤဥဦဧဩဪဿ၏၊။](?!်)/g, (letter) => standing[letter] ?? letter)
    .replaceAll('ါ', 'ာ')
    .replace(/ဥ်/g, 'ဉ်')
    .replace(/်ာ/g, 'ာ်')
    .replace(/့်/g, '့်')
}

/** Latin readings of one Burmese syllable, likeliest first. */
export function readBurmeseSyllable(written: string): readonly string[] {
  const [, initial = '', medials = '', signs = '', final = ''] =
    new RegExp(syllable.source).exec(spelledOut(written)) ?? []
  const open = `${medials.includes('ွ') ? 'ွ' : ''}${signs}${final}`.replace(/[့း]/g, '')
  const rounded = rhymes[open]
  const rest = rounded ?? rhymes[open.replace('ွ', '')] ?? rhymes[signs.replace(/[့း]/g, '')] ?? ['a']
  const glide = medials.includes('ွ') && rounded === undefined ? 'w' : ''
  const starts = onset(initial, medials.replace('ွ', ''))
  const found = new Set<string>()
  // Each start with the first rhyme and the first start with each rhyme go before the rest.
  const all = starts.flatMap((start, i) =>
    nasal(rest, signs + final).map((rhyme, j) => ({
      text: `${start}${glide}${rhyme}`,
      rank: i + j + Math.min(i, j),
    })),
  )
  for (const { text } of all.toSorted((a, b) => a.rank - b.rank))
    if (text !== '') found.add(text.replace(/y+/g, 'y').replace(/iyi$/, 'i'))
  return [...found].slice(0, 8)
}

/** A creaky nasal is often closed with t: သန့် Thant, မြင့် Myint, ညွန့် Nyunt. */
function nasal(readings: readonly string[], signs: string): readonly string[] {
  const [first = '', ...others] = readings
  return signs.includes('့') && first.endsWith('n') ? [first, `${first}t`, ...others] : readings
}

/** Initial with y, r and h medials: ကျ is Ky, Gy or J; ရှ is Sh; မှ Hm or M; လျှ Sh or Hly. */
function onset(initial: string, medials: string): readonly string[] {
  const plain = initials[initial] ?? ['']
  const [y, h] = [/[ျြ]/.test(medials), medials.includes('ှ')]
  if (h && (initial === 'ရ' || (initial === 'လ' && y)))
    return initial === 'ရ' ? ['sh', 's', 'hr'] : ['sh', 'hl', 'hly']
  if (y && initial === 'က') return ['ky', 'gy', 'j', 'ch']
  if (y && initial === 'ခ') return ['ch', 'ky', 'khy', 'kh']
  if (y && initial === 'ဂ') return ['gy', 'j']
  if (y)
    return [
      ...plain.flatMap((start) => (h ? [`h${start}y`, `${start}y`] : [`${start}y`])),
      `${plain[0] ?? ''}r`,
    ]
  if (h) return plain.flatMap((start) => [`h${start}`, start])
  return plain
}
