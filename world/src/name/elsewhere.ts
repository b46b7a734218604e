import { parts } from './part.ts'
import type { NameLanguage } from './part.ts'

export const chinese: NameLanguage = {
  script: 'Hans',
  order: 'family-first',
  joint: '',
  given: [2, 2],
  family: parts(`
陈|Chen,Chan,Tan|เฉิน|陈
林|Lin,Lam,Lim|หลิน|林
王|Wang,Wong,Ong|หวัง|王
黄|Huang,Wong,Ng|หวง|黄
张|Zhang,Chang,Cheung|จาง|张
李|Li,Lee|หลี่|李
吴|Wu,Ng,Goh|อู๋|吴
刘|Liu,Lau,Low|หลิว|刘
杨|Yang,Yeung,Yeo|หยาง|杨
赵|Zhao,Chiu,Teo|จ้าว|赵
周|Zhou,Chow,Chew|โจว|周
徐|Xu,Hsu,Chui|สวี|徐
孙|Sun,Suen,Soon|ซุน|孙
郑|Zheng,Cheng,Tay|เจิ้ง|郑
`),
  male: parts(`
伟|Wei,Wai|เหว่ย|伟
强|Qiang,Keung|เฉียง|强
明|Ming|หมิง|明
建|Jian,Kin|เจี้ยน|建
国|Guo,Kuo|กั๋ว|国
志|Zhi,Chi|จื้อ|志
海|Hai,Hoi|ไห่|海
龙|Long,Lung|หลง|龙
文|Wen,Man|เหวิน|文
平|Ping|ผิง|平
军|Jun,Kwan|จวิน|军
辉|Hui,Fai|ฮุย|辉
`),
  female: parts(`
丽|Li,Lai|ลี่|丽
芳|Fang,Fong|ฟาง|芳
敏|Min,Man|หมิ่น|敏
静|Jing,Ching|จิ้ง|静
雪|Xue,Hsueh|เสวี่ย|雪
梅|Mei,Mui|เหมย|梅
玉|Yu,Yuk|อวี้|玉
兰|Lan|หลาน|兰
红|Hong,Hung|หง|红
秀|Xiu,Sau|ซิ่ว|秀
云|Yun,Wan|อวิ๋น|云
佳|Jia,Kai|เจีย|佳
`),
}

export const korean: NameLanguage = {
  script: 'Hang',
  order: 'family-first',
  joint: '',
  given: [2, 2],
  family: parts(`
김|Kim,Gim|คิม|金
이|Lee,Yi|อี|李
박|Park,Pak|พัค|朴
최|Choi,Choe|ชเว|崔
정|Jung,Chung|จอง|郑
강|Kang,Gang|คัง|姜
조|Cho,Jo|โช|赵
윤|Yoon,Yun|ยุน|尹
`),
  male: parts(`
민|Min|มิน|敏
준|Jun,Joon|จุน|俊
성|Sung,Seong|ซอง|成
호|Ho|โฮ|浩
영|Young,Yeong|ยอง|英
진|Jin|จิน|镇
현|Hyun,Hyeon|ฮยอน|贤
우|Woo,U|อู|宇
`),
  female: parts(`
지|Ji,Jee|จี|智
은|Eun|อึน|恩
수|Soo,Su|ซู|秀
미|Mi,Mee|มี|美
연|Yeon,Yon|ยอน|妍
혜|Hye|ฮเย|惠
경|Kyung,Gyeong|คยอง|京
서|Seo|ซอ|瑞
`),
}

export const hindi: NameLanguage = {
  script: 'Deva',
  order: 'family-last',
  joint: ' ',
  given: [1, 1],
  family: parts(`
शर्मा|Sharma,Sarma
वर्मा|Verma,Varma
यादव|Yadav,Jadav
गुप्ता|Gupta,Gupte
मिश्रा|Mishra,Misra
चौहान|Chauhan,Chouhan
पटेल|Patel,Patell
ठाकुर|Thakur,Thakor
मेहता|Mehta,Meheta
जोशी|Joshi,Joshee
`),
  male: parts(`
राजेश|Rajesh,Rajes|ราเชศ
अनिल|Anil,Aneel|อนิล
विक्रम|Vikram,Bikram|วิกรม
सुनील|Sunil,Suneel|สุนิล
मनोज|Manoj,Manojh|มาโนช
दीपक|Deepak,Dipak|ทีปัก
प्रकाश|Prakash,Prakas|ปรากาศ
किशोर|Kishore,Kishor|กิศอร
अरुण|Arun,Aroon|อรุณ
हरीश|Harish,Hareesh|หริศ
`),
  female: parts(`
सुनीता|Sunita,Suneeta|สุนีตา
अनीता|Anita,Aneeta|อนีตา
प्रिया|Priya,Pria|ปรียา
कविता|Kavita,Kabita|กวิตา
मीना|Meena,Mina|มีนา
पूजा|Pooja,Puja|ปูชา
रेखा|Rekha,Reka|เรขา
लक्ष्मी|Lakshmi,Laxmi|ลักษมี
नेहा|Neha,Neeha|เนหา
सीमा|Seema,Sima|สีมา
`),
}

const amharicMale = parts(`
አበበ|Abebe,Abeba
ተስፋዬ|Tesfaye,Tesfay
ዳዊት|Dawit,Daweet
ብርሃኑ|Birhanu,Berhanu
ሰለሞን|Solomon,Selemon
ታደሰ|Tadesse,Tadese
ግርማ|Girma,Germa
ዮሐንስ|Yohannes,Yohanes
ሀይሉ|Hailu,Haylu
ከበደ|Kebede,Kebbede
መኮንን|Mekonnen,Mekonen
ለማ|Lemma,Lema
`)
/** Ethiopian names: own name, then the father's; no family name. */
export const amharic: NameLanguage = {
  script: 'Ethi',
  order: 'family-last',
  joint: ' ',
  given: [1, 1],
  family: amharicMale,
  male: amharicMale,
  female: parts(`
አልማዝ|Almaz,Almas
ትዕግስት|Tigist,Tigest
ሰላም|Selam,Selamawit
ሄለን|Helen,Helien
ብርቱካን|Birtukan,Bertukan
መሰረት|Meseret,Meserat
ፍቅርተ|Fikirte,Fikerte
ራሄል|Rahel,Rachel
ሕይወት|Hiwot,Hiywot
ዘነበች|Zenebech,Zenabech
`),
}

export const indonesian: NameLanguage = {
  script: 'Latn',
  order: 'family-last',
  joint: ' ',
  given: [1, 2],
  family: parts(
    'Santoso|Santoso,Santosa\nWijaya|Wijaya,Widjaja\nSaputra|Saputra,Syahputra\nHidayat\nKurniawan\nSetiawan\nNugroho|Nugroho,Noegroho\nSusanto|Susanto,Soesanto\nRahayu\nLestari\nPermana\nHartono',
  ),
  male: parts(
    'Agus\nBudi|Budi,Boedi\nDedi|Dedi,Dedy\nEko\nHendra\nJoko|Joko,Djoko\nRizky|Rizky,Rizki\nYusuf|Yusuf,Jusuf\nWahyu\nAndi|Andi,Andy\nBayu\nFajar',
  ),
  female: parts(
    'Siti|Siti,Sitti\nDewi\nSri\nRina\nPutri\nAyu\nWulan\nIndah\nRatna\nYanti|Yanti,Yanty\nMega\nNur|Nur,Noor',
  ),
}

export const filipino: NameLanguage = {
  script: 'Latn',
  order: 'family-last',
  joint: ' ',
  given: [1, 2],
  family: parts(
    'Dela Cruz|Dela Cruz,De la Cruz,Delacruz\nReyes\nSantos\nBautista|Bautista,Baptista\nOcampo\nGarcia\nMendoza\nTorres\nCastillo\nVillanueva|Villanueva,Villa Nueva\nRamos\nAquino\nNavarro\nSalazar\nMercado',
  ),
  male: parts(
    'Jose|Jose,Joseph\nJuan\nMark|Mark,Marc\nAntonio\nRamon\nEduardo\nRicardo\nDanilo\nJun\nRodel\nArnel\nJericho|Jericho,Jerico',
  ),
  female: parts(
    'Maria|Maria,Ma.\nAngelica|Angelica,Angelika\nRosario\nJennifer|Jennifer,Jenifer\nMarites|Marites,Maritess\nLorna\nRowena\nCristina|Cristina,Kristina\nGrace\nLiezel|Liezel,Liezl\nAnalyn\nJoy',
  ),
}

/** Ordinary travellers from further away. */
export const english: NameLanguage = {
  script: 'Latn',
  order: 'family-last',
  joint: ' ',
  given: [1, 2],
  family: parts(
    'Harland\nWestbrook\nPenrose\nAshdown\nMarlowe\nFairley\nHollis\nBrandt\nKeating\nOakes\nSutcliff\nTremaine\nLindholm\nVasher\nColby\nEastman',
  ),
  male: parts('Peter\nOliver\nHenry\nMartin\nSimon\nLucas\nAdrian\nPaul\nGregory\nStephen\nNeil\nTobias'),
  female: parts('Anna\nLaura\nHelen\nClara\nSophie\nMartha\nJulia\nNora\nEmma\nIrene\nDiana\nRuth'),
}
