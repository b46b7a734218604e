import type { Words } from './text.ts'

/**
 * Eight questions for the first five minutes with somebody who has come out: what help is needed now, not what happened.
 * Each may be left out; nothing is asked that the interview asks again. There is no question of guilt, origin or papers.
 */
export interface TriageQuestion {
  readonly id: TriageField
  readonly question: Words
  readonly answers: readonly { readonly value: string; readonly name: Words }[]
}

export const triageFields = [
  'health',
  'danger',
  'age',
  'speaks',
  'interpreter',
  'together',
  'needs',
  'wish',
] as const
export type TriageField = (typeof triageFields)[number]

/** What was answered; a field that is absent was not asked or not answered. */
export interface Triage {
  readonly health?: 'now' | 'soon' | 'well'
  readonly danger?: 'here' | 'elsewhere' | 'none'
  readonly age?: 'child' | 'unsure' | 'adult'
  /** Languages as BCP 47 tags, best first. */
  readonly speaks?: readonly string[]
  /** `woman` and `man`: whom the person would rather speak through. */
  readonly interpreter?: 'any' | 'woman' | 'man' | 'none'
  readonly together?: 'alone' | 'with-family' | 'with-others'
  readonly needs?: readonly (typeof specialNeeds)[number][]
  readonly wish?: 'talk' | 'rest' | 'refuse'
}

export const specialNeeds = ['pregnant', 'small-child', 'medicine', 'disability', 'hurt-lately'] as const

const answer = (value: string, en: string, th: string) => ({ value, name: { en, th } })

export const triageQuestions: readonly TriageQuestion[] = [
  {
    id: 'health',
    question: { en: 'Do you need a doctor?', th: 'คุณต้องการพบแพทย์ไหม' },
    answers: [
      answer('now', 'Yes, now', 'ต้องการเดี๋ยวนี้'),
      answer('soon', 'Yes, it can wait a little', 'ต้องการ แต่รอได้'),
      answer('well', 'No', 'ไม่ต้องการ'),
    ],
  },
  {
    id: 'danger',
    question: { en: 'Are you afraid of somebody?', th: 'คุณกลัวใครอยู่หรือไม่' },
    answers: [
      answer('here', 'Yes, of somebody here', 'กลัวคนที่อยู่ที่นี่'),
      answer('elsewhere', 'Yes, not here', 'กลัวคนที่อยู่ที่อื่น'),
      answer('none', 'No', 'ไม่กลัว'),
    ],
  },
  {
    id: 'age',
    question: { en: 'How old are you?', th: 'คุณอายุเท่าไร' },
    answers: [
      answer('child', 'Under 18', 'ต่ำกว่า 18 ปี'),
      answer('unsure', 'Not sure: treated as a child', 'ไม่แน่ใจ ให้ถือว่าเป็นเด็ก'),
      answer('adult', '18 or older', '18 ปีขึ้นไป'),
    ],
  },
  {
    id: 'speaks',
    question: { en: 'Which language do you speak best?', th: 'คุณพูดภาษาใดถนัดที่สุด' },
    answers: [],
  },
  {
    id: 'interpreter',
    question: { en: 'Whom would you like to speak through?', th: 'คุณอยากให้ใครเป็นล่าม' },
    answers: [
      answer('any', 'Anybody', 'ใครก็ได้'),
      answer('woman', 'A woman', 'ผู้หญิง'),
      answer('man', 'A man', 'ผู้ชาย'),
      answer('none', 'No interpreter is needed', 'ไม่ต้องใช้ล่าม'),
    ],
  },
  {
    id: 'together',
    question: { en: 'Did you come with somebody you want to stay with?', th: 'มีคนที่มาด้วยและอยากอยู่ด้วยกันไหม' },
    answers: [
      answer('alone', 'No', 'ไม่มี'),
      answer('with-family', 'With family', 'มากับครอบครัว'),
      answer('with-others', 'With friends', 'มากับเพื่อน'),
    ],
  },
  {
    id: 'needs',
    question: { en: 'Is there anything we must look after today?', th: 'มีเรื่องใดที่เราต้องดูแลวันนี้ไหม' },
    answers: [
      answer('pregnant', 'Pregnant', 'ตั้งครรภ์'),
      answer('small-child', 'A small child is here', 'มีเด็กเล็กมาด้วย'),
      answer('medicine', 'Needs medicine', 'ต้องใช้ยา'),
      answer(
        'disability',
        'Needs help to see, hear, walk or understand',
        'ต้องการความช่วยเหลือในการมองเห็น ได้ยิน เดิน หรือเข้าใจ',
      ),
      answer('hurt-lately', 'Was hurt in the last days', 'ถูกทำร้ายเมื่อไม่กี่วันก่อน'),
    ],
  },
  {
    id: 'wish',
    question: { en: 'What would you like now?', th: 'ตอนนี้คุณอยากทำอะไร' },
    answers: [
      answer('talk', 'To talk today', 'คุยวันนี้'),
      answer('rest', 'To rest first', 'พักก่อน'),
      answer('refuse', 'Nothing more now', 'ยังไม่ต้องการอะไรเพิ่ม'),
    ],
  },
]

/** Whose turn it is, most pressing first. An order of help; it says nothing about what anybody is. */
export const turns = ['health-now', 'child-alone', 'danger-here', 'child', 'special-care', 'waiting'] as const
export type Turn = (typeof turns)[number]

export const turnWords: Readonly<Record<Turn, Words>> = {
  'health-now': { en: 'Needs a doctor now', th: 'ต้องพบแพทย์เดี๋ยวนี้' },
  'child-alone': { en: 'A child without family', th: 'เด็กที่ไม่มีครอบครัวมาด้วย' },
  'danger-here': { en: 'Afraid of somebody here', th: 'กลัวคนที่อยู่ที่นี่' },
  child: { en: 'A child', th: 'เด็ก' },
  'special-care': { en: 'Needs special care', th: 'ต้องการการดูแลเป็นพิเศษ' },
  waiting: { en: 'Waiting', th: 'รออยู่' },
}

/** Who may be a child is a child (safeguard S1): it changes who consents, who is there, what counts, and who decides. */
export function isChild({ age }: Triage): boolean {
  return age === 'child' || age === 'unsure'
}

/** The turn of somebody by what was answered. */
export function turnOf(triage: Triage): Turn {
  const { health, together, danger, needs = [] } = triage
  if (health === 'now') return 'health-now'
  if (isChild(triage) && together !== 'with-family') return 'child-alone'
  if (danger === 'here') return 'danger-here'
  if (isChild(triage)) return 'child'
  return health === 'soon' || needs.length > 0 ? 'special-care' : 'waiting'
}

/**
 * Answers of two hands, or of a hand that was offline, put together: a field is changed when the other side had seen what
 * stands there, and otherwise left and named. Nothing is lost: what was not taken stays in the act that brought it.
 */
export function mergeTriage(
  stands: Triage,
  brought: Triage,
  seen: Triage,
): { readonly triage: Triage; readonly conflicts: readonly TriageField[] } {
  const merged: Record<string, unknown> = { ...stands }
  const conflicts: TriageField[] = []
  for (const field of triageFields) {
    const value = brought[field]
    if (value === undefined || isSame(value, stands[field])) continue
    if (stands[field] === undefined || isSame(stands[field], seen[field])) merged[field] = value
    else conflicts.push(field)
  }
  return { triage: merged as Triage, conflicts }
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
