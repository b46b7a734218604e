import { parts } from './part.ts'
import type { NameLanguage } from './part.ts'

const male = `
สมชาย|Somchai,Somchay,Somchaai||颂猜
สมศักดิ์|Somsak,Somsakdi||颂萨
ประเสริฐ|Prasert,Prasoet||巴硕
วิชัย|Wichai,Vichai||威猜
อนันต์|Anan,Anant||阿南
สุรชัย|Surachai,Surachay||素拉猜
ณัฐพล|Natthaphon,Nuttapol,Nattapon||纳塔蓬
ธนากร|Thanakon,Tanakorn||他那功
กิตติ|Kitti,Kitty||吉滴
พิชิต|Phichit,Pichit||披集
วีระ|Wira,Veera||威拉
มานพ|Manop,Manob||马诺
ชาญชัย|Chanchai,Charnchai||昌猜
บุญมี|Bunmi,Boonmee||汶米
ไพโรจน์|Phairot,Pairoj||派洛
อดิศร|Adison,Adisorn||阿迪颂
ทวีศักดิ์|Thawisak,Taweesak||他威萨
นพดล|Noppadon,Nopadol||诺帕敦
เอกชัย|Ekkachai,Ekachai||育加猜
สุเทพ|Suthep,Sutep||素贴
ภาณุ|Phanu,Panu||帕努
จักรี|Chakri,Jakree||却克里
`
const female = `
สมหญิง|Somying||颂莹
นภา|Napha,Napa||娜帕
มาลี|Mali,Malee||玛丽
สุดา|Suda,Sudha||素达
พรทิพย์|Phonthip,Pornthip||蓬提
อรุณี|Arunee,Aruni||阿鲁妮
กัญญา|Kanya,Kanyaa||甘雅
วรรณา|Wanna,Vanna||万娜
ปราณี|Prani,Pranee||巴妮
รัตนา|Rattana,Ratana||拉达娜
ชลธิชา|Chonthicha,Chonticha||春蒂差
ณัฐนันท์|Natthanan,Nuttanan||纳塔南
ดวงใจ|Duangchai,Duangjai||端猜
เพ็ญศรี|Phensi,Pensri||平西
สายฝน|Saifon,Saifhon||赛芬
จันทร์เพ็ญ|Chanphen,Janpen||占平
อุไร|Urai||乌莱
ศิริพร|Siriphon,Siriporn||诗丽蓬
นงนุช|Nongnut,Nongnuch||侬努
ลลิตา|Lalita||拉丽达
`
// Surnames are put together from two halves, as many were: none is taken from a register.
const heads = `
ศรี|Si,Sri|||
ทอง|Thong,Tong|||
บุญ|Bun,Boon|||
แก้ว|Kaeo,Kaew|||
วงศ์|Wong,Vong|||
จันทร์|Chan,Jan|||
สุข|Suk,Sook|||
พงษ์|Phong,Pong|||
ชัย|Chai,Chay|||
มณี|Mani,Manee|||
ไชย|Chaiya,Chaya|||
อินทร์|In,Inn|||
`
const tails = `
สมบัติ|sombat,sombut|||
เจริญ|charoen,jaroen|||
ประทีป|prathip,pratheep|||
รักษา|raksa,ruksa|||
มั่นคง|mankhong,munkong|||
พิทักษ์|phithak,pitak|||
วัฒนา|watthana,wattana|||
ใจดี|chaidi,jaidee|||
ภักดี|phakdi,pakdee|||
สว่าง|sawang,sawaeng|||
นิมิต|nimit,nimitr|||
ธารา|thara,tara|||
`

const family = parts(heads).flatMap((head) =>
  parts(tails).map((tail) => ({
    native: head.native + tail.native,
    latin: [0, 1].map((way) => `${head.latin[way] ?? head.latin[0]}${tail.latin[way] ?? tail.latin[0]}`),
    thai: head.native + tail.native,
    han: '',
  })),
)
const given = (text: string): NameLanguage['male'] =>
  parts(text).map((part) => ({ ...part, thai: part.native }))

export const thai: NameLanguage = {
  script: 'Thai',
  order: 'family-last',
  joint: ' ',
  family,
  female: given(female),
  male: given(male),
  given: [1, 1],
}
