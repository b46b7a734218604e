import { combine } from './combine.ts'
import { learnedReadings } from './learned.ts'

/** Initials, vowels and finals of a syllable block in Unicode order → Revised Romanisation, then McCune and own choice. */
const initials = 'g,k kk n d,t tt r,l m b,p pp s ss - j,ch jj ch k t p h'.split(' ').map(spellings)
const vowels =
  'a,ah ae,ai ya yae eo,u,o e yeo,you,yu,yo ye o,oh wa wae oe,oi yo,yoh u,oo,woo wo,weo we wi yu,yoo eu,u ui,ee,eui i,ee,y'
    .split(' ')
    .map(spellings)
const finals = '- k,g k k n n n t l,r k m l l l p l m p p t,s t ng t t k t p -'.split(' ').map(spellings)

function spellings(entry: string): readonly string[] {
  return entry === '-' ? [''] : entry.split(',')
}

/** Surnames as their bearers spell them, the commonest first. */
const surnames: ReadonlyMap<string, readonly string[]> = new Map(
  `김 kim gim ghim|이 lee yi rhee ri lie i|박 park pak bak|최 choi choe choy|정 jung jeong chung joung|강 kang gang|조 cho jo joe|윤 yoon yun youn|장 jang chang|임 lim im rim yim
   |한 han hahn|오 oh o|서 seo suh so|신 shin sin|권 kwon gwon kweon|황 hwang|안 ahn an|송 song|전 jeon chun jun chon|홍 hong|유 yoo yu ryu you|고 ko go koh|문 moon mun
   |양 yang ryang|손 son sohn|배 bae pae bai|백 baek paik back|허 heo huh hur|남 nam|심 shim sim|노 noh roh no ro|하 ha|곽 kwak gwak|성 sung seong|차 cha|주 joo ju chu
   |우 woo u wu|구 koo gu ku goo|민 min|류 ryu yoo lyu|나 na ra rah|진 jin chin|지 ji chi jee|엄 eom um uhm|채 chae|원 won weon|천 cheon chun|방 bang pang|공 kong gong
   |현 hyun hyeon|함 ham|변 byun byeon|염 yeom yum|여 yeo yuh|추 choo chu|도 do doh|소 so soh|석 seok suk|선 sun seon|설 seol sul|마 ma|길 gil kil|연 yeon youn|위 wi wee
   |표 pyo|명 myung myeong|기 ki gi kee|반 ban|왕 wang|금 keum geum|옥 ok|육 yook yuk|인 in|맹 maeng|제 je|모 mo|탁 tak|국 kook guk|어 eo uh|은 eun|편 pyun|용 yong
   |예 ye|경 kyung gyeong|봉 bong|사 sa|부 bu boo|리 ri lee rhee|림 rim lim|로 ro roh|황보 hwangbo|남궁 namgoong namgung|제갈 jegal|선우 sunwoo seonu|독고 dokgo|사공 sagong`
    .split(/\s*\|/)
    .map((entry) => {
      const [syllable = '', ...written] = entry.trim().split(' ')
      return [syllable, written] as const
    }),
)

/** Surname and given name of a Korean name written as one word; undefined where it is one word or a foreign name. */
export function splitHangul(word: string): readonly [family: string, given: string] | undefined {
  if (word.length < 2 || word.length > 4 || soundsForeign(word)) return undefined
  const two = word.slice(0, 2)
  if (word.length > 2 && surnames.has(two)) return [two, word.slice(2)]
  return word.length < 4 && surnames.has(word.slice(0, 1)) ? [word.slice(0, 1), word.slice(1)] : undefined
}

/** 르, 스, 트, 크: a bare ㅡ is written for consonants that Korean cannot close a syllable with, hardly in its own names. */
function soundsForeign(word: string): boolean {
  return [...word].some((syllable) => {
    const [initial, vowel, final] = partsOf(syllable)
    return (vowel === 18 && final === 0) || initial === 15
  })
}

function partsOf(syllable: string): readonly [initial: number, vowel: number, final: number] {
  const code = (syllable.codePointAt(0) ?? 0) - 0xac00
  return [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28]
}

export function readHangulSurname(word: string): readonly string[] {
  return surnames.get(word) ?? readHangul(word)
}

/** Readings of a given name or a foreign word: 지성 → jiseong, jisung; 블라디미르 → vladimir. */
export function readHangul(word: string): readonly string[] {
  const slots = [...word]
    .filter((syllable) => syllable >= '가' && syllable <= '힣')
    .flatMap((syllable) => {
      const [initial, vowel, final] = partsOf(syllable)
      // 시 is spelt shi by most bearers although the systems say si.
      const start = initials[initial] ?? ['']
      return [
        initial === 9 && vowel === 20 ? ['s', 'sh'] : start,
        vowels[vowel] ?? [''],
        finals[final] ?? [''],
      ]
    })
  const native = combine(slots, 8)
  if (!soundsForeign(word) && word.length < 3)
    return [...new Set([...native.slice(0, 6), ...learnedReadings('korean', word).slice(0, 2)])]
  return [...new Set([...learnedReadings('korean', word).slice(0, 6), ...native.slice(0, 2)])].slice(0, 8)
}

/** The syllables that a Latin word of one syllable may be a spelling of: hoon 훈, jung 정 and 중; none for most words. */
export function hangulSpelt(word: string): readonly string[] {
  const [, start = '', vowel = '', end = ''] = /^([^aeiouwy]*)([wy]?[aeiou]+h?)([^aeiou]*)$/.exec(word) ?? []
  if (vowel === '') return []
  const found: string[] = []
  for (const initial of placesOf(initials, start))
    for (const middle of placesOf(vowels, vowel))
      for (const final of placesOf(finals, end))
        found.push(String.fromCodePoint(0xac00 + (initial * 21 + middle) * 28 + final))
  if (start === 'sh')
    for (const final of placesOf(finals, end))
      found.push(String.fromCodePoint(0xac00 + (9 * 21 + 20) * 28 + final))
  return found
}

/** Whether a Latin word is one syllable of Korean, and another one than this: hoon is not 성. */
export function isOtherHangul(syllable: string, latin: string): boolean {
  const spelt = hangulSpelt(latin)
  return spelt.length > 0 && !speltAs(spelt, syllable)
}

/** Syllables that given names of Korea are made of; foreign names in Hangul mostly have one that is not. */
const ofGivenNames = new Set(
  `가강건겸경관광교구국권규균근금기길나남노다단담대덕도동라란래량련렬령례로록룡류률리림만명모무문미민박반방배백범병보복봉부비빈
사산상서석선설섭성세소송수숙순슬승시식신아안애양어언여연열염영예오옥온완용우욱운웅원위유윤율은을음의이익인일임자잔장재전정제
조종주준중지직진찬창채천철청초추춘충치탁태택판평표필하학한해향헌혁현형혜호홍화환황회효후훈휘흥희`,
)

/**
 * Whether a given name of two syllables is another than a Latin word that is one or two syllables of Korean: 지우 is neither
 * Ji nor Jiho, though it sounds nearly so.
 */
export function isOtherGivenName(word: string, latin: string): boolean {
  const [first = '', second = ''] = word
  if (word.length !== 2 || !ofGivenNames.has(first) || !ofGivenNames.has(second)) return false
  let isKorean = hangulSpelt(latin).length > 0
  for (let cut = 1; cut < latin.length; cut += 1) {
    const [begins, ends] = [hangulSpelt(latin.slice(0, cut)), hangulSpelt(latin.slice(cut))]
    if (begins.length === 0 || ends.length === 0) continue
    if (speltAs(begins, first) && speltAs(ends, second)) return false
    isKorean = true
  }
  return isKorean
}

/** Vowels that few hear apart (애 and 에, 의 and 이) are one; 룡 is heard as nyong, and 학 before nam as hang. */
function speltAs(spelt: readonly string[], syllable: string): boolean {
  const heard = heardOf(syllable)
  return spelt.some((one) => heardOf(one) === heard)
}

function heardOf(syllable: string): number {
  const [initial, vowel, final] = partsOf(syllable)
  return (
    ((initial === 5 ? 2 : initial) * 21 + (alikeVowels.get(vowel) ?? vowel)) * 28 +
    (alikeFinals.get(final) ?? final)
  )
}

const alikeVowels = new Map([
  [5, 1],
  [7, 3],
  [19, 20],
])
/** ㄱ and ㅇ, ㅂ and ㅁ. */
const alikeFinals = new Map([
  [1, 21],
  [17, 16],
])

function placesOf(table: readonly (readonly string[])[], spelling: string): readonly number[] {
  return table.flatMap((entry, at) => (entry.includes(spelling) ? at : []))
}
