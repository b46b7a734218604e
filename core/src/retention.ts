import type { Words } from './text.ts'

/** What somebody in care is to the rule, the strictest first: a person is of the first class that fits. */
export const retentionClasses = {
  child: { en: 'Child, or perhaps a child', th: 'เด็ก หรืออาจเป็นเด็ก' },
  returned: { en: 'Has gone home or the return has ended', th: 'เดินทางกลับแล้วหรือการส่งกลับสิ้นสุดแล้ว' },
  identified: { en: 'Identified as a victim', th: 'ได้รับการคัดแยกว่าเป็นผู้เสียหาย' },
  'not-identified': { en: 'Not identified as a victim', th: 'คัดแยกแล้วไม่เป็นผู้เสียหาย' },
  cared: { en: 'Was cared for, no panel decided', th: 'ได้รับการดูแล แต่ไม่มีการคัดแยก' },
  arrived: { en: 'Came out, and nothing more', th: 'เดินทางออกมาและไม่มีการดำเนินการต่อ' },
} as const satisfies Readonly<Record<string, Words>>
export type RetentionClass = keyof typeof retentionClasses

/** What starts the clock, and starts it anew whenever it happens again. */
export const retentionEvents = {
  arrived: { en: 'came out', th: 'เดินทางออกมา' },
  triaged: { en: 'was asked what help is needed', th: 'สอบถามความช่วยเหลือที่ต้องการ' },
  agreed: { en: 'agreed to something or took it back', th: 'ให้หรือถอนความยินยอม' },
  heard: { en: 'was heard', th: 'ให้ถ้อยคำ' },
  decided: { en: 'a panel decided or told it', th: 'คณะคัดแยกมีมติหรือแจ้งผล' },
  cared: { en: 'was cared for', th: 'ได้รับการดูแล' },
  returned: { en: 'a step of the return', th: 'มีความคืบหน้าในการส่งกลับ' },
  followed: { en: 'was asked how things are at home', th: 'ติดตามผลหลังกลับบ้าน' },
  assessed: { en: 'a punishment was looked at', th: 'มีการพิจารณาเรื่องการลงโทษ' },
  corrected: { en: 'asked for a correction or for the file', th: 'ขอแก้ไขหรือขอแฟ้มข้อมูล' },
} as const satisfies Readonly<Record<string, Words>>
export type RetentionEvent = keyof typeof retentionEvents

/** How long one class is kept after the last event, and what then follows: somebody looks whether it is still needed, or it ends. */
export interface RetentionRule {
  readonly class: RetentionClass
  readonly years: number
  readonly act: 'review' | 'erase'
  readonly cites: string
}

/** Rules of a country with their version; a class without a rule has no clock. */
export interface RetentionLaw {
  /** For example `TH 3`, or `shipped 1` where the country has given none. */
  readonly name: string
  /** Who has looked at it, and who still must. */
  readonly checked: string
  /** So many days before the day somebody is told. */
  readonly warnDays: number
  readonly rules: readonly RetentionRule[]
}

/** What is known of somebody, as far as the clock goes: no day is a word of the person's. */
export interface RetentionFacts {
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly isChild: boolean
  readonly hasReturned: boolean
  readonly wasCaredFor: boolean
  /** When each last happened, ISO instants. */
  readonly events: Readonly<Partial<Record<RetentionEvent, string>>>
  /** Until when holds stand that stand today, ISO days. */
  readonly holds: readonly string[]
}

export interface RetentionClock {
  readonly class: RetentionClass
  readonly act: RetentionRule['act']
  readonly years: number
  readonly event: RetentionEvent
  readonly eventAt: string
  /** ISO days. Never earlier than any event, nor than the end of a hold that stands. */
  readonly dueOn: string
  readonly warnOn: string
  readonly state: 'running' | 'soon' | 'due' | 'held'
  readonly rule: string
}

export function retentionClassOf(facts: RetentionFacts): RetentionClass {
  if (facts.isChild) return 'child'
  if (facts.hasReturned) return 'returned'
  if (facts.standing !== 'possible') return facts.standing
  return facts.wasCaredFor ? 'cared' : 'arrived'
}

/**
 * The clock of one person on a day: `retentionClock(facts, law, '2031-05-12')?.state` is `due` from the day on which nothing
 * speaks for keeping any longer. Undefined: the law has no rule for the class, so nobody is due.
 */
export function retentionClock(
  facts: RetentionFacts,
  law: RetentionLaw,
  today: string,
): RetentionClock | undefined {
  const own = retentionClassOf(facts)
  const rule = law.rules.find((one) => one.class === own)
  const [event, eventAt] = lastOf(facts.events)
  if (!rule || event === undefined) return undefined
  const ends = [
    yearsAfter(eventAt.slice(0, 10), rule.years),
    ...facts.holds.map((until) => daysAfter(until, 1)),
  ]
  const dueOn = ends.toSorted().at(-1) ?? ''
  const warnOn = daysAfter(dueOn, -law.warnDays)
  const state =
    facts.holds.length > 0 ? 'held' : today >= dueOn ? 'due' : today >= warnOn ? 'soon' : 'running'
  const { act, years } = rule
  return { class: own, act, years, event, eventAt, dueOn, warnOn, state, rule: law.name }
}

function lastOf(events: RetentionFacts['events']): readonly [event: RetentionEvent | undefined, at: string] {
  const known = (Object.keys(retentionEvents) as RetentionEvent[]).flatMap((event) => {
    const at = events[event]
    return at === undefined ? [] : [[event, at] as const]
  })
  return known.toSorted(([, a], [, b]) => Date.parse(a) - Date.parse(b)).at(-1) ?? [undefined, '']
}

/** The 29th of February becomes the 1st of March where there is none: never a day earlier. */
function yearsAfter(day: string, years: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCFullYear(at.getUTCFullYear() + years)
  return at.toISOString().slice(0, 10)
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Why something is kept from being erased for a while. */
export const holdGrounds = {
  'court-order': { en: 'Order of a court', th: 'คำสั่งศาล' },
  'criminal-case': { en: 'Criminal case in which it is evidence', th: 'คดีอาญาที่ข้อมูลนี้เป็นพยานหลักฐาน' },
  claim: { en: 'Compensation or wages are claimed', th: 'อยู่ระหว่างเรียกร้องค่าชดเชยหรือค่าจ้าง' },
  complaint: { en: 'A complaint is being looked into', th: 'อยู่ระหว่างตรวจสอบข้อร้องเรียน' },
  inquiry: { en: 'An inquiry into what the agencies did', th: 'อยู่ระหว่างสอบสวนการทำงานของหน่วยงาน' },
  'care-goes-on': { en: 'Care goes on, or is about to', th: 'ยังดูแลต่อเนื่อง หรือกำลังจะเริ่ม' },
} as const satisfies Readonly<Record<string, Words>>
export type HoldGround = keyof typeof holdGrounds

/** Why somebody who asks to be erased is refused, or a proposal comes back; told to the person. */
export const erasureRefusals = {
  proceedings: { en: 'Proceedings run in which it is needed', th: 'อยู่ระหว่างกระบวนพิจารณาที่ต้องใช้ข้อมูลนี้' },
  'legal-duty': { en: 'A law says that it is kept', th: 'มีกฎหมายกำหนดให้เก็บรักษา' },
  claim: { en: 'It is needed for a claim of the person', th: 'จำเป็นต่อการเรียกร้องสิทธิของบุคคลนี้' },
  protection: { en: 'Erasing it would put somebody in danger', th: 'การลบจะทำให้มีผู้ตกอยู่ในอันตราย' },
  'still-needed': { en: 'It is still needed for the person’s care', th: 'ยังจำเป็นต่อการดูแลบุคคลนี้' },
  'not-the-person': {
    en: 'Nobody could make sure that the person asked for it',
    th: 'ไม่สามารถยืนยันได้ว่าเจ้าตัวเป็นผู้ขอ',
  },
} as const satisfies Readonly<Record<string, Words>>
export type ErasureRefusal = keyof typeof erasureRefusals

/** What has to be brought to its end before somebody is erased. */
export const openMatters = {
  panel: { en: 'A panel has not decided, or has not told it', th: 'คณะคัดแยกยังไม่มีมติหรือยังไม่แจ้งผล' },
  return: { en: 'A return is under way', th: 'อยู่ระหว่างการส่งกลับ' },
  referral: { en: 'A referral waits or is being worked on', th: 'การส่งต่อยังรอหรืออยู่ระหว่างดำเนินการ' },
  stay: { en: 'The person sleeps in a house of ours', th: 'บุคคลนี้ยังพักอยู่ในสถานพักพิง' },
  punishment: { en: 'A punishment is being looked at', th: 'อยู่ระหว่างพิจารณาเรื่องการลงโทษ' },
  given: {
    en: 'Whoever the case was given to was not told to delete it',
    th: 'ยังไม่ได้แจ้งให้หน่วยงานที่รับกรณีไปลบข้อมูล',
  },
  correction: { en: 'A correction is not decided or not told', th: 'คำขอแก้ไขยังไม่มีผลหรือยังไม่แจ้ง' },
  emergency: { en: 'An emergency look has not been judged', th: 'การเปิดดูฉุกเฉินยังไม่มีผู้พิจารณา' },
} as const satisfies Readonly<Record<string, Words>>
export type OpenMatter = keyof typeof openMatters

/** Kinds of what is taken from the tables, as the certificate counts them. */
export const erasedKinds = {
  sealed: { en: 'Sealed values (who the person is, words, pictures)', th: 'ข้อมูลที่ปิดผนึก (ตัวตน ถ้อยคำ ภาพ)' },
  arrival: { en: 'Arrival and answers of help', th: 'การรับตัวและคำตอบเรื่องความช่วยเหลือ' },
  interviews: { en: 'Interviews and answers', th: 'การสัมภาษณ์และคำตอบ' },
  consent: { en: 'Agreements and wishes', th: 'ความยินยอมและความประสงค์' },
  shares: { en: 'Shares with other agencies', th: 'การให้หน่วยงานอื่นร่วมดูแล' },
  panels: { en: 'Votes of panels', th: 'ความเห็นของคณะคัดแยก' },
  care: { en: 'Care, referrals, stays, money', th: 'การดูแล การส่งต่อ ที่พัก เงิน' },
  returns: { en: 'Steps of a return', th: 'ขั้นตอนการส่งกลับ' },
  punishments: { en: 'Findings of punishment', th: 'เรื่องการลงโทษ' },
  file: { en: 'Corrections and files given', th: 'คำขอแก้ไขและแฟ้มที่มอบให้' },
  figures: { en: 'Coded facts for figures', th: 'ข้อมูลรหัสสำหรับสถิติ' },
} as const satisfies Readonly<Record<string, Words>>
export type ErasedKind = keyof typeof erasedKinds

/** What stays behind, without anything of the person in it, and why. */
export const stayingKinds = {
  code: {
    en: 'The random code, so that it is given to nobody else',
    th: 'รหัสสุ่ม เพื่อไม่ให้นำไปใช้กับผู้อื่น',
  },
  counted: {
    en: 'That somebody came in that month and what was decided, for the figures',
    th: 'ว่ามีผู้เดินทางมาในเดือนนั้นและผลการคัดแยก เพื่อสถิติ',
  },
  given: {
    en: 'To whom the case was given under which code, without what it said',
    th: 'ว่าส่งกรณีให้หน่วยงานใดภายใต้รหัสใด โดยไม่มีเนื้อหา',
  },
  audit: { en: 'Who did what when, by the code, for oversight', th: 'ผู้ใดทำสิ่งใดเมื่อใดตามรหัส เพื่อการตรวจสอบ' },
  digest: {
    en: 'Keyed digests, so that nobody is brought back unawares',
    th: 'ค่าแฮชลับ เพื่อไม่ให้นำข้อมูลกลับเข้ามาโดยไม่รู้ตัว',
  },
  certificate: { en: 'This certificate', th: 'หนังสือรับรองฉบับนี้' },
} as const satisfies Readonly<Record<string, Words>>
export type StayingKind = keyof typeof stayingKinds
