/** Words that say who somebody is among people, not which person: taken off wherever a name is left. Folded. */
const always = new Set(
  `mr mrs ms miss mx mister missus dr prof professor doctor mme mlle madame monsieur herr frau senor senora senorita
   haji hajji hadji hajj alhaji alhaj hajah hj hjh sheikh shaikh sheik shaykh cheikh sheykh mullah mulla maulana mawlana mawlawi maulvi maulavi
   ayatollah hojatoleslam engr ustad ustaz oknha samdech dato datuk datin tengku encik puan shri shrimati smt srimati bapak bpk drs nangsao esq phd mba
   господин госпожа г-н г-жа доктор профессор генерал полковник президент майор капитан пан пани
   الشيخ شيخ السيد السيدة الدكتور دكتور الحاج حاج المهندس مهندس الأستاذ الاستاذ أستاذ الأمير الامير اللواء العقيد العميد النقيب الرائد الملا ملا مولوي الإمام الامام آقاي آقای خانم دكتر دکتر جناب حجي الحجي
   श्री श्रीमती डॉ डॉक्टर सुश्री জনাব জনাবা ডা ড শ্রী শ্রীমতী শেখ शेख திரு திருமதி செல்வி ශ්‍රී מר גברת גב' ד"ר פרופ' κ κος κυριος κυρια
   លោក លោកស្រី អ្នកស្រី ឧកញ៉ា សម្តេច ឯកឧត្តម កញ្ញា ท้าว ທ້າວ ນາງ ນາຍ ທ່ານ 先生 女士 小姐 太太 博士 教授 同志 夫人 様 さん 氏 씨 님 선생 선생님 박사`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Ranks and offices that are surnames too: only in front of two words and more, or of another title. */
const inFront = new Set(
  `sir dame lord lady rev reverend hon honorable honourable capt captain col colonel lt lieutenant ltc sgt sergeant cpl corporal maj insp inspector
   supt superintendent det detective brig brigadier cmdr commander adm admiral president minister ambassador amb pvt gen general pol sra don dona imam khun ir atty mgr lok neak`.split(
    /\s+/,
  ),
)

/** Titles that elsewhere are names: only before a name of the same people, told by its other words. */
const burmeseTitles = new Set('u daw ko ma mg maung saw sai nang naw nai'.split(' '))
const burmeseScriptTitles = /^(?:ဦး|ဒေါ်|ဒေါက်တာ|ဗိုလ်မှူး|ဗိုလ်ချုပ်|ကို|မောင်|မ)$/u
/** Syllables of Burmese names in their usual spellings, those that are also common words elsewhere left out. */
const burmese = new Set(
  `aung aye mg thain jaw ba bo chan chaw chit cho htay htet htin htoo htun htut hla hlaing hnin hpone hsu kaung khaing khin khine ko kyaw kyi kyin kyu lay lin lwin
   maung min mon moe mya myat myint myo naing nanda nay ngwe nilar nu nwe nyein nyi nyo nyunt ohn ohnmar oo paing phone phyo phyu pyae pyone sabai san sandar sanda saw sein shein shwe soe su suu swe
   tha than thandar thant thaung thazin thein thet thida thiha thin thit thu thura thuzar tin tint toe tun wai wah win wint wunna yadanar ye yin yu yupar zar zarni zaw zay zayar zeya zin zaya myaing nyan kyar hein htwe hmwe theingi thiri khant sithu`.split(
    /\s+/,
  ),
)

/** Thai and Lao titles, ranks and offices that are written without a space before the name; dots may be missing. */
const glued =
  /^(?:ว่าที่|นางสาว|น\.?ส\.|นาย|นาง(?!ค|ฟ)|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|คุณหญิง|คุณ|ดร\.|ศ\.|รศ\.|ผศ\.|ศาสตราจารย์|หม่อมหลวง|หม่อมราชวงศ์|หม่อมเจ้า|ม\.?ล\.|ม\.?ร\.?ว\.|ม\.จ\.|พลตำรวจเอก|พลตำรวจโท|พลตำรวจตรี|พันตำรวจเอก|พันตำรวจโท|พันตำรวจตรี|ร้อยตำรวจเอก|ร้อยตำรวจโท|ร้อยตำรวจตรี|ดาบตำรวจ|จ่าสิบตำรวจ|สิบตำรวจเอก|สิบตำรวจโท|สิบตำรวจตรี|พลเอก|พลโท|พลตรี|พลเรือเอก|พลเรือโท|พลเรือตรี|พลอากาศเอก|พลอากาศโท|พลอากาศตรี|พันเอก|พันโท|พันตรี|ร้อยเอก|ร้อยโท|ร้อยตรี|จ่าสิบเอก|จ่าสิบโท|สิบเอก|สิบโท|สิบตรี|สมเด็จ|พระครู|พระมหา|เจ้าหน้าที่|(?:พล\.?|พ\.|ร\.|จ\.|ส\.|ด\.|น\.|ต\.)(?:ต\.?|อ\.?|ร\.?|ส\.?|ท\.){1,3}(?=\s|[ก-ฮเ-ไ])(?<=\.)|ດຣ\.|ທ້າວ|ນາງສາວ|ນາງ|ທ່ານ|ពលរដ្ឋ|เรืออากาศ(?:เอก|โท|ตรี)|นาวา(?:อากาศ)?(?:เอก|โท|ตรี))(?:(?<=\.)|(?=\s|[ก-ฮเ-ไກ-ຮເ-ໄក-អ]))\s*/u
/** The same behind a name: 陈先生, 김철수씨. */
const gluedAfter = /(?<=[\p{Script=Han}]{2})(?:先生|女士|小姐|太太|博士|教授|同志)$|(?<=[가-힣]{3})씨$/u

/** A word as far as titles go. */
interface Titled {
  readonly folded: string
  readonly marked: string
}

export interface Untitled {
  readonly name: string
  readonly titles: readonly string[]
}

/** Takes off what Thai, Lao, Chinese and Korean write without a space; again and again: ว่าที่ ร.ต.อ. นาย. */
export function withoutGluedTitles(text: string): Untitled {
  const titles: string[] = []
  let name = text.trim()
  for (const pattern of [glued, glued, glued, gluedAfter]) {
    const [found = ''] = pattern.exec(name) ?? []
    const rest = name.replace(pattern, '').trim()
    if (found === '' || !/\p{L}{2}/u.test(rest)) continue
    titles.push(found.trim())
    name = rest
  }
  return { name, titles }
}

/** Burmese writes ဦး and ဒေါ် without a space before the name: the first syllable of at least three. */
export function hasGluedBurmeseTitle(syllables: readonly Titled[]): boolean {
  return syllables.length > 2 && /^(?:အူး|ဒေါ်|ဒော်)$/u.test(syllables[0]?.folded ?? '')
}

const fillers = new Set('fnu lnu nfn nln unk unknown'.split(' '))

/** Which words of a name are titles, or stand where a form wanted a name (FNU, XXX). At least one word is always left. */
export function titlesAmong(words: readonly Titled[]): readonly boolean[] | undefined {
  let marks: boolean[] | undefined
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]?.folded ?? ''
    const marked =
      at === 0 ? words.length > 1 && isFirstTitle(words) : marks?.[at - 1] === true && inFront.has(word)
    if (!marked && !always.has(word) && !isFiller(word)) continue
    marks ??= words.map(() => false)
    marks[at] = true
  }
  return marks?.every(Boolean) === true ? undefined : marks
}

// Titles without a space behind them begin with no Latin letter.
const firstGlued = 0x590

/** Whether a word may be a title somewhere in a name, or have one before or behind it without a space. */
export function mayBeTitle(written: string, { folded, marked }: Titled): boolean {
  return (
    always.has(folded) ||
    inFront.has(folded) ||
    burmeseTitles.has(folded) ||
    isFiller(folded) ||
    marked === 'ông' ||
    marked === 'bà' ||
    (written.charCodeAt(0) >= firstGlued && (glued.test(`${written} `) || gluedAfter.test(written)))
  )
}

function isFiller(word: string): boolean {
  return fillers.has(word) || (word.startsWith('xx') && /^x+$/.test(word))
}

function isFirstTitle(words: readonly Titled[]): boolean {
  const { folded = '', marked = '' } = words[0] ?? {}
  if (words.length > 2 && (inFront.has(folded) || marked === 'ông' || marked === 'bà')) return true
  return isBurmeseTitle(words)
}

/** U, Daw, Ko, Ma, Maung before at least two more syllables, all Burmese: Ma Thida Aung, but Ma Long, Ko Ko. */
function isBurmeseTitle(words: readonly Titled[]): boolean {
  const first = words[0]?.folded ?? ''
  if (!burmeseTitles.has(first)) return first >= 'က' && words.length > 2 && burmeseScriptTitles.test(first)
  const rest = words.slice(1).map(({ folded }) => folded)
  return (rest.length > 1 || first === 'u' || first === 'daw') && rest.every((word) => burmese.has(word))
}
