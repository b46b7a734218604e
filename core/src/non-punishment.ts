import type { Words } from './text.ts'

/** What is done to somebody for what traffickers made them do. */
export const punishments = ['detained', 'charged', 'fined', 'blacklisted', 'sentenced', 'removal'] as const
export type Punishment = (typeof punishments)[number]

export const punishmentWords: Readonly<Record<Punishment, Words>> = {
  detained: { en: 'detained', th: 'ถูกควบคุมตัว' },
  charged: { en: 'charged', th: 'ถูกตั้งข้อหา' },
  fined: { en: 'fined', th: 'ถูกปรับ' },
  blacklisted: { en: 'barred from entry', th: 'ถูกขึ้นบัญชีห้ามเข้าประเทศ' },
  sentenced: { en: 'sentenced', th: 'ถูกพิพากษาลงโทษ' },
  removal: { en: 'to be removed from the country', th: 'ถูกสั่งให้ออกนอกประเทศ' },
}

/** Of one offence: what two people say of its link to what was done to the person. */
export const offenceResults = ['to-be-dropped', 'not-linked', 'undecided'] as const
export type OffenceResult = (typeof offenceResults)[number]

/** What the authority did; `refused` with its reason. */
export const punishmentOutcomes = [
  'released',
  'charge-withdrawn',
  'fine-waived',
  'bar-lifted',
  'sentence-lifted',
  'removal-stopped',
  'refused',
] as const
export type PunishmentOutcome = (typeof punishmentOutcomes)[number]

/** The outcome by which each punishment ends. */
export const endOf: Readonly<Record<Punishment, PunishmentOutcome>> = {
  detained: 'released',
  charged: 'charge-withdrawn',
  fined: 'fine-waived',
  blacklisted: 'bar-lifted',
  sentenced: 'sentence-lifted',
  removal: 'removal-stopped',
}

/**
 * `found`: nobody has said anything of an offence. `assessing`: one offence at least has not two people behind it.
 * `assessed`: the authority is to answer. `reported`: it did, and somebody has to see that it is so. `refused`: it will
 * not. `done`: the punishment has ended and was seen to have.
 */
export const findingStates = ['found', 'assessing', 'assessed', 'reported', 'refused', 'done'] as const
export type FindingState = (typeof findingStates)[number]

/** What was done about a finding, as its acts tell it; in their order. */
export type FindingAct =
  | { readonly kind: 'offence'; readonly offence: string }
  | { readonly kind: 'assess'; readonly offence: string; readonly result: OffenceResult; readonly by: string }
  | { readonly kind: 'second'; readonly offence: string; readonly agrees: boolean; readonly by: string }
  | { readonly kind: 'outcome'; readonly outcome: PunishmentOutcome }
  | { readonly kind: 'follow'; readonly isDone: boolean }
  | { readonly kind: 'ask' | 'chase' | 'report' }

/** An offence with the last thing that was said of it. */
export interface OffenceStand {
  readonly offence: string
  readonly result?: OffenceResult
  readonly by?: string
  /** Another person's word on that result; absent: nobody has said it yet. */
  readonly agrees?: boolean
}

/** Every offence of a finding. A new assessment needs a new second person. */
export function offencesOf(acts: readonly FindingAct[]): readonly OffenceStand[] {
  const stands = new Map<string, OffenceStand>()
  for (const act of acts) {
    if (act.kind === 'offence') stands.set(act.offence, { offence: act.offence })
    if (act.kind === 'assess')
      stands.set(act.offence, { offence: act.offence, result: act.result, by: act.by })
    const held = act.kind === 'second' ? stands.get(act.offence) : undefined
    if (act.kind === 'second' && held) stands.set(act.offence, { ...held, agrees: act.agrees })
  }
  return [...stands.values()]
}

/** Two people agree on something that is decided; "undecided" is a reason to go on. */
export function isSettled({ result, agrees }: OffenceStand): boolean {
  return result !== undefined && result !== 'undecided' && agrees === true
}

/** Where a finding stands. Nothing but its acts says so: no state is set by hand. */
export function findingState(acts: readonly FindingAct[]): FindingState {
  const last = acts.findLast((act) => act.kind === 'outcome' || act.kind === 'follow')
  if (last?.kind === 'follow' && last.isDone) return 'done'
  // What was assessed after a refusal, or after it was seen not to be so, begins the matter anew.
  const since = acts.slice(last ? acts.indexOf(last) + 1 : 0)
  if (last?.kind === 'outcome' && !since.some((act) => act.kind === 'assess'))
    return last.outcome === 'refused' ? 'refused' : 'reported'
  const offences = offencesOf(acts)
  if (offences.length === 0) return 'found'
  return offences.every(isSettled) ? 'assessed' : 'assessing'
}

/** Why something can't be done to a finding now, or `undefined` where it can. */
export type FindingHindrance =
  | 'ended'
  | 'no-such-offence'
  | 'not-assessed'
  | 'same-person'
  | 'other-outcome'
  | 'nothing-reported'

/** Whether an act may follow these: two people for each offence, an outcome that ends this very punishment. */
export function hindranceOfAct(
  acts: readonly FindingAct[],
  act: FindingAct,
  punishment: Punishment,
): FindingHindrance | undefined {
  const state = findingState(acts)
  if (state === 'done') return 'ended'
  if (act.kind === 'assess' || act.kind === 'second') {
    const held = offencesOf(acts).find(({ offence }) => offence === act.offence)
    if (!held) return 'no-such-offence'
    if (act.kind === 'second' && (held.result === undefined || held.agrees !== undefined))
      return 'not-assessed'
    if (act.kind === 'second' && held.by === act.by) return 'same-person'
  }
  if (act.kind === 'outcome' && act.outcome === 'refused' && state !== 'assessed') return 'not-assessed'
  if (act.kind === 'outcome' && act.outcome !== 'refused' && act.outcome !== endOf[punishment])
    return 'other-outcome'
  if (act.kind === 'follow' && state !== 'reported') return 'nothing-reported'
  return undefined
}

/** Of whom the next step is expected: those who assess, those who care, or nobody any more. */
export function turnOfFinding(state: FindingState): 'assessor' | 'both' | 'nobody' {
  if (state === 'done' || state === 'refused') return 'nobody'
  return state === 'reported' ? 'both' : 'assessor'
}
