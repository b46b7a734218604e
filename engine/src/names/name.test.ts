import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { readName } from './name.ts'
import type { NameKind, NamePart } from './name.ts'
import { splitAliases } from './normalise/words.ts'

function written(text: string, kind?: NameKind): readonly string[] {
  return readName(text, kind).parts.map((part) => part.written)
}

function roles(text: string, kind?: NameKind): readonly string[] {
  return readName(text, kind).parts.map((part) => `${part.written} ${part.role}`)
}

test('Latin names are folded: case, diacritics, apostrophes, hyphens, invisible marks, look-alikes', () => {
  assert.deepEqual(written("O'Neil Ji-sung"), ['oneil', 'ji', 'sung'])
  assert.deepEqual(written('Nguyễn Văn Đức'), ['nguyen', 'van', 'duc'])
  assert.deepEqual(written("N'Gozi"), written('Ngozi'))
  assert.deepEqual(written('Pu\u200btin\u202e'), ['putin'])
  assert.deepEqual(written('Pаul Smіth'), ['paul', 'smith'])
  assert.deepEqual(written('Ｊｏｈｎ'), ['john'])
  assert.deepEqual(written('Путин'), ['путин'])
})

test('digits of every script are numbers, also without a company around them', () => {
  assert.deepEqual(written('บ้าน ๑๒๓'), ['บ้าน', '123'])
  assert.deepEqual(roles('١١٤٢٠ CORP', 'organisation'), ['11420 number', 'corp legal-form'])
})

test('names of two nouns in Arabic are one word, as Latin papers write them', () => {
  assert.deepEqual(written('Shams al-Din Latif'), ['shamsuddin', 'latif'])
  assert.deepEqual(written('Shams Uddin'), ['shams', 'uddin'])
  assert.deepEqual(written('Din Mohammad'), ['din', 'mohammad'])
  const [one, two] = readName('شمس الدين قدرت الله').parts
  assert.equal(one?.readings[0], 'shamsuddin')
  assert.ok(one?.readings.includes('shamseddine'))
  assert.ok(two?.readings[0]?.endsWith('ullah'))
  assert.equal(readName('ثناء الله').parts[0]?.readings[0], 'znaullah')
})

test('a Japanese surname tells how the given name is read, written together or apart', () => {
  const first = (text: string): readonly string[] =>
    readName(text).parts.map(({ readings }) => readings[0] ?? '')
  assert.deepEqual(first('鈴木花子'), ['suzuki', 'hanako'])
  assert.deepEqual(first('鈴木 花子'), ['suzuki', 'hanako'])
  assert.deepEqual(first('中川純一郎'), ['nakakawa', 'junichiro'])
  assert.deepEqual(first('山本健三'), ['yamamoto', 'kenzo'])
  assert.deepEqual(first('林志明'), ['lin', 'zhiming'])
})

test('titles are taken off, glued or not, and a title alone is a name', () => {
  const titled: readonly (readonly [string, readonly string[]])[] = [
    ['Mr. John Smith', ['john', 'smith']],
    ['SMITHMR JOHN', ['smith', 'john']],
    ['พล.ต.อ.สมชาย ใจดี', ['สมชาย', 'ใจดี']],
    ['ว่าที่ ร.ต. สมชาย ใจดี', ['สมชาย', 'ใจดี']],
    ['นางสาวศิริพร ใจดี', ['ศิริพร', 'ใจดี']],
    ['ດຣ. ທ້າວ ສົມຈິດ', ['ສົມຈິດ']],
    ['ນາງສົມຈິດ', ['ສົມຈິດ']],
    ['លោក ហ៊ុន សែន', ['ហ៊ុន', 'សែន']],
    ['الشيخ محمد صالح', ['محمد', 'صالح']],
    ['श्री नरेन्द्र मोदी', ['नरेन्द्र', 'मोदी']],
    ['王小明先生', ['王', '小明']],
    ['김철수씨', ['김', '철수']],
    ['FNU AHMED', ['ahmed']],
    ['Daw Aung San Suu Kyi', ['aung', 'san', 'suu', 'kyi']],
    ['Ma Long', ['ma', 'long']],
    ['Ko Ko', ['ko', 'ko']],
    ['Ma', ['ma']],
    ['Dr', ['dr']],
    ['Pol. Gen. Somchai Jaidee', ['somchai', 'jaidee']],
    ['Gen Nakamura', ['gen', 'nakamura']],
    ['Don Johnson', ['don', 'johnson']],
    ['คุณากร ใจดี', ['คุณากร', 'ใจดี']],
    ['Ông Nguyễn Văn Đức', ['nguyen', 'van', 'duc']],
  ]
  assert.deepEqual(
    titled.map(([text]) => written(text)),
    titled.map(([, parts]) => parts),
  )
})

test('a name in a machine-readable zone or on a ticket says which is the family', () => {
  assert.deepEqual(roles('MUELLER<<HANS<PETER'), ['mueller family', 'hans given', 'peter given'])
  assert.deepEqual(roles('SMITH/JOHN'), ['smith family', 'john given'])
  assert.deepEqual(roles('MOHAMMED<<<<'), ['mohammed unknown'])
  assert.deepEqual(roles('Lee, Karen'), ['lee family', 'karen given'])
  assert.deepEqual(roles('LEE Ka Yin'), ['lee family', 'ka given', 'yin given'])
})

test('letters that zones spell with two are read both ways', () => {
  assert.ok(readName('Müller').parts[0]?.readings.includes('mueller'))
  assert.ok(readName('MUELLER').parts[0]?.readings.includes('muller'))
  assert.ok(readName('Ñusta').parts[0]?.readings.includes('nxxusta'))
})

test('roles follow from particles, patronymics, generations and the order of the script', () => {
  assert.deepEqual(roles('Путин Владимир Владимирович'), [
    'путин family',
    'владимир given',
    'владимирович patronymic',
  ])
  assert.deepEqual(roles('Roman Arkadyevich Abramovich'), [
    'roman given',
    'arkadyevich patronymic',
    'abramovich family',
  ])
  assert.deepEqual(roles('Muthu s/o Ramasamy'), ['muthu unknown', 'sonof particle', 'ramasamy patronymic'])
  assert.deepEqual(roles('Ahmad bin Yusof Ali'), [
    'ahmad unknown',
    'bin particle',
    'yusof patronymic',
    'ali unknown',
  ])
  assert.deepEqual(roles('Usama bin Laden'), ['usama unknown', 'bin particle', 'laden unknown'])
  assert.deepEqual(roles('Jon Smith Jr.'), ['jon unknown', 'smith unknown', 'jr generation'])
  assert.deepEqual(roles('สมชาย ใจดี'), ['สมชาย given', 'ใจดี family'])
  assert.deepEqual(roles('สมชาย ณ อยุธยา'), ['สมชาย given', 'ณ particle', 'อยุธยา family'])
})

test('scripts without spaces are cut where other scripts set words apart', () => {
  assert.deepEqual(roles('陈亚九'), ['陈 family', '亚九 given'])
  assert.deepEqual(roles('欧阳修'), ['欧阳 family', '修 given'])
  assert.deepEqual(roles('박지성'), ['박 family', '지성 given'])
  assert.deepEqual(roles('남궁민'), ['남궁 family', '민 given'])
  assert.deepEqual(roles('田中太郎'), ['田中 family', '太郎 given'])
  assert.deepEqual(written('အောင်အောင်ဦး').length, 3)
  assert.deepEqual(written('صدام التكريتي'), ['صدام', 'ال', 'تكريتي'])
  assert.deepEqual(written('弗拉基米尔·普京'), ['弗拉基米尔', '普京'])
  assert.deepEqual(written('블라디미르 푸틴'), ['블라디미르', '푸틴'])
})

test('servant of a name of God is one name however it is written', () => {
  const readings = ['عبد الله', 'عبدالله', 'Abd Allah', 'Abdullah', 'Abdallah'].map(
    (text) => readName(text).parts,
  )
  assert.deepEqual(
    readings.map((parts) => parts.length),
    [1, 1, 1, 1, 1],
  )
  const sounds = new Set(readings.map((parts) => parts[0]?.sounds[0]))
  assert.equal(sounds.size, 1)
  assert.equal(readName('Abd al-Rahman').parts[0]?.written, readName('Abdul Rahman').parts[0]?.written)
})

test('organisations keep every word: forms are classes, numbers are numbers', () => {
  const formOf = (text: string): readonly string[] =>
    readName(text, 'organisation')
      .parts.filter(({ role }) => role === 'legal-form')
      .flatMap(({ readings }) => readings)
  const classes: Readonly<Record<string, readonly string[]>> = {
    'Siemens Aktiengesellschaft': ['jsc'],
    SiemensAG: ['jsc'],
    'ООО Волга': ['llc'],
    บริษัทไทยจำกัด: ['ltd', 'ltd'],
    华为技术有限公司: ['ltd'],
    'Acme S.A.': ['jsc'],
    'Acme Sdn. Bhd.': ['ltd'],
    トヨタ株式会社: ['jsc'],
    'Acme Trading Co., Ltd.': ['ltd'],
  }
  assert.deepEqual(Object.fromEntries(Object.keys(classes).map((text) => [text, formOf(text)])), classes)
  assert.deepEqual(written('Mr Price Group', 'organisation'), ['mr', 'price', 'group'])
  assert.equal(readName('Second Army', 'organisation').parts[0]?.readings[0], '2')
})

test('a single letter is an initial in alphabets, a syllable in Han, Hangul and Burmese', () => {
  const initial = (text: string): readonly boolean[] => readName(text).parts.map((part) => part.initial)
  assert.deepEqual(initial('V. V. Putin'), [true, true, false])
  assert.deepEqual(initial('В. Путин'), [true, false])
  assert.deepEqual(initial('伟 王'), [false, false])
})

test('several names in one text are told apart', () => {
  assert.deepEqual(splitAliases('Somchai Jaidee @ Lek'), ['Somchai Jaidee', 'Lek'])
  assert.deepEqual(splitAliases('Li Wei (李伟) a.k.a. Tony'), ['Li Wei', '李伟', 'Tony'])
  assert.deepEqual(splitAliases('John Smith'), ['John Smith'])
})

function wellFormed(part: NamePart): boolean {
  return (
    part.written !== '' &&
    part.readings.length >= 1 &&
    part.readings.length <= 8 &&
    part.readings.every((reading) => /^[a-z0-9]+$/.test(reading)) &&
    new Set(part.readings).size === part.readings.length &&
    part.sounds.length >= 1 &&
    part.sounds.length <= 4 &&
    new Set(part.sounds).size === part.sounds.length
  )
}

const scripts = [
  'a–ž',
  'ก-ฮ',
  'ກ-ຮ',
  'က-၏',
  'ក-ៈ',
  'ا-ي',
  'а-я',
  '一-丿',
  '가-힣',
  'ぁ-ヶ',
  'अ-ह',
  'א-ת',
  'α-ω',
  'ሀ-ፘ',
  'ა-ჰ',
  'ա-ֆ',
]

/** Text of one writing system at a time, with the signs that names carry. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  ...scripts.map((range) => {
    const [first = '', last = first] = [...range].filter((sign) => sign !== '-' && sign !== '–')
    const letter = fc
      .integer({ min: first.codePointAt(0) ?? 97, max: last.codePointAt(0) ?? 122 })
      .map((code) => String.fromCodePoint(code))
    return fc
      .array(fc.oneof({ weight: 6, arbitrary: letter }, fc.constantFrom(' ', '-', '.', '<', ',', '์', '်')), {
        maxLength: 30,
      })
      .map((letters) => letters.join(''))
  }),
)

test('any text is read: never an error, readings of Latin letters only, twice the same', () => {
  fc.assert(
    fc.property(text, fc.constantFrom<NameKind>('person', 'organisation', 'other'), (name, kind) => {
      const read = readName(name, kind)
      assert.deepEqual(readName(name, kind), read)
      assert.deepEqual(
        read.parts.filter((part) => part.role !== 'legal-form' && !wellFormed(part)),
        [],
      )
    }),
    { numRuns: 400, examples: [['㐀\u0000Ⰰ', 'person']] },
  )
})

test('a name of plain words is read as by the rules, in every script, order and case', () => {
  const words =
    'Somchai JAIDEE bin Maria Mr Abdul van Ivanovich Petrov O xx jr Ma Ko เด็กชาย สมชาย นาย คุณ ใจดี ສົມຊາຍ ວົງ សុខ លី 王 小明 鈴木 花子 김 철수 محمد الحسن عبد الله Иван Петрович Петров Müller Đỗ ông İnci Νίκος דוד'
  const word = fc.constantFrom(...words.split(' '))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (chosen) => {
      const { parts, script } = readName(chosen.join(' '))
      // Two spaces are no plain name.
      const byRules = readName(chosen.join('  '))
      assert.deepEqual({ parts, script }, { parts: byRules.parts, script: byRules.script })
    }),
    { numRuns: 3000 },
  )
})
