import { combine } from './combine.ts'

/**
 * Khmer consonants are of two series that give the same vowel sign two sounds. First readings follow UNGEGN 1972
 * without its marks, the others what passports hold, which is French of one age or another (Sok, Chea, Oeun, Nuon).
 */
interface Consonant {
  readonly starts: readonly string[]
  readonly ends: readonly string[]
  readonly series: 0 | 1
  /** ង ញ ន ម យ រ ល វ under another consonant leave the series to it. */
  readonly sonorant: boolean
}

const consonants: ReadonlyMap<string, Consonant> = new Map(
  `ក0:k:k ខ0:kh,k:k,kh គ1:k:k,g ឃ1:kh,k:k,kh ង1:ng:ng ច0:ch:ch,k ឆ0:chh,ch:ch ជ1:ch:ch ឈ1:chh,ch:ch ញ1:nh,ny:nh,ng,n
   ដ0:d:t,d ឋ0:th,t:th,t ឌ1:d:t,d ឍ1:th,t:th,t ណ0:n:n ត0:t:t,th ថ0:th,t:th,t ទ1:t:t,th ធ1:th,t:th,t ន1:n:n ប0:b:p,b
   ផ0:ph,p:ph,p ព1:p:p,b ភ1:ph,p:ph,p ម1:m:m យ1:y:y,i រ1:r:,r ល1:l:l វ1:v,w:v,w ស0:s:s,h, ហ0:h:h ឡ0:l:l អ0::`
    .split(/\s+/)
    .map((entry) => {
      const [letter = '', starts = '', ends = ''] = entry.split(':')
      const character = letter.slice(0, 1)
      return [
        character,
        {
          starts: starts.split(','),
          ends: ends.split(','),
          series: letter.endsWith('1') ? 1 : 0,
          sonorant: 'ងញនមយរលវ'.includes(character),
        },
      ] as const
    }),
)

/** Vowel signs → readings after the first and after the second series. */
const vowels: ReadonlyMap<string, readonly [readonly string[], readonly string[]]> = new Map(
  `- a,o,or o,a,or|ា a,ar ea,ia,a|ិ i,e i,e|ី ei,ey,i i,y,ee|ឹ oe,eu,e eu,oe,ue|ឺ eu,oeu eu,oeu|ុ o,u u,o|ូ o,ou,au u,ou,oo
   |ួ uo,ua,ou uo,ua,ou|ើ aeu,er,oeu eu,oeu,er|ឿ oeu,oeur,eur,eu oeu,oeur,eur,eu|ៀ ie,ea,ia ie,ea,ia|េ e,ei,ay e,ei
   |ែ ae,e ae,e,ea|ៃ ai,ay,ey ey,ay,ai|ោ ao,o,or o,ou,oo|ៅ au,av,ov,ao ov,ou,au|ំ am,om om,um,am|ុំ om,um um,om|ាំ am eam,oam,am
   |ះ ah eah,ah|ុះ oh,os uh,os|េះ eh,es eh,es|ោះ oh,os uoh,oh|ិះ eh,is ih,is|័ a oa,ea,a|ា់ a,ak oa,ea,a`
    .split(/\s*\|/)
    .map((entry) => {
      const [sign = '', first = '', second = ''] = entry.trim().split(' ')
      return [
        sign === '-' ? '' : sign,
        [first.split(','), (second === '' ? first : second).split(',')],
      ] as const
    }),
)

/** Independent vowels as អ with the sign they stand for. */
const standing: Readonly<Record<string, string>> = {
  ឥ: 'អិ',
  ឦ: 'អី',
  ឧ: 'អុ',
  ឩ: 'អ៊ូ',
  ឪ: 'អូវ',
  ឫ: 'រឹ',
  ឬ: 'រឺ',
  ឭ: 'លឹ',
  ឮ: 'លឺ',
  ឯ: 'ឯអែ',
  ឰ: 'អៃ',
  ឱ: 'អោ',
  ឲ: 'អោ',
  ឳ: 'អៅ',
}

interface Cluster {
  readonly base: string
  readonly subscripts: readonly string[]
  readonly shift: string
  readonly vowel: string
}

const cluster = /([ក-អ])((?:្[ក-អ])*)([៉៊]?)((?:្[ក-អ])*)([ា-ៈ័់]*)([៉៊]?)/g

/** Latin readings of a Khmer word: សុខា → sokha, បុរី → borei, borey. */
export function readKhmer(word: string): readonly string[] {
  const letters = word
    .replace(/[ឥ-ឳ]/g, (letter) => (standing[letter] ?? letter).replace(/^ឯ/, ''))
    .replace(/[ក-អ](?:្[ក-អ])*[ិុ]?៍/g, '')
    .replace(/[៌៏៎៑៓​]/g, '')
  const clusters = [...letters.matchAll(cluster)].map(
    ([, base = '', before = '', shift = '', after = '', signs = '', late = '']): Cluster => ({
      base,
      subscripts: [...(before + after).replaceAll('្', '')],
      shift: shift === '' ? late : shift,
      vowel: signs.replace(/(?<!ា)់|ៈ/g, ''),
    }),
  )
  return combine(slotsOf(clusters), 8)
}

/** Start, vowel and end of each syllable; a bare consonant after an open syllable ends it, but of two the second does. */
function slotsOf(clusters: readonly Cluster[]): readonly (readonly string[])[] {
  const slots: (readonly string[])[] = []
  let open = false
  clusters.forEach((here, at) => {
    const next = clusters[at + 1]
    const ends =
      here.vowel === '' && (next === undefined || (next.vowel !== '' && here.subscripts.length === 0))
    if (open && ends) {
      slots.push(endOf(here))
      open = false
      return
    }
    const split = open && doubled(here)
    if (split)
      slots.push(
        isGeminate(here)
          ? ['', consonants.get(here.base)?.ends[0] ?? '']
          : (consonants.get(here.base)?.ends ?? ['']),
      )
    slots.push(...startOf(here, split))
    open = !/[ំះៃៅ]/.test(here.vowel)
  })
  return slots
}

function isGeminate({ base, subscripts }: Cluster): boolean {
  return subscripts.length === 1 && subscripts[0] === base
}

/** ជ្ជ, ណ្ឌ, ទ្ធ, ម្ព: inside a word the upper consonant closes the syllable before, the lower opens the next. */
function doubled({ base, subscripts }: Cluster): boolean {
  const under = consonants.get(subscripts[0] ?? '')
  return subscripts.length > 0 && under !== undefined && !(under.sonorant && base !== subscripts[0])
}

function endOf({ base, subscripts }: Cluster): readonly string[] {
  const [under] = subscripts
  if (under === undefined) return consonants.get(base)?.ends ?? ['']
  if (under === base)
    return (consonants.get(base)?.ends ?? ['']).flatMap((end) =>
      end.length === 1 && 'nml'.includes(end) ? [end + end, end] : [end],
    )
  // ចក្រ, ឥន្ទ្រ: ្រ under a last consonant is written by some and spoken by none.
  if (under === 'រ') return (consonants.get(base)?.ends ?? ['']).flatMap((end) => [end, `${end}ra`])
  const lower = consonants.get(under)
  return lower?.sonorant === false && !'ងញណនម'.includes(base)
    ? lower.ends
    : (consonants.get(base)?.ends ?? [''])
}

function startOf(
  { base, subscripts, shift, vowel }: Cluster,
  split: boolean,
): readonly (readonly string[])[] {
  const heard = split ? subscripts : [base, ...subscripts]
  const starts = heard.map((letter, at) => {
    if (letter === 'ប' && (shift === '៉' || (at === 0 && heard.length > 1))) return ['p']
    return consonants.get(letter)?.starts ?? ['']
  })
  const signs = vowels.get(vowel) ?? vowels.get(vowel.slice(0, 1)) ?? [['a'], ['o']]
  return [...starts, signs[seriesOf(heard, shift)]]
}

function seriesOf(letters: readonly string[], shift: string): 0 | 1 {
  if (shift !== '') return shift === '៊' ? 1 : 0
  const ruling = letters
    .map((letter) => consonants.get(letter))
    .findLast((found) => found?.sonorant === false)
  return (ruling ?? consonants.get(letters[0] ?? ''))?.series ?? 0
}
