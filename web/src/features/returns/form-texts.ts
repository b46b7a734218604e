import type { Words } from '@shield/core'

export const formNames = ['declaration', 'document', 'receipt', 'fit', 'family'] as const
export type FormName = (typeof formNames)[number]

export const formTitles: Readonly<Record<FormName, Words>> = {
  declaration: { en: 'Declaration of voluntary return', th: 'หนังสือแสดงความสมัครใจเดินทางกลับ' },
  document: { en: 'Request for a travel document', th: 'คำขอเอกสารเดินทาง' },
  receipt: { en: 'Receipt of hand-over', th: 'ใบรับมอบตัว' },
  fit: { en: 'Fit to travel', th: 'ใบรับรองว่าเดินทางได้' },
  family: { en: 'Consent to look for family', th: 'หนังสือยินยอมให้ตามหาครอบครัว' },
}

/** Languages the papers are written in. All but Thai and English are drafts until somebody who speaks them has signed them off. */
export const formLanguages = ['th', 'en', 'my', 'am'] as const
export type FormLanguage = (typeof formLanguages)[number]

interface FormText {
  readonly title: string
  readonly lines: readonly string[]
}

export const formTexts: Readonly<Record<FormName, Readonly<Record<FormLanguage, FormText>>>> = {
  declaration: {
    th: {
      title: formTitles.declaration.th,
      lines: [
        'ข้าพเจ้าได้รับการอธิบายเป็นภาษาที่ข้าพเจ้าเข้าใจว่าเลือกได้ว่าจะกลับบ้าน อยู่ต่อ หรือขอไปประเทศอื่น',
        'ข้าพเจ้าต้องการกลับบ้านด้วยความสมัครใจ ไม่มีผู้ใดบังคับ',
        'ข้าพเจ้าไม่กลัวว่าจะได้รับอันตรายเมื่อกลับไป',
        'ข้าพเจ้าเปลี่ยนใจได้ทุกเมื่อก่อนออกเดินทาง และความช่วยเหลือที่ได้รับจะไม่ลดลงเพราะเหตุนี้',
      ],
    },
    en: {
      title: formTitles.declaration.en,
      lines: [
        'It was explained to me in a language I understand that I may go home, stay, or ask to go to another country.',
        'I want to go home of my own free will. Nobody forces me.',
        'I am not afraid of being harmed when I go back.',
        'I may change my mind at any time before the journey, and I will not get less help because of it.',
      ],
    },
    my: {
      title: 'မိမိဆန္ဒအလျောက် ပြန်လည်ခြင်း ကြေညာချက်',
      lines: [
        'ကျွန်ုပ် နားလည်သော ဘာသာစကားဖြင့် အိမ်ပြန်နိုင်ကြောင်း၊ ဆက်နေနိုင်ကြောင်း၊ သို့မဟုတ် အခြားနိုင်ငံသို့ သွားရန် တောင်းဆိုနိုင်ကြောင်း ရှင်းပြခံရပါသည်။',
        'ကျွန်ုပ်သည် မိမိဆန္ဒအလျောက် အိမ်ပြန်လိုပါသည်။ မည်သူမျှ အတင်းအကျပ် မခိုင်းစေပါ။',
        'ပြန်သွားလျှင် အန္တရာယ်ပြုခံရမည်ကို ကျွန်ုပ် မကြောက်ပါ။',
        'ခရီးမထွက်မီ အချိန်မရွေး စိတ်ပြောင်းနိုင်ပါသည်။ ထိုအတွက်ကြောင့် အကူအညီ လျော့နည်းမည် မဟုတ်ပါ။',
      ],
    },
    am: {
      title: 'በፈቃደኝነት የመመለስ መግለጫ',
      lines: [
        'ወደ ቤቴ መመለስ፣ እዚህ መቆየት ወይም ወደ ሌላ አገር ለመሄድ መጠየቅ እንደምችል በምረዳው ቋንቋ ተብራርቶልኛል።',
        'በራሴ ፈቃድ ወደ ቤቴ መመለስ እፈልጋለሁ። ማንም አያስገድደኝም።',
        'ስመለስ ጉዳት ይደርስብኛል ብዬ አልፈራም።',
        'ከጉዞው በፊት በማንኛውም ጊዜ ሐሳቤን መቀየር እችላለሁ፤ በዚህም ምክንያት የማገኘው እርዳታ አይቀንስም።',
      ],
    },
  },
  document: {
    th: {
      title: formTitles.document.th,
      lines: [
        'ข้าพเจ้าขอให้สถานทูตของข้าพเจ้ายืนยันสัญชาติและออกเอกสารเดินทางเพื่อกลับบ้าน',
        'ข้าพเจ้ายินยอมให้แจ้งชื่อ วันเกิด และเอกสารของข้าพเจ้าแก่สถานทูตเพื่อการนี้เท่านั้น',
        'ข้าพเจ้าถอนความยินยอมนี้ได้ทุกเมื่อ',
      ],
    },
    en: {
      title: formTitles.document.en,
      lines: [
        'I ask my embassy to confirm my nationality and to issue a travel document so that I can go home.',
        'I agree that my name, my date of birth and my documents are told to my embassy for this, and for nothing else.',
        'I may take this back at any time.',
      ],
    },
    my: {
      title: 'ခရီးသွားလာခွင့် စာရွက်စာတမ်း တောင်းခံလွှာ',
      lines: [
        'အိမ်ပြန်နိုင်ရန် ကျွန်ုပ်၏ နိုင်ငံသားဖြစ်မှုကို အတည်ပြုပေးပြီး ခရီးသွားစာရွက်စာတမ်း ထုတ်ပေးပါရန် ကျွန်ုပ်၏ သံရုံးကို တောင်းဆိုပါသည်။',
        'ဤကိစ္စအတွက်သာ ကျွန်ုပ်၏ အမည်၊ မွေးနေ့နှင့် စာရွက်စာတမ်းများကို သံရုံးသို့ ပြောပြရန် သဘောတူပါသည်။',
        'ဤသဘောတူညီချက်ကို အချိန်မရွေး ရုပ်သိမ်းနိုင်ပါသည်။',
      ],
    },
    am: {
      title: 'የጉዞ ሰነድ ማመልከቻ',
      lines: [
        'ወደ ቤቴ እንድመለስ ኤምባሲዬ ዜግነቴን እንዲያረጋግጥና የጉዞ ሰነድ እንዲሰጠኝ እጠይቃለሁ።',
        'ለዚህ ጉዳይ ብቻ ስሜ፣ የትውልድ ቀኔና ሰነዶቼ ለኤምባሲዬ እንዲነገሩ እስማማለሁ።',
        'ይህን ስምምነት በማንኛውም ጊዜ መሻር እችላለሁ።',
      ],
    },
  },
  receipt: {
    th: {
      title: formTitles.receipt.th,
      lines: [
        'ผู้ส่งมอบได้ส่งมอบบุคคลและสิ่งของตามรายการข้างล่างนี้แล้ว',
        'ผู้รับมอบได้นับและรับมอบตามรายการเดียวกัน สิ่งที่ไม่ตรงกันเขียนไว้ข้างล่าง',
      ],
    },
    en: {
      title: formTitles.receipt.en,
      lines: [
        'Who hands over has handed over the person and what is counted below.',
        'Who receives has counted the same and received it. What differs is written below.',
      ],
    },
    my: {
      title: 'လွှဲပြောင်းလက်ခံ ဖြတ်ပိုင်း',
      lines: [
        'လွှဲပြောင်းသူသည် ပုဂ္ဂိုလ်နှင့် အောက်ပါ ရေတွက်ထားသော ပစ္စည်းများကို လွှဲပြောင်းပေးပြီး ဖြစ်ပါသည်။',
        'လက်ခံသူသည် ထိုအတိုင်း ရေတွက်ပြီး လက်ခံရရှိပါသည်။ ကွဲလွဲချက်များကို အောက်တွင် ရေးထားပါသည်။',
      ],
    },
    am: {
      title: 'የርክክብ ደረሰኝ',
      lines: ['አስረካቢው ሰውየውን/ሴትየዋን እና ከታች የተቆጠሩትን አስረክቧል።', 'ተረካቢው ተመሳሳዩን ቆጥሮ ተረክቧል። ልዩነት ካለ ከታች ተጽፏል።'],
    },
  },
  fit: {
    th: {
      title: formTitles.fit.th,
      lines: ['ข้าพเจ้าผู้มีวิชาชีพด้านสุขภาพรับรองว่าบุคคลนี้เดินทางได้จนถึงวันที่ระบุไว้ข้างล่าง', 'ใบรับรองนี้ไม่ระบุโรคหรือการรักษา'],
    },
    en: {
      title: formTitles.fit.en,
      lines: [
        'As a health professional I certify that this person can travel until the day written below.',
        'This certificate names no illness and no treatment.',
      ],
    },
    my: {
      title: 'ခရီးသွားနိုင်ကြောင်း ထောက်ခံစာ',
      lines: [
        'ကျန်းမာရေး ပညာရှင်အနေဖြင့် ဤပုဂ္ဂိုလ်သည် အောက်ပါ ရက်စွဲအထိ ခရီးသွားနိုင်ကြောင်း ထောက်ခံပါသည်။',
        'ဤထောက်ခံစာတွင် ရောဂါနှင့် ကုသမှုကို မဖော်ပြပါ။',
      ],
    },
    am: {
      title: 'ለጉዞ ብቁ የመሆን ማረጋገጫ',
      lines: [
        'እንደ ጤና ባለሙያ ይህ ሰው ከታች እስከተጻፈው ቀን ድረስ መጓዝ እንደሚችል አረጋግጣለሁ።',
        'ይህ ማረጋገጫ ምንም ዓይነት በሽታ ወይም ሕክምና አይጠቅስም።',
      ],
    },
  },
  family: {
    th: {
      title: formTitles.family.th,
      lines: [
        'ข้าพเจ้ายินยอมให้ตามหาครอบครัวของข้าพเจ้า',
        'ให้บอกครอบครัวได้เพียงว่าข้าพเจ้าปลอดภัย จนกว่าข้าพเจ้าจะยินยอมมากกว่านี้',
        'ข้าพเจ้าถอนความยินยอมนี้ได้ทุกเมื่อ',
      ],
    },
    en: {
      title: formTitles.family.en,
      lines: [
        'I agree that my family is looked for.',
        'They are told only that I am safe, until I agree to more.',
        'I may take this back at any time.',
      ],
    },
    my: {
      title: 'မိသားစု ရှာဖွေရန် သဘောတူညီချက်',
      lines: [
        'ကျွန်ုပ်၏ မိသားစုကို ရှာဖွေပေးရန် သဘောတူပါသည်။',
        'ကျွန်ုပ် ထပ်မံ သဘောမတူမီ ကျွန်ုပ် ဘေးကင်းကြောင်းကိုသာ သူတို့အား ပြောပြရပါမည်။',
        'ဤသဘောတူညီချက်ကို အချိန်မရွေး ရုပ်သိမ်းနိုင်ပါသည်။',
      ],
    },
    am: {
      title: 'ቤተሰብን ለመፈለግ የስምምነት ቅጽ',
      lines: ['ቤተሰቤ እንዲፈለግ እስማማለሁ።', 'ተጨማሪ እስክስማማ ድረስ ደህና መሆኔ ብቻ ይነገራቸው።', 'ይህን ስምምነት በማንኛውም ጊዜ መሻር እችላለሁ።'],
    },
  },
}

export type FormLabel =
  | 'code'
  | 'name'
  | 'born'
  | 'document'
  | 'until'
  | 'counted'
  | 'differs'
  | 'signs'
  | 'officer'
  | 'receiver'
  | 'interpreter'
  | 'professional'
  | 'day'
  | 'draft'

export const formLabels: Readonly<Record<FormLabel, Readonly<Record<FormLanguage, string>>>> = {
  code: { th: 'รหัส', en: 'Code', my: 'ကုဒ်', am: 'ኮድ' },
  name: { th: 'ชื่อ', en: 'Name', my: 'အမည်', am: 'ስም' },
  born: { th: 'วันเกิด', en: 'Born', my: 'မွေးနေ့', am: 'የትውልድ ቀን' },
  document: { th: 'เอกสาร', en: 'Document', my: 'စာရွက်စာတမ်း', am: 'ሰነድ' },
  until: {
    th: 'เดินทางได้จนถึงวันที่',
    en: 'Can travel until',
    my: 'ခရီးသွားနိုင်သည့် နောက်ဆုံးရက်',
    am: 'እስከዚህ ቀን መጓዝ ይችላል',
  },
  counted: { th: 'รายการที่นับแล้ว', en: 'Counted', my: 'ရေတွက်ထားသည်များ', am: 'የተቆጠሩ' },
  differs: { th: 'สิ่งที่ไม่ตรงกัน', en: 'What differs', my: 'ကွဲလွဲချက်', am: 'ልዩነት' },
  signs: { th: 'ลายมือชื่อเจ้าตัว', en: 'Signature of the person', my: 'လက်မှတ်', am: 'የግለሰቡ ፊርማ' },
  officer: {
    th: 'ลายมือชื่อเจ้าหน้าที่ผู้ส่งมอบหรือผู้ดูแล',
    en: 'Signature of who cares or hands over',
    my: 'တာဝန်ခံ၏ လက်မှတ်',
    am: 'የኃላፊው ፊርማ',
  },
  receiver: { th: 'ลายมือชื่อผู้รับมอบ', en: 'Signature of who receives', my: 'လက်ခံသူ၏ လက်မှတ်', am: 'የተረካቢው ፊርማ' },
  interpreter: {
    th: 'ลายมือชื่อล่าม',
    en: 'Signature of the interpreter',
    my: 'စကားပြန်၏ လက်မှတ်',
    am: 'የአስተርጓሚው ፊርማ',
  },
  professional: {
    th: 'ลายมือชื่อผู้มีวิชาชีพด้านสุขภาพ',
    en: 'Signature of the health professional',
    my: 'ကျန်းမာရေး ပညာရှင်၏ လက်မှတ်',
    am: 'የጤና ባለሙያው ፊርማ',
  },
  day: { th: 'วันที่', en: 'Day', my: 'ရက်စွဲ', am: 'ቀን' },
  draft: {
    th: 'ร่าง: รอผู้รู้ภาษาตรวจรับรอง',
    en: 'Draft: to be signed off by somebody who speaks the language',
    my: 'မူကြမ်း',
    am: 'ረቂቅ',
  },
}

/** What each paper has lines for, in its order. */
export const formFields: Readonly<Record<FormName, readonly FormLabel[]>> = {
  declaration: ['name', 'code', 'signs', 'officer', 'interpreter', 'day'],
  document: ['name', 'born', 'document', 'code', 'signs', 'officer', 'interpreter', 'day'],
  receipt: ['name', 'code', 'counted', 'differs', 'officer', 'receiver', 'day'],
  fit: ['name', 'code', 'until', 'professional', 'day'],
  family: ['name', 'code', 'signs', 'officer', 'interpreter', 'day'],
}
