import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bandStarts } from './compare.ts'
import { compared } from './testing.ts'

/** Pairs of one name each, by language: what passports, newspapers and neighbours make of it. */
const pairs: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Thai: [
    ['อนันต์ ศุภวงศ์', 'Anan Subhawong'],
    ['อนันต์ ศุภวงศ์', 'Anan Suphawong'],
    ['ประยุทธ์ จันทร์โอชา', 'Prayut Chan-ocha'],
    ['Prayuth Chanocha', 'Prayut Chan-ocha'],
    ['เจริญ สิริวัฒนภักดี', 'Charoen Sirivadhanabhakdi'],
    ['Charoen Wongsuwan', 'Jaroen Wongsuwon'],
    ['Charern Wongsuwan', 'Charoen Wongsuwan'],
    ['ประวิตร วงษ์สุวรรณ', 'Prawit Wongsuwan'],
    ['สมชาย ใจดี', 'Somchai Jaidee'],
    ['SOMCHAY CHAIDI', 'Somchai Jaidee'],
    ['ม.ล. ปิ่น ณ อยุธยา', 'Pin Na Ayutthaya'],
  ],
  Lao: [
    ['ສົມສະຫວາດ ພົມມະຈັນ', 'Somsavat Phommachanh'],
    ['Xayabouly Phommachanh', 'Sayabouri Phommachan'],
  ],
  Burmese: [
    ['Htun Aung Kyaw', 'Tun Aung Jaw'],
    ['Phyo Min Thein', 'Phyoe Min Thein'],
    ['Zin Mar Aung', 'Zinmar Aung'],
    ['အောင်ဆန်းစုကြည်', 'Aung San Suu Kyi'],
    ['ဇင်မာအောင်', 'Zin Mar Aung'],
    ['Aung Aung Oo', 'Aung Aung Oo'],
  ],
  Khmer: [
    ['Kuoy Bun Reun', 'Kuoy Bunroeun'],
    ['Keb Chutema', 'Kep Chutkema'],
    ['Ouk Rabun', 'Uk Rabun'],
    ['Chhay Tan', 'Chhay Than'],
    ['ហ៊ុន សែន', 'Hun Sen'],
  ],
  Vietnamese: [
    ['Nguyễn Văn Đức', 'Duc Nguyen Van'],
    ['Nguyễn Văn Đức', 'Nguyen Van Duc'],
  ],
  Chinese: [
    ['陈亚九', 'Chen Yajiu'],
    ['陈亚九', 'Tan Ah Kow'],
    ['Chen Ah Kow', 'Tan Ah Kow'],
    ['欧阳修', 'Ouyang Xiu'],
    ['歐陽修', '欧阳修'],
    ['习近平', 'Xi Jinping'],
    ['LEE Ka Yin Karen', 'Lee Ka Yin'],
    ['Hsi Chin-ping', 'Xi Jinping'],
  ],
  Korean: [
    ['박지성', 'Park Ji-sung'],
    ['박지성', 'Bak Jiseong'],
    ['Park Ji-sung', 'Jisung Park'],
    ['Lee Myung-bak', 'Yi Myung Bak'],
    ['김정은', 'Kim Jong-un'],
  ],
  Japanese: [
    ['Ono Yoko', 'Ohno Yoko'],
    ['Oono Yoko', 'Ono Yoko'],
    ['大野 洋子', 'Ono Yoko'],
    ['オノ ヨーコ', 'Yoko Ono'],
  ],
  'Arabic, Persian, Urdu': [
    ['عبد الله حسن', 'Abdullah Hassan'],
    ['Abd Allah Hassan', 'Abdullah Hassan'],
    ['معمر القذافي', 'Muammar Gaddafi'],
    ['Muammar Qadhafi', 'Moammar Kaddafi'],
    ['محمد صالح', 'Mohammed Saleh'],
    ['Muhammad Saleh', 'Mohamed Saleh'],
    ['Osama bin Laden', 'Usama ibn Ladin'],
    ["'Abd al-Aziz al-Nuristani", 'Abdul Aziz Nooristani'],
  ],
  Cyrillic: [
    ['Андрей Щербаков', 'Andrey Shcherbakov'],
    ['Andrej Scherbakow', 'Andrey Shcherbakov'],
    ['Гліб Шевченко', 'Hlib Shevchenko'],
    ['Владимир Путин', 'Vladimir Putin'],
    ['Smirnoff Ivan', 'Ivan Smirnov'],
  ],
  Indic: [
    ['S. Ramanathan', 'Subramaniam Ramanathan'],
    ['Md. Rahman Khan', 'Mohammad Rahman Khan'],
    ['Vikram Sharma', 'Wikram Sharma'],
    ['नरेन्द्र मोदी', 'Narendra Modi'],
  ],
  'Africa and the Americas': [
    ['Juan Carlos Perez Lopez', 'Perez Lopez Juan'],
    ['Ngozi Okonjo', "N'Gozi Okonjo"],
  ],
  'machine-readable zones and forms': [
    ['SMITHMR JOHN', 'John Smith'],
    ['SMITH<<JOHN<ALBERT', 'John Albert Smith'],
    ['Dr. Rami Makhlouf', 'Rami Makhlouf'],
  ],
}

for (const [language, names] of Object.entries(pairs))
  test(`${language}: one name in two writings is at least probable`, () => {
    const missed = names.flatMap(([left, right]) => {
      const { score } = compared(left, right)
      return score >= bandStarts.probable ? [] : [`${left} | ${right}: ${score.toFixed(2)}`]
    })
    assert.deepEqual(missed, [])
  })

/** What two writings of one name do not settle: both letters of a short name differ, a single word, a form's filler. */
const unsure: readonly (readonly [string, string])[] = [
  ['Gleb Shevchenko', 'Hlib Shevchenko'],
  ['Auyeung Sau', 'Ouyang Sau'],
  ['FNU AHMED', 'Ahmed Hassan'],
  ['MOHAMMED<<<<', 'Mohammed Atta'],
  ['จันทร์โอชา', 'Prayut Chan-ocha'],
]

test('what is one name perhaps is possible, and asks for more', () => {
  for (const [left, right] of unsure) {
    const { score } = compared(left, right)
    assert.ok(score >= bandStarts.possible && score < bandStarts.strong, `${left} | ${right}: ${score}`)
  }
})

/** Two people of one country, some with the surname that most have. */
const others: readonly (readonly [string, string])[] = [
  ['สมชาย ใจดี', 'สมหญิง รักไทย'],
  ['สมชาย ใจดี', 'Prawit Wongsuwan'],
  ['ສົມສະຫວາດ ພົມມະຈັນ', 'Bounnhang Vorachith'],
  ['အောင်ဆန်းစုကြည်', 'Min Aung Hlaing'],
  ['Htun Aung Kyaw', 'Phyo Min Thein'],
  ['ហ៊ុន សែន', 'Sam Rainsy'],
  ['Nguyễn Văn Đức', 'Nguyen Thi Lan'],
  ['习近平', 'Li Keqiang'],
  ['陈亚九', 'Chen Shui-bian'],
  ['박지성', 'Park Geun-hye'],
  ['김정은', 'Kim Dae-jung'],
  ['大野 洋子', 'Abe Shinzo'],
  ['معمر القذافي', 'Bashar al-Assad'],
  ['محمد صالح', 'Mohammed Atta'],
  ['Владимир Путин', 'Vladimir Zhirinovsky'],
  ['Андрей Щербаков', 'Mikhail Khodorkovsky'],
  ['नरेन्द्र मोदी', 'Rahul Gandhi'],
  ['Juan Carlos Perez', 'Juan Gabriel Marquez'],
  ['בנימין נתניהו', 'Ehud Barak'],
]

test('two people of one country are not even possible', () => {
  const alarms = others.flatMap(([left, right]) => {
    const { score } = compared(left, right)
    return score < bandStarts.possible ? [] : [`${left} | ${right}: ${score.toFixed(2)}`]
  })
  assert.deepEqual(alarms, [])
})
