import { parts } from './part.ts'
import type { NameLanguage } from './part.ts'

const burmeseMale = parts(`
အောင်|Aung,Oung|อ่อง|昂
ကျော်|Kyaw,Kyow|จ่อ|觉
ဇော်|Zaw,Saw|ซอ|佐
မင်း|Min,Minn|มิน|敏
ထွန်း|Htun,Tun|ทุน|吞
လင်း|Lin,Linn|ลิน|林
နိုင်|Naing,Nine|ไนง์|奈
ဝင်း|Win,Wynn|วิน|温
မြင့်|Myint,Myin|มิ้น|敏
ထက်|Htet,Htat|เทะ|泰
သူ|Thu,Thoo|ตู|都
ဟိန်း|Hein,Hain|เฮง|亨
စိုး|Soe,So|โซ|梭
ဖြိုး|Phyo,Phyoe|พิว|漂
ကို|Ko,Koe|โก|哥
`)
const burmeseFemale = parts(`
ခင်|Khin,Khinn|ขิ่น|钦
အေး|Aye,Ei|เอ|埃
မေ|May,Mae|เม|梅
စန္ဒာ|Sandar,Sanda|ซานดา|珊达
ဖြူ|Phyu,Phyuu|พิว|漂
နွယ်|Nwe,Nway|นเว|努维
သီတာ|Thida,Thidar|ตีดา|蒂达
ဝေ|Wai,Way|เว|薇
မြတ်|Myat,Myatt|เมียะ|妙
နှင်း|Hnin,Hninn|นิน|宁
ယု|Yu,Yuu|ยู|玉
အိ|Ei,Aye|เอ|伊
စု|Su,Suu|ซู|素
လှ|Hla,Lha|ลา|拉
`)
/** Burmese names have no family name: two to four parts of equal weight. */
export const burmese: NameLanguage = {
  script: 'Mymr',
  order: 'none',
  joint: '',
  family: [],
  female: burmeseFemale,
  male: burmeseMale,
  given: [2, 4],
}

export const khmer: NameLanguage = {
  script: 'Khmr',
  order: 'family-first',
  joint: ' ',
  given: [1, 1],
  family: parts(`
សុខ|Sok,Sokh|ซก|索
ចាន់|Chan,Chann|จัน|占
គឹម|Kim,Kem|กิม|金
លី|Ly,Li|ลี|李
ហេង|Heng,Hang|เฮง|兴
ម៉ៅ|Mao,Mau|เมา|毛
ប៉ែន|Pen,Paen|แปน|宾
អ៊ុំ|Um,Oum|อุม|翁
ជា|Chea,Chia|เจีย|谢
នួន|Nuon,Noun|นวน|农
ទេព|Tep,Teap|เทพ|狄
រស់|Ros,Roas|รส|罗
កែវ|Keo,Kaev|แก้ว|高
សាន|San,Sann|ซาน|山
`),
  male: parts(`
សុភា|Sophea,Sopheap|โสเภีย|
វិចិត្រ|Vichet,Vichit|วิเจ็ด|
ដារ៉ា|Dara,Darra|ดารา|
ពិសិដ្ឋ|Piseth,Pisith|ปิเสด|
រតនា|Rattanak,Ratana|รัตนา|
វណ្ណា|Vanna,Vannak|วันนา|
សំណាង|Samnang,Somnang|สัมนาง|
បូរី|Borey,Bory|บอเร|
ចំរើន|Chamroeun,Chomroeun|จำเริญ|
ធារ៉ា|Theara,Thira|เธียรา|
`),
  female: parts(`
ស្រីមុំ|Sreymom,Sreymum|สไรมุม|
បុប្ផា|Bopha,Boppha|บุปผา|
ចាន់ធូ|Chanthou,Chantu|จันทู|
សុជាតា|Socheata,Sucheata|โสเจียตา|
កល្យាណ|Kalyan,Kallyan|กัลยาณ|
មាលា|Mealea,Malea|เมียเลีย|
ណារី|Nary,Neary|นารี|
រស្មី|Raksmey,Reaksmey|รัศมี|
សុវណ្ណារី|Sovannary,Sovanary|สุวรรณารี|
ភារុំ|Phearum,Pheaarum|เภียรุม|
`),
}

export const lao: NameLanguage = {
  script: 'Laoo',
  order: 'family-last',
  joint: ' ',
  given: [1, 1],
  family: parts(`
ວົງສະຫວັນ|Vongsavanh,Vongsavan|วงสะหวัน|
ແກ້ວມະນີ|Keomany,Keomanee|แก้วมะนี|
ສີສຸກ|Sisouk,Sisook|สีสุก|
ພົມມະຈັນ|Phommachanh,Phommachan|พมมะจัน|
ໄຊຍະວົງ|Xayavong,Sayavong|ไซยะวง|
ບຸນຍະສິດ|Bounyasith,Bounyasit|บุนยะสิด|
ອິນທະວົງ|Inthavong,Intavong|อินทะวง|
ສຸລິຍະ|Souriya,Suliya|สุริยะ|
ຈັນທະລາ|Chanthala,Chantala|จันทะลา|
ຫຼວງພັນ|Luangphanh,Luangphan|หลวงพัน|
`),
  male: parts(`
ບຸນມີ|Bounmy,Bounmee|บุนมี|
ສົມພອນ|Somphone,Somphon|สมพอน|
ຄຳຫຼ້າ|Khamla,Kamla|คำหล้า|
ທອງດີ|Thongdy,Thongdee|ทองดี|
ວິໄລ|Vilay,Vilai|วิไล|
ສຸກສັນ|Souksanh,Souksan|สุกสัน|
ພູວົງ|Phouvong,Phuvong|พูวง|
ອານຸສອນ|Anousone,Anouson|อานุสอน|
ໄຊສົມ|Xaysom,Saisom|ไซสม|
ຄຳພູ|Khamphou,Kamphu|คำพู|
`),
  female: parts(`
ນາງແກ້ວ|Keo,Kaew|แก้ว|
ດາວອນ|Davone,Davon|ดาวอน|
ມະນີວັນ|Manivanh,Manivan|มะนีวัน|
ຈັນສຸກ|Chansouk,Chansook|จันสุก|
ພອນສະຫວັນ|Phonesavanh,Phonsavan|พอนสะหวัน|
ວັນນາ|Vanna,Wanna|วันนา|
ສຸພາພອນ|Souphaphone,Suphaphon|สุพาพอน|
ບົວຄຳ|Bouakham,Buakham|บัวคำ|
ລັດດາ|Latda,Ladda|ลัดดา|
ນົກນ້ອຍ|Noknoy,Noknoi|นกน้อย|
`),
}

const vietnameseMiddle = parts(`
Văn|Văn,Van|วัน|文
Thị|Thị,Thi|ถิ|氏
Hữu|Hữu,Huu|หืว|友
Ngọc|Ngọc,Ngoc|หง็อก|玉
Minh|Minh|มิญ|明
Đức|Đức,Duc|ดึ๊ก|德
Thanh|Thanh|ทัญ|清
Quang|Quang|กวาง|光
Thu|Thu|ทู|秋
Hoài|Hoài,Hoai|หว่าย|怀
Tuấn|Tuấn,Tuan|ต๊วน|俊
Hương|Hương,Huong|เฮือง|香
Lan|Lan|ลัน|兰
Sơn|Sơn,Son|เซิน|山
Hải|Hải,Hai|หาย|海
Bình|Bình,Binh|บิ่ญ|平
Dũng|Dũng,Dung|หยุง|勇
Phương|Phương,Phuong|เฟือง|芳
`)
export const vietnamese: NameLanguage = {
  script: 'Latn',
  order: 'family-first',
  joint: ' ',
  given: [2, 2],
  family: parts(`
Nguyễn|Nguyễn,Nguyen|เหงียน|阮
Trần|Trần,Tran|เจิ่น|陈
Lê|Lê,Le|เล|黎
Phạm|Phạm,Pham|ฝั่ม|范
Hoàng|Hoàng,Hoang|ฮว่าง|黄
Vũ|Vũ,Vu|หวู|武
Đặng|Đặng,Dang|ดั่ง|邓
Bùi|Bùi,Bui|บุ่ย|裴
Đỗ|Đỗ,Do|โด๋|杜
Ngô|Ngô,Ngo|โง|吴
`),
  female: vietnameseMiddle,
  male: vietnameseMiddle,
}
