import { caseCodes } from './case-codes.ts'
import type { Words } from './text.ts'

const word = (en: string, th: string): Words => ({ en, th })
const notKnown = word('Not known', 'ไม่ทราบ')

/** What people are counted by. A list that is not closed (months, countries) takes its words from the value itself. */
export interface FigureDimension {
  readonly name: Words
  readonly values: 'month' | 'country' | 'year' | Readonly<Record<string, Words>>
  /** Somebody may have several: then each value is a count by itself, and they do not add up. */
  readonly isMany?: true
  /** Rests on what a person told: only those are counted who agreed to be. */
  readonly isTold?: true
}

const flag = (en: string, th: string): Words => word(en, th)

export const dimensions = {
  month: { name: word('Month of arrival', 'เดือนที่มาถึง'), values: 'month' },
  age: {
    name: word('Age', 'อายุ'),
    values: {
      child: word('A child, or perhaps one', 'เด็ก หรืออาจเป็นเด็ก'),
      adult: word('Adult', 'ผู้ใหญ่'),
      unknown: notKnown,
    },
  },
  standing: {
    name: word('What was decided', 'ผลการคัดแยก'),
    values: {
      possible: word('Not decided: a possible victim', 'ยังไม่มีผล ถือเป็นผู้อาจเป็นผู้เสียหาย'),
      identified: word('Identified as a victim', 'ระบุว่าเป็นผู้เสียหาย'),
      'not-identified': word('Not identified', 'ไม่ระบุว่าเป็นผู้เสียหาย'),
    },
  },
  heard: {
    name: word('Interview', 'การสัมภาษณ์'),
    values: {
      none: word('Not yet heard', 'ยังไม่ได้สัมภาษณ์'),
      begun: word('Begun', 'เริ่มแล้ว'),
      done: word('Heard to the end', 'สัมภาษณ์เสร็จ'),
    },
  },
  days: {
    name: word('Days from arrival to the decision', 'จำนวนวันจากมาถึงจนมีผลคัดแยก'),
    values: {
      '0-3': word('Up to 3', 'ไม่เกิน 3'),
      '4-7': word('4 to 7', '4 ถึง 7'),
      '8-15': word('8 to 15', '8 ถึง 15'),
      '16-30': word('16 to 30', '16 ถึง 30'),
      '31+': word('More than 30', 'เกิน 30'),
      undecided: word('Not decided', 'ยังไม่มีผล'),
    },
  },
  year: { name: word('Year of registration', 'ปีที่ลงทะเบียน'), values: 'year' },
  gender: {
    name: word('Gender', 'เพศ'),
    values: {
      Woman: word('Woman', 'หญิง'),
      Man: word('Man', 'ชาย'),
      'Trans/Transgender/NonConforming': word('Transgender or neither', 'คนข้ามเพศหรือเพศอื่น'),
      unknown: notKnown,
    },
    isTold: true,
  },
  band: {
    name: word('Age at registration', 'ช่วงอายุเมื่อลงทะเบียน'),
    values: Object.fromEntries(
      ['0--8', '09--17', '18--20', '21--23', '24--26', '27--29', '30--38', '39--47', '48+', 'unknown'].map(
        (band) => {
          const shown = band.replace('--', '–')
          return [band, band === 'unknown' ? notKnown : word(shown, shown)]
        },
      ),
    ),
    isTold: true,
  },
  citizenship: { name: word('Citizenship', 'สัญชาติ'), values: 'country', isTold: true },
  country: {
    name: word('Country of exploitation', 'ประเทศที่ถูกแสวงหาประโยชน์'),
    values: 'country',
    isTold: true,
  },
  duration: {
    name: word('How long', 'ระยะเวลา'),
    values: {
      '0--12 (0-1 yr)': word('Up to a year', 'ไม่เกินหนึ่งปี'),
      '13--24 (1-2 yrs)': word('One to two years', 'หนึ่งถึงสองปี'),
      '25+ (2+ yrs)': word('More than two years', 'เกินสองปี'),
      unknown: notKnown,
    },
    isTold: true,
  },
  exploitation: {
    name: word('Form of exploitation', 'รูปแบบการแสวงหาประโยชน์'),
    values: caseCodes.vic_TypeOfExploitation,
    isMany: true,
    isTold: true,
  },
  means: {
    name: word('Means of control', 'วิธีการควบคุม'),
    values: caseCodes.vic_MethodsOfControl,
    isMany: true,
    isTold: true,
  },
  recruitment: {
    name: word('How they were recruited', 'วิธีชักชวน'),
    values: caseCodes.vic_MethodOfRecruitment,
    isMany: true,
    isTold: true,
  },
  industry: {
    name: word('Industry', 'อุตสาหกรรม'),
    values: { ...caseCodes.vic_ForcedLabourIndustry, unknown: notKnown },
    isTold: true,
  },
  helped: {
    name: word('Care', 'การดูแล'),
    values: {
      plan: word('Has a plan of care', 'มีแผนการดูแล'),
      stay: word('Stayed in a shelter', 'พักในสถานพักพิง'),
      referral: word('Was helped by another organisation', 'ได้รับความช่วยเหลือจากหน่วยงานอื่น'),
      claimed: word('Claimed compensation or wages', 'เรียกร้องค่าสินไหมหรือค่าจ้าง'),
      paid: word('Was paid', 'ได้รับเงินแล้ว'),
    },
    isMany: true,
  },
  homeward: {
    name: word('The way home', 'การเดินทางกลับ'),
    values: {
      none: word('Not begun', 'ยังไม่เริ่ม'),
      underway: word('Under way', 'กำลังดำเนินการ'),
      returned: word('Is home', 'กลับถึงบ้านแล้ว'),
      stayed: word('Stays here', 'อยู่ต่อในประเทศ'),
      'third-country': word('Went to a third country', 'ไปประเทศที่สาม'),
      other: word('Ended otherwise', 'สิ้นสุดด้วยเหตุอื่น'),
    },
  },
  punished: {
    name: word('Punished for what they were made to do', 'ถูกลงโทษจากสิ่งที่ถูกบังคับให้ทำ'),
    values: {
      none: word('None known to those who care', 'ผู้ดูแลไม่ทราบว่ามี'),
      open: word('Known, and not ended', 'ทราบว่ามี และยังไม่สิ้นสุด'),
      ended: word('Known, and ended', 'ทราบว่ามี และสิ้นสุดแล้ว'),
    },
  },
  ctdc: {
    name: word('CTDC variable', 'ตัวแปร CTDC'),
    values: {
      meansDebtBondageEarnings: flag('Debt or pay taken', 'หนี้หรือยึดรายได้'),
      meansThreats: flag('Threats', 'ข่มขู่'),
      meansAbusePsyPhySex: flag('Abuse of mind or body', 'ทำร้ายร่างกายหรือจิตใจ'),
      meansFalsePromises: flag('False promises', 'หลอกด้วยคำสัญญา'),
      meansDrugsAlcohol: flag('Drugs or alcohol', 'ยาหรือสุรา'),
      meansDenyBasicNeeds: flag('Movement or basic needs denied', 'จำกัดการเดินทางหรือสิ่งจำเป็น'),
      meansExcessiveWorkHours: flag('Far too long hours', 'ทำงานเกินเวลามาก'),
      meansWithholdDocs: flag('Papers taken', 'ยึดเอกสาร'),
      isForcedLabour: flag('Forced labour', 'แรงงานบังคับ'),
      isSexualExploit: flag('Sexual exploitation', 'แสวงหาประโยชน์ทางเพศ'),
      isOtherExploit: flag('Other exploitation', 'การแสวงหาประโยชน์อื่น'),
      typeOfLabourAgriculture: flag('Farming', 'เกษตร'),
      typeOfLabourConstruction: flag('Construction', 'ก่อสร้าง'),
      typeOfLabourDomesticWork: flag('Domestic work', 'งานบ้าน'),
      typeOfLabourHospitality: flag('Hotels and restaurants', 'โรงแรมและร้านอาหาร'),
      typeOfSexProstitution: flag('Prostitution', 'การค้าประเวณี'),
      typeOfSexPornography: flag('Pornography', 'สื่อลามก'),
      recruiterRelationIntimatePartner: flag('Recruited by a partner', 'คู่รักชักชวน'),
      recruiterRelationFriend: flag('Recruited by a friend', 'เพื่อนชักชวน'),
      recruiterRelationFamily: flag('Recruited by family', 'ครอบครัวชักชวน'),
      recruiterRelationOther: flag('Recruited by somebody else', 'ผู้อื่นชักชวน'),
    },
    isMany: true,
    isTold: true,
  },
} as const satisfies Record<string, FigureDimension>

export type DimensionName = keyof typeof dimensions

/** A table of a figure: people by one dimension, or by two. */
export interface FigureBlock {
  readonly rows: DimensionName
  readonly columns?: DimensionName
}

export interface FigureDefinition {
  readonly name: Words
  /** Who is counted, from what, and what every number is out of. */
  readonly counts: Words
  /** Only people of whom this was decided. */
  readonly standing?: 'identified'
  readonly blocks: readonly FigureBlock[]
}

const everyone = word(
  'Everybody who came to a board of the organisation in these months, each once. What they told is not used.',
  'ทุกคนที่มาถึงกระดานของหน่วยงานในช่วงเดือนดังกล่าว คนละหนึ่งครั้ง ไม่ใช้คำบอกเล่าของบุคคล',
)
const agreed = (en: string, th: string): Words =>
  word(
    `${en} Counted are those who agreed to be counted, or for whom the ledger names a duty of law; out of the same number.`,
    `${th} นับเฉพาะผู้ที่ยินยอมให้นับ หรือมีฐานกฎหมายบันทึกไว้ และเทียบกับจำนวนเดียวกันนี้`,
  )

/** Figures that can leave, and no others: what they count is published with them. */
export const figures = {
  received: {
    name: word('People received', 'จำนวนคนที่รับไว้'),
    counts: everyone,
    blocks: [{ rows: 'month', columns: 'age' }, { rows: 'heard' }],
  },
  determinations: {
    name: word('Decided, and how long it took', 'ผลการคัดแยกและระยะเวลา'),
    counts: everyone,
    blocks: [{ rows: 'standing', columns: 'age' }, { rows: 'days' }],
  },
  exploitation: {
    name: word('What was done to them', 'สิ่งที่ถูกกระทำ'),
    counts: agreed(
      'Forms of exploitation and means of control, forced criminality by itself. Somebody may stand in several lines.',
      'รูปแบบการแสวงหาประโยชน์และวิธีควบคุม แยกการบังคับให้กระทำผิดไว้ต่างหาก บุคคลหนึ่งอาจอยู่หลายบรรทัด',
    ),
    blocks: [{ rows: 'exploitation' }, { rows: 'means' }, { rows: 'recruitment' }],
  },
  'yearly-report': {
    name: word('For the yearly report on trafficking', 'สำหรับรายงานการค้ามนุษย์ประจำปี'),
    counts: agreed(
      'People whom a panel identified as victims: by gender and age, citizenship, form of exploitation, industry, days to the decision, care, the way home, and punishments known to those who care.',
      'ผู้ที่คณะคัดแยกระบุว่าเป็นผู้เสียหาย แยกตามเพศและอายุ สัญชาติ รูปแบบการแสวงหาประโยชน์ อุตสาหกรรม จำนวนวันจนมีผล การดูแล การเดินทางกลับ และการลงโทษที่ผู้ดูแลทราบ',
    ),
    standing: 'identified',
    blocks: [
      { rows: 'gender', columns: 'age' },
      { rows: 'citizenship' },
      { rows: 'exploitation' },
      { rows: 'industry' },
      { rows: 'days' },
      { rows: 'helped' },
      { rows: 'homeward' },
      { rows: 'punished' },
    ],
  },
  'ic-tip': {
    name: word('IC-TIP: victims by the reporting entity', 'IC-TIP: ผู้เสียหายตามหน่วยงานผู้รายงาน'),
    counts: agreed(
      'The unit "victim" of the international classification of 2025 for this reporting entity: presumed and identified. Events and perpetrators are not counted here.',
      'หน่วยนับ "ผู้เสียหาย" ตามการจำแนกระหว่างประเทศ พ.ศ. 2568 ของหน่วยงานผู้รายงานนี้ ทั้งผู้อาจเป็นและที่ระบุแล้ว ไม่นับเหตุการณ์และผู้กระทำผิด',
    ),
    blocks: [
      { rows: 'standing', columns: 'age' },
      { rows: 'gender' },
      { rows: 'citizenship' },
      { rows: 'country' },
      { rows: 'exploitation' },
    ],
  },
  'ctdc-27': {
    name: word('CTDC: the 27 variables of the global data set', 'CTDC: ตัวแปร 27 รายการของชุดข้อมูลโลก'),
    counts: agreed(
      'Each variable of the global synthetic data set of 2024 by itself. Forced criminality has no variable of its own there and is within "other exploitation".',
      'แต่ละตัวแปรของชุดข้อมูลสังเคราะห์ระดับโลก พ.ศ. 2567 การบังคับให้กระทำผิดไม่มีตัวแปรของตนและรวมอยู่ใน "อื่น"',
    ),
    blocks: [
      { rows: 'year' },
      { rows: 'gender' },
      { rows: 'band' },
      { rows: 'citizenship' },
      { rows: 'country' },
      { rows: 'duration' },
      { rows: 'ctdc' },
    ],
  },
} as const satisfies Record<string, FigureDefinition>

export type FigureName = keyof typeof figures
export const figureNames = Object.keys(figures) as FigureName[]

/** Whether what people told is counted, which only those are counted in who agreed. */
export function needsAgreement(figure: FigureName): boolean {
  const { blocks }: FigureDefinition = figures[figure]
  return blocks.some(({ rows, columns }) => isTold(rows) || (columns !== undefined && isTold(columns)))
}

export function isMany(name: DimensionName): boolean {
  const dimension: FigureDimension = dimensions[name]
  return dimension.isMany === true
}

function isTold(name: DimensionName): boolean {
  const dimension: FigureDimension = dimensions[name]
  return dimension.isTold === true
}
