import type { LeadAct, LeadState } from '@shield/contract'

/** How and when a watch wants to be heard. */
export interface Hearing {
  readonly delivery: 'at-once' | 'daily'
  readonly quiet: { readonly from: string; readonly until: string } | undefined
  /** IANA time zone the hours are of. */
  readonly zone: string
}

/** When the day's digest is told, on the clock of whoever watches. */
const digestAt = Temporal.PlainTime.from('07:00')

/** Is this a time zone whose hours can be kept? */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** When something found now is told: at once or with the next digest, and never in the quiet hours. */
export function dueAt(found: Date, { delivery, quiet, zone }: Hearing): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(found.getTime()).toZonedDateTimeISO(zone)
  const told = delivery === 'daily' ? next(now, digestAt) : now
  const heard = quiet === undefined ? told : afterQuiet(told, quiet)
  return new Date(heard.epochMilliseconds)
}

/** The next time the clock shows this; now, where it does. */
function next(now: Temporal.ZonedDateTime, time: Temporal.PlainTime): Temporal.ZonedDateTime {
  const today = now.withPlainTime(time)
  return Temporal.ZonedDateTime.compare(today, now) >= 0 ? today : now.add({ days: 1 }).withPlainTime(time)
}

function afterQuiet(
  at: Temporal.ZonedDateTime,
  { from, until }: { readonly from: string; readonly until: string },
): Temporal.ZonedDateTime {
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(until)]
  const clock = at.toPlainTime()
  const isAfterStart = Temporal.PlainTime.compare(clock, start) >= 0
  const isBeforeEnd = Temporal.PlainTime.compare(clock, end) < 0
  const overMidnight = Temporal.PlainTime.compare(start, end) > 0
  const isQuiet = overMidnight ? isAfterStart || isBeforeEnd : isAfterStart && isBeforeEnd
  return isQuiet ? next(at, end) : at
}

const steps: Readonly<Record<LeadAct, { readonly from: readonly LeadState[]; readonly to: LeadState }>> = {
  acknowledge: { from: ['new'], to: 'acknowledged' },
  act: { from: ['new', 'acknowledged'], to: 'acted' },
  dismiss: { from: ['new', 'acknowledged'], to: 'dismissed' },
  reopen: { from: ['acted', 'dismissed'], to: 'acknowledged' },
}

/** What may be done with a lead in a state. */
export function actsOn(state: LeadState): readonly LeadAct[] {
  return (Object.keys(steps) as LeadAct[]).filter((act) => steps[act].from.includes(state))
}

/** The state an act leads to; undefined where the act does not fit. */
export function stateAfter(state: LeadState, act: LeadAct): LeadState | undefined {
  return steps[act].from.includes(state) ? steps[act].to : undefined
}

/** Under so many decided leads a share is chance. */
export const fewestDecided = 10

/** Of what was decided, the part that somebody could act on; undefined while too little is decided to say. */
export function precisionOf(acted: number, dismissed: number): number | undefined {
  const decided = acted + dismissed
  return decided < fewestDecided ? undefined : acted / decided
}
