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
    ['Somsak Wongsawat', 'Somsakdi Wongsawas'],
    ['Tanaporn Keawmanee', 'Thanaphon Kaeomani'],
    ['Bunloet Khongthong', 'Boonlerd Kongtong'],
    ['Phairot Saksit', 'Pairoj Sakdisith'],
    ['สุดา แซ่ลิ้ม', 'Suda Sae-Lim'],
    ['ม.ล. ปิ่น ณ อยุธยา', 'Pin Na Ayutthaya'],
  ],
  Lao: [
    ['ສົມສະຫວາດ ພົມມະຈັນ', 'Somsavat Phommachanh'],
    ['Xayabouly Phommachanh', 'Sayabouri Phommachan'],
    ['ບຸນມີ ສີສະຫວາດ', 'Bunmi Sisawat'],
    ['Phetsamone Inthavong', 'Petsamon Intavong'],
  ],
  Burmese: [
    ['Htun Aung Kyaw', 'Tun Aung Jaw'],
    ['Phyo Min Thein', 'Phyoe Min Thein'],
    ['Zin Mar Aung', 'Zinmar Aung'],
    ['အောင်ဆန်းစုကြည်', 'Aung San Suu Kyi'],
    ['ဇင်မာအောင်', 'Zin Mar Aung'],
    ['Aung Aung Oo', 'Aung Aung Oo'],
    ['Maung Maung Thein', 'Mg Mg Thain'],
    ['Nay Win Maung', 'Ne Win Maung'],
    ['Pyae Phyo Maung', 'Pye Phyo Maung'],
  ],
  Khmer: [
    ['Kuoy Bun Reun', 'Kuoy Bunroeun'],
    ['Keb Chutema', 'Kep Chutkema'],
    ['Ouk Rabun', 'Uk Rabun'],
    ['Chhay Tan', 'Chhay Than'],
    ['ហ៊ុន សែន', 'Hun Sen'],
    ['ឃាង វិជ្ជា', 'Kheang Vichea'],
    ['Phan Sovannara', 'Pan Sovanara'],
  ],
  Vietnamese: [
    ['Nguyễn Văn Đức', 'Duc Nguyen Van'],
    ['Nguyễn Văn Đức', 'Nguyen Van Duc'],
    ['Trần Văn Đạt', 'Dat Tran'],
    ['Huỳnh Đức Thọ', 'Hoang Duc Tho'],
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
    ['Hsu Hsiao-ming', 'Xu Xiaoming'],
    ['林文明', 'Lim Boon Beng'],
    ['黄金水', 'Ng Kim Chwee'],
    ['王福兴', 'Ong Hock Heng'],
    ['蔡明发', 'Chua Beng Huat'],
    ['许文輝', 'Koh Boon Hwee'],
    ['罗伯特・威尔逊', 'Robert Wilson'],
    ['许建华', 'Khor Kien Hwa'],
    ['谢志强', 'Hsieh Chih-chiang'],
    ['郑秀英', 'Tay Siew Eng'],
    ['叶玉兰', 'Ip Yuk Lan'],
    ['李小梅', 'Lee Siew Mei'],
    ['王丽莎', 'Lisa Wang'],
    ['欧文・汉斯', 'Owen Hans'],
    ['王志明', 'Wang Chih Ming'],
    ['张伟强', 'Cheung Wai Keung'],
  ],
  Korean: [
    ['박지성', 'Park Ji-sung'],
    ['박지성', 'Bak Jiseong'],
    ['정성민', 'Chong Song-min'],
    ['노태형', 'Ro Thae-hyong'],
    ['강병철', "Kang Pyŏngch'ŏl"],
    ['최은경', 'Tchoi Eun Kyung'],
    ['Park Ji-sung', 'Jisung Park'],
    ['Lee Myung-bak', 'Yi Myung Bak'],
    ['김정은', 'Kim Jong-un'],
    ['김지호', 'Ji-ho Kim'],
    ['김지호', 'Jiho Kim'],
    ['지호 김', 'Chi-ho Kim'],
    ['김지우', 'Kim Jiwoo'],
    ['박정희', 'Park Chung-hi'],
    ['이성룡', 'Ri Song-nyong'],
    ['박학남', 'Pak Hangnam'],
    ['모건 리', 'Morgan Lee'],
    ['최레오', 'Leo Choi'],
    ['정희정', 'Hui-jeong Jung'],
    ['로버트 윌슨', 'Robert Wilson'],
    ['필립 모리스', 'Philip Morris'],
    ['Pak Chŏnghŭi', 'Park Chung-hee'],
  ],
  Japanese: [
    ['Ono Yoko', 'Ohno Yoko'],
    ['Oono Yoko', 'Ono Yoko'],
    ['大野 洋子', 'Ono Yoko'],
    ['中島 麻衣', 'Nakajima Mai'],
    ['オノ ヨーコ', 'Yoko Ono'],
    ['ウィリアム・バーカー', 'William Barker'],
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
    ['Djamel Benhamou', 'Jamal Ben Hamou'],
    ['Mourad Taher', 'Murad Tahir'],
    ['فاطمة الزهراء', 'Fatima al-Zahra'],
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
    ['শেখ রহমান আলী', 'Sheikh Rahman Ali'],
    ['Krishna Bahadur Thapa', 'Krisna Bdr Thapa'],
  ],
  'Philippines and Indonesia': [
    ['Ma. Theresa Reyes', 'Maria Teresa Reyes'],
    ['Achmad Soebardi', 'Ahmad Subardi'],
    ['Tjokro Hadi', 'Cokro Hadi'],
  ],
  'Africa and the Americas': [
    ['Oluwaseun Adebayo', 'Seun Adebayo'],
    ['Juan Carlos Perez Lopez', 'Perez Lopez Juan'],
    ['Ngozi Okonjo', "N'Gozi Okonjo"],
  ],
  'machine-readable zones and forms': [
    ['SMITHMR JOHN', 'John Smith'],
    ['Smtih John', 'John Smith'],
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
  ['ณัฐพล ศรีสุข', 'ณัฐพร ศรีสุข'],
  ['حسين علي', 'Hassan Ali'],
  ['حسن علي', 'Hussein Ali'],
  ['Александр Иванов', 'Alexandra Ivanova'],
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

/** A letter apart, and names of their own: known names, syllables of one language, the second syllable of a given name. */
const neighbours: readonly (readonly [string, string])[] = [
  ['Khalid Mohammed', 'Khalil Mohammed'],
  ['Ahmed Saleh', 'Ahmed Salem'],
  ['Mohammed Ali Hassan', 'Mohammed Ali Hussein'],
  ['Paul Martin', 'Paul Martinez'],
  ['Maria Santos', 'Mario Santos'],
  ['Julian Peters', 'Juliana Peters'],
  ['Chen Yan', 'Chen Yang'],
  ['Wang Jing', 'Wang Jin'],
  ['Li Jun', 'Li Juan'],
  ['李强', 'Li Qing'],
  ['Nguyen Van Hai', 'Nguyen Van Ha'],
  ['พิชัย ทองดี', 'พิชิต ทองดี'],
  ['خالد محمد', 'Khalil Mohammed'],
  ['خليل محمد', 'Khalid Mohammed'],
  ['Мария Петрова', 'Marina Petrova'],
  ['Nguyen Thi Lan', 'Nguyen Thi Linh'],
  ['박지성', 'Park Ji-hoon'],
  ['지우 김', 'Ji-ho Kim'],
  ['김지우', 'Jiho Kim'],
  ['김지우', 'Kim Ji'],
  ['김지현', 'Kim Jihoon'],
  ['김민호', 'Kim Minwoo'],
  ['김서우', 'Kim Seo-yun'],
  ['陈伟强', 'Chen Weiming'],
  ['陈伟强', 'Chen Wei Ming'],
  ['陈美玲', 'Cheng Meiling'],
  ['刘德华', 'Liu Dehai'],
  ['王文红', 'Wang Wen Zhi'],
  ['赵晓燕', 'Zhao Xiaoyang'],
  ['王建国', 'Wang Jian'],
  ['林文明', 'Lim Boon Heng'],
]

test('two people whose names are a letter or a syllable apart are at most possible', () => {
  const alarms = neighbours.flatMap(([left, right]) => {
    const { score } = compared(left, right)
    return score < bandStarts.probable ? [] : [`${left} | ${right}: ${score.toFixed(2)}`]
  })
  assert.deepEqual(alarms, [])
})

test('characters in each other’s place, or one of three, are perhaps a slip', () => {
  for (const [left, right] of [
    ['利平科特 格鲁亚', '利平科特 鲁格亚'],
    ['アミーナ プレザン', 'アーナ プレザン'],
  ] as const)
    assert.ok(compared(left, right).score >= bandStarts.possible, `${left} | ${right}`)
})
