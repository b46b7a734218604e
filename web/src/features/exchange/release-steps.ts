import type { Words } from '@shield/core'

type State = 'draft' | 'waiting' | 'approved' | 'sent' | 'applied' | 'refused' | 'recalling' | 'recalled'

/** What the course of a release is read from. */
export interface Course {
  readonly direction: 'out' | 'in'
  readonly state: State
  readonly createdAt: string
  readonly createdBy?: Words | undefined
  readonly approvedAt?: string | undefined
  readonly approvedBy?: Words | undefined
  readonly approvalReason?: string | undefined
  readonly recalledAt?: string | undefined
  readonly permission?:
    | {
        readonly state: 'asked' | 'granted' | 'narrowed' | 'refused' | 'withdrawn'
        readonly askedAt: string
        readonly answeredAt?: string | undefined
        readonly answer?: string | undefined
        readonly by?: Words | undefined
      }
    | undefined
  /** The last day, `2026-11-30`. */
  readonly expiresOn?: string | undefined
  readonly receipts: readonly {
    readonly state: 'accepted' | 'applied' | 'recalled' | 'refused' | 'seen' | 'acted' | 'declined'
    readonly at: string
    readonly reason?: string | undefined
  }[]
}

export type StepName =
  | 'asked'
  | 'originator-asked'
  | 'originator-agreed'
  | 'originator-refused'
  | 'approved'
  | 'sent'
  | 'accepted'
  | 'applied'
  | 'refused'
  | 'seen'
  | 'acted'
  | 'declined'
  | 'recall-asked'
  | 'withdrawn'
  | 'hidden'
  | 'received'
  | 'taken-back'
  | 'ended'

/** One step of the course; without a time it is still awaited. */
export interface Step {
  readonly name: StepName
  readonly at: string | undefined
  readonly by?: Words | undefined
  readonly reason?: string | undefined
}

/** Called back before it left: then no partner ever answered anything. */
export function neverLeft({ direction, state, receipts }: Course): boolean {
  return direction === 'out' && (state === 'waiting' || (state === 'recalled' && receipts.length === 0))
}

/** Hidden here when its last day was over, not because the owner called it back. */
function endedByItself({ direction, recalledAt, expiresOn }: Course): boolean {
  return direction === 'in' && isAfter(recalledAt?.slice(0, 10), expiresOn)
}

/** Where a release stands today: its state, or `ended` once its last day is over. */
export function standOf(course: Course, today: string): State | 'ended' {
  const { state, expiresOn } = course
  if (endedByItself(course)) return 'ended'
  return (state === 'applied' || state === 'sent') && isAfter(today, expiresOn) ? 'ended' : state
}

function isAfter(day: string | undefined, last: string | undefined): boolean {
  return day !== undefined && last !== undefined && day > last
}

/** The course of a release, from who asked to the last receipt, with what is still awaited. */
export function releaseSteps(course: Course): readonly Step[] {
  return course.direction === 'in' ? stepsIn(course) : stepsOut(course)
}

function stepsIn(course: Course): readonly Step[] {
  const { createdAt, recalledAt, receipts } = course
  const told = receipts.filter(({ state }) => state === 'seen' || state === 'acted' || state === 'declined')
  const end = endedByItself(course) ? 'ended' : 'taken-back'
  return [
    { name: 'received', at: createdAt },
    ...told.map(({ state: name, at, reason }) => ({ name, at, reason }) as Step),
    ...(recalledAt === undefined ? [] : [{ name: end, at: recalledAt } as const]),
  ]
}

function stepsOut(course: Course): readonly Step[] {
  const asked: Step = { name: 'asked', at: course.createdAt, by: course.createdBy }
  const approved: Step = {
    name: 'approved',
    at: course.approvedAt,
    by: course.approvedBy,
    reason: course.approvalReason,
  }
  if (neverLeft(course))
    return course.state === 'waiting'
      ? [asked, ...leave(course), approved, { name: 'sent', at: undefined }]
      : [asked, ...leave(course), { name: 'withdrawn', at: course.recalledAt }]
  return [
    asked,
    ...leave(course),
    ...(course.approvedAt === undefined ? [] : [approved]),
    // It is put into the partner's queue in the act that made or approved it.
    { name: 'sent', at: course.approvedAt ?? course.createdAt },
    ...answers(course),
    ...ending(course),
  ]
}

/** The originator was asked, and what it said; `agreed` without a time is awaited. */
function leave({ permission }: Course): readonly Step[] {
  if (!permission) return []
  const { state, askedAt, answeredAt: at, answer: reason, by } = permission
  const isRefused = state === 'refused'
  return [
    { name: 'originator-asked', at: askedAt },
    ...(state === 'withdrawn'
      ? []
      : [{ name: isRefused ? 'originator-refused' : 'originator-agreed', at, by, reason } as const]),
  ]
}

function answers({ receipts, state }: Course): readonly Step[] {
  const there = receipts.filter((receipt) => receipt.state !== 'recalled')
  const isAnswered = there.some((receipt) => receipt.state !== 'accepted')
  const isAwaited = !isAnswered && (state === 'sent' || state === 'approved')
  return [
    ...there.map(({ state: name, at, reason }) => ({ name, at, reason }) as Step),
    ...(isAwaited ? [{ name: 'applied' as const, at: undefined }] : []),
  ]
}

function ending({ receipts, state, recalledAt }: Course): readonly Step[] {
  if (state !== 'recalling' && state !== 'recalled') return []
  const hidden = receipts.find((receipt) => receipt.state === 'recalled')
  return [
    { name: 'recall-asked', at: recalledAt },
    { name: 'hidden', at: hidden?.at },
  ]
}
