import type { Words } from './text.ts'

/** What a person may agree to, each by itself. The names are those of the ledger; the words are what is read out. */
export const consentPurposes = {
  interview: {
    en: 'To be asked what happened, and to have it written down',
    th: 'ให้สอบถามเรื่องที่เกิดขึ้นและจดบันทึกไว้',
  },
  assistance: { en: 'To be helped, and to have a case worker', th: 'รับความช่วยเหลือและมีผู้ดูแลประจำ' },
  referral: {
    en: 'To be sent on to a named organisation for help',
    th: 'ส่งต่อไปยังหน่วยงานที่ระบุชื่อเพื่อรับความช่วยเหลือ',
  },
  medical: { en: 'To let health workers know what they need', th: 'ให้เจ้าหน้าที่สาธารณสุขทราบข้อมูลที่จำเป็น' },
  embassy: { en: 'To tell my own embassy who I am', th: 'แจ้งสถานทูตของตนว่าฉันคือใคร' },
  'family-tracing': { en: 'To look for my family', th: 'ตามหาครอบครัวของฉัน' },
  statement: {
    en: 'To give a statement to the police, or use what I said in court',
    th: 'ให้ปากคำต่อตำรวจหรือใช้คำบอกเล่าในชั้นศาล',
  },
  intelligence: {
    en: 'To use what I said against the network, without my name',
    th: 'ใช้คำบอกเล่าดำเนินการกับขบวนการโดยไม่ระบุชื่อฉัน',
  },
  statistics: {
    en: 'To be counted, without anything that shows who I am',
    th: 'นำไปนับเป็นสถิติโดยไม่ระบุว่าฉันคือใคร',
  },
  picture: { en: 'To be photographed or recorded', th: 'ถ่ายภาพหรือบันทึกเสียง' },
  'contact-later': { en: 'To be called after I am home', th: 'ติดต่อฉันหลังจากกลับบ้านแล้ว' },
  'transfer-abroad': {
    en: 'To send what is needed for my return to another country',
    th: 'ส่งข้อมูลที่จำเป็นต่อการเดินทางกลับไปยังประเทศอื่น',
  },
} as const satisfies Record<string, Words>

export type ConsentPurpose = keyof typeof consentPurposes
export const consentPurposeNames = Object.keys(consentPurposes) as ConsentPurpose[]

/** Purposes that are of no use, and not lawful, without saying to whom. */
export const needsRecipient: readonly ConsentPurpose[] = [
  'referral',
  'embassy',
  'statement',
  'transfer-abroad',
]

/** What a person does not want, whatever else they agree to. */
export const consentRestrictions = {
  'not-embassy': { en: 'Not my embassy', th: 'ไม่ให้แจ้งสถานทูตของฉัน' },
  'not-family': { en: 'Not my family', th: 'ไม่ให้แจ้งครอบครัวของฉัน' },
  'not-police': { en: 'Not the police', th: 'ไม่ให้แจ้งตำรวจ' },
  'not-home-authorities': { en: 'Not the authorities at home', th: 'ไม่ให้แจ้งทางการของประเทศฉัน' },
  'not-media': { en: 'Not the press', th: 'ไม่ให้แจ้งสื่อมวลชน' },
} as const satisfies Record<string, Words>

export type ConsentRestriction = keyof typeof consentRestrictions

/** Which restriction stands against which kind of recipient. */
const against: Readonly<Record<string, readonly ConsentRestriction[]>> = {
  embassy: ['not-embassy', 'not-home-authorities'],
  police: ['not-police'],
  immigration: ['not-police'],
  prosecutor: ['not-police'],
}

/** Grounds that are no consent, and are not dressed as one. Each names its article. */
export const legalBases = ['vital-interest', 'legal-duty', 'public-task'] as const
export type LegalBasis = (typeof legalBases)[number]

export interface ConsentEntry {
  readonly purpose: ConsentPurpose
  /** Organisations it names; empty where the purpose needs none. */
  readonly recipients: readonly string[]
  readonly basis: 'consent' | LegalBasis
  /** Of a child: whether a guardian gave it, and whether the child agreed. */
  readonly guardian?: { readonly gave: boolean; readonly assent: boolean }
  readonly at: string
  readonly expiresAt?: string
  readonly withdrawnAt?: string
}

/** Holds until the person takes it back in so many words: no expiry and no withdrawal of a consent lifts it. */
export interface RestrictionEntry {
  readonly restriction: ConsentRestriction
  readonly at: string
  readonly takenBackAt?: string
}

export interface ConsentLedger<E extends ConsentEntry = ConsentEntry> {
  readonly entries: readonly E[]
  readonly restrictions: readonly RestrictionEntry[]
}

export interface Recipient {
  readonly organisation: string
  readonly kind: string
}

/**
 * Whether something may be done now on the ground of what stands in the ledger, and by which entry. A restriction that
 * was not taken back holds against every consent, whenever that was given; a duty of law is named as one.
 */
export function mayByConsent<E extends ConsentEntry>(
  { entries, restrictions }: ConsentLedger<E>,
  asked: {
    readonly purpose: ConsentPurpose
    readonly recipient?: Recipient
    readonly isChild: boolean
    readonly now: string
  },
): E | undefined {
  const { purpose, recipient, isChild, now } = asked
  const standing = restrictions.filter(({ at, takenBackAt }) => at <= now && takenBackAt === undefined)
  const forbidden = standing.some((one) => (against[recipient?.kind ?? ''] ?? []).includes(one.restriction))
  if (needsRecipient.includes(purpose) && recipient === undefined) return undefined
  return entries
    .filter((entry) => entry.purpose === purpose && isInForce(entry, now))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .find((entry) => {
      const names = entry.recipients.length > 0 || needsRecipient.includes(purpose)
      if (recipient && names && !entry.recipients.includes(recipient.organisation)) return false
      if (entry.basis !== 'consent') return true
      return !forbidden && (!isChild || (entry.guardian?.gave === true && entry.guardian.assent))
    })
}

export function isInForce({ at, expiresAt, withdrawnAt }: ConsentEntry, now: string): boolean {
  return at <= now && withdrawnAt === undefined && (expiresAt === undefined || expiresAt > now)
}

/** How far what a person agreed to reaches, in one word; it is read out as `consent.level.…`. */
export const consentLevels = ['none', 'assistance', 'named-referrals', 'law-enforcement'] as const
export type ConsentLevel = (typeof consentLevels)[number]

export function consentLevel(entries: readonly ConsentEntry[], now: string): ConsentLevel {
  const agreed = entries
    .filter((entry) => entry.basis === 'consent' && isInForce(entry, now))
    .map(({ purpose }) => purpose)
  if (agreed.includes('statement')) return 'law-enforcement'
  if (agreed.some((purpose) => ['referral', 'embassy', 'medical', 'transfer-abroad'].includes(purpose)))
    return 'named-referrals'
  return agreed.includes('assistance') ? 'assistance' : 'none'
}
