import type { CaseFacts } from './case-codes.ts'
import { isInForce, mayByConsent } from './consent.ts'
import type { ConsentEntry, ConsentLedger, ConsentPurpose, Recipient } from './consent.ts'
import type { Words } from './text.ts'

interface GiveOutPurpose {
  /** Kinds of organisations it may go to. Police, immigration and prosecutors get no cases by this door. */
  readonly kinds: readonly string[]
  /** Whether the words that are read out reach as far as who the person is. */
  readonly withIdentity: boolean
}

/** What cases may be given out for. Each is a purpose of the consent ledger that has to name the recipient. */
export const giveOutPurposes = {
  referral: { kinds: ['social', 'ngo'], withIdentity: true },
  'transfer-abroad': { kinds: ['social', 'ngo', 'embassy'], withIdentity: true },
  // "Without anything that shows who I am".
  statistics: { kinds: ['social', 'ngo', 'oversight'], withIdentity: false },
} as const satisfies Partial<Record<ConsentPurpose, GiveOutPurpose>>

export type GiveOutPurposeName = keyof typeof giveOutPurposes
export const giveOutPurposeNames = Object.keys(giveOutPurposes) as GiveOutPurposeName[]

/** Why somebody stays out of a file; told of people alone whom the worker cares for. */
export const leftOutRules = {
  'not-agreed': {
    en: 'Nothing agreed to names this recipient for this purpose',
    th: 'ไม่มีความยินยอมที่ระบุผู้รับนี้เพื่อวัตถุประสงค์นี้',
  },
  withdrawn: { en: 'Took the agreement back', th: 'ถอนความยินยอมแล้ว' },
  expired: { en: 'The agreement has ended', th: 'ความยินยอมหมดอายุ' },
  restricted: { en: 'Does not want such an organisation told', th: 'ไม่ต้องการให้แจ้งหน่วยงานลักษณะนี้' },
  guardian: {
    en: 'A child, or perhaps one: guardian and child have to agree',
    th: 'เด็ก หรืออาจเป็นเด็ก: ต้องได้รับความยินยอมจากผู้ปกครองและเด็ก',
  },
  'name-by-law': {
    en: 'A duty of law gives the case, and not the name: leave the names out',
    th: 'ฐานกฎหมายให้ส่งกรณีได้แต่ไม่รวมชื่อ โปรดไม่ส่งชื่อ',
  },
  'no-name': { en: 'No name is sealed yet', th: 'ยังไม่มีชื่อที่ปิดผนึกไว้' },
} as const satisfies Record<string, Words>

export type LeftOutRule = keyof typeof leftOutRules
export const leftOutRuleNames = Object.keys(leftOutRules) as LeftOutRule[]

export interface GivingTo {
  readonly recipient: Recipient
  readonly purpose: GiveOutPurposeName
  readonly withIdentity: boolean
  readonly isChild: boolean
  readonly hasName: boolean
  readonly now: string
}

/**
 * Whether a case may go, and on which entry: one that names this very recipient for this purpose, a duty of law too.
 * Names go on a person's own yes alone.
 */
export function mayGiveOut<E extends ConsentEntry>(
  { entries, restrictions }: ConsentLedger<E>,
  asked: GivingTo,
): E | LeftOutRule {
  const naming = entries.filter(
    ({ purpose, recipients }) =>
      purpose === asked.purpose && recipients.includes(asked.recipient.organisation),
  )
  const agreed = naming.filter(({ basis }) => basis === 'consent')
  const entry = mayByConsent({ entries: agreed, restrictions }, asked)
  const byLaw = entry ?? mayByConsent({ entries: naming, restrictions }, asked)
  if (!asked.withIdentity) return byLaw ?? whyNot(agreed, asked)
  if (entry) return asked.hasName ? entry : 'no-name'
  return byLaw ? 'name-by-law' : whyNot(agreed, asked)
}

function whyNot(agreed: readonly ConsentEntry[], { isChild, now }: GivingTo): LeftOutRule {
  const standing = agreed.filter((entry) => isInForce(entry, now))
  const isGuarded = ({ guardian }: ConsentEntry): boolean => guardian?.gave === true && guardian.assent
  if (standing.length > 0) return isChild && !standing.some(isGuarded) ? 'guardian' : 'restricted'
  if (agreed.some(({ withdrawnAt }) => withdrawnAt !== undefined)) return 'withdrawn'
  return agreed.some(({ expiresAt }) => expiresAt !== undefined && expiresAt <= now)
    ? 'expired'
    : 'not-agreed'
}

/** Of a file for counting: fewer cases that share an age, a citizenship or a country may be somebody. */
export const rareBound = 5

/**
 * Cases for counting without what fewer than `bound` of them share: age, citizenships, country and months say who somebody
 * is as well as a name does in a small group. Codes stay.
 */
export function withoutRare(cases: readonly CaseFacts[], bound: number = rareBound): readonly CaseFacts[] {
  const few = (of: (facts: CaseFacts) => string | undefined): ((facts: CaseFacts) => boolean) => {
    const sizes = new Map<string, number>()
    for (const one of cases) {
      const value = of(one)
      if (value !== undefined) sizes.set(value, (sizes.get(value) ?? 0) + 1)
    }
    return (facts) => (sizes.get(of(facts) ?? '') ?? bound) < bound
  }
  const isRare = {
    age: few(({ age }) => age?.toString()),
    citizenships: few(({ citizenships }) => citizenships && [...citizenships].toSorted().join(' ')),
    exploitedIn: few(({ exploitedIn }) => exploitedIn),
    months: few(({ months }) => months?.toString()),
  }
  return cases.map((facts) => {
    const { age, citizenships, exploitedIn, months } = facts
    return {
      codes: facts.codes,
      ...(age === undefined || isRare.age(facts) ? {} : { age }),
      ...(citizenships === undefined || isRare.citizenships(facts) ? {} : { citizenships }),
      ...(exploitedIn === undefined || isRare.exploitedIn(facts) ? {} : { exploitedIn }),
      ...(months === undefined || isRare.months(facts) ? {} : { months }),
    }
  })
}
